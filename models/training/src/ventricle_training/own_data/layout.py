"""Writes cases as the shared data set has them: PNG strips and one `index.json` a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage

from ..cropping import Crop, extract
from .case import LV_CAVITY, OwnCase

SIDE_MM, SIDE_PX = 240.0, 160
"""Side of the window kept round the heart, where the spacing is known and where it is not."""
SUNNYBROOK_SIDE, SUNNYBROOK_MM = 144, 1.5
SQUARE = 1.01


def square_pixels(case: OwnCase) -> OwnCase:
    """Rows brought to the column distance where the two differ by more than a percent."""
    if case.spacing_mm is None:
        return case
    row, column = case.spacing_mm
    if max(row, column) <= SQUARE * min(row, column):
        return case

    def stretched(stack: np.ndarray, order: int) -> np.ndarray:
        factors = [1.0] * (stack.ndim - 2) + [row / column, 1.0]
        return ndimage.zoom(stack, factors, order=order, grid_mode=True, mode="nearest")

    return replace(case, spacing_mm=(column, column), images=stretched(case.images.astype(np.float32), 1),
                   labels=stretched(case.labels, 0),
                   cine=None if case.cine is None else stretched(case.cine.astype(np.float32), 1))


def window(case: OwnCase) -> tuple[slice, slice]:
    """Rows and columns kept: a square round the middle of everything labelled, inside the image."""
    side = SIDE_PX if case.spacing_mm is None else round(SIDE_MM / case.spacing_mm[1])
    found = np.nonzero(case.labels)[2:]
    parts = []
    for positions, size in zip(found, case.labels.shape[2:], strict=True):
        length = min(side, size)
        start = round((int(positions.min()) + int(positions.max()) + 1 - length) / 2)
        start = min(max(start, 0), size - length)
        parts.append(slice(start, start + length))
    return parts[0], parts[1]


def eight_bit(*stacks: np.ndarray) -> list[np.ndarray]:
    """The same linear scale for all: per mille .1 and 99.9 of the first to 0 and 255."""
    low, high = np.quantile(stacks[0], (0.001, 0.999))
    scale = 255 / (high - low) if high > low else 0.0
    return [np.clip(np.rint((s.astype(np.float64) - low) * scale), 0, 255).astype(np.uint8) for s in stacks]


def middle_slices(label: np.ndarray) -> list[int]:
    """The middle half of the slices with LV cavity, three at least where there are three; [slice, row, column]."""
    found = np.flatnonzero((label == LV_CAVITY).any(axis=(1, 2)))
    count = min(len(found), max(3, (len(found) + 1) // 2))
    start = (len(found) - count) // 2
    return found[start : start + count].tolist()


@dataclass
class Writer:
    """Adds cases one by one to `acdc-edes`, and to `acdc-cine` and `sunnybrook` where they allow it."""

    folder: Path
    indices: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"acdc-edes": {}, "acdc-cine": {}, "sunnybrook": {}})

    def add(self, case: OwnCase) -> None:
        case = square_pixels(case)
        rows, cols = window(case)
        labels = case.labels[..., rows, cols]
        images = case.images[..., rows, cols]
        entry = {
            "split": case.split, "group": case.group,
            "pixel_spacing_mm": None if case.spacing_mm is None else case.spacing_mm[1],
            "slice_spacing_mm": case.slice_mm, "ed_frame": case.ed + 1, "es_frame": case.es + 1,
            "frames": 0 if case.cine is None else case.cine.shape[1], "slices": labels.shape[1],
            "rows": labels.shape[2], "cols": labels.shape[3], "crop_row": rows.start, "crop_col": cols.start,
            "full_rows": case.labels.shape[2], "full_cols": case.labels.shape[3], "phases": list(case.phases),
        }
        if case.cine is None:
            (image,) = eight_bit(images)
        else:
            cine, image = eight_bit(case.cine[..., rows, cols], images)
            kept = middle_slices(labels[0])
            self._put("acdc-cine", case.name, entry | {"slices": len(kept)}, cine=cine[kept], lab=labels[:, kept])
        self._put("acdc-edes", case.name, entry, img=image, lab=labels)
        self._sunnybrook(case, image, labels)

    def _sunnybrook(self, case: OwnCase, image: np.ndarray, labels: np.ndarray) -> None:
        """Frames with LV cavity in a 144 x 144 window at 1.5 mm, as M4 takes them without a spacing."""
        pixel_mm = SUNNYBROOK_MM if case.spacing_mm is None else case.spacing_mm[1]
        cavity = labels == LV_CAVITY
        _, _, r, c = np.nonzero(cavity)
        crop = Crop(SUNNYBROOK_SIDE, SUNNYBROOK_SIDE, SUNNYBROOK_MM, float(c.mean()), float(r.mean()))
        images, masks = np.rint(extract(image, crop, pixel_mm)[0]), extract(cavity, crop, pixel_mm)[0] >= 0.5
        places = [(z, p) for z in range(labels.shape[1]) for p in range(labels.shape[0]) if masks[p, z].any()]
        phase = [case.ed + 1 if case.phases[p] == "ED" else case.es + 1 for _, p in places]
        self._put("sunnybrook", f"SC-{case.group}-{case.name.replace('-', '_')}", {
            "split": case.split, "images": len(places), "rows": SUNNYBROOK_SIDE, "cols": SUNNYBROOK_SIDE,
            "slice": [z for z, _ in places], "phase": phase, "ed_phase": case.ed + 1, "es_phase": case.es + 1,
            "phases": 2 if case.cine is None else case.cine.shape[1],
        }, img=np.stack([images[p, z] for z, p in places]).astype(np.uint8),
            endo=np.stack([masks[p, z] for z, p in places]))

    def _put(self, kind: str, name: str, entry: dict[str, Any], **strips: np.ndarray) -> None:
        target = self.folder / kind
        target.mkdir(parents=True, exist_ok=True)
        for suffix, stack in strips.items():
            strip = np.ascontiguousarray(stack.reshape(-1, stack.shape[-1]))
            Image.fromarray(strip).save(target / f"{name}_{suffix}.png")
        self.indices[kind][name] = entry

    def finish(self, source: str) -> None:
        """Writes the index of every kind that has a case."""
        for kind, cases in self.indices.items():
            if cases:
                text = {"source": source, "labels": {"1": "RV cavity", "2": "LV myocardium", "3": "LV cavity"},
                        "cases": cases}
                (self.folder / kind / "index.json").write_text(json.dumps(text, indent=1))
