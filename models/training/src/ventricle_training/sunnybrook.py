"""Sunnybrook: ED and ES frames of 29 patients with their LV cavity, and who of them is trained on.

M4 is made from them; M2 learns the LV from the same patients. Spacing is unknown, the data set's index has no split.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from . import config as configuration
from .config import Config, SplitSpec
from .folds import held_out

FOLDER = "sunnybrook"


@dataclass(frozen=True)
class Patient:
    """Frames of one patient: images uint8 and cavities bool [n, rows, cols], slice and phase name of each."""

    name: str
    images: np.ndarray
    cavities: np.ndarray
    slices: list[int]
    phases: list[str]

    def stack(self, phase: str) -> tuple[np.ndarray, np.ndarray]:
        """Images and cavities [slice, row, column] of one phase, in the order of the slices that have a cavity."""
        chosen = sorted((z, i) for i, (z, p) in enumerate(zip(self.slices, self.phases, strict=True)) if p == phase)
        index = [i for _, i in chosen]
        return self.images[index], self.cavities[index]

    def both_phases(self) -> tuple[np.ndarray, np.ndarray]:
        """Images and cavities [phase (ED, ES), slice, row, column] of the slices that show it at both."""
        place = {(z, p): i for i, (z, p) in enumerate(zip(self.slices, self.phases, strict=True))}
        shared = sorted({z for z, p in place if p == "ED"} & {z for z, p in place if p == "ES"})
        index = [[place[z, p] for z in shared] for p in ("ED", "ES")]
        return self.images[index], self.cavities[index]


def read_patient(folder: Path, name: str, entry: dict[str, Any]) -> Patient:
    """One patient of `sunnybrook`, `entry` from its index."""
    shape = (entry["images"], entry["rows"], entry["cols"])
    strips = []
    for kind in ("img", "endo"):
        with Image.open(folder / f"{name}_{kind}.png") as image:
            strips.append(np.asarray(image).reshape(shape))
    phases = ["ED" if p == entry["ed_phase"] else "ES" for p in entry["phase"]]
    return Patient(name, strips[0].astype(np.uint8), strips[1] > 0, entry["slice"], phases)


def index_of(data: Path) -> dict[str, Any]:
    """The entry of every patient, by name."""
    return json.loads((data / FOLDER / "index.json").read_text())["cases"]


def group_of(name: str) -> str:
    """HF-I (heart failure with infarct), HF-NI (without), HYP (hypertrophy) or N, from `SC-<group>-<number>`."""
    return name.removeprefix("SC-").rsplit("-", 1)[0]


def allocate(total: int, sizes: dict[str, int], rng: np.random.Generator) -> dict[str, int]:
    """`total` places over groups in proportion to their sizes: largest remainders, ties drawn."""
    quota = {g: total * n / sum(sizes.values()) for g, n in sizes.items()}
    places = {g: int(q) for g, q in quota.items()}
    tie = {g: rng.random() for g in sizes}
    order = sorted(sizes, key=lambda g: (round(places[g] - quota[g], 9), tie[g]))
    for group in order[: total - sum(places.values())]:
        places[group] += 1
    return places


def split_patients(names: list[str], spec: SplitSpec) -> dict[str, list[str]]:
    """Names of `test`, `validation` and `train`, drawn once by the configured seed and numbers of patients.

    With a fold, `validation` is that fold of all patients who are not in `test`.
    """
    rng = np.random.default_rng(spec.seed)
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(group_of(name), []).append(name)
    for members in groups.values():
        rng.shuffle(members)
    chosen: dict[str, list[str]] = {}
    for split in ("test", "validation"):
        places = allocate(spec.more[split], {g: len(m) for g, m in groups.items()}, rng)
        chosen[split] = sorted(groups[g].pop() for g in groups for _ in range(places[g]))
    if spec.fold is not None:
        rest = {name: group_of(name) for name in names if name not in chosen["test"]}
        chosen["validation"] = sorted(held_out(rest, spec.fold, spec.seed))
        return chosen | {"train": sorted(rest.keys() - set(chosen["validation"]))}
    chosen["train"] = sorted(name for members in groups.values() for name in members)
    return chosen


def split_as_m4(data: Path, split: str) -> list[Patient]:
    """The patients of a split as M4 has it, so that no model is tested on a patient another one was trained on."""
    return read_split(configuration.load("m4").split, data, split)


def belongs(config: Config, data: Path) -> bool:
    """Whether a method for ACDC may look at these patients beside it: not without the files or with own data."""
    return "own_data" not in config.more and (data / FOLDER / "index.json").exists()


def lent(config: Config, data: Path) -> list[Patient]:
    """The training patients that a method for ACDC learns from beside it."""
    return split_as_m4(data, "train") if belongs(config, data) else []


def read_split(spec: SplitSpec, data: Path, split: str) -> list[Patient]:
    """The patients of `test`, `validation` or `train`."""
    index = index_of(data)
    names = split_patients(list(index), spec)[split]
    return [read_patient(data / FOLDER, name, index[name]) for name in names]
