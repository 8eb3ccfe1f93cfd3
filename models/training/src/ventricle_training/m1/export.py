"""Export of M1, checked on real cases, and its card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .. import cards, golden, onnx_export
from ..config import Config
from ..layers import folded, parameter_count
from .data import Labelled, load, network_input
from .evaluate import CLOSING, SETTLED
from .network import CHANNELS, DilatedTemporalFcn, PhaseDetector
from .train import load_members, weights_digest

PAPER = {("ES", "central"): 1.24, ("ES", "naive"): 1.75, ("ED", "central"): 0.0}
"""Mean frame errors of the paper with WDL."""


def write_onnx(members: Sequence[DilatedTemporalFcn], config: Config, path: Path) -> None:
    example = (torch.rand(12, 1, config.input.rows, config.input.cols),)
    detector = PhaseDetector(*map(folded, members), trims=config.network["trims"])
    onnx_export.write(detector, example, path, ["frames"], ["probabilities"],
                      {"frames": {0: "n"}})


def check(members: Sequence[DilatedTemporalFcn], trims: Sequence[int], path: Path, cycles: Sequence[torch.Tensor]
          ) -> dict[str, float]:
    """Largest difference of ONNX from PyTorch, and from itself on a shifted cycle."""
    runtime, detector = onnx_export.session(path), PhaseDetector(*members, trims=trims).eval()
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
    """Writes models/<id>/{model.onnx, card.json, golden.json}; stops if ONNX is not PyTorch within 1e-3."""
    del data, checkpoint  # the last average counts
    members, seconds = load_members(config, work)
    folder = models / config.model_id
    path = folder / "model.onnx"
    write_onnx(members, config, path)
    cases = load(work)
    inputs = [network_input(c.cycle, config) for c in cases if c.fold == 0]
    difference = check(members, config.network["trims"], path, inputs + odd_lengths(inputs[0]))
    print(json.dumps({"onnx against PyTorch": difference}))
    golden.write(folder, golden.detector_fixture(config, path))
    parameters = sum(parameter_count(folded(member)) for member in members)
    cards.write(folder, card(config, path, parameters, cases, seconds, difference,
                             read_metrics(work, weights_digest(members, config.network["trims"]))))


def odd_lengths(frames: torch.Tensor) -> list[torch.Tensor]:
    """The shortest and longest cycle the card allows, made of real frames."""
    return [frames[:8], torch.cat([frames] * 8)[:60]]


def read_metrics(work: Path, digest: str) -> list[dict[str, Any]]:
    """What `evaluate` has measured on these very weights, test before validation, beside the paper's."""
    rows: list[dict[str, Any]] = []
    for split in ("test", "validation"):
        path = work / f"m1-{split}.json"
        if path.exists() and (report := json.loads(path.read_text()))["weights"] == digest:
            rows += report["metrics"]
    return [row | published(row) for row in rows if belongs_in_card(row)]


def belongs_in_card(row: dict[str, Any]) -> bool:
    """M1's own answers against the label, beside the yardstick for ES; `evaluate` has more in its report."""
    if row["measure"] != "frameError" or row["decision"] == SETTLED:
        return False
    return bool(row["cycles"] == CLOSING or row["decision"] == "central")


def published(row: dict[str, Any]) -> dict[str, Any]:
    """The paper's figure for the same quantity, on the paper's own data."""
    key = (row["phase"], row["decision"])
    if row["measure"] != "frameError" or key not in PAPER:
        return {}
    return {"paper": PAPER[key], "paperNote": "mean, thesis data, cycles of 35, WDL"}


def card(config: Config, path: Path, parameters: int, cases: Sequence[Labelled], seconds: float,
         difference: dict[str, float], metrics: list[dict[str, Any]]) -> dict[str, Any]:
    spec = config.input
    return cards.common(config, path, role="phase", cases=len(cases), parameters=parameters,
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
                     "meaning": "mean of the softmax per frame over members and views"}],
        "postProcessing": dict(config.post_processing),
        "metrics": metrics,
        "onnxDifference": {k: float(f"{v:.1e}") for k, v in difference.items()},
        "training": {"members": config.network["members"], "epoch": config.schedule.epochs, "seconds": round(seconds)},
        "range": {"spacingMm": [0.7, 2.0], "slices": [1, 30], "phases": [8, 60], "minRows": 64, "minCols": 64},
        "intended": "One whole cardiac cycle of a short-axis cine, 8 to 60 phases, starting at any phase; "
                    "a proposal that the reader confirms or moves.",
        "outOfRange": "Prospectively triggered cines that miss the end of diastole, arrhythmia, real-time cines of "
                      "several beats, fewer than 8 phases.",
    }
