"""Two-pass inference as in the engine, scores of every case, and the report of a split."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .. import onnx_export
from ..config import Config, judging_folds
from ..cropping import Crop, extract, normalise, put_back
from ..metrics import dice
from ..strips import CaseInfo, read_edes, read_index
from . import markdown, open_base, tables
from .drawing import as_drawn
from .ensemble import MeanProbability, members
from .network import CHANNELS

PHASES = tables.PHASES

Predictor = Callable[[np.ndarray], np.ndarray]
"""All slices of one phase in order, [n, rows, cols] float32 -> probabilities [n, 4, rows, cols].

Never a subset of a stack: a network may look at neighbouring slices.
"""


def torch_predictor(network: nn.Module) -> Predictor:
    """A network whose first output are logits [n, 4, rows, cols] of images [n, 1, rows, cols]."""

    @torch.inference_mode()
    def predict(images: np.ndarray) -> np.ndarray:
        return network(torch.from_numpy(images)[:, None])[0].softmax(dim=1).numpy()

    return predict


def onnx_predictor(path: Path, threads: int = 1) -> Predictor:
    """The exported model, with Grad-CAM switched off."""
    runtime = onnx_export.session(path, threads)
    off = np.zeros(len(CHANNELS), np.float32)

    def predict(images: np.ndarray) -> np.ndarray:
        return runtime.run(["probabilities"], {"image": images[:, None], "cam_class": off})[0]

    return predict


def pixel_spacing(case: CaseInfo, config: Config) -> float:
    """Spacing in mm that the models are given: the known one, an override, else the nominal one."""
    return case.spacing_mm or config.split.spacing_overrides.get(case.name, config.input.nominal_spacing_mm)


def heart_centre(probabilities: np.ndarray, crop: Crop, pixel_mm: float) -> tuple[float, float] | None:
    """Mean image position (x, y) of the pixels that are not background in any slice."""
    _, rows, cols = np.nonzero(probabilities.argmax(axis=1))
    if len(rows) == 0:
        return None
    f = crop.spacing_mm / pixel_mm
    return (crop.x + (cols.mean() - (crop.cols - 1) / 2) * f, crop.y + (rows.mean() - (crop.rows - 1) / 2) * f)


def run_at(crop: Crop, stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> np.ndarray:
    """Probabilities [slices, 4, rows, cols] on the crop for one phase."""
    return predict(normalise(*extract(stack, crop, pixel_mm), config.input.low, config.input.high))


def both_passes(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> tuple[Crop, np.ndarray]:
    """Both passes for one phase: the crop centred on the heart and the probabilities on it."""
    spec = config.input
    middle = Crop.at_image_centre(stack.shape[1], stack.shape[2], spec.rows, spec.cols, spec.spacing_mm)
    crop = middle.placed(pixel_mm, spec.on_pixels)
    probabilities = run_at(crop, stack, pixel_mm, config, predict)
    centre = heart_centre(probabilities, crop, pixel_mm)
    if centre is not None:
        crop = crop.moved_to(*centre).placed(pixel_mm, spec.on_pixels)
        probabilities = run_at(crop, stack, pixel_mm, config, predict)
    return crop, probabilities


def open_slices(probabilities: np.ndarray, config: Config) -> list[int]:
    """Slices of one phase, basal first, whose LV is to go, by the recipe's bound."""
    return open_base.open_slices(probabilities, float(config.post_processing.get("least_ring", 0)))


def segment_crop(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> tuple[Crop, np.ndarray]:
    """As `both_passes`, basal slice first, without the LV where its base is open."""
    crop, probabilities = both_passes(stack, pixel_mm, config, predict)
    return crop, open_base.without(probabilities, open_slices(probabilities, config))


def on_image(probabilities: np.ndarray, crop: Crop, pixel_mm: float, rows: int, cols: int) -> np.ndarray:
    """Probabilities of the crop on the image's own pixels; background where the crop does not reach."""
    full = put_back(probabilities, crop, pixel_mm, rows, cols)
    full[:, 0] = 1 - full[:, 1:].sum(axis=1)
    return full


def segment(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> np.ndarray:
    """Probabilities [slices, 4, rows, cols] on the image's own pixels for one phase."""
    crop, probabilities = segment_crop(stack, pixel_mm, config, predict)
    return on_image(probabilities, crop, pixel_mm, *stack.shape[1:])


def drawn_labels(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor) -> np.ndarray:
    """What the program draws of one phase, [slices, rows, cols], basal slice first."""
    return as_drawn(segment(stack, pixel_mm, config, predict), pixel_mm)


@dataclass(frozen=True)
class Score:
    case: str
    phase: str
    structure: str
    dice: float | None
    volume_error: float | None  # |predicted - true| / true, free of units


def score_labels(case: str, phase: str, label: np.ndarray, truth: np.ndarray) -> list[Score]:
    """Scores of the three structures of one volume."""
    scores = []
    for value in range(1, len(CHANNELS)):
        pair = label == value, truth == value
        scores.append(Score(case, phase, CHANNELS[value], dice(*pair), tables.relative_volume_error(*pair)))
    return scores


def score_cases(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor) -> list[Score]:
    scores = []
    for case in cases:
        image, truth = read_edes(folder, case)
        for phase, name in enumerate(PHASES):
            label = drawn_labels(image[phase], pixel_spacing(case, config), config, predict)
            scores += score_labels(case.name, name, label, truth[phase])
    return scores


def _summary(scores: list[Score], measure: str, value: Callable[[Score], float | None]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for structure in reversed(CHANNELS[1:]):
        for phase in PHASES:
            found = [value(s) for s in scores if (s.structure, s.phase) == (structure, phase)]
            values = [v for v in found if v is not None]
            if values:
                rows.append({"measure": measure, "structure": structure, "phase": phase} | tables.statistics(values))
    return rows


def summary(scores: list[Score]) -> list[dict[str, object]]:
    """Mean, deviation and median of Dice per structure and phase; both-empty volumes are excluded."""
    return _summary(scores, "dice3d", lambda s: s.dice)


def volume_summary(scores: list[Score]) -> list[dict[str, object]]:
    """The same for the relative volume error."""
    return _summary(scores, "relativeVolumeError", lambda s: s.volume_error)


def cases_of(data: Path, names: set[str] | None, split: str) -> list[CaseInfo]:
    """Cases of a split of `acdc-edes`, all or the named ones."""
    cases = [c for c in read_index(data / "acdc-edes") if c.split == split]
    return cases if names is None else [c for c in cases if c.name in names]


def validation_of(data: Path, work: Path) -> list[CaseInfo]:
    """The validation cases that `prepare` has noted down."""
    return cases_of(data, set(json.loads((work / "m2.json").read_text())["validation"]), "train")


def slice_spacings(folder: Path) -> dict[str, float | None]:
    """Distance of slices of every case of a data set, mm; None where it is not known."""
    index = json.loads((folder / "index.json").read_text())["cases"]
    return {name: entry.get("slice_spacing_mm") for name, entry in index.items()}


def predicted_volumes(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor) -> list[tables.Volume]:
    """Every case at ED and ES through the engine's two passes, beside the truth."""
    spacings = slice_spacings(folder)
    volumes = []
    for case in cases:
        image, truth = read_edes(folder, case)
        for phase, name in enumerate(PHASES):
            label = drawn_labels(image[phase], pixel_spacing(case, config), config, predict)
            volumes.append(tables.Volume(case.name, case.group, name, label, truth[phase], case.spacing_mm,
                                         spacings[case.name]))
    return volumes


def cases_in(split: str, data: Path, work: Path) -> list[CaseInfo]:
    """The cases of `validation` (inside the training split) or `test`."""
    return cases_of(data, None, "test") if split == "test" else validation_of(data, work)


def write_report(volumes: list[tables.Volume], split: str, model: dict[str, object], stem: Path) -> None:
    """Writes `<stem>.json` and `<stem>.md`, and prints the metrics."""
    found = tables.report(volumes)
    found["metrics"] = [{"split": split, **row} for row in found["metrics"]]
    stem.with_suffix(".json").write_text(json.dumps({"split": split, **model, **found}, indent=1) + "\n")
    stem.with_suffix(".md").write_text("\n\n".join(markdown.sections(found).values()) + "\n")
    for row in found["metrics"]:
        print(json.dumps(row))


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `m2-<split>.json` and `.md`: all tables of what the recipe ships.

    Nothing for the validation cases of a recipe that trains on them.
    """
    del models
    if split == "validation" and judging_folds(config):
        print(json.dumps({"not evaluated": "the validation cases are trained on; see `m2 folds`"}), flush=True)
        return
    shipped, state = members(config, work, checkpoint)
    predict = torch_predictor(MeanProbability.of(shipped))
    volumes = predicted_volumes(cases_in(split, data, work), data / "acdc-edes", config, predict)
    write_report(volumes, split, {"epoch": state["epoch"]}, work / f"m2-{split}")
