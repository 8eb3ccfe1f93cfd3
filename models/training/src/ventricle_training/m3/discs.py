"""A first guess of where the area of each slice lies, from the image and the area alone.

On a short-axis slice the cavity is a bright disc in a dark ring, and the area says how large. The disc
of that size which differs most from the ring round it, near the middle of the heart and near the discs
of the neighbouring slices, is what the CAM imitates before it learns by itself. No outline is used.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.signal import fftconvolve

RING_PX = 4.0
PRIOR_PX = 14.0
STEP_PX = 6
STEP_COST = 0.01
LEAST_RADIUS_PX = 2.5
PHASE_STEP_PX = 2


def _disc(radius: float) -> np.ndarray:
    reach = math.ceil(radius)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return (np.hypot(y, x) <= radius).astype(np.float64)


def _mean_under(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return fftconvolve(image, kernel, mode="same") / kernel.sum()


def contrast(image: np.ndarray, area: float) -> np.ndarray:
    """Mean within the disc of `area` minus mean within the ring round it, at every pixel as centre."""
    radius = max(math.sqrt(area / math.pi), LEAST_RADIUS_PX)
    inner, outer = _disc(radius), _disc(radius + RING_PX)
    ring = outer.copy()
    margin = (len(outer) - len(inner)) // 2
    ring[margin : margin + len(inner), margin : margin + len(inner)] -= inner
    return _mean_under(image, inner) - _mean_under(image, ring)


def _best_step(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Largest score within STEP_PX of every pixel less the cost of the step, and the step (y, x) taken."""
    rows, cols = score.shape
    padded = np.pad(score, STEP_PX, constant_values=-np.inf)
    best, step = np.full(score.shape, -np.inf), np.zeros((*score.shape, 2), int)
    for dy in range(-STEP_PX, STEP_PX + 1):
        for dx in range(-STEP_PX, STEP_PX + 1):
            moved = padded[STEP_PX + dy : STEP_PX + dy + rows, STEP_PX + dx : STEP_PX + dx + cols]
            value = moved - STEP_COST * (dy * dy + dx * dx)
            better = value > best
            best[better], step[better] = value[better], (dy, dx)
    return best, step


def path(scores: np.ndarray) -> list[tuple[int, int]]:
    """The row and column per slice that maximise the summed scores [D, rows, cols] less the cost of steps."""
    total, steps = scores[0], []
    for score in scores[1:]:
        carried, step = _best_step(total)
        steps.append(step)
        total = carried + score
    at = tuple(int(i) for i in np.unravel_index(total.argmax(), total.shape))
    found = [at]
    for step in reversed(steps):
        dy, dx = step[at]
        at = (at[0] + int(dy), at[1] + int(dx))
        found.append(at)
    return [(y, x) for y, x in reversed(found)]


def place(image: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """Centres (y, x) [phase, D, 2] of discs of `areas` [phase, D] pixels on normalised crops [phase, D, rows, cols].

    The heart is expected at the middle of the crop. ED and ES share a path; then each may move a little.
    """
    phases, depth, rows, cols = image.shape
    y, x = np.mgrid[:rows, :cols]
    prior = -((y - (rows - 1) / 2) ** 2 + (x - (cols - 1) / 2) ** 2) / (2 * PRIOR_PX**2) * 0.2
    scores = np.stack([[contrast(image[p, z], areas[p, z]) if areas[p, z] > 0 else np.zeros((rows, cols))
                        for z in range(depth)] for p in range(phases)])
    centres = np.zeros((phases, depth, 2))
    for z, (row, col) in enumerate(path(scores.sum(axis=0) + prior)):
        top, left = max(row - PHASE_STEP_PX, 0), max(col - PHASE_STEP_PX, 0)
        for p in range(phases):
            near = scores[p, z, top : row + PHASE_STEP_PX + 1, left : col + PHASE_STEP_PX + 1]
            dy, dx = np.unravel_index(near.argmax(), near.shape) if areas[p, z] > 0 else (row - top, col - left)
            centres[p, z] = top + dy, left + dx
    return centres


def draw(centres: np.ndarray, areas: np.ndarray, rows: int, cols: int) -> np.ndarray:
    """Discs of `areas` [...] pixels at `centres` [..., 2] (y, x), boolean [..., rows, cols]; no area, no disc."""
    y, x = np.mgrid[:rows, :cols]
    distance = np.hypot(y - centres[..., 0, None, None], x - centres[..., 1, None, None])
    radius = np.where(areas > 0, np.sqrt(areas / math.pi), -1.0)
    return distance <= radius[..., None, None]
