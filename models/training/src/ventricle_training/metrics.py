"""Measures used for choosing and reporting; overlap and distances are MONAI's."""

from __future__ import annotations

import numpy as np
import torch
from monai.metrics import compute_average_surface_distance, compute_dice, compute_hausdorff_distance
from scipy import ndimage


def _batch(mask: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(mask, dtype=np.uint8))[None, None]


def dice(prediction: np.ndarray, truth: np.ndarray) -> float | None:
    """2|A n B| / (|A| + |B|) of two boolean masks; None when both are empty, 0 when one is."""
    if not prediction.any() and not truth.any():
        return None
    return compute_dice(_batch(prediction).double(), _batch(truth).double(), ignore_empty=False).item()


def hausdorff(prediction: np.ndarray, truth: np.ndarray, pixel_mm: float | None) -> float | None:
    """Largest distance of either border to the other in one slice [rows, cols].

    In mm, or in pixels where `pixel_mm` is None; None when one mask is empty. A border is the mask's
    own outermost pixels, measured between their centres.
    """
    if not prediction.any() or not truth.any():
        return None
    return compute_hausdorff_distance(_batch(prediction), _batch(truth), include_background=True,
                                      spacing=pixel_mm or 1.0).item()


def average_perpendicular(prediction: np.ndarray, truth: np.ndarray, pixel_mm: float | None) -> float | None:
    """APD, symmetric: the mean of both directions' mean border distances; else as `hausdorff`."""
    if not prediction.any() or not truth.any():
        return None
    pairs = (_batch(prediction), _batch(truth)), (_batch(truth), _batch(prediction))
    return sum(compute_average_surface_distance(a, b, include_background=True, spacing=pixel_mm or 1.0).item()
               for a, b in pairs) / 2


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
