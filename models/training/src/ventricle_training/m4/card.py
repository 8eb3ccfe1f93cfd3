"""`card.json` of M4. Trained on Sunnybrook alone, so its weights carry no condition of another data set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import cards
from ..config import Config
from .network import CHANNELS

LICENCE = "CC0-1.0"
"""As the data: nothing was added that would ask for a condition."""


def card(config: Config, path: Path, parameters: int, cam_level: int, cases: int, state: dict[str, Any],
         difference: dict[str, float], metrics: list[dict[str, Any]]) -> dict[str, Any]:
    spec = config.input
    maps = {"layout": "N1HW", "normalised": False, "score": "P(LV_CAVITY) summed over pixels"}
    return cards.common(config, path, role="explain", cases=cases, parameters=parameters,
                        title="U-Net for the LV cavity on Sunnybrook data, with Grad-CAM at two decoder levels") | {
        "trainingData": {**cards.training_data(config, cards.SUNNYBROOK), "cases": cases},
        "weightsLicence": cards.weights_licence(config, LICENCE),
        "input": {
            "name": "image", "layout": "N1HW", "spacingMm": spec.spacing_mm, "rows": spec.rows, "cols": spec.cols,
            "slicesPerPatch": 1, "unknownSpacingMm": spec.nominal_spacing_mm,
            "crop": "centred on the heart found by the segmenter, else centre-of-image",
            "outsideImage": "zero, not counted in the quantiles",
            "normalisation": {"kind": "quantile", "low": spec.low, "high": spec.high, "scope": "frame-crop"},
        },
        "outputs": [
            {"name": "probabilities", "layout": "NCHW", "channels": list(CHANNELS)},
            {"name": "gradcam_deep", "layer": f"decoder{cam_level}", "stride": 2**cam_level, "default": True, **maps},
            {"name": "gradcam_final", "layer": "decoder0", "stride": 1, "default": False, **maps},
        ],
        "postProcessing": {**config.post_processing, "component": "largest 2-D component"},
        "metrics": metrics,
        "onnxDifference": {k: float(f"{v:.1e}") for k, v in difference.items()},
        "training": {"epoch": state["epoch"], "seconds": round(state["seconds"])},
        "range": {"spacingMm": [1.0, 2.0], "slices": [1, 30], "phases": [1, 100], "minRows": 64, "minCols": 64},
        "intended": "To see what a segmenter of the LV cavity looks at, on short-axis balanced steady-state cine MRI "
                    "of adults, slice by slice at any phase. Research use only; its mask is a second look, not a "
                    "contour to measure from: it was trained without known pixel spacing.",
        "outOfRange": "Long-axis views, late enhancement, flow and tagged images, congenital anatomy, children, "
                      "hearts cut by the image's border; slices above the base or below the apex.",
    }
