"""Two-pass inference as in the engine, and Dice per structure, phase and case."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..cropping import Crop, extract, normalise, put_back
from ..metrics import dice, largest_component
from ..strips import CaseInfo, read_edes, read_index
from ..trainer import load_average
from .network import CHANNELS, PspUNet

Predictor = Callable[[np.ndarray], np.ndarray]
"""Images [n, rows, cols] float32 -> probabilities [n, 4, rows, cols]."""


def torch_predictor(network: PspUNet) -> Predictor:
    @torch.inference_mode()
    def predict(images: np.ndarray) -> np.ndarray:
        return network(torch.from_numpy(images)[:, None])[0].softmax(dim=1).numpy()

    return predict


def heart_centre(probabilities: np.ndarray, crop: Crop, pixel_mm: float) -> tuple[float, float] | None:
    """Mean image position (x, y) of the pixels that are not background in any slice."""
    _, rows, cols = np.nonzero(probabilities.argmax(axis=1))
    if len(rows) == 0:
        return None
    f = crop.spacing_mm / pixel_mm
    return (crop.x + (cols.mean() - (crop.cols - 1) / 2) * f, crop.y + (rows.mean() - (crop.rows - 1) / 2) * f)


def segment(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> np.ndarray:
    """Probabilities [slices, 4, rows, cols] on the image's own pixels for one phase."""
    spec = config.input
    slices, rows, cols = stack.shape
    crop = Crop.at_image_centre(rows, cols, spec.rows, spec.cols, spec.spacing_mm)

    def run_at(at: Crop) -> np.ndarray:
        return predict(normalise(*extract(stack, at, pixel_mm), spec.low, spec.high))

    probabilities = run_at(crop)
    centre = heart_centre(probabilities, crop, pixel_mm)
    if centre is not None:
        crop = crop.moved_to(*centre)
        probabilities = run_at(crop)
    full = put_back(probabilities, crop, pixel_mm, rows, cols)
    full[:, 0] = 1 - full[:, 1:].sum(axis=1)
    return full


def labels_from(probabilities: np.ndarray) -> np.ndarray:
    """Arg max, then the largest 3-D component of each structure."""
    winner = probabilities.argmax(axis=1)
    label = np.zeros(winner.shape, np.uint8)
    for value in range(1, len(CHANNELS)):
        label[largest_component(winner == value)] = value
    return label


@dataclass(frozen=True)
class Score:
    case: str
    phase: str
    structure: str
    dice: float | None
    volume_error: float | None  # |predicted - true| / true, free of units


def _volume_error(prediction: np.ndarray, truth: np.ndarray) -> float | None:
    return abs(int(prediction.sum()) - int(truth.sum())) / int(truth.sum()) if truth.any() else None


def score_cases(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor) -> list[Score]:
    scores = []
    for case in cases:
        image, truth = read_edes(folder, case)
        pixel_mm = case.spacing_mm or config.split.spacing_overrides.get(case.name, config.input.nominal_spacing_mm)
        for phase, name in enumerate(("ED", "ES")):
            label = labels_from(segment(image[phase], pixel_mm, config, predict))
            for value in range(1, len(CHANNELS)):
                pair = label == value, truth[phase] == value
                scores.append(Score(case.name, name, CHANNELS[value], dice(*pair), _volume_error(*pair)))
    return scores


def _statistics(values: list[float]) -> dict[str, object]:
    return {"value": round(float(np.mean(values)), 4),
            "sd": round(float(np.std(values, ddof=1)), 4) if len(values) > 1 else None,
            "median": round(float(np.median(values)), 4), "n": len(values)}


def summary(scores: list[Score]) -> list[dict[str, object]]:
    """Mean, deviation and median of Dice per structure and phase; both-empty volumes are excluded."""
    rows: list[dict[str, object]] = []
    for structure in reversed(CHANNELS[1:]):
        for phase in ("ED", "ES"):
            chosen = [s for s in scores if (s.structure, s.phase) == (structure, phase)]
            rows.append({"measure": "dice3d", "structure": structure, "phase": phase}
                        | _statistics([s.dice for s in chosen if s.dice is not None]))
    return rows


def volume_summary(scores: list[Score]) -> list[dict[str, object]]:
    """The same for the relative volume error."""
    rows: list[dict[str, object]] = []
    for structure in reversed(CHANNELS[1:]):
        for phase in ("ED", "ES"):
            chosen = [s for s in scores if (s.structure, s.phase) == (structure, phase)]
            rows.append({"measure": "relativeVolumeError", "structure": structure, "phase": phase}
                        | _statistics([s.volume_error for s in chosen if s.volume_error is not None]))
    return rows


def cases_of(data: Path, names: set[str] | None, split: str) -> list[CaseInfo]:
    """Cases of a split of `acdc-edes`, all or the named ones."""
    cases = [c for c in read_index(data / "acdc-edes") if c.split == split]
    return cases if names is None else [c for c in cases if c.name in names]


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `m2-<split>.json`: scores of every case and their summary."""
    del models
    network, state = load_average(work / "runs" / config.model_id / f"{checkpoint}.pt", PspUNet(**config.network))
    if split == "test":
        cases = cases_of(data, None, "test")
    else:
        cases = cases_of(data, set(json.loads((work / "m2.json").read_text())["validation"]), "train")
    scores = score_cases(cases, data / "acdc-edes", config, torch_predictor(network))
    metrics = [{"split": split, **row} for row in summary(scores) + volume_summary(scores)]
    report = {"epoch": state["epoch"], "metrics": metrics, "cases": [asdict(s) for s in scores]}
    (work / f"m2-{split}.json").write_text(json.dumps(report, indent=1))
    for row in metrics:
        print(json.dumps(row))
