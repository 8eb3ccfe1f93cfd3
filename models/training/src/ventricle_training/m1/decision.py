"""From probabilities per frame to one frame."""

from __future__ import annotations

import numpy as np


def central_frame(probability: np.ndarray, threshold: float) -> int:
    """The middle of the frames above the threshold, on a circle; the arg max when none is.

    Frames above the threshold form circular runs. The run that holds the most probable frame
    counts; of an even number of frames the earlier of the two middle ones is taken. When every
    frame is above the threshold there is no middle, and the arg max is taken.
    """
    n, best = len(probability), int(np.argmax(probability))
    above = probability > threshold
    if not above[best] or above.all():
        return best
    first, last = best, best
    while above[(first - 1) % n]:
        first -= 1
    while above[(last + 1) % n]:
        last += 1
    return (first + (last - first) // 2) % n


def naive_frame(probability: np.ndarray) -> int:
    return int(np.argmax(probability))


def least_correlated(frames: np.ndarray, ed: int) -> int:
    """The frame whose pixels correlate least with those of ED; frames [n, rows, cols]. A yardstick for ES."""
    flat = frames.reshape(len(frames), -1).astype(np.float64)
    flat = flat - flat.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(flat, axis=1)
    return int(np.argmin(flat @ flat[ed] / np.maximum(norm * norm[ed], 1e-12)))
