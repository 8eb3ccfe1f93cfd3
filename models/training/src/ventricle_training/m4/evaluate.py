"""Inference on Sunnybrook frames as in the engine, and MathWorks' measures by patient."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..config import Config
from ..cropping import Crop, extract, normalise, put_back
from ..sunnybrook import Patient, read_split
from ..trainer import load_average
from .data import class_imbalance, without_cavity
from .elsewhere import external, robustness
from .network import CHANNELS, LV, LvUNet
from .paper import with_paper
from .scores import ImageScore, score_image, set_measures, statistics, volume_measures

Predictor = Callable[[np.ndarray], np.ndarray]
"""Images [n, rows, cols] float32 -> P(LV cavity) [n, rows, cols]."""


def torch_predictor(network: LvUNet) -> Predictor:
    @torch.inference_mode()
    def predict(images: np.ndarray) -> np.ndarray:
        return network(torch.from_numpy(images)[:, None]).softmax(dim=1)[:, LV].numpy()

    return predict


def crops(stack: np.ndarray, crop: Crop, pixel_mm: float, config: Config) -> np.ndarray:
    """Model inputs [n, rows, cols]; every frame has quantiles of its own."""
    patch, inside = extract(stack, crop, pixel_mm)
    return np.stack([normalise(p, inside, config.input.low, config.input.high) for p in patch])


def whole_frames(stack: np.ndarray, config: Config) -> np.ndarray:
    """Model inputs of frames whose spacing is unknown, with the crop at the middle of the image."""
    spec, (rows, cols) = config.input, stack.shape[1:]
    crop = Crop.at_image_centre(rows, cols, spec.rows, spec.cols, spec.spacing_mm)
    return crops(stack, crop, spec.nominal_spacing_mm, config)


def cavity_masks(stack: np.ndarray, pixel_mm: float, config: Config, predict: Predictor,
                 centre: tuple[float, float] | None = None) -> np.ndarray:
    """Bool [n, rows, cols] on the pixels of the images: P(LV) >= threshold, without clean-up.

    The crop lies at `centre` (x, y), where another model found the heart, else at the middle of the image.
    """
    spec, (rows, cols) = config.input, stack.shape[1:]
    crop = Crop.at_image_centre(rows, cols, spec.rows, spec.cols, spec.spacing_mm)
    if centre is not None:
        crop = crop.moved_to(*centre)
    maps = predict(crops(stack, crop, pixel_mm, config))
    return put_back(maps, crop, pixel_mm, rows, cols) >= config.post_processing["threshold"]


def last_stage(config: Config, work: Path) -> Path:
    """Where the checkpoints of the last stage of training lie."""
    folder = work / "runs" / config.model_id
    return folder / "finish" if "finish" in config.more else folder


def score_patients(patients: list[Patient], config: Config, predict: Predictor) -> list[ImageScore]:
    scores = []
    for patient in patients:
        masks = cavity_masks(patient.images, config.input.nominal_spacing_mm, config, predict)
        for mask, truth, number, phase in zip(masks, patient.cavities, patient.slices, patient.phases, strict=True):
            scores.append(score_image(patient.name, number, phase, mask, truth))
    return scores


def silence(patients: list[Patient], config: Config, predict: Predictor) -> dict[str, Any]:
    """What is found in copies of the frames without a cavity, in percent of the cavity taken out, mean over frames."""
    shares = []
    for patient in patients:
        copies = np.stack([without_cavity(*pair, seed=i)
                           for i, pair in enumerate(zip(patient.images, patient.cavities, strict=True))])
        masks = cavity_masks(copies, config.input.nominal_spacing_mm, config, predict)
        shares += (100 * masks.sum(axis=(1, 2)) / patient.cavities.sum(axis=(1, 2))).tolist()
    return {"measure": "falseAreaPercent", "structure": CHANNELS[LV]} | statistics(shares)


def measure(patients: list[Patient], config: Config, predict: Predictor, split: str) -> tuple[list[ImageScore], list]:
    """Scores per image and the rows of the table."""
    images = score_patients(patients, config, predict)
    rows = [*set_measures(images), *volume_measures(images), silence(patients, config, predict)]
    return images, [{"split": split, **with_paper(row)} for row in rows]


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `<id>-<split>.json`: scores of every image and their summary.

    With the validation patients also how it holds on changed images and on cases of ACDC.
    """
    del models
    network, state = load_average(last_stage(config, work) / f"{checkpoint}.pt", LvUNet(**config.network))
    patients = read_split(config.split, data, split)
    print(json.dumps(class_imbalance(p.cavities for p in patients)))
    predict = torch_predictor(network)
    images, metrics = measure(patients, config, predict, split)
    changed: list[dict[str, Any]] = []
    if split == "validation":
        metrics += external(config, data, predict)
        changed = robustness(patients, config, predict)
    report = {"epoch": state["epoch"], "metrics": metrics, "robustness": changed,
              "images": [asdict(s) for s in images]}
    (work / f"{config.model_id}-{split}.json").write_text(json.dumps(report, indent=1))
    for row in metrics + changed:
        print(json.dumps(row))
