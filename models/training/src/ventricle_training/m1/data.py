"""Prepared cycles of `acdc-cine` for M1: images, M2's labels of every frame, folds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..config import Config
from ..cropping import Crop, extract, normalise
from ..strips import CaseInfo, index_digest, read_cine, read_index, validation_cases
from .segmenter import CAVITY, MYOCARDIUM, Segmented, Segmenter
from .views import Source

CLOSING_RATIO = 1.25
"""A cycle closes when its step last -> first is at most this times its largest inner step."""

MODELS = Path(__file__).resolve().parents[4]
SEGMENTER = "m2-pspunet"


def closes(cine: np.ndarray) -> bool:
    """Whether the last frame leads on to the first; cine [slice, frame, row, column]."""
    frames = cine.astype(np.float32)
    steps = np.abs(np.roll(frames, -1, axis=1) - frames).mean(axis=(0, 2, 3))
    return bool(steps[-1] <= CLOSING_RATIO * steps[:-1].max())


@dataclass(frozen=True)
class Cycle:
    """One patient's cine; `x`, `y`: where the crop is centred, in pixels of the cine."""

    name: str
    cine: np.ndarray  # uint8 [slice, frame, row, column]
    pixel_mm: float
    ed: int
    es: int
    x: float
    y: float
    closing: bool

    @property
    def frames(self) -> int:
        return self.cine.shape[1]

@dataclass(frozen=True)
class Labelled:
    """A cycle centred on its labelled LV, with what M2 drew in it, and the fold that never trains on it."""

    cycle: Cycle
    segmented: Segmented
    fold: int

def read_cycle(folder: Path, case: CaseInfo, config: Config, centre_on_truth: bool) -> Cycle:
    """A cycle centred on the labelled LV (for training) or on the middle of its images."""
    cine, label = read_cine(folder, case)
    pixel_mm = case.spacing_mm or config.split.spacing_overrides.get(case.name, config.input.nominal_spacing_mm)
    x, y = (case.cols - 1) / 2, (case.rows - 1) / 2
    if centre_on_truth:
        _, _, rows, cols = np.nonzero(label >= 2)
        x, y = float(cols.mean()), float(rows.mean())
    return Cycle(case.name, cine, pixel_mm, case.ed, case.es, x, y, closes(cine))

def folds(cases: Sequence[CaseInfo], count: int, per_group: int, seed: int) -> dict[str, int]:
    """Fold of every case; the same number of each pathology group in each, as far as it goes.

    Fold 0 holds M2's validation (`validation_cases`), hearts that M2 has not seen.
    """
    first = validation_cases(list(cases), per_group, seed)
    rng = np.random.default_rng(seed + 1)
    found = dict.fromkeys(sorted(first), 0)
    for group in sorted({c.group for c in cases}):
        members = [c.name for c in cases if c.group == group]
        for name in rng.permutation(sorted(set(members) - first)).tolist():
            sizes = [sum(found.get(m) == fold for m in members) for fold in range(count)]
            found[name] = int(np.argmin(sizes))
    return found

def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m1.npz` (cine of the training split, labels by M2) and `m1.json` (cases, folds, closing cycles).

    M2 is read from models/m2-pspunet; its labels train an auxiliary output only.
    """
    folder = data / "acdc-cine"
    cases = [c for c in read_index(folder) if c.split == "train" and c.name not in config.split.excluded]
    fold = folds(cases, config.network["members"], config.split.validation_per_group, config.split.seed)
    segmenter = Segmenter(MODELS / SEGMENTER)
    arrays: dict[str, np.ndarray] = {}
    entries: dict[str, dict[str, Any]] = {}
    for number, case in enumerate(cases):
        cycle = read_cycle(folder, case, config, centre_on_truth=True)
        segmented = segmenter.run(cycle.cine, cycle.pixel_mm)
        arrays |= {f"{case.name}/cine": cycle.cine, f"{case.name}/labels": segmented.labels,
                   f"{case.name}/cavity": segmented.cavity}
        entries[case.name] = {"pixel_mm": cycle.pixel_mm, "ed": cycle.ed, "es": cycle.es, "x": round(cycle.x, 2),
                              "y": round(cycle.y, 2), "closing": cycle.closing, "fold": fold[case.name]}
        print(json.dumps({"case": case.name, "done": number + 1, "of": len(cases)}), flush=True)
    work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(work / "m1.npz", **arrays)  # type: ignore[arg-type]
    (work / "m1.json").write_text(json.dumps({
        "index_sha256": index_digest(folder), "segmenter": segmenter.version, "cases": entries}, indent=1))

def load(work: Path) -> list[Labelled]:
    """All prepared cycles, in the order of the index."""
    manifest = json.loads((work / "m1.json").read_text())
    loaded = []
    with np.load(work / "m1.npz") as arrays:
        for name, entry in manifest["cases"].items():
            fold = entry.pop("fold")
            loaded.append(Labelled(Cycle(name=name, cine=arrays[f"{name}/cine"], **entry),
                                   Segmented(arrays[f"{name}/labels"], arrays[f"{name}/cavity"]), fold))
    return loaded

def network_input(cycle: Cycle, config: Config) -> torch.Tensor:
    """Frames [n, 1, rows, cols] as the engine makes them: crop, median over slices, normalise."""
    spec = config.input
    crop = Crop(spec.rows, spec.cols, spec.spacing_mm, cycle.x, cycle.y)
    patch, inside = extract(cycle.cine, crop, cycle.pixel_mm)
    projected = np.median(patch, axis=0)
    frames = np.stack([normalise(frame, inside, spec.low, spec.high) for frame in projected])
    return torch.from_numpy(frames)[:, None]

def source_of(case: Labelled) -> Source:
    """The cycle and M2's LV in it: 1 myocardium, 2 cavity."""
    cycle, labels = case.cycle, case.segmented.labels
    mask = np.where(labels == CAVITY, 2, np.where(labels == MYOCARDIUM, 1, 0)).astype(np.uint8)
    images, masks = (torch.from_numpy(array.transpose(1, 0, 2, 3)) for array in (cycle.cine, mask))
    rows, cols = cycle.cine.shape[2:]
    return Source(images, masks, torch.tensor([[cols, rows]]), torch.tensor([cycle.pixel_mm]),
                  torch.tensor([[cycle.x, cycle.y]]))
