"""ED stacks that start above the base, which no case of the training split has by itself.

Where a patient's first slices at ES show nothing of the heart's ventricles, they show what lies above the base: put on
top of his ED stack they make a stack that starts too high, of one patient and one breath-hold geometry. The truth on
them is empty.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..config import Config
from ..metrics import dice
from ..strips import ED, ES, CaseInfo, empty_before, read_edes
from .evaluate import Predictor, drawn_labels, pixel_spacing
from .network import CHANNELS
from .tables import Row

LV = CHANNELS.index("LV_CAVITY")


def with_above(image: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """ED stack and its labels with the slices above the base at ES before them, and how many there are.

    image and truth are [phase, slice, row, column], basal first.
    """
    count = empty_before((truth[ES] > 0).any(axis=(1, 2)).tolist())
    return (np.concatenate([image[ES, :count], image[ED]]), np.concatenate([truth[ES, :count], truth[ED]]), count)


def rows(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor) -> list[Row]:
    """Per case that has such slices: LV Dice at ED as the stack is and with them, and on how many the LV is drawn."""
    found: list[Row] = []
    for case in cases:
        image, truth = read_edes(folder, case)
        higher, labels, count = with_above(image, truth)
        if not count:
            continue
        pixel_mm = pixel_spacing(case, config)
        plain, extended = (drawn_labels(stack, pixel_mm, config, predict) for stack in (image[ED], higher))
        found.append({"case": case.name, "slices": count,
                      "drawn": int((extended[:count] == LV).any(axis=(1, 2)).sum()),
                      "dice": dice(plain == LV, truth[ED] == LV), "diceWithAbove": dice(extended == LV, labels == LV)})
    return found


def summary(found: list[Row]) -> Row:
    """Over the cases: numbers of slices, and mean Dice without and with them."""
    return {"cases": len(found), "slices": sum(r["slices"] for r in found), "drawn": sum(r["drawn"] for r in found),
            **{key: round(float(np.mean([r[key] or 0.0 for r in found])), 4) if found else None
               for key in ("dice", "diceWithAbove")}}
