"""Export of M1, checked on real cases, and its card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .. import cards, golden, onnx_export
from ..config import Config
from ..layers import folded, parameter_count
from ..trainer import load_average
from .data import Cycle, load, network_input
from .network import CHANNELS, DilatedTemporalFcn, PhaseDetector


def write_onnx(network: DilatedTemporalFcn, config: Config, path: Path) -> None:
    example = (torch.rand(12, 1, config.input.rows, config.input.cols),)
    onnx_export.write(PhaseDetector(folded(network)), example, path, ["frames"], ["probabilities"],
                      {"frames": {0: "n"}})


def check(network: DilatedTemporalFcn, path: Path, cycles: list[torch.Tensor]) -> dict[str, float]:
    """Largest difference of ONNX from PyTorch, and from itself on a shifted cycle."""
    runtime, detector = onnx_export.session(path), PhaseDetector(network).eval()
    found = {"probabilities": 0.0, "circularShift": 0.0}
    for frames in cycles:
        with torch.inference_mode():
            expected = detector(frames).numpy()
        actual = runtime.run(None, {"frames": frames.numpy()})[0]
        shifted = runtime.run(None, {"frames": np.roll(frames.numpy(), 5, axis=0)})[0]
        found["probabilities"] = max(found["probabilities"], onnx_export.largest_difference(actual, expected))
        found["circularShift"] = max(found["circularShift"],
                                     onnx_export.largest_difference(np.roll(shifted, -5, axis=0), actual))
    for name, difference in found.items():
        onnx_export.require_equal(name, difference)
    return found


def export(config: Config, data: Path, work: Path, models: Path, checkpoint: str) -> None:
    """Writes models/<id>/model.onnx and card.json; stops if ONNX is not PyTorch within 1e-3."""
    del data
    network = DilatedTemporalFcn(**config.network, side=config.input.rows)
    network, state = load_average(work / "runs" / config.model_id / f"{checkpoint}.pt", network)
    folder = models / config.model_id
    path = folder / "model.onnx"
    write_onnx(network, config, path)
    training, validation = load(work)
    difference = check(network, path, [network_input(c, config) for c in validation] + _odd_lengths(validation, config))
    print(json.dumps({"onnx against PyTorch": difference}))
    golden.write(folder, golden.detector_fixture(config, path))
    cards.write(folder, card(config, path, parameter_count(folded(network)), len(training), state, difference,
                             cards.read_metrics(work, "m1", state["epoch"])))


def _odd_lengths(cycles: list[Cycle], config: Config) -> list[torch.Tensor]:
    """The shortest and longest cycle the card allows, made of real frames."""
    frames = network_input(cycles[0], config)
    return [frames[:8], torch.cat([frames] * 8)[:60]]


def card(config: Config, path: Path, parameters: int, cases: int, state: dict[str, Any], difference: dict[str, float],
         metrics: list[dict[str, Any]]) -> dict[str, Any]:
    spec = config.input
    return cards.common(config, path, role="phase", cases=cases, parameters=parameters,
                        title="Dilated temporal FCN: end-diastolic and end-systolic frame of a cycle") | {
        "input": {
            "name": "frames", "layout": "N1HW", "nAxis": "frames of one whole cycle, in order",
            "spacingMm": spec.spacing_mm, "rows": spec.rows, "cols": spec.cols, "slicesPerPatch": 1,
            "unknownSpacingMm": spec.nominal_spacing_mm,
            "crop": "centred on the LV if the segmenter has found it, else centre-of-image",
            "projection": "median-slices",
            "slices": "the middle half of the slices with LV, else 2 ... last-1, all when 3 or fewer",
            "outsideImage": "zero, not counted in the quantiles",
            "normalisation": {"kind": "quantile", "low": spec.low, "high": spec.high, "scope": "frame-crop",
                              "when": "after the projection"},
        },
        "outputs": [{"name": "probabilities", "layout": "NC", "channels": list(CHANNELS),
                     "meaning": "softmax per frame"}],
        "postProcessing": dict(config.post_processing),
        "metrics": metrics,
        "onnxDifference": {k: float(f"{v:.1e}") for k, v in difference.items()},
        "training": {"epoch": state["epoch"], "seconds": round(state["seconds"])},
        "range": {"spacingMm": [0.7, 2.0], "slices": [1, 30], "phases": [8, 60], "minRows": 64, "minCols": 64},
        "intended": "One whole cardiac cycle of a short-axis cine, 8 to 60 phases, starting at any phase; "
                    "a proposal that the reader confirms or moves.",
        "outOfRange": "Prospectively triggered cines that miss the end of diastole, arrhythmia, real-time cines of "
                      "several beats, fewer than 8 phases.",
    }
