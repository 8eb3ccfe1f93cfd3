"""Reading of the shared data set: PNG strips described by an `index.json` per folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from . import folds
from .config import SplitSpec

ED, ES = 0, 1
PHASES = ("ED", "ES")


@dataclass(frozen=True)
class CaseInfo:
    """What `index.json` says about one patient; frame numbers are 0-based here."""

    name: str
    split: str
    group: str
    spacing_mm: float | None
    slices: int
    rows: int
    cols: int
    frames: int
    ed: int
    es: int
    phases: tuple[str, ...] = PHASES


def read_index(folder: Path, single_phase: bool = False) -> list[CaseInfo]:
    """The cases of a folder in the order of the index; with one labelled phase only if asked for."""
    index = json.loads((folder / "index.json").read_text())
    cases = [
        CaseInfo(
            name=name,
            split=entry["split"],
            group=entry["group"],
            spacing_mm=entry["pixel_spacing_mm"],
            slices=entry["slices"],
            rows=entry["rows"],
            cols=entry["cols"],
            frames=entry["frames"],
            ed=entry["ed_frame"] - 1,
            es=entry["es_frame"] - 1,
            phases=tuple(entry.get("phases", PHASES)),
        )
        for name, entry in index["cases"].items()
    ]
    return [c for c in cases if single_phase or len(c.phases) == 2]


def empty_before(present: Sequence[bool]) -> int:
    """How many slices at the start of a stack lack what a later one has; 0 when none has it."""
    return list(present).index(True) if any(present) else 0


def index_digest(folder: Path) -> str:
    """SHA-256 of the index, so that prepared files can name the data they came from."""
    return hashlib.sha256((folder / "index.json").read_bytes()).hexdigest()


def _strip(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def read_edes(folder: Path, case: CaseInfo) -> tuple[np.ndarray, np.ndarray]:
    """Images and labels of `acdc-edes`, both uint8 [phase, slice, row, column].

    The phases are `case.phases`: ED and ES, but for own data of which only one is labelled.
    """
    shape = (len(case.phases), case.slices, case.rows, case.cols)
    image = _strip(folder / f"{case.name}_img.png").reshape(shape)
    label = _strip(folder / f"{case.name}_lab.png").reshape(shape)
    return image, label


def read_cine(folder: Path, case: CaseInfo) -> tuple[np.ndarray, np.ndarray]:
    """Cine [slice, frame, row, column] and labels [phase (ED, ES), slice, row, column], uint8."""
    cine = _strip(folder / f"{case.name}_cine.png")
    label = _strip(folder / f"{case.name}_lab.png")
    return (
        cine.reshape(case.slices, case.frames, case.rows, case.cols),
        label.reshape(2, case.slices, case.rows, case.cols),
    )


def validation_cases(cases: list[CaseInfo], per_group: int, seed: int) -> set[str]:
    """Names drawn from the training split only, the same number from each pathology group.

    Cases of which only one phase is labelled are left to training.
    """
    rng = np.random.default_rng(seed)
    chosen: set[str] = set()
    for group in sorted({c.group for c in cases}):
        names = sorted(c.name for c in cases if c.group == group and c.split == "train" and len(c.phases) == 2)
        chosen.update(rng.choice(names, size=min(per_group, len(names)), replace=False).tolist() if names else [])
    return chosen


def held_out(cases: list[CaseInfo], split: SplitSpec) -> set[str]:
    """Names that a run is validated on: of one fold of the training split, else the fixed ones."""
    if split.fold is None:
        chosen = validation_cases(cases, split.validation_per_group, split.seed)
    else:
        groups = {c.name: c.group for c in cases if c.split == "train" and len(c.phases) == 2}
        chosen = folds.held_out(groups, split.fold, split.seed)
    if not chosen:
        raise ValueError("no case to validate on: none of the training split has labels at both ED and ES")
    return chosen
