"""An nnU-Net data set: dataset.json, imagesTr/CASE_0000.nii.gz, labelsTr/CASE.nii.gz, and labelsTs if there is one."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from . import nifti
from .case import (
    LV_CAVITY,
    LV_MYOCARDIUM,
    RV_CAVITY,
    Found,
    OwnCase,
    UnusableCaseError,
    basal_first,
    require_labels,
)

FRAME = re.compile(r"[_-](?:frame|phase|t|f)?(\d+|ed|es)$", re.IGNORECASE)
"""What tells two frames of one patient apart, at the end of a case's name."""


def find(folder: Path) -> list[Found]:
    """Cases of training and, where they have labels, test images; two frames of one patient are one case."""
    meaning = label_meaning(json.loads((folder / "dataset.json").read_text()))
    found = []
    for split, images, labels in (("train", "imagesTr", "labelsTr"), ("test", "imagesTs", "labelsTs")):
        volumes = {nifti.stem(p): p for p in sorted((folder / labels).glob("*")) if nifti.is_nifti(p)}
        for name, members in pairs(list(volumes)).items():
            files = [(m, folder / images, volumes[m]) for m in members]
            found.append(Found(name, partial(read, name, split, files, meaning)))
    return found


def label_meaning(description: dict[str, Any]) -> dict[int, int]:
    """Ours for each of the data set's label values, by the words of dataset.json (either version's form)."""
    meaning = {}
    for key, value in description["labels"].items():
        name, number = (value, int(key)) if str(key).isdigit() else (key, int(value))
        meaning[number] = _structure(str(name).lower(), number)
    missing = [n for n, s in (("LV cavity", LV_CAVITY), ("LV myocardium", LV_MYOCARDIUM)) if s not in meaning.values()]
    if missing:
        raise UnusableCaseError(f"dataset.json names no label that reads like {' or '.join(missing)}")
    return meaning


def _structure(name: str, number: int) -> int:
    words = set(re.split(r"[^a-z]+", name))
    if number == 0 or "background" in words:
        return 0
    if "myo" in name or words & {"mlv", "lvm", "wall"}:
        return LV_MYOCARDIUM
    if words & {"rv", "rvc", "right"}:
        return RV_CAVITY
    if words & {"lv", "lvc", "left", "cavity", "endo", "endocardium"}:
        return LV_CAVITY
    raise UnusableCaseError(f"dataset.json: label {number} '{name}' is neither RV, myocardium nor LV")


def pairs(names: list[str]) -> dict[str, list[str]]:
    """Names of volumes by patient: exactly two that differ only in their frame belong together."""
    by_patient: dict[str, list[str]] = {}
    for name in names:
        by_patient.setdefault(FRAME.sub("", name), []).append(name)
    found: dict[str, list[str]] = {}
    for patient, members in by_patient.items():
        explicit = all(not m[len(patient) + 1 :].isdigit() for m in members)
        if len(members) == 2 and explicit:
            found[patient] = sorted(members)
        else:
            found |= {m: [m] for m in members}
    return found


def read(name: str, split: str, files: list[tuple[str, Path, Path]], meaning: dict[int, int]) -> OwnCase:
    """One patient at one or two phases; of two the one with more LV cavity is ED unless their names say so."""
    images, labels = [], []
    for member, folder, label_file in files:
        image_files = sorted(folder.glob(f"{member}_0000.nii*"))
        if not image_files:
            raise UnusableCaseError(f"{member}_0000.nii.gz is missing in {folder.name}")
        images.append(nifti.read(image_files[0]))
        labels.append(_translated(nifti.read(label_file).voxels, meaning))
        if images[-1].voxels.shape != labels[-1].shape:
            raise UnusableCaseError(f"{member}: image and label differ in size")
    if len({each.shape for each in labels}) != 1:
        raise UnusableCaseError(f"{' and '.join(f[0] for f in files)} differ in size")
    phases = _phases([f[0] for f in files], labels)
    order = sorted(range(len(files)), key=lambda k: phases[k])
    image, label = np.stack([images[k].voxels for k in order]), np.stack([labels[k] for k in order])
    if not basal_first(label):
        image, label = image[:, ::-1], label[:, ::-1]
    return OwnCase(name=name, split=split, group="unknown", spacing_mm=images[0].spacing_mm,
                   slice_mm=images[0].slice_mm, phases=tuple(phases[k] for k in order), images=image, labels=label,
                   ed=0, es=1)


def _translated(voxels: np.ndarray, meaning: dict[int, int]) -> np.ndarray:
    unknown = set(np.unique(voxels).astype(int).tolist()) - meaning.keys()
    if unknown:
        raise UnusableCaseError(f"label values {sorted(unknown)} are not in dataset.json")
    table = np.zeros(max(meaning) + 1, np.uint8)
    for value, ours in meaning.items():
        table[value] = ours
    return require_labels(table[voxels.astype(int)], "the labels")


def _phases(names: list[str], labels: list[np.ndarray]) -> list[str]:
    said = [found.group(1).upper() if (found := FRAME.search(n)) else "" for n in names]
    if len(names) == 1:
        return ["ES" if said[0] == "ES" else "ED"]
    if set(said) == {"ED", "ES"}:
        return said
    volume = [int((label == LV_CAVITY).sum()) for label in labels]
    return ["ED", "ES"] if volume[0] >= volume[1] else ["ES", "ED"]
