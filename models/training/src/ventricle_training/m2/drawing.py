"""What the program draws of one phase, as labels: its contours (`ContourTracer`) on the pixels of the image.

- The LV is where P(LV_CAVITY) + P(LV_MYOCARDIUM) >= .5, and of that the largest object of the stack (3-D, faces). Its
  cavity is where P(LV_CAVITY) >= .5 in it, its muscle the rest. So the muscle that closes the apex below the last
  cavity stays, although it often touches no muscle of the slice above, only its cavity.
- Muscle above the first slice with a cavity is no LV.
- The RV is the largest object where P(RV_CAVITY) >= .5, without the LV.
- Of each of the three, a slice shows its largest part, and nothing smaller than LEAST_AREA_MM2.
"""

from __future__ import annotations

import numpy as np

from ..metrics import largest_component
from .network import CHANNELS

RV, MYOCARDIUM, CAVITY = (CHANNELS.index(name) for name in ("RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY"))
LEVEL = 0.5
LEAST_AREA_MM2 = 20.0


def as_drawn(probabilities: np.ndarray, pixel_mm: float) -> np.ndarray:
    """Labels uint8 [slices, rows, cols] of probabilities [slices, 4, rows, cols], basal slice first."""
    lv_map = probabilities[:, MYOCARDIUM] + probabilities[:, CAVITY]
    heart = largest_component(lv_map >= LEVEL)
    lv = _outlined(heart, pixel_mm)
    cavity = _outlined(heart & (probabilities[:, CAVITY] >= LEVEL), pixel_mm) & lv
    rv = _outlined(largest_component(probabilities[:, RV] >= LEVEL), pixel_mm)
    label = np.zeros(lv.shape, np.uint8)
    label[rv], label[lv], label[cavity] = RV, MYOCARDIUM, CAVITY
    return without_muscle_above(label)


def without_muscle_above(label: np.ndarray) -> np.ndarray:
    """Labels [slices, rows, cols], basal slice first, without LV muscle above the first slice with a cavity."""
    cavity = (label == CAVITY).any(axis=(1, 2))
    first = int(cavity.argmax()) if cavity.any() else len(label)
    changed = label.copy()
    changed[:first][changed[:first] == MYOCARDIUM] = 0
    return changed


def _outlined(mask: np.ndarray, pixel_mm: float) -> np.ndarray:
    """The largest part of every slice, where it is no speck."""
    parts = np.stack([largest_component(part) for part in mask])
    parts[parts.sum(axis=(1, 2)) * pixel_mm**2 < LEAST_AREA_MM2] = False
    return parts
