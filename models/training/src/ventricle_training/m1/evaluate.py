"""Frame errors of M1 over all circular shifts of closing cycles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from ..config import Config
from ..metrics import circular_distance
from .data import Cycle, network_input
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
