"""NIfTI files as arrays [.., slice, row, column]."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import nibabel
import numpy as np

from .case import UnusableCaseError


@dataclass(frozen=True)
class Volume:
    """Voxels [slice, row, column], or [frame, slice, row, column]; `affine` maps (column, row, slice) to RAS mm."""

    voxels: np.ndarray
    affine: np.ndarray
    spacing_mm: tuple[float, float]  # row, column
    slice_mm: float


def is_nifti(path: Path) -> bool:
    return path.name.endswith((".nii", ".nii.gz"))


def stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".nii")


def read(path: Path) -> Volume:
    """A volume of three dimensions or a cine of four; the third axis of the file is the slice."""
    try:
        image = nibabel.load(path)
        voxels = np.asanyarray(image.dataobj)  # type: ignore[attr-defined]
    except (OSError, nibabel.filebasedimages.ImageFileError, EOFError) as error:
        raise UnusableCaseError(f"{path.name} cannot be read: {error}") from error
    if voxels.ndim == 2:
        voxels = voxels[:, :, None]
    if voxels.ndim not in (3, 4):
        raise UnusableCaseError(f"{path.name} has {voxels.ndim} dimensions")
    column_mm, row_mm, slice_mm = (float(z) for z in (*image.header.get_zooms(), 1.0, 1.0)[:3])  # type: ignore[attr-defined]
    return Volume(voxels.T, np.asarray(image.affine), (row_mm, column_mm), slice_mm)  # type: ignore[attr-defined]
