"""Writes dictionary.tsv beside this file from pydicom's copy of PS3.6.

    pip install pydicom==3.0.2
    python make_dictionary.py

Columns: tag (x stands for any digit), VR, VM, keyword, name, "retired" or nothing.
"""

from pathlib import Path

from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary


def main() -> None:
    rows = [(f"{tag:08x}", *entry) for tag, entry in DicomDictionary.items()]
    rows += [(mask.lower(), *entry) for mask, entry in RepeatersDictionary.items()]
    lines = [
        "\t".join((tag, vr, vm, keyword, name, retired.lower())).rstrip("\t")
        for tag, vr, vm, name, retired, keyword in rows
        if keyword
    ]
    target = Path(__file__).with_name("dictionary.tsv")
    target.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
