"""How sure a contour is: a score of its probabilities, calibrated to the Dice that may be expected.

For a contour of a slice, p is the structure's probability on the model's crop (LV_ENDO: cavity; LV_EPI:
cavity + myocardium; RV_ENDO: RV), M the crop pixels with p >= .5 and

    s = 2 sum_M p / (|M| + sum p)

the Dice of M that p itself predicts. The confidence is a piecewise linear, non-decreasing map of s, clamped
at its ends, fitted by isotonic regression to the true 2-D Dice of drawn contours. A contour drawn where
the truth has none has Dice 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import isotonic_regression

from ..config import Config
from ..metrics import dice, largest_component
from ..strips import CaseInfo, read_edes
from .evaluate import PHASES, Predictor, on_image, pixel_spacing, segment_crop
from .tables import CONTOURS, Row

KNOTS = 12
LOW_DICE = 0.8
BINS = 8
SPARED = 0.05  # share of good volumes of unchanged images that the flag of a volume may cost
POOR = {"ED": 0.9, "ES": 0.8}  # LV Dice of a volume that ought to be flagged


def probability(maps: np.ndarray, contour: str) -> np.ndarray:
    """P of the inside of a contour, [slice, row, column], from [slice, 4, row, column]."""
    return maps[:, list(CONTOURS[contour])].sum(axis=1)


def soft_scores(maps: np.ndarray, contour: str) -> np.ndarray:
    """s of every slice, [slice]; 0 where no pixel reaches .5."""
    p = probability(maps, contour).astype(np.float64)
    inside = p >= 0.5
    return 2 * (p * inside).sum(axis=(1, 2)) / np.maximum(inside.sum(axis=(1, 2)) + p.sum(axis=(1, 2)), 1e-9)


def drawn_masks(full: np.ndarray, contour: str) -> np.ndarray:
    """What is drawn: P >= .5 on the image, largest 3-D object of the stack."""
    return largest_component(probability(full, contour) >= 0.5)


@dataclass(frozen=True)
class Sample:
    """One drawn contour: its score and the 2-D Dice that it really has."""

    case: str
    phase: str
    slice: int
    contour: str
    score: float
    dice: float


def samples(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor) -> list[Sample]:
    """All contours drawn on the given cases at ED and ES."""
    found = []
    for case in cases:
        image, truth = read_edes(folder, case)
        pixel_mm = pixel_spacing(case, config)
        for k, phase in enumerate(PHASES):
            crop, on_crop = segment_crop(image[k], pixel_mm, config, predict)
            full = on_image(on_crop, crop, pixel_mm, *image.shape[2:])
            for contour, values in CONTOURS.items():
                scores, masks = soft_scores(on_crop, contour), drawn_masks(full, contour)
                for z in np.flatnonzero(masks.any(axis=(1, 2))):
                    true = dice(masks[z], np.isin(truth[k, z], values))
                    assert true is not None
                    found.append(Sample(case.name, phase, int(z), contour, float(scores[z]), true))
    return found


# --- the map -----------------------------------------------------------------------------------


def fit(scores: np.ndarray, dices: np.ndarray, knots: int = KNOTS) -> dict[str, list[float]]:
    """Isotonic regression of Dice on score, thinned to at most `knots` points of a piecewise linear map.

    Below the lowest scores that were seen the map falls to 0 at 0, so that a contour worse than all of them does
    not get their confidence.
    """
    order = np.argsort(scores, kind="stable")
    x, y = scores[order], isotonic_regression(dices[order]).x
    level, start, count = np.unique(y, return_index=True, return_counts=True)
    centre = np.array([x[s : s + c].mean() for s, c in zip(start, count, strict=True)])
    kept = _thinned(centre, level, count, knots - 1)
    return {"x": [0.0, *(round(float(v), 4) for v in centre[kept])],
            "y": [0.0, *(round(float(v), 4) for v in level[kept])]}


def _thinned(x: np.ndarray, y: np.ndarray, weight: np.ndarray, knots: int) -> np.ndarray:
    """Indices of the ends and of inner points, dropped one at a time where the map changes least."""
    kept = list(range(len(x)))
    gap = 1e-3  # knots closer than this would make a cliff
    while len(kept) > 2:
        cost = [float((weight * (np.interp(x, x[rest], y[rest]) - y) ** 2).sum())
                for i in range(1, len(kept) - 1) for rest in [kept[:i] + kept[i + 1 :]]]
        close = [i for i in range(1, len(kept) - 1) if x[kept[i]] - x[kept[i - 1]] < gap]
        if len(kept) <= knots and not close:
            break
        at = close[0] if close else int(np.argmin(cost)) + 1
        del kept[at]
    return np.array(kept)


def apply(mapping: dict[str, list[float]], scores: np.ndarray | list[float]) -> np.ndarray:
    """Confidence of scores: linear between the knots, clamped beyond them."""
    return np.atleast_1d(np.interp(scores, mapping["x"], mapping["y"]))


def mean_confidence(mapping: dict[str, list[float]], scores: list[float]) -> float:
    """Mean over the drawn contours of one phase; 0 when none is drawn."""
    return float(apply(mapping, scores).mean()) if len(scores) else 0.0


def fit_all(found: list[Sample]) -> dict[str, dict[str, list[float]]]:
    return {contour: fit(*_arrays([s for s in found if s.contour == contour])) for contour in CONTOURS}


def _arrays(found: list[Sample]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([s.score for s in found]), np.array([s.dice for s in found])


# --- is it calibrated ----------------------------------------------------------------------------


def leave_one_out(found: list[Sample]) -> list[tuple[Sample, float]]:
    """Every contour with the confidence of a map that was fitted without its patient."""
    pairs = []
    for contour in CONTOURS:
        own = [s for s in found if s.contour == contour]
        for case in sorted({s.case for s in own}):
            mapping = fit(*_arrays([s for s in own if s.case != case]))
            held = [s for s in own if s.case == case]
            pairs += list(zip(held, apply(mapping, [s.score for s in held]).tolist(), strict=True))
    return pairs


def judged_by(maps: dict[str, dict[str, list[float]]], found: list[Sample]) -> list[tuple[Sample, float]]:
    """Every contour with the confidence that finished maps give it."""
    return [(s, float(apply(maps[s.contour], [s.score])[0])) for s in found]


def reliability(confidence: np.ndarray, dices: np.ndarray, bins: int = BINS) -> list[Row]:
    """Bins of equal count: mean confidence, mean Dice, count."""
    order = np.argsort(confidence, kind="stable")
    return [{"confidence": float(confidence[part].mean()), "dice": float(dices[part].mean()), "n": len(part)}
            for part in np.array_split(order, min(bins, len(order))) if len(part)]


def calibration_error(confidence: np.ndarray, dices: np.ndarray, bins: int = BINS) -> float:
    """ECE: mean over equal-count bins of |mean confidence - mean Dice|, weighted by count."""
    rows = reliability(confidence, dices, bins)
    return sum(r["n"] * abs(r["confidence"] - r["dice"]) for r in rows) / sum(r["n"] for r in rows)


def area_under_curve(confidence: np.ndarray, low: np.ndarray) -> float | None:
    """Chance that a contour with low Dice is less sure than one without, ties half; None if a class is empty."""
    a, b = confidence[low], confidence[~low]
    if not len(a) or not len(b):
        return None
    return float(((a[:, None] < b).sum() + 0.5 * (a[:, None] == b).sum()) / (len(a) * len(b)))


def worst_found(pairs: list[tuple[Sample, float]]) -> dict[str, Any]:
    """In how many stacks (case, phase, contour) the contour of lowest Dice is the least sure, or among two."""
    stacks: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for s, c in pairs:
        stacks.setdefault((s.case, s.phase, s.contour), []).append((c, s.dice))
    first = second = 0
    for contours in stacks.values():
        worst = min(range(len(contours)), key=lambda i: contours[i][1])
        rank = sum(c < contours[worst][0] for c, _ in contours)
        first, second = first + (rank == 0), second + (rank <= 1)
    return {"stacks": len(stacks), "leastSure": first, "amongTwo": second}


def quality(pairs: list[tuple[Sample, float]]) -> list[Row]:
    """Per contour: calibration error before and after the map, AUC for Dice < .8, the worst slice of a stack."""
    rows = []
    for contour in CONTOURS:
        own = [(s, c) for s, c in pairs if s.contour == contour]
        score, dices = _arrays([s for s, _ in own])
        confidence = np.array([c for _, c in own])
        auc = area_under_curve(confidence, dices < LOW_DICE)
        rows.append({
            "measure": "confidence", "contour": contour, "n": len(own), "low": int((dices < LOW_DICE).sum()),
            "ece": round(calibration_error(confidence, dices), 4),
            "eceOfScore": round(calibration_error(score, dices), 4),
            "meanAbsolute": round(float(np.abs(confidence - dices).mean()), 4),
            "auc": None if auc is None else round(auc, 4), **worst_found(own),
        })
    return rows


# --- the threshold of a whole volume -------------------------------------------------------------


@dataclass(frozen=True)
class Bound:
    """`minMeanConfidence` and what it does on poor volumes and on good ones of unchanged and changed images."""

    value: float
    poor: int
    poor_flagged: int
    unchanged: int
    unchanged_flagged: int
    good: int
    good_flagged: int


def bound(rows: list[Row], mapping: dict[str, list[float]], unchanged: str = "as it is") -> Bound:
    """The bound that best parts poor volumes (LV Dice below POOR of the phase) from good ones.

    rows: `robustness.run`. Best is the share of the poor that is flagged less the share of the good that is; of the
    good volumes of unchanged images at most SPARED may be flagged. Half-way between the two volumes it falls between.
    """
    own = [(mean_confidence(mapping, r["scores"]), (r["LV_CAVITY"] or 0.0) < POOR[r["phase"]],
            r["change"] == unchanged) for r in rows]
    clean = [c for c, poor, same in own if same and not poor]
    if not clean:
        raise ValueError(f"no good volume of {unchanged!r}")
    poor = np.array([c for c, is_poor, _ in own if is_poor])
    good = np.array([c for c, is_poor, _ in own if not is_poor])
    spared = sorted(clean)[int(SPARED * len(clean))]
    levels = np.unique([c for c, _, _ in own if c <= spared])
    candidates = (levels[1:] + levels[:-1]) / 2 if len(levels) > 1 else levels * 0.95
    gain = [float((poor < b).mean() if len(poor) else 0) - float((good < b).mean()) for b in candidates]
    value = float(np.floor(1000 * candidates[int(np.argmax(gain))] + 1e-6)) / 1000  # never up: it would cost one more
    changed = [c for c, is_poor, same in own if not is_poor and not same]
    return Bound(value, len(poor), int((poor < value).sum()), len(clean), sum(c < value for c in clean), len(changed),
                 sum(c < value for c in changed))
