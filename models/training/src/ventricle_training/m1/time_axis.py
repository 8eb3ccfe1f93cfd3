"""Random changes of a cycle's time axis, as weights on its frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .data import Cycle


@dataclass(frozen=True)
class FrameChoice:
    """New frame k is (1 - share[k]) * old[first[k]] + share[k] * old[second[k]]; ed, es are new frames."""

    first: np.ndarray
    second: np.ndarray
    share: np.ndarray
    ed: int
    es: int


def choose_frames(cycle: Cycle, options: dict[str, Any], rng: np.random.Generator) -> FrameChoice:
    """Against the seam as a shortcut: 2-5 consecutive frames away from ED and ES are cut from a share of the
    cycles, and up to `drop_last` last frames from cycles that do not close. Then a share is resampled in
    time, and every cycle starts at a random frame."""
    n, ed, es = cycle.frames, cycle.ed, cycle.es
    keep = np.arange(n)
    if not cycle.closing:
        keep = keep[: n - int(rng.integers(0, options["drop_last"] + 1))]
    if rng.random() < options["delete"]:
        keep = delete(keep, n, int(rng.integers(n)), int(rng.integers(2, 6)), {ed, es})
    if ed not in keep or es not in keep:
        keep = np.arange(n)
    position = np.arange(len(keep), dtype=np.float64)
    if rng.random() < options["resample"]:
        low, high = options["frames"]
        m = int(np.clip(round(len(keep) * np.exp(rng.uniform(-0.9, 0.6))), low, high))
        position = np.arange(m) * len(keep) / m
    ed, es = (_nearest(position, int(np.flatnonzero(keep == frame)[0]), len(keep)) for frame in (ed, es))
    before = np.floor(position).astype(int)
    shift, m = int(rng.integers(len(position))), len(position)
    first, second, share = (np.roll(a, shift) for a in (
        keep[before % len(keep)], keep[(before + 1) % len(keep)], position - before))
    return FrameChoice(first, second, share, (ed + shift) % m, (es + shift) % m)


def delete(keep: np.ndarray, n: int, start: int, length: int, spare: set[int]) -> np.ndarray:
    """`keep` without `length` frames from `start` on; unchanged if these or their rim touch `spare`, or < 8 stay."""
    rim = {(start + k) % n for k in range(-1, length + 1)}
    if rim & spare or len(keep) - length < 8:
        return keep
    cut = {(start + k) % n for k in range(length)}
    return np.array([k for k in keep if k not in cut])


def _nearest(position: np.ndarray, at: int, n: int) -> int:
    """Index of the position that is nearest to `at` on a circle of n."""
    d = np.abs(position - at)
    return int(np.argmin(np.minimum(d, n - d)))
