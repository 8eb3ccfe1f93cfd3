"""From the base on, slices in which the LV is no ventricle: too little of the cavity's border has a wall.

Above the base lie outflow tract and left atrium; the network draws a cavity there, but little muscle round it. The
engine does the same on contours (`OpenBase`), with the bound of the card.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from ..metrics import largest_component
from .network import CHANNELS

BACKGROUND, LV_MYOCARDIUM, LV_CAVITY = (CHANNELS.index(c) for c in ("BACKGROUND", "LV_MYOCARDIUM", "LV_CAVITY"))
LEAST_WALL = 1.0
"""Pixels of the crop; a thinner wall is none."""


def ring(cavity: np.ndarray, lv: np.ndarray) -> float:
    """Share of the cavity's border pixels behind which there is a wall, 0 without a cavity.

    Masks [rows, cols] of the cavity, and of cavity and wall together. Centres of pixels lie half a pixel within the
    border on both sides, so that the way from one to the next outside is the wall and one pixel more.
    """
    border = cavity & ~ndimage.binary_erosion(cavity)
    if not border.any():
        return 0.0
    return float((ndimage.distance_transform_edt(lv)[border] >= LEAST_WALL + 1).mean())


def open_slices(probabilities: np.ndarray, least_ring: float) -> list[int]:
    """Slices to be emptied of LV, of one phase on the crop, [slices, 4, rows, cols], basal first.

    They are looked at from the base to the middle of the stack, until one is closed enough.
    """
    winner = probabilities.argmax(axis=1)
    cavity = largest_component(winner == LV_CAVITY)
    lv = largest_component((winner == LV_CAVITY) | (winner == LV_MYOCARDIUM))
    found: list[int] = []
    for z in range(len(winner) // 2):
        if not cavity[z].any() or not lv[z].any():
            continue
        if ring(cavity[z], lv[z]) >= least_ring:
            break
        found.append(z)
    return found


def without(probabilities: np.ndarray, slices: list[int]) -> np.ndarray:
    """The same with nothing of the LV in these slices: what was its cavity or wall is background."""
    if not slices:
        return probabilities
    changed = probabilities.copy()
    changed[slices, BACKGROUND] += changed[slices, LV_MYOCARDIUM] + changed[slices, LV_CAVITY]
    changed[slices, LV_MYOCARDIUM] = changed[slices, LV_CAVITY] = 0
    return changed
