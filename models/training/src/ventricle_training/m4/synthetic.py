"""The golden fixture of M4: `golden.stack` through crop, quantiles per frame, and the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .. import golden, onnx_export
from ..config import Config
from ..cropping import extract, normalise, quantile_range


def fixture(config: Config, model: Path) -> dict[str, Any]:
    """Made of formulas; probabilities and both maps at a few pixels, and the maps' sums and maxima."""
    spec = config.input
    patch, inside = extract(golden.stack(), golden._crop(config), golden.PIXEL_MM)
    ranges = [quantile_range(p[inside], spec.low, spec.high) for p in patch]
    image = np.stack([normalise(p, inside, spec.low, spec.high) for p in patch])
    probabilities, deep, final = onnx_export.session(model).run(
        ["probabilities", "gradcam_deep", "gradcam_final"], {"image": image[:, None]})
    stride = spec.rows // deep.shape[2]
    samples = [
        {"slice": z, "row": r, "col": c, "inside": bool(inside[r, c]), "resampled": round(float(patch[z, r, c]), 6),
         "input": round(float(image[z, r, c]), 6), "probabilities": np.round(probabilities[z, :, r, c], 5).tolist(),
         "gradcamDeep": float(f"{deep[z, 0, r // stride, c // stride]:.6g}"),
         "gradcamFinal": float(f"{final[z, 0, r, c]:.6g}")}
        for z in (0, golden.SLICES - 1) for r, c in golden._points(spec.rows, spec.cols)
    ]
    maps = {f"{name}{kind}": float(f"{value:.6g}") for name, cam in (("gradcamDeep", deep), ("gradcamFinal", final))
            for kind, value in (("Sum", cam.sum()), ("Max", cam.max()))}
    return golden._frame(config, golden.STACK_FORMULA, "slice, row, column") | {
        "slices": golden.SLICES, "quantiles": [{"low": round(lo, 6), "high": round(hi, 6)} for lo, hi in ranges],
        "insidePixels": int(inside.sum()), "samples": samples, **maps,
        "mapTolerance": "1e-3 of the map's maximum",
    }
