"""Frame errors of M1 over all circular shifts of closing cycles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from .. import onnx_export
from ..config import Config
from ..metrics import circular_distance
from ..strips import read_index
from .crops import FOUND, IMAGE, PLACES, placements
from .curve import fullest, settle_ed, settle_es, smallest
from .data import SEGMENTER, Cycle, Labelled, load, network_input, read_cycle
from .decision import central_frame, least_correlated, naive_frame
from .network import ED_CHANNEL, ES_CHANNEL, DilatedTemporalFcn, closer
from .segmenter import Segmented, Segmenter
from .train import load_members, member_folder, weights_digest

SETTLED = "settled by M2's curve"
CLOSING = "closing, all shifts"

Predictor = Callable[[torch.Tensor, list[int]], np.ndarray]
"""Frames [n, 1, rows, cols] of one cycle and k shifts -> probabilities [k, n, 3] of the shifted cycles."""


def torch_predictor(*members: DilatedTemporalFcn, trims: Sequence[int] = (0,)) -> Predictor:
    """Mean over members and views, as `PhaseDetector`. The spatial block sees a frame and its cycle's mean, so it is
    run once and its maps are shifted."""

    @torch.inference_mode()
    def predict(frames: torch.Tensor, shifts: list[int]) -> np.ndarray:
        found = []
        for view in (closer(frames, trim) for trim in trims):
            for member in members:
                maps, shares = (torch.cat([part.roll(shift, dims=0) for shift in shifts])
                                for part in member.eval().spatial(view))
                found.append(member.decide(maps, shares, [len(frames)] * len(shifts)).softmax(dim=1))
        return torch.stack(found).mean(dim=0).reshape(len(shifts), len(frames), -1).numpy()

    return predict


def exported_predictor(file: Path) -> Predictor:
    """The same from a `model.onnx`. It is run on the cycle as it is and once on a shifted one; where the two agree
    to TOLERANCE, as exact circularity wants it, the other shifts are taken from the first."""
    runtime = onnx_export.session(file)

    def predict(frames: torch.Tensor, shifts: list[int]) -> np.ndarray:
        array = frames.numpy()
        found = runtime.run(None, {"frames": array})[0]
        if len(shifts) > 1:
            at = len(array) // 3
            shifted = runtime.run(None, {"frames": np.roll(array, at, axis=0)})[0]
            onnx_export.require_equal("circular shift", onnx_export.largest_difference(
                shifted, np.roll(found, at, axis=0)))
        return np.stack([np.roll(found, shift, axis=0) for shift in shifts])

    return predict


@dataclass(frozen=True)
class FrameError:
    """Circular error of one cycle in frames: mean over its shifts, and the share of shifts within one frame.

    `truth`: "label", or "M2's curve" for its fullest and smallest frame.
    """

    case: str
    crop: str
    phase: str
    decision: str
    truth: str
    error: float
    within_one: float
    frames: int
    closing: bool


def score_cycle(cycle: Cycle, crop: str, curve: np.ndarray | None, config: Config, predict: Predictor,
                all_shifts: bool) -> list[FrameError]:
    """One cycle in one crop; shifted only if it closes (and `all_shifts`), as it is otherwise."""
    threshold = float(config.post_processing["threshold"])
    frames, n = network_input(cycle, config), cycle.frames
    truths = {"label": (cycle.es, cycle.ed)}
    if curve is not None:
        truths["M2's curve"] = smallest(curve), fullest(curve)
    found: dict[tuple[str, str, str], list[int]] = {}
    shifts = list(range(n)) if all_shifts and cycle.closing else [0]
    least = least_correlated(frames[:, 0].numpy(), cycle.ed)
    for shift, probability in zip(shifts, predict(frames, shifts), strict=True):
        for phase, channel, which in (("ES", ES_CHANNEL, 0), ("ED", ED_CHANNEL, 1)):
            chosen = {"central": central_frame(probability[:, channel], threshold),
                      "naive": naive_frame(probability[:, channel])}
            if curve is not None:
                settle = settle_es if phase == "ES" else settle_ed
                chosen[SETTLED] = settle(np.roll(curve, shift), chosen["central"])
            if phase == "ES":
                chosen["least correlated with ED"] = (least + shift) % n
            for decision, frame in chosen.items():
                for truth, at in truths.items():
                    found.setdefault((phase, decision, truth), []).append(
                        circular_distance(frame, (at[which] + shift) % n, n))
    return [FrameError(cycle.name, crop, phase, decision, truth, float(np.mean(values)),
                       float(np.mean(np.array(values) <= 1)), n, cycle.closing)
            for (phase, decision, truth), values in found.items()]


def summary(errors: Sequence[FrameError], closing_only: bool = True) -> list[dict[str, object]]:
    """Mean and deviation over cases; a case's several crops of one kind are averaged first."""
    rows: list[dict[str, object]] = []
    kinds = dict.fromkeys((e.crop, e.phase, e.decision, e.truth) for e in errors)
    for kind in kinds:
        of_case: dict[str, list[FrameError]] = {}
        for e in errors:
            if (e.crop, e.phase, e.decision, e.truth) == kind and (e.closing or not closing_only):
                of_case.setdefault(e.case, []).append(e)
        if not of_case:
            continue
        values = np.array([np.mean([e.error for e in es]) for es in of_case.values()])
        crop, phase, decision, truth = kind
        rows.append({
            "measure": "frameError" if truth == "label" else "frameErrorToCurve", "phase": phase, "decision": decision,
            "cropCentre": crop, "value": round(float(values.mean()), 3),
            "sd": round(float(values.std(ddof=1)), 3) if len(values) > 1 else None,
            "relative": round(float(np.mean([e.error / e.frames for es in of_case.values() for e in es])), 4),
            "withinOne": round(float(np.mean([np.mean([e.within_one for e in es]) for es in of_case.values()])), 3),
            "worst": round(float(max(e.error for es in of_case.values() for e in es)), 2),
            "n": len(values), "cycles": CLOSING if closing_only else "all, unshifted unless closing",
        })
    return rows


def score_cases(cases: Iterable[tuple[Cycle, Segmented]], config: Config, predict: Predictor,
                crops: Sequence[str], all_shifts: bool) -> list[FrameError]:
    errors: list[FrameError] = []
    for cycle, segmented in cases:
        placed = placements(cycle, segmented)
        for crop in crops:
            for at in placed[crop]:
                errors += score_cycle(at, crop, segmented.curve(), config, predict, all_shifts)
    return errors


def out_of_fold(config: Config, cases: Sequence[Labelled], members: Sequence[DilatedTemporalFcn],
                crops: Sequence[str], all_shifts: bool) -> list[FrameError]:
    """Every training case by the one member that has not seen it."""
    errors: list[FrameError] = []
    for fold, member in enumerate(members):
        held = [(c.cycle, c.segmented) for c in cases if c.fold == fold]
        predict = torch_predictor(member, trims=config.network["trims"])
        errors += score_cases(held, config, predict, crops, all_shifts)
    return errors


def test_cases(config: Config, data: Path, models: Path) -> list[tuple[Cycle, Segmented]]:
    folder, segmenter = data / "acdc-cine", Segmenter(models / SEGMENTER)
    cycles = [read_cycle(folder, c, config, centre_on_truth=False) for c in read_index(folder) if c.split == "test"]
    return [(cycle, segmenter.run(cycle.cine, cycle.pixel_mm)) for cycle in cycles]


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `m1-<split>.json`. Validation: out of fold, one member a case, in all crops. Test: all
    members together, in the crop of the product and in that of the image.

    Where nothing was trained in `work`, the exported model is measured, on `test` only: which training
    cases an exported file has not seen, it does not say.
    """
    del checkpoint  # the last average counts
    if not any(member_folder(work, config, 0).glob("last.pt")):
        file = models / config.model_id / "model.onnx"
        if split != "test":
            raise SystemExit("nothing trained here, and an exported model is measured on test only")
        digest, predict = onnx_export.sha256(file), exported_predictor(file)
    else:
        members, _ = load_members(config, work)
        trims = config.network["trims"]
        digest, predict = weights_digest(members, trims), torch_predictor(*members, trims=trims)
    if split == "test":
        errors = score_cases(test_cases(config, data, models), config, predict, (FOUND, IMAGE), True)
    else:
        errors = out_of_fold(config, load(work), members, PLACES, True)
    metrics = [{"split": split, **row} for closing_only in (True, False) for row in summary(errors, closing_only)]
    report = {"weights": digest, "metrics": metrics, "cases": [asdict(e) for e in errors]}
    work.mkdir(parents=True, exist_ok=True)
    (work / f"m1-{split}.json").write_text(json.dumps(report, indent=1))
    for row in metrics:
        print(json.dumps(row))
