"""`prepare --own`: finds a user's cases, writes them in the shared layout, and says what was left out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import acdc, nnunet, ventricle
from .case import Found, OwnCase, UnusableCaseError
from .layout import Writer

FOLDER, SUMMARY = "own", "source.json"


def find(folder: Path) -> tuple[str, list[Found]]:
    """What kind of folder it is and the cases in it."""
    if not folder.is_dir():
        raise SystemExit(f"{folder}: is not a folder")
    kinds: list[tuple[str, bool, Callable[[Path], list[Found]]]] = [
        ("nnU-Net", (folder / "dataset.json").exists() and (folder / "labelsTr").is_dir(), nnunet.find),
        ("ACDC", any(folder.rglob("Info.cfg")), acdc.find),
        ("Ventricle", any(folder.rglob(ventricle.LABELS[0])), ventricle.find),
    ]
    for kind, fits, finder in kinds:
        if fits:
            try:
                return kind, finder(folder)
            except UnusableCaseError as error:
                raise SystemExit(f"{folder}: {error}") from error
    raise SystemExit(f"{folder}: holds no labels_ed.nii.gz of Ventricle, no nnU-Net data set, and no Info.cfg of ACDC")


def import_cases(folder: Path, work: Path, licence: str, name: str | None = None) -> Path:
    """Writes all usable cases to `<work>/own`, in the layout of the shared data; returns that folder.

    `source.json` there says how many were used, why others were not, and under which licence they
    stand, which goes into the card of what is trained on them.
    """
    kind, found = find(folder)
    target = work / FOLDER
    making = target.with_suffix(".tmp")
    shutil.rmtree(making, ignore_errors=True)
    writer = Writer(making)
    skipped: dict[str, str] = {}
    single_phase, with_cine, seen_by, used = 0, 0, [], 0
    for number, entry in enumerate(found, start=1):
        try:
            case = entry.load()
            writer.add(case)
            used += 1
            single_phase += len(case.phases) == 1
            with_cine += case.cine is not None
            seen_by += [case.unseen] if case.unseen else []
            note = _note(case)
        except UnusableCaseError as error:
            skipped[entry.name] = note = f"left out: {error}"
        print(f"case {number} of {len(found)} | {entry.name} | {note}", flush=True)
    if not used:
        raise SystemExit(f"{folder}: none of {len(found)} cases can be used")
    writer.finish(f"{name or folder.name}, {licence}")
    (making / SUMMARY).write_text(json.dumps({
        "name": name or folder.name, "kind": kind, "licence": licence, "cases": used, "leftOut": skipped,
        "singlePhase": single_phase, "withCine": with_cine,
        "contoursNoReaderSaw": {"count": sum(u for u, _ in seen_by), "of": sum(n for _, n in seen_by)},
    }, indent=1, ensure_ascii=False))
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)
    print(f"{used} cases from {kind} data, {len(skipped)} left out", flush=True)
    return target


def _note(case: OwnCase) -> str:
    parts = [f"{case.labels.shape[1]} slices, {' and '.join(case.phases)}",
             f"{case.spacing_mm[1]:.2f} mm" if case.spacing_mm else "spacing unknown"]
    if case.cine is not None:
        parts.append(f"{case.cine.shape[1]} phases")
    if case.unseen is not None and case.unseen[0]:
        parts.append(f"{case.unseen[0]} of {case.unseen[1]} contours no reader has looked at")
    return ", ".join(parts)


def source_of(work: Path) -> dict[str, Any] | None:
    """What `source.json` says, when cases have been imported into this work folder."""
    path = work / FOLDER / SUMMARY
    return json.loads(path.read_text()) if path.exists() else None
