"""Model crop: resampling, normalisation and the way back, as the engine does them.

Image coordinates: x = column, y = row, (0, 0) is the centre of the first pixel and the image
spans -0.5 ... cols - 0.5. This module is the reference that the Java engine is compared with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Crop:
    """A square-pixel window of `rows` x `cols` at `spacing_mm`, centred on (x, y) of the image."""

    rows: int
    cols: int
    spacing_mm: float
    x: float
    y: float

    @staticmethod
    def at_image_centre(image_rows: int, image_cols: int, rows: int, cols: int, spacing_mm: float) -> Crop:
        return Crop(rows, cols, spacing_mm, (image_cols - 1) / 2, (image_rows - 1) / 2)

    def moved_to(self, x: float, y: float) -> Crop:
        return Crop(self.rows, self.cols, self.spacing_mm, x, y)

    def on_pixels(self, pixel_mm: float) -> Crop:
        """Moved by no more than half a pixel of the image, so that the first pixel lies on one of the image's.

        Where both spacings are equal all pixels do, and nothing is interpolated, neither here nor on the way back.
        """
        first = [(size - 1) / 2 * self.spacing_mm / pixel_mm for size in (self.cols, self.rows)]
        x, y = (math.floor(at - to_first + 0.5) + to_first
                for at, to_first in zip((self.x, self.y), first, strict=True))
        return replace(self, x=x, y=y)

    def placed(self, pixel_mm: float, on_pixels: bool) -> Crop:
        """As a model wants it: on the image's pixels, or where it is."""
        return self.on_pixels(pixel_mm) if on_pixels else self


def _bilinear(stack: np.ndarray, y: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Samples [..., rows, cols] on the grid y × x; zero outside the span of the image."""
    rows, cols = stack.shape[-2:]
    inside_y = (y >= -0.5) & (y <= rows - 0.5)
    inside_x = (x >= -0.5) & (x <= cols - 0.5)
    y, x = np.clip(y, 0, rows - 1), np.clip(x, 0, cols - 1)
    r0 = np.minimum(np.floor(y).astype(int), max(rows - 2, 0))
    c0 = np.minimum(np.floor(x).astype(int), max(cols - 2, 0))
    r1, c1 = np.minimum(r0 + 1, rows - 1), np.minimum(c0 + 1, cols - 1)
    fy, fx = (y - r0)[:, None], (x - c0)[None, :]
    top = stack[..., r0[:, None], c0] * (1 - fx) + stack[..., r0[:, None], c1] * fx
    bottom = stack[..., r1[:, None], c0] * (1 - fx) + stack[..., r1[:, None], c1] * fx
    inside = inside_y[:, None] & inside_x[None, :]
    return np.where(inside, top * (1 - fy) + bottom * fy, 0.0), inside


def extract(stack: np.ndarray, crop: Crop, pixel_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """The crop of [..., rows, cols] as float64, and which of its pixels lie inside the image.

    Output pixel (r, c) samples the source at y = crop.y + (r - (rows - 1) / 2) * f and
    x = crop.x + (c - (cols - 1) / 2) * f with f = crop.spacing_mm / pixel_mm.
    """
    f = crop.spacing_mm / pixel_mm
    y = crop.y + (np.arange(crop.rows) - (crop.rows - 1) / 2) * f
    x = crop.x + (np.arange(crop.cols) - (crop.cols - 1) / 2) * f
    return _bilinear(stack.astype(np.float64), y, x)


def put_back(maps: np.ndarray, crop: Crop, pixel_mm: float, rows: int, cols: int) -> np.ndarray:
    """Maps on the crop sampled at the pixels of the image; zero where the crop does not reach."""
    f = crop.spacing_mm / pixel_mm
    y = (np.arange(rows) - crop.y) / f + (crop.rows - 1) / 2
    x = (np.arange(cols) - crop.x) / f + (crop.cols - 1) / 2
    return _bilinear(maps.astype(np.float64), y, x)[0]


def quantile_range(values: np.ndarray, low: float, high: float) -> tuple[float, float]:
    """Linear-interpolated quantiles (numpy's default) of the in-image samples."""
    if values.size == 0:
        return 0.0, 1.0
    lo, hi = np.quantile(values, [low, high])
    return float(lo), float(hi)


def normalise(crop: np.ndarray, inside: np.ndarray, low: float, high: float) -> np.ndarray:
    """Maps the low and high quantile of the in-image samples to 0 and 1, clips, keeps outside 0."""
    lo, hi = quantile_range(crop[..., inside], low, high)
    if hi <= lo:
        return np.zeros_like(crop, dtype=np.float32)
    scaled = np.clip((crop - lo) / (hi - lo), 0.0, 1.0)
    return np.where(inside, scaled, 0.0).astype(np.float32)
