"""Measures used for choosing and reporting."""

from __future__ import annotations

import numpy as np
from scipy import ndimage


def dice(prediction: np.ndarray, truth: np.ndarray) -> float | None:
    """2|A n B| / (|A| + |B|); None when both are empty, 0 when one is."""
    total = int(prediction.sum()) + int(truth.sum())
    return None if total == 0 else 2.0 * int((prediction & truth).sum()) / total


def largest_component(mask: np.ndarray) -> np.ndarray:
    """The largest face-connected component of a 3-D mask."""
    components, count = ndimage.label(mask)
    if count <= 1:
        return mask
    sizes = np.bincount(components.ravel())
    sizes[0] = 0
    return components == sizes.argmax()


def circular_distance(a: int, b: int, n: int) -> int:
    """min(|d|, n - |d|) of two frames of a cycle of n."""
    d = abs(a - b) % n
    return min(d, n - d)
