"""The exported M2 as a tool of M1: where the LV lies, and how large it is in every frame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .. import onnx_export
from ..cropping import Crop, extract, normalise, put_back

STRUCTURES = ("BACKGROUND", "RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY")
MYOCARDIUM, CAVITY = STRUCTURES.index("LV_MYOCARDIUM"), STRUCTURES.index("LV_CAVITY")


@dataclass(frozen=True)
class Segmented:
    """A segmented cine: arg max labels uint8 [slice, frame, row, column] in STRUCTURES, and the
    LV cavity [slice, frame] in pixels of the image, summed from probabilities."""

    labels: np.ndarray
    cavity: np.ndarray

    def centre(self, frame: int = 0) -> tuple[float, float] | None:
        """Mean (x, y) of the LV cavity in one frame, as the product centres M1's crop."""
        _, rows, cols = np.nonzero(self.labels[:, frame] == CAVITY)
        return (float(cols.mean()), float(rows.mean())) if len(rows) else None

    def curve(self) -> np.ndarray:
        """LV cavity per frame, [frame], in pixels summed over the slices."""
        return self.cavity.sum(axis=0)


class Segmenter:
    """`model.onnx` and `card.json` of a folder; all that is needed to run it stands in the card."""

    def __init__(self, folder: Path) -> None:
        card = json.loads((folder / "card.json").read_text())
        spec = card["input"]
        self.version: str = card["version"]
        self.crop = Crop(spec["rows"], spec["cols"], spec["spacingMm"], 0.0, 0.0)
        self.low, self.high = spec["normalisation"]["low"], spec["normalisation"]["high"]
        self._on_pixels = bool(spec.get("onPixels", False))
        self._runtime = onnx_export.session(folder / "model.onnx")
        self._off = np.zeros(len(STRUCTURES), np.float32)

    def _probabilities(self, stack: np.ndarray, crop: Crop, pixel_mm: float) -> np.ndarray:
        image = normalise(*extract(stack, crop, pixel_mm), self.low, self.high)
        return self._runtime.run(["probabilities"], {"image": image[:, None], "cam_class": self._off})[0]

    def run(self, cine: np.ndarray, pixel_mm: float) -> Segmented:
        """All frames of [slice, frame, row, column], the crop centred on the heart of the first frame."""
        rows, cols = cine.shape[2:]
        crop = self.crop.moved_to((cols - 1) / 2, (rows - 1) / 2).placed(pixel_mm, self._on_pixels)
        _, r, c = np.nonzero(self._probabilities(cine[:, 0], crop, pixel_mm).argmax(axis=1))
        if len(r):
            f = crop.spacing_mm / pixel_mm
            crop = crop.moved_to(crop.x + (c.mean() - (crop.cols - 1) / 2) * f,
                                 crop.y + (r.mean() - (crop.rows - 1) / 2) * f).placed(pixel_mm, self._on_pixels)
        labels, cavity = np.zeros(cine.shape, np.uint8), np.zeros(cine.shape[:2], np.float32)
        for t in range(cine.shape[1]):
            maps = put_back(self._probabilities(cine[:, t], crop, pixel_mm), crop, pixel_mm, rows, cols)
            maps[:, 0] = 1 - maps[:, 1:].sum(axis=1)
            labels[:, t] = maps.argmax(axis=1)
            cavity[:, t] = maps[:, CAVITY].sum(axis=(1, 2))
        return Segmented(labels, cavity)
