"""ACDC's own layout: patientXXX/{Info.cfg, patientXXX_frameNN.nii.gz, .._gt.nii.gz, patientXXX_4d.nii.gz}."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from . import nifti
from .case import Found, OwnCase, UnusableCaseError, basal_first, require_labels


def find(folder: Path) -> list[Found]:
    """Patients at any depth; those below a folder `testing` are test cases."""
    return [Found(path.parent.name, partial(read, path.parent)) for path in sorted(folder.rglob("Info.cfg"))]


def information(path: Path) -> dict[str, str]:
    """`key: value` lines."""
    pairs = (line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def read(folder: Path) -> OwnCase:
    """One patient; the cine is read when it is there."""
    text = information(folder / "Info.cfg")
    try:
        frames = int(text["ED"]), int(text["ES"])
    except (KeyError, ValueError) as error:
        raise UnusableCaseError("Info.cfg names no ED and ES frame") from error
    images = [_volume(folder, f"frame{n:02d}") for n in frames]
    labels = [_volume(folder, f"frame{n:02d}_gt") for n in frames]
    if len({v.voxels.shape for v in (*images, *labels)}) != 1:
        raise UnusableCaseError("images and labels of ED and ES differ in size")
    label = require_labels(np.stack([v.voxels for v in labels]), "the labels")
    image, first = np.stack([v.voxels for v in images]), images[0]
    whole = sorted(folder.glob("*_4d.nii*"))
    cine = nifti.read(whole[0]).voxels.swapaxes(0, 1) if whole else None
    if cine is not None and (cine.shape[0], *cine.shape[2:]) != image.shape[1:]:
        raise UnusableCaseError(f"{whole[0].name} differs in size from the frames")
    if not basal_first(label):
        image, label, cine = image[:, ::-1], label[:, ::-1], None if cine is None else cine[::-1]
    return OwnCase(
        name=folder.name, split="test" if "testing" in {p.name for p in folder.parents} else "train",
        group=text.get("Group", "unknown"), spacing_mm=first.spacing_mm, slice_mm=first.slice_mm,
        phases=("ED", "ES"), images=image, labels=label, cine=cine, ed=frames[0] - 1, es=frames[1] - 1)


def _volume(folder: Path, kind: str) -> nifti.Volume:
    paths = sorted(folder.glob(f"{folder.name}_{kind}.nii*"))
    if not paths:
        raise UnusableCaseError(f"{folder.name}_{kind}.nii.gz is missing")
    return nifti.read(paths[0])
