"""The synthetic check of M3 for other implementations, in the manner of `golden`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .. import golden, onnx_export
from ..config import Config
from ..cropping import Crop, extract, normalise, quantile_range

POINTS = ((0, 0), (48, 48), (95, 95), (24, 32), (64, 48), (48, 72), (38, 47))
"""Row and column: two corners, the middle, near the rim of the image, and in the bright blob."""


def of(config: Config, model: Path) -> dict[str, Any]:
    """The four slices of `golden.STACK_FORMULA` through crop, quantiles over the volume, and the network."""
    spec = config.input
    patch, inside = extract(golden.stack(), Crop(spec.rows, spec.cols, spec.spacing_mm, *golden.CENTRE),
                            golden.PIXEL_MM)
    low, high = quantile_range(patch[..., inside], spec.low, spec.high)
    image = normalise(patch, inside, spec.low, spec.high)
    cam, areas = onnx_export.session(model).run(["cam", "areas"], {"stack": image[None, None]})
    alone = onnx_export.session(model).run(["areas"], {"stack": image[None, None, :1]})[0]
    samples = [
        {"slice": z, "row": r, "col": c, "inside": bool(inside[r, c]), "resampled": round(float(patch[z, r, c]), 6),
         "input": round(float(image[z, r, c]), 6), "cam": round(float(cam[0, 0, z, r, c]), 5)}
        for z in (0, golden.SLICES - 1) for r, c in POINTS
    ]
    return {
        "schema": "ventricle-golden/1", "formula": golden.STACK_FORMULA, "order": "slice, row, column",
        "rows": golden.ROWS, "cols": golden.COLS, "pixelMm": golden.PIXEL_MM,
        "cropCentre": {"x": golden.CENTRE[0], "y": golden.CENTRE[1]},
        "cropRows": spec.rows, "cropCols": spec.cols, "cropSpacingMm": spec.spacing_mm,
        "tolerance": {"input": 1e-5, "output": 1e-3, "areas": 0.05},
        "slices": golden.SLICES, "quantiles": {"low": round(low, 6), "high": round(high, 6)},
        "insidePixels": int(inside.sum()), "samples": samples,
        "areas": np.round(areas.astype(float), 4).tolist(),
        "areasOfFirstSliceAlone": np.round(alone.astype(float), 4).tolist(),
        "camSum": float(f"{cam.sum():.6g}"),
    }
