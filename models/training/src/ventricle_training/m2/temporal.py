"""How much a segmented area or volume may bend from one frame to the next: bounds of the temporal check.

The bend of a curve v at frame t of a cycle is v(t-1) - 2 v(t) + v(t+1) on the circle, as a share of a stroke.
A frame that is wrong by a share e of the stroke bends the curve by 2 e at itself and by e on either side.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..config import Config
from ..cropping import Crop, extract
from ..m1.data import closes
from ..strips import read_cine, read_index
from .evaluate import Predictor, pixel_spacing, run_at, segment_crop
from .network import CHANNELS

LV_CAVITY = CHANNELS.index("LV_CAVITY")
FINE = 4  # samples per crop pixel and axis when the area within the .5 level is counted


@dataclass(frozen=True)
class AreaCurves:
    """LV cavity area in crop pixels, [slice, frame], over one cycle."""

    case: str
    areas: np.ndarray
    closing: bool
    held_out: bool

    @property
    def volume(self) -> np.ndarray:
        """Sum over slices, [frame]; slices are equally thick."""
        return self.areas.sum(axis=0)


def level_area(probability: np.ndarray) -> float:
    """Area in pixels within the .5 level of a bilinear map, as a sub-pixel contour encloses it."""
    rows, cols = probability.shape
    fine = Crop(rows * FINE, cols * FINE, 1.0, (cols - 1) / 2, (rows - 1) / 2)
    return float((extract(probability, fine, float(FINE))[0] >= 0.5).sum()) / FINE**2


def bend(curve: np.ndarray) -> np.ndarray:
    """Second difference on the circle at every frame of [..., frame]."""
    return np.roll(curve, 1, axis=-1) - 2 * curve + np.roll(curve, -1, axis=-1)


def relative_bends(areas: np.ndarray) -> dict[str, np.ndarray]:
    """|bend| of areas [slice, frame]: `volume` by the stroke of the summed curve, [frame], and `slice` by
    the larger of the slice's own stroke and the mean stroke of a slice, half of it in a frame whose cavity
    is gone, [slice, frame]."""
    volume = areas.sum(axis=0)
    stroke = max(float(np.ptp(volume)), 1e-9)
    least = np.where(areas == 0, stroke / 2, stroke) / len(areas)
    own = np.maximum(np.ptp(areas, axis=1, keepdims=True), least)
    return {"volume": np.abs(bend(volume)) / stroke, "slice": np.abs(bend(areas)) / own}


def exceeds(areas: np.ndarray, bounds: dict[str, float]) -> np.ndarray:
    """Whether the volume or the area of a slice bends more than its bound, [frame]."""
    bends = relative_bends(areas)
    return np.vstack([bends["volume"][None] > bounds["volume"], bends["slice"] > bounds["slice"]]).max(axis=0)


def area_curves(config: Config, data: Path, held_out: set[str], predict: Predictor) -> list[AreaCurves]:
    """Every training cycle of `acdc-cine`, all frames at the heart centre found in the first, as in the engine."""
    folder, curves = data / "acdc-cine", []
    for case in read_index(folder):
        if case.split != "train" or case.name in config.split.excluded:
            continue
        cine, _ = read_cine(folder, case)
        pixel_mm = pixel_spacing(case, config)
        crop, _ = segment_crop(cine[:, case.ed], pixel_mm, config, predict)
        maps = [run_at(crop, cine[:, t], pixel_mm, config, predict)[:, LV_CAVITY] for t in range(case.frames)]
        areas = np.array([[level_area(m) for m in frame] for frame in maps]).T
        curves.append(AreaCurves(case.name, areas, closes(cine), case.name in held_out))
    return curves


def write_curves(curves: list[AreaCurves], path: Path) -> None:
    path.write_text(json.dumps([{"case": c.case, "closing": c.closing, "heldOut": c.held_out,
                                 "areas": np.round(c.areas, 3).tolist()} for c in curves]))


def read_curves(path: Path) -> list[AreaCurves]:
    return [AreaCurves(c["case"], np.array(c["areas"]), c["closing"], c["heldOut"])
            for c in json.loads(path.read_text())]


def quantiles(curves: list[AreaCurves], held_out_only: bool) -> list[dict[str, Any]]:
    """Quantiles of the relative bends: inner frames, and the two frames at the seam of closing and other cycles."""
    rows = []
    chosen = [c for c in curves if c.held_out or not held_out_only]
    for kind in ("volume", "slice"):
        for where, keep in (("inner frames", None), ("seam, closing", True), ("seam, not closing", False)):
            values = []
            for c in chosen:
                bends = relative_bends(c.areas)[kind]
                if keep is None:
                    values.append(bends[..., 1:-1].ravel())
                elif c.closing == keep:
                    values.append(bends[..., [0, -1]].ravel())
            if values:
                v = np.concatenate(values)
                rows.append({"curve": kind, "where": where, "n": len(v)}
                            | {f"q{q}": round(float(np.quantile(v, q / 100)), 4) for q in (50, 95, 99, 99.9, 100)})
    return rows


def detection(curves: list[AreaCurves], bounds: dict[str, float]) -> list[dict[str, Any]]:
    """How often a wrong frame is caught: in each cycle every inner frame in turn, one fault at a time.

    Faults: one slice loses its LV; one slice is wrong by 20 or 50 % of its area; the whole volume is wrong
    by 10, 20 or 30 % of the stroke. Caught when the frame itself exceeds the bound of its slice or of the volume.
    """
    rows = []
    for fault, amount in (("slice lost", -1.0), ("slice area", -0.5), ("slice area", 0.2), ("volume, of stroke", 0.1),
                          ("volume, of stroke", 0.2), ("volume, of stroke", 0.3)):
        caught, total = 0, 0
        for c in curves:
            for t in range(1, c.areas.shape[1] - 1):
                for z in range(len(c.areas) if fault.startswith("slice") else 1):
                    areas = c.areas.copy()
                    if fault.startswith("slice"):
                        if areas[z, t] == 0:
                            continue
                        areas[z, t] *= 1 + amount
                    else:
                        areas[:, t] += amount * np.ptp(c.volume) / len(areas)
                    caught, total = caught + int(exceeds(areas, bounds)[t]), total + 1
        rows.append({"fault": fault, "by": amount, "caught": round(caught / total, 4), "n": total})
    return rows


def flagged(curves: list[AreaCurves], bounds: dict[str, float]) -> dict[str, float]:
    """Share of unaltered inner frames and of cycles that the bounds flag."""
    frames = [exceeds(c.areas, bounds)[1:-1] for c in curves]
    return {"frames": round(float(np.concatenate(frames).mean()), 5),
            "cycles": round(float(np.mean([f.any() for f in frames])), 4)}


def jumps(curves: list[AreaCurves], bounds: dict[str, float]) -> dict[str, list[int]]:
    """The inner frames (1-based) that exceed a bound, per case that has any."""
    found = {}
    for c in curves:
        over = exceeds(c.areas, bounds)
        frames = [int(t) + 1 for t in np.flatnonzero(over) if 0 < t < len(over) - 1]
        if frames:
            found[c.case] = frames
    return found
