"""Folders written by Ventricle: `analyze`, an export of the workstation, or `phantom`.

A case is a folder with `labels_ed.nii.gz`, `labels_es.nii.gz` and `measurements.json` (or `truth.json`).
Its images are the DICOM files in `dicom/` beside them, else those anywhere below the folder given
that carry the study's UID. Labels and images meet by geometry: the affine of a label volume is the
stack's, with x and y negated.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from . import dicom, nifti
from .case import Found, OwnCase, UnusableCaseError, require_labels

LABELS = ("labels_ed.nii.gz", "labels_es.nii.gz")


@dataclass
class Images:
    """DICOM files below a folder, looked through once and only when a case has none beside it."""

    folder: Path
    by_study: dict[str, list[Path]] | None = None

    def of(self, case: Path, study: str) -> list[Path]:
        beside = case / "dicom"
        if beside.is_dir():
            by_study = dicom.studies(beside)
            files = by_study.get(study) or (next(iter(by_study.values())) if len(by_study) == 1 and not study else [])
        else:
            if self.by_study is None:
                self.by_study = dicom.studies(self.folder)
            files = self.by_study.get(study, [])
        if not files:
            raise UnusableCaseError("no MR images of its study in its folder dicom or anywhere below the folder given")
        return files


def find(folder: Path) -> list[Found]:
    """Cases at any depth; those below a folder `testing` or `test` are test cases."""
    images = Images(folder)
    found = []
    for path in sorted(folder.rglob(LABELS[0])):
        case = path.parent
        name = "-".join(case.relative_to(folder).parts) or case.name
        found.append(Found(name, partial(read, name, case, images)))
    return found


@dataclass(frozen=True)
class Facts:
    """What measurements.json or truth.json says; phases 0-based, `study` empty where it is not said."""

    ed: int
    es: int
    phases: int
    study: str
    group: str


def facts(case: Path) -> Facts:
    measured, truth = case / "measurements.json", case / "truth.json"
    try:
        if measured.exists():
            m = json.loads(measured.read_text())
            return Facts(m["ed"] - 1, m["es"] - 1, m["phases"], m["studyInstanceUid"], "unknown")
        t = json.loads(truth.read_text())
        return Facts(t["ed_phase"] - 1, t["es_phase"] - 1, t["phases"], "", t.get("group", "unknown"))
    except OSError as error:
        raise UnusableCaseError("neither measurements.json nor truth.json is there") from error
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise UnusableCaseError("its json does not say which phases ED and ES are") from error


def read(name: str, case: Path, images: Images) -> OwnCase:
    """One study with its whole cine; slices that a reader excluded are left out of both phases."""
    volumes = [nifti.read(_present(case / file)) for file in LABELS]
    if volumes[0].voxels.shape != volumes[1].voxels.shape:
        raise UnusableCaseError("the label volumes of ED and ES differ in size")
    said, first = facts(case), volumes[0]
    label = require_labels(np.stack([v.voxels for v in volumes]), "the label volumes")
    slices, rows, cols = first.voxels.shape
    origins = (first.affine @ np.array([[0, 0, k, 1] for k in range(slices)], float).T).T[:, :3] * (-1, -1, 1)
    frames = dicom.frames(images.of(case, said.study))
    stack = dicom.cine(frames, origins, rows, cols, said.phases)
    _require_same_plane(first.affine, stack[0][0])
    review = Review.read(case / "contours.json", (said.ed, said.es))
    review.require_same_frames(stack)
    kept = [k for k in range(slices) if k not in review.excluded]
    if not kept:
        raise UnusableCaseError("a reader excluded every slice")
    cine = dicom.pixels([stack[k] for k in kept])
    return OwnCase(
        name=name, split="test" if {"test", "testing"} & {p.name for p in case.parents} else "train",
        group=said.group, spacing_mm=first.spacing_mm, slice_mm=first.slice_mm, phases=("ED", "ES"),
        images=np.stack([cine[:, said.ed], cine[:, said.es]]), labels=label[:, kept], cine=cine, ed=said.ed,
        es=said.es, unseen=review.unseen)


def _present(path: Path) -> Path:
    if not path.exists():
        raise UnusableCaseError(f"{path.name} is missing")
    return path


def _require_same_plane(affine: np.ndarray, frame: dicom.Frame) -> None:
    for axis, direction in ((0, frame.row_direction), (1, frame.column_direction)):
        mine = affine[:3, axis] * (-1, -1, 1)
        if mine @ direction < 0.999 * np.linalg.norm(mine):
            raise UnusableCaseError("labels and images lie in different planes")


@dataclass(frozen=True)
class Review:
    """What contours.json says about the two labelled phases; nothing where it is missing."""

    excluded: frozenset[int] = frozenset()
    unseen: tuple[int, int] | None = None
    images: tuple[tuple[int, int, str, int], ...] = ()  # slice, phase, SOP Instance UID, frame; 0-based

    @staticmethod
    def read(path: Path, phases: tuple[int, int]) -> Review:
        if not path.exists():
            return Review()
        root = json.loads(path.read_text())

        def labelled(kind: str) -> list[dict[str, Any]]:
            return [e for e in root.get(kind, []) if e["phase"] - 1 in phases]

        states = {(s["slice"], s["phase"], s["structure"]): s["state"] for s in labelled("states")}
        def places_of(entries: list[dict[str, Any]]) -> set[tuple[int, int, str]]:
            return {(e["slice"], e["phase"], e["structure"]) for e in entries}

        places = places_of(labelled("contours")) - places_of(labelled("removed"))
        seen = places_of([c for c in labelled("contours") if c["layer"] == "reader"])
        unseen = sum(place not in states and place not in seen for place in places)
        return Review(frozenset(place[0] - 1 for place, state in states.items() if state == "excluded"),
                      (unseen, len(places)),
                      tuple((c["slice"] - 1, c["phase"] - 1, c["sopInstanceUid"], (c["frame"] or 1) - 1)
                            for c in labelled("contours") if c["sopInstanceUid"]))

    def require_same_frames(self, stack: list[list[dicom.Frame]]) -> None:
        """Every contour must lie on the very image that its slice and phase mean here."""
        for z, phase, uid, number in self.images:
            frame = stack[z][phase]
            if (frame.sop_uid, frame.number) != (uid, number):
                raise UnusableCaseError(f"slice {z + 1}, phase {phase + 1} is another image than the contours say")
