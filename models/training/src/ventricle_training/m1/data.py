"""Prepared cycles of `acdc-cine` for M1 and the random views drawn from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from ..config import Config
from ..cropping import Crop, extract, normalise
from ..m2 import augment as views
from ..strips import CaseInfo, index_digest, read_cine, read_index, validation_cases

CLOSING_RATIO = 1.25
"""A cycle closes when its step last -> first is at most this times its largest inner step."""


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


def read_cycle(folder: Path, case: CaseInfo, config: Config, centre_on_truth: bool) -> Cycle:
    """A cycle centred on the labelled LV (for training) or on the middle of its images."""
    cine, label = read_cine(folder, case)
    pixel_mm = case.spacing_mm or config.split.spacing_overrides.get(case.name, config.input.nominal_spacing_mm)
    x, y = (case.cols - 1) / 2, (case.rows - 1) / 2
    if centre_on_truth:
        _, _, rows, cols = np.nonzero(label >= 2)
        x, y = float(cols.mean()), float(rows.mean())
    return Cycle(case.name, cine, pixel_mm, case.ed, case.es, x, y, closes(cine))


def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m1.npz` (cine of the training split) and `m1.json` (cases, validation, closing cycles)."""
    folder = data / "acdc-cine"
    cases = [c for c in read_index(folder) if c.split == "train" and c.name not in config.split.excluded]
    validation = validation_cases(cases, config.split.validation_per_group, config.split.seed)
    cycles = [read_cycle(folder, case, config, centre_on_truth=True) for case in cases]
    work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(work / "m1.npz", **{c.name: c.cine for c in cycles})  # type: ignore[arg-type]
    (work / "m1.json").write_text(json.dumps({
        "index_sha256": index_digest(folder),
        "validation": sorted(validation),
        "cases": {
            c.name: {"pixel_mm": c.pixel_mm, "ed": c.ed, "es": c.es, "x": round(c.x, 2), "y": round(c.y, 2),
                     "closing": c.closing}
            for c in cycles
        },
    }, indent=1))


def load(work: Path) -> tuple[list[Cycle], list[Cycle]]:
    """Training and validation cycles."""
    manifest = json.loads((work / "m1.json").read_text())
    with np.load(work / "m1.npz") as arrays:
        cycles = [Cycle(name=name, cine=arrays[name], **entry) for name, entry in manifest["cases"].items()]
    chosen = set(manifest["validation"])
    return [c for c in cycles if c.name not in chosen], [c for c in cycles if c.name in chosen]


def network_input(cycle: Cycle, config: Config) -> torch.Tensor:
    """Frames [n, 1, rows, cols] as the engine makes them: crop, median over slices, normalise."""
    spec = config.input
    crop = Crop(spec.rows, spec.cols, spec.spacing_mm, cycle.x, cycle.y)
    patch, inside = extract(cycle.cine, crop, cycle.pixel_mm)
    projected = np.median(patch, axis=0)
    frames = np.stack([normalise(frame, inside, spec.low, spec.high) for frame in projected])
    return torch.from_numpy(frames)[:, None]


def _frame_choice(cycle: Cycle, config: Config, rng: np.random.Generator) -> tuple[np.ndarray, int, int]:
    """Two source frames and the share of the second for every new frame [3, m]; the new ED and ES."""
    options = config.augment
    n = cycle.frames
    keep = np.arange(n)
    if not cycle.closing:
        keep = keep[: n - int(rng.integers(0, options["drop_last"] + 1))]
    if rng.random() < options["delete"]:
        length, start = int(rng.integers(2, 6)), int(rng.integers(n))
        cut = {(start + k) % n for k in range(-1, length + 1)}  # the rim keeps ED and ES off the cut
        if not cut & {cycle.ed, cycle.es} and len(keep) - length >= 8:
            keep = np.array([k for k in keep if k not in {(start + j) % n for j in range(length)}])
    if cycle.ed not in keep or cycle.es not in keep:
        keep = np.arange(n)
    position = np.arange(len(keep), dtype=np.float64)
    if rng.random() < options["resample"]:
        low, high = options["frames"]
        m = int(np.clip(round(len(keep) * np.exp(rng.uniform(-0.9, 0.6))), low, high))
        position = np.arange(m) * len(keep) / m
    ed, es = (_nearest(position, int(np.flatnonzero(keep == frame)[0]), len(keep)) for frame in (cycle.ed, cycle.es))
    before = np.floor(position).astype(int)
    source = np.stack([keep[before % len(keep)], keep[(before + 1) % len(keep)], position - before])
    shift, m = int(rng.integers(len(position))), len(position)
    return np.roll(source, shift, axis=1), (ed + shift) % m, (es + shift) % m


def _nearest(position: np.ndarray, at: int, n: int) -> int:
    """Index of the position that is nearest to `at` on a circle of n."""
    d = np.abs(position - at)
    return int(np.argmin(np.minimum(d, n - d)))


def random_view(cycle: Cycle, config: Config, rng: np.random.Generator,
                g: torch.Generator) -> tuple[torch.Tensor, int, int]:
    """An augmented cycle [m, 1, rows, cols] with its ED and ES frame."""
    options = config.augment
    source, ed, es = _frame_choice(cycle, config, rng)
    chosen = rng.permutation(cycle.cine.shape[0])[: int(rng.integers(1, cycle.cine.shape[0] + 1))]
    cine = torch.from_numpy(cycle.cine[chosen]).float()
    first, second = (torch.from_numpy(source[k].astype(np.int64)) for k in (0, 1))
    fraction = torch.from_numpy(source[2]).float()[None, :, None, None]
    cine = cine[:, first] * (1 - fraction) + cine[:, second] * fraction
    cine = cine.transpose(0, 1)  # frames, slices as channels
    frames = _project(cine, cycle, config, rng, g)
    return _intensity(frames, options, g), ed, es


def _project(cine: torch.Tensor, cycle: Cycle, config: Config, rng: np.random.Generator,
             g: torch.Generator) -> torch.Tensor:
    """One random affine view of the whole cycle, median over slices, quantile range per frame."""
    spec, options = config.input, config.augment
    affine = views.random_affine(1, {
        "any_angle": options["any_angle"], "quarter_turn": 0.0, "wide_scale": 1.0, "scale": options["scale"],
        "mirror": options["mirror"], "shear": options["shear"], "shift_px": options["shift_px"]}, g)
    positions = views.source_positions(affine, spec, torch.tensor([cycle.pixel_mm]),
                                       torch.tensor([[cycle.x, cycle.y]]))
    size = torch.tensor([[cycle.cine.shape[3], cycle.cine.shape[2]]])
    sampled, inside = views.sample(cine.reshape(1, -1, *cine.shape[2:]), positions, size)
    if rng.random() < options["repeat_edge"]:
        clamped = torch.minimum(positions.clamp(min=0), (size - 1.0)[:, None, None])
        sampled, _ = views.sample(cine.reshape(1, -1, *cine.shape[2:]), clamped, size)
    projected = sampled.reshape(cine.shape[0], cine.shape[1], spec.rows, spec.cols).quantile(0.5, dim=1, keepdim=True)
    values = projected[:, 0, inside[0, 0]]
    if values.shape[1] < 16:
        values = projected.flatten(1)
    low, high = torch.quantile(values, torch.tensor([spec.low, spec.high]), dim=1)[:, :, None, None, None]
    return ((projected - low) / (high - low).clamp(min=1e-3)).clamp(0, 1)


def _intensity(frames: torch.Tensor, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Gamma and bias field alike for the cycle, gain and noise for each frame."""
    def uniform(low: float, high: float, count: int = 1) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=g)

    n, _, rows, cols = frames.shape
    low, high = (float(np.log(v)) for v in options["gamma"])
    frames = frames ** torch.exp(uniform(low, high))
    if uniform(0, 1) < options["bias"]:
        field = torch.randn(1, 1, 3, 3, generator=g) * 0.25
        frames = frames * torch.exp(F.interpolate(field, (rows, cols), mode="bicubic", align_corners=True))
    gain = torch.exp(torch.randn(n, generator=g) * options["gain"])
    frames = frames * gain[:, None, None, None]
    if uniform(0, 1) < options["noise"]:
        frames = frames + torch.randn(frames.shape, generator=g) * uniform(0, options["noise_sd"])
    return frames.clamp(0, 1)
