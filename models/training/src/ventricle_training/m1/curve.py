"""Reading end-systole and end-diastole off M2's curve of the LV cavity, a circle in time."""

from __future__ import annotations

import numpy as np

from ..metrics import circular_distance

REACH = 3
"""Frames by which a curve may move M1's proposal."""
FULL = 0.03
"""Share of the curve's range within which a frame counts as full."""


def smallest(curve: np.ndarray) -> int:
    return int(np.argmin(curve))


def fullest(curve: np.ndarray) -> int:
    return int(np.argmax(curve))


def smoothed(curve: np.ndarray) -> np.ndarray:
    """Weights 1/4, 1/2, 1/4 round the circle."""
    return (np.roll(curve, 1) + 2 * curve + np.roll(curve, -1)) / 4


def settle_es(curve: np.ndarray, frame: int) -> int:
    """M1's ES moved to the least volume within REACH frames; when M1 lies further from the least volume of
    the whole cycle than max(REACH, n / 6), that is a half-cycle error, and the least volume counts.

    A parabola through the least frame and its neighbours has its vertex within half a frame of it, so
    it cannot name another frame.
    """
    n, least = len(curve), smallest(curve)
    if circular_distance(least, frame, n) > max(REACH, n // 6):
        return least
    return min(_near(curve, frame), key=lambda k: float(curve[k]))


def settle_ed(curve: np.ndarray, frame: int) -> int:
    """M1's ED moved to the greatest volume within REACH frames. Measured, and worse than M1 alone: see CARD.md."""
    return max(_near(curve, frame), key=lambda k: float(curve[k]))


def _near(curve: np.ndarray, frame: int) -> list[int]:
    reach = min(REACH, len(curve) // 2)
    return [(frame + k) % len(curve) for k in range(-reach, reach + 1)]


def before_emptying(curve: np.ndarray, frame: int) -> int:
    """M1's ED moved to the last frame within REACH that is still full, before the volume falls."""
    near = _near(curve, frame)
    limit = max(curve[k] for k in near) - FULL * float(np.ptp(curve))
    return [k for k in near if curve[k] >= limit][-1]
