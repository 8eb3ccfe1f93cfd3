"""Frame errors of M1 over all circular shifts of closing cycles."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from .. import config as configuration
from .. import onnx_export
from ..config import Config
from ..m2.evaluate import segment
from ..m2.network import CHANNELS as STRUCTURES
from ..metrics import circular_distance
from ..strips import read_index
from ..trainer import load_average
from .data import Cycle, network_input, read_cycle
from .decision import central_frame, naive_frame
from .network import ED_CHANNEL, ES_CHANNEL, DilatedTemporalFcn, PhaseDetector

Predictor = Callable[[np.ndarray], np.ndarray]
"""Frames [n, 1, rows, cols] float32 -> probabilities [n, 3]."""


def torch_predictor(network: DilatedTemporalFcn) -> Predictor:
    detector = PhaseDetector(network).eval()

    @torch.inference_mode()
    def predict(frames: np.ndarray) -> np.ndarray:
        return detector(torch.from_numpy(frames)).numpy()

    return predict


@dataclass(frozen=True)
class FrameError:
    """Mean circular error of one cycle over its shifts, in frames."""

    case: str
    phase: str
    decision: str
    error: float
    frames: int
    closing: bool


def score_cycles(cycles: list[Cycle], config: Config, predict: Predictor, all_shifts: bool) -> list[FrameError]:
    """Every cycle; shifted only if it closes (and `all_shifts`), as it is otherwise."""
    threshold = float(config.post_processing["threshold"])
    decisions = {"central": lambda p: central_frame(p, threshold), "naive": naive_frame}
    errors = []
    for cycle in cycles:
        frames, n = network_input(cycle, config).numpy(), cycle.frames
        shifts = range(n) if all_shifts and cycle.closing else range(1)
        found: dict[tuple[str, str], list[int]] = {}
        for shift in shifts:
            probability = predict(np.roll(frames, shift, axis=0))
            for phase, channel, truth in (("ES", ES_CHANNEL, cycle.es), ("ED", ED_CHANNEL, cycle.ed)):
                for name, decide in decisions.items():
                    distance = circular_distance(decide(probability[:, channel]), (truth + shift) % n, n)
                    found.setdefault((phase, name), []).append(distance)
        errors += [FrameError(cycle.name, phase, name, float(np.mean(values)), n, cycle.closing)
                   for (phase, name), values in found.items()]
    return errors


def centred_on_lv(cycle: Cycle, segmenter: Path) -> Cycle:
    """The cycle with its crop centred where the exported M2 finds LV cavity in the first frame."""
    config = configuration.load("m2")
    runtime = onnx_export.session(segmenter)
    off = np.zeros(len(STRUCTURES), np.float32)
    probabilities = segment(
        cycle.cine[:, 0], cycle.pixel_mm, config,
        lambda x: runtime.run(["probabilities"], {"image": x[:, None], "cam_class": off})[0])
    _, rows, cols = np.nonzero(probabilities.argmax(axis=1) == STRUCTURES.index("LV_CAVITY"))
    return replace(cycle, x=float(cols.mean()), y=float(rows.mean())) if len(rows) else cycle


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `m1-<split>.json`, with the crop centred by M2 and on the middle of the image."""
    network, state = load_average(work / "runs" / config.model_id / f"{checkpoint}.pt",
                                  DilatedTemporalFcn(**config.network, side=config.input.rows))
    validation = set(json.loads((work / "m1.json").read_text())["validation"])
    folder = data / "acdc-cine"
    cases = [c for c in read_index(folder) if (c.split == "test" if split == "test" else c.name in validation)]
    cycles = [read_cycle(folder, case, config, centre_on_truth=False) for case in cases]
    centres = {"image": cycles}
    segmenter = models / configuration.load("m2").model_id / "model.onnx"
    if segmenter.exists():
        centres = {"LV found by M2": [centred_on_lv(c, segmenter) for c in cycles], **centres}
    metrics: list[dict[str, object]] = []
    details = {}
    for centre, centred in centres.items():
        errors = score_cycles(centred, config, torch_predictor(network), all_shifts=True)
        details[centre] = [asdict(e) for e in errors]
        metrics += [{"split": split, "cropCentre": centre, **row}
                    for closing_only in (True, False) for row in summary(errors, closing_only)]
    report = {"epoch": state["epoch"], "metrics": metrics, "cases": details}
    (work / f"m1-{split}.json").write_text(json.dumps(report, indent=1))
    for row in metrics:
        print(json.dumps(row))


def summary(errors: list[FrameError], closing_only: bool = True) -> list[dict[str, object]]:
    """Mean and standard deviation over cases of the mean over shifts."""
    rows: list[dict[str, object]] = []
    for phase in ("ES", "ED"):
        for decision in ("central", "naive"):
            chosen = [e for e in errors if (e.phase, e.decision) == (phase, decision)
                      and (e.closing or not closing_only)]
            values = np.array([e.error for e in chosen])
            relative = np.mean([e.error / e.frames for e in chosen])
            rows.append({
                "measure": "frameError", "phase": phase, "decision": decision, "value": round(float(values.mean()), 3),
                "sd": round(float(values.std(ddof=1)), 3) if len(values) > 1 else None,
                "relative": round(float(relative), 4), "n": len(values),
                "cycles": "closing, all shifts" if closing_only else "all, unshifted unless closing",
            })
    return rows
