"""One case as all sources give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

BACKGROUND, RV_CAVITY, LV_MYOCARDIUM, LV_CAVITY = range(4)


class UnusableCaseError(Exception):
    """Why one case cannot be used, as a sentence for the person whose case it is."""


@dataclass(frozen=True)
class OwnCase:
    """Images and labels, basal slice first; labels 1 RV cavity, 2 LV myocardium, 3 LV cavity.

    `spacing_mm`: (row, column) distance of pixel centres, None when unknown. `phases`: ED and ES, or the
    only one that is labelled. `ed`, `es`: 0-based frames of `cine`, which is None without a whole cycle.
    `unseen`: (contours that no reader has looked at, all contours), None where the source does not say.
    """

    name: str
    split: str
    group: str
    spacing_mm: tuple[float, float] | None
    slice_mm: float | None
    phases: tuple[str, ...]
    images: np.ndarray  # [phase, slice, row, column]
    labels: np.ndarray  # uint8, the same
    cine: np.ndarray | None = None  # [slice, frame, row, column]
    ed: int = 0
    es: int = 0
    unseen: tuple[int, int] | None = None


@dataclass(frozen=True)
class Found:
    """A case that has been found, read only when it is needed."""

    name: str
    load: Callable[[], OwnCase]


def basal_first(labels: np.ndarray) -> bool:
    """Whether the first half of the slices holds at least as much RV cavity as the second, [.., slice, row, col]."""
    area = (labels == RV_CAVITY).sum(axis=(-1, -2)).reshape(-1, labels.shape[-3]).sum(axis=0)
    half = len(area) // 2
    return int(area[:half].sum()) >= int(area[len(area) - half :].sum())


def require_labels(labels: np.ndarray, what: str) -> np.ndarray:
    """The labels as uint8; values other than 0 to 3, or nothing at all, are an error."""
    values = np.unique(labels)
    if not np.isin(values, range(4)).all():
        raise UnusableCaseError(f"{what} holds other values than 0 to 3: {values[:8].tolist()}")
    if not (labels == LV_CAVITY).any():
        raise UnusableCaseError(f"{what} holds no LV cavity")
    return labels.astype(np.uint8)
