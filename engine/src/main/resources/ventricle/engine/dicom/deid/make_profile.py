"""Writes profile.tsv beside this file: table E.1-1 of PS3.15, the Basic Application Level
Confidentiality Profile and its options.

    pip install --no-deps dicom-anonymizer==2.1.0 dicom-standard==0.1.0
    python make_profile.py

The profile itself is that of the standard's edition 2026c as dicom-anonymizer carries it. The
columns of the options come from dicom-standard, whose edition is of 2020; of attributes that the
standard has added since, an option keeps dates and times only, so that where nothing is known the
profile holds.

Columns: tag (x stands for any digit), action, then K (keep) or C (clean) or nothing for the options
Retain Patient Characteristics, Retain Device Identity, Retain Longitudinal Temporal Information
with Modified Dates, Clean Structured Content, and Clean Descriptors.
"""

import importlib.util
import json
import sysconfig
from pathlib import Path

from pydicom.datadict import dictionary_VR, keyword_for_tag

DATABASES = "dicomanonymizer/dicom_anonymization_databases"
OPTIONS = ("rtnPatCharsOpt", "rtnDevIdOpt", "rtnLongModifDatesOpt", "cleanStructContOpt", "cleanDescOpt")


def profile() -> dict[str, str]:
    place = Path(sysconfig.get_path("purelib")) / DATABASES / "dicomfields_2026c.py"
    spec = importlib.util.spec_from_file_location("fields", place)
    fields = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fields)
    actions = {}
    for name in dir(fields):
        if not name.endswith("_TAGS") or name == "ALL_TAGS":
            continue
        action = name.removesuffix("_TAGS").replace("_STAR", "*").replace("_", "/")
        for tag in getattr(fields, name):
            actions[written(tag)] = action
    return actions


def written(tag: tuple[int, ...]) -> str:
    group, element = tag[:2]
    if len(tag) == 2:
        return f"{group:04x}{element:04x}"
    _, _, group_mask, element_mask = tag
    return masked(group, group_mask) + masked(element, element_mask)


def masked(value: int, mask: int) -> str:
    digits = zip(f"{value:04x}", f"{mask:04x}", strict=True)
    return "".join(v if m == "f" else "x" for v, m in digits)


def options() -> dict[str, list[str]]:
    place = Path(sysconfig.get_path("data")) / "standard"
    rows = json.loads((place / "confidentiality_profile_attributes.json").read_text())
    return {row["id"].lower(): [row.get(option, "") for option in OPTIONS] for row in rows}


def dates_only(tag: str) -> list[str]:
    known = "x" not in tag and keyword_for_tag(int(tag, 16))
    dated = known and dictionary_VR(int(tag, 16)) in ("DA", "DT", "TM")
    return ["", "", "C" if dated else "", ""]


def main() -> None:
    known = options()
    lines = [
        "\t".join((tag, action, *known.get(tag, dates_only(tag)))).rstrip("\t")
        for tag, action in sorted(profile().items())
    ]
    target = Path(__file__).with_name("profile.tsv")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
