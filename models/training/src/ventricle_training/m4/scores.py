"""Measures of MathWorks' `evaluateSemanticSegmentation` for two classes, per image and for a set of images."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from ..metrics import dice
from .network import CHANNELS

BF_TOLERANCE = 0.0075
"""Share of the image diagonal within which two boundary pixels match."""
WHOLE_IMAGE = (256, 256)
"""Rows and columns of the images that our frames were cropped from, pixel for pixel, and that MathWorks measured on."""


def boundary(mask: np.ndarray) -> np.ndarray:
    """Pixels of a mask that touch the other class by an edge; the image's frame is no boundary."""
    return mask & ~ndimage.binary_erosion(mask, border_value=1)


def bf_score(prediction: np.ndarray, truth: np.ndarray, image: tuple[int, ...] | None = None) -> float | None:
    """Boundary F1: harmonic mean of the shares of boundary pixels within tolerance of the other boundary.

    `image`: rows and columns whose diagonal sets the tolerance, those of the masks when not given. None when
    neither mask has a boundary, 0 when one of them has none.
    """
    ours, theirs = boundary(prediction), boundary(truth)
    if not ours.any() or not theirs.any():
        return None if not ours.any() and not theirs.any() else 0.0
    tolerance = BF_TOLERANCE * math.hypot(*(image or truth.shape))
    precision = float((ndimage.distance_transform_edt(~theirs)[ours] <= tolerance).mean())
    recall = float((ndimage.distance_transform_edt(~ours)[theirs] <= tolerance).mean())
    return 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)


@dataclass(frozen=True)
class ImageScore:
    """Result of one image; `confusion` is [[tn, fp], [fn, tp]] in pixels with LV as the positive class."""

    patient: str
    slice: int
    phase: str
    confusion: list[list[int]]
    dice: dict[str, float | None]
    bf: dict[str, float | None]
    bf_whole: dict[str, float | None]


def score_image(patient: str, number: int, phase: str, prediction: np.ndarray, truth: np.ndarray) -> ImageScore:
    """Both masks bool [rows, cols], true where LV cavity."""
    confusion = np.bincount(2 * truth.ravel() + prediction.ravel(), minlength=4).reshape(2, 2)
    pairs = {CHANNELS[0]: (~prediction, ~truth), CHANNELS[1]: (prediction, truth)}
    return ImageScore(patient, number, phase, confusion.tolist(),
                      {c: dice(*pair) for c, pair in pairs.items()}, {c: bf_score(*pair) for c, pair in pairs.items()},
                      {c: bf_score(*pair, WHOLE_IMAGE) for c, pair in pairs.items()})


def statistics(values: list[float]) -> dict[str, float | int | None]:
    return {"value": round(float(np.mean(values)), 4),
            "sd": round(float(np.std(values, ddof=1)), 4) if len(values) > 1 else None,
            "median": round(float(np.median(values)), 4), "n": len(values)}


def pixel_measures(confusion: np.ndarray) -> dict[tuple[str, str | None], float]:
    """Measures from the summed confusion matrix, by (measure, class); class None: over the classes."""
    right, true, predicted = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    accuracy, iou = right / true, right / (true + predicted - right)
    found: dict[tuple[str, str | None], float] = {
        ("globalAccuracy", None): float(right.sum() / confusion.sum()),
        ("meanAccuracy", None): float(accuracy.mean()),
        ("meanIoU", None): float(iou.mean()),
        ("weightedIoU", None): float((iou * true).sum() / true.sum()),
    }
    for i, name in enumerate(CHANNELS):
        found |= {("classAccuracy", name): float(accuracy[i]), ("iou", name): float(iou[i])}
    return found


def _present(values: list[float | None]) -> list[float]:
    return [v for v in values if v is not None]


def set_measures(images: list[ImageScore]) -> list[dict[str, object]]:
    """Rows of the table for a set of images; n counts images, for `dicePatient` patients.

    `dicePatient`: mean over the images of each patient first, so that every patient weighs alike. `bfScoreWhole`:
    with the tolerance of the whole image, 2.7 pixels, as MathWorks had it; `bfScore`: with that of the crop, 1.5.
    """
    rows: list[dict[str, object]] = []

    def add(measure: str, structure: str | None, values: Mapping[str, object], phase: str | None = None) -> None:
        names = {"structure": structure, "phase": phase}
        rows.append({"measure": measure, **{k: v for k, v in names.items() if v}, **values})

    lv, patients = CHANNELS[1], sorted({s.patient for s in images})
    add("diceImage", lv, statistics(_present([s.dice[lv] for s in images])))
    for phase in ("ED", "ES"):
        add("diceImage", lv, statistics(_present([s.dice[lv] for s in images if s.phase == phase])), phase)
    by_patient = [_present([s.dice[lv] for s in images if s.patient == p]) for p in patients]
    add("dicePatient", lv, statistics([float(np.mean(v)) for v in by_patient if v]))
    add("diceImage", CHANNELS[0], statistics(_present([s.dice[CHANNELS[0]] for s in images])))
    for (measure, structure), value in pixel_measures(np.sum([s.confusion for s in images], axis=0)).items():
        add(measure, structure, {"value": round(value, 4), "n": len(images)})
    for suffix, scores in (("", [s.bf for s in images]), ("Whole", [s.bf_whole for s in images])):
        for structure in reversed(CHANNELS):
            add(f"bfScore{suffix}", structure, statistics(_present([bf[structure] for bf in scores])))
        both = [_present(list(bf.values())) for bf in scores]
        add(f"meanBfScore{suffix}", None, statistics([float(np.mean(v)) for v in both if v]))
    return rows


def volume_measures(images: list[ImageScore]) -> list[dict[str, object]]:
    """3-D Dice and relative volume error per patient and phase from the pixel counts of all slices."""
    rows: list[dict[str, object]] = []
    for phase in ("ED", "ES"):
        dices, errors = [], []
        for patient in sorted({s.patient for s in images}):
            stack = [s.confusion for s in images if (s.patient, s.phase) == (patient, phase)]
            if not stack:
                continue
            (_, fp), (fn, tp) = np.sum(stack, axis=0)
            dices.append(2 * tp / (2 * tp + fp + fn))
            errors.append(abs(fp - fn) / (tp + fn))
        for measure, values in (("dice3d", dices), ("relativeVolumeError", errors)):
            rows.append({"measure": measure, "structure": CHANNELS[1], "phase": phase, **statistics(values)})
    return rows
