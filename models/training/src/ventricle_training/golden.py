"""Synthetic fixtures that let another implementation prove that it prepares inputs as we do.

The images come from formulas, so no patient data is involved. The expected values were computed by
`cropping` and by the exported model.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from . import onnx_export
from .config import Config
from .cropping import Crop, extract, normalise, quantile_range

ROWS, COLS, PIXEL_MM, SLICES, FRAMES = 96, 110, 1.2, 4, 10
CENTRE = (58.25, 44.5)
STACK_FORMULA = ("v(z,r,c) = 40 + 20 z + 180 exp(-((c-60)^2 + (r-45)^2) / (2 (14-2z)^2)) "
                 "+ 30 sin(c/7) cos(r/9)")
CINE_FORMULA = ("v(z,t,r,c) = 40 + 20 z + 180 exp(-((c-60)^2 + (r-45)^2) / (2 (12-2z+3 cos(2 pi t/10))^2)) "
                "+ 30 sin(c/7) cos(r/9)")


def stack() -> np.ndarray:
    """[slice, row, column] of STACK_FORMULA."""
    z, r, c = np.mgrid[:SLICES, :ROWS, :COLS].astype(np.float64)
    return _heart(z, r, c, 14 - 2 * z)


def cine() -> np.ndarray:
    """[slice, frame, row, column] of CINE_FORMULA."""
    z, t, r, c = np.mgrid[:SLICES, :FRAMES, :ROWS, :COLS].astype(np.float64)
    return _heart(z, r, c, 12 - 2 * z + 3 * np.cos(2 * np.pi * t / FRAMES))


def _heart(z: np.ndarray, r: np.ndarray, c: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    blob = 180 * np.exp(-((c - 60) ** 2 + (r - 45) ** 2) / (2 * sigma**2))
    return 40 + 20 * z + blob + 30 * np.sin(c / 7) * np.cos(r / 9)


def _points(spec_rows: int, spec_cols: int) -> list[tuple[int, int]]:
    """A few pixels: both corners, the middle, and some near the rim of the image."""
    return [(0, 0), (spec_rows // 2, spec_cols // 2), (spec_rows - 1, spec_cols - 1), (spec_rows // 4, spec_cols // 3),
            (2 * spec_rows // 3, spec_cols // 2), (spec_rows // 2, 3 * spec_cols // 4)]


def _frame(config: Config, formula: str, order: str) -> dict[str, Any]:
    return {
        "schema": "ventricle-golden/1", "formula": formula, "order": order,
        "rows": ROWS, "cols": COLS, "pixelMm": PIXEL_MM, "cropCentre": {"x": CENTRE[0], "y": CENTRE[1]},
        "cropRows": config.input.rows, "cropCols": config.input.cols, "cropSpacingMm": config.input.spacing_mm,
        "tolerance": {"input": 1e-5, "output": 1e-3},
    }


def _crop(config: Config) -> Crop:
    spec = config.input
    return Crop(spec.rows, spec.cols, spec.spacing_mm, *CENTRE).placed(PIXEL_MM, spec.on_pixels)


def segmenter_fixture(config: Config, model: Path) -> dict[str, Any]:
    """One phase of four slices through crop, quantiles over the volume, and the network."""
    spec = config.input
    patch, inside = extract(stack(), _crop(config), PIXEL_MM)
    low, high = quantile_range(patch[..., inside], spec.low, spec.high)
    image = normalise(patch, inside, spec.low, spec.high)
    selector = np.array([0, 0, 0, 1], np.float32)
    probabilities, cam = onnx_export.session(model).run(None, {"image": image[:, None], "cam_class": selector})
    samples = [
        {"slice": z, "row": r, "col": c, "inside": bool(inside[r, c]), "resampled": round(float(patch[z, r, c]), 6),
         "input": round(float(image[z, r, c]), 6), "probabilities": np.round(probabilities[z, :, r, c], 5).tolist()}
        for z in (0, SLICES - 1) for r, c in _points(spec.rows, spec.cols)
    ]
    return _frame(config, STACK_FORMULA, "slice, row, column") | {
        "slices": SLICES, "quantiles": {"low": round(low, 6), "high": round(high, 6)},
        "insidePixels": int(inside.sum()), "samples": samples, "camClass": selector.tolist(),
        "gradcamSum": float(f"{cam.sum():.6g}"), "gradcamMax": float(f"{cam.max():.6g}"),
    }


def detector_fixture(config: Config, model: Path) -> dict[str, Any]:
    """A cycle of ten frames and four slices through crop, median, quantiles per frame, and the network."""
    spec = config.input
    patch, inside = extract(cine(), _crop(config), PIXEL_MM)
    projected = np.median(patch, axis=0)
    frames = np.stack([normalise(frame, inside, spec.low, spec.high) for frame in projected])
    probabilities = onnx_export.session(model).run(None, {"frames": frames[:, None]})[0]
    samples = [
        {"frame": t, "row": r, "col": c, "inside": bool(inside[r, c]), "projected": round(float(projected[t, r, c]), 6),
         "input": round(float(frames[t, r, c]), 6)}
        for t in (0, FRAMES // 2) for r, c in _points(spec.rows, spec.cols)
    ]
    return _frame(config, CINE_FORMULA, "slice, frame, row, column") | {
        "slices": SLICES, "frames": FRAMES, "insidePixels": int(inside.sum()), "samples": samples,
        "probabilities": np.round(probabilities, 5).tolist(),
    }


def write(folder: Path, fixture: dict[str, Any]) -> None:
    (folder / "golden.json").write_text(json.dumps(fixture, indent=1) + "\n")
