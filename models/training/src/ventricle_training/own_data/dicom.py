"""DICOM cine frames by place and moment, in the order in which Ventricle counts phases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from pydicom.dataset import Dataset

from .case import UnusableCaseError

POSITION_MM = 0.5
"""How far a frame may lie from its label slice."""
LONGEST_CYCLE_MS = 2600.0
"""Times that span more than 1.3 cycles of the slowest heart are not times of the cardiac cycle."""


@dataclass(frozen=True)
class Frame:
    """One frame of a file, not yet decoded; `keys`: what may order it in the cycle, the best first."""

    path: Path
    number: int  # 0-based in the file
    sop_uid: str
    rows: int
    cols: int
    position: np.ndarray  # LPS mm of the first pixel's centre
    row_direction: np.ndarray  # of rising column numbers
    column_direction: np.ndarray
    keys: tuple[float | None, ...]


KEYS = ("trigger time", "nominal trigger delay", "temporal position", "acquisition time", "content time",
        "instance number")
TIMES = (0, 1, 3, 4)


def studies(folder: Path) -> dict[str, list[Path]]:
    """MR image files below a folder by Study Instance UID."""
    found: dict[str, list[Path]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and _looks_like_dicom(p)):
        header = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=["StudyInstanceUID", "Modality"])
        if header.get("Modality") == "MR":
            found.setdefault(str(header.get("StudyInstanceUID", "")), []).append(path)
    return found


def _looks_like_dicom(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(132)[128:] == b"DICM"


def frames(paths: Iterable[Path]) -> list[Frame]:
    """All frames of the files that have a place in the patient."""
    found = []
    for path in paths:
        data = pydicom.dcmread(path, stop_before_pixels=True)
        count = int(data.get("NumberOfFrames", 1))
        found += [frame for k in range(count) if (frame := _frame(path, data, k, count > 1))]
    return found


def _frame(path: Path, data: Dataset, number: int, multi: bool) -> Frame | None:
    groups = _functional_groups(data, number)
    position = _value(groups, data, "PlanePositionSequence", "ImagePositionPatient")
    orientation = _value(groups, data, "PlaneOrientationSequence", "ImageOrientationPatient")
    if position is None or orientation is None:
        return None
    direction = np.array(orientation, float)
    return Frame(path, number, str(data.SOPInstanceUID), int(data.Rows), int(data.Columns),
                 np.array(position, float), direction[:3], direction[3:], _keys(data, groups, multi))


def _functional_groups(data: Dataset, number: int) -> list[Dataset]:
    """The frame's own groups of an Enhanced MR file, then the shared ones."""
    own = data.get("PerFrameFunctionalGroupsSequence")
    shared = data.get("SharedFunctionalGroupsSequence")
    return [*([own[number]] if own and number < len(own) else []), *([shared[0]] if shared else [])]


def _value(groups: list[Dataset], data: Dataset, sequence: str, name: str) -> Any:
    for group in groups:
        items = group.get(sequence)
        if items and items[0].get(name) is not None:
            return items[0].get(name)
    return data.get(name)


def _keys(data: Dataset, groups: list[Dataset], multi: bool) -> tuple[float | None, ...]:
    position = _value(groups, data, "FrameContentSequence", "TemporalPositionIndex")
    position = data.get("TemporalPositionIdentifier") if position is None else position
    per_file = (
        None if multi else _milliseconds(data.get("AcquisitionTime") or str(data.get("AcquisitionDateTime", ""))[8:]),
        None if multi else _milliseconds(data.get("ContentTime")),
        None if multi else _number(data.get("InstanceNumber")),
    )
    return (_number(_value(groups, data, "CardiacSynchronizationSequence", "TriggerTime")),
            _number(_value(groups, data, "CardiacSynchronizationSequence", "NominalCardiacTriggerDelayTime")),
            _number(position), *per_file)


def _number(value: Any) -> float | None:
    return None if value is None or value == "" else float(value)


def _milliseconds(value: Any) -> float | None:
    """Of a DICOM time HHMMSS.ffffff."""
    text = str(value or "").strip()
    if len(text) < 6:
        return None
    return 1000 * (int(text[:2]) * 3600 + int(text[2:4]) * 60 + float(text[4:].split("+")[0].split("-")[0]))


def in_order(at_one_place: list[Frame]) -> list[Frame]:
    """By the first key that all carry and that tells them apart."""
    for k in range(len(KEYS)):
        values = [frame.keys[k] for frame in at_one_place]
        known = [v for v in values if v is not None]
        if len(known) == len(values) == len(set(known)) and not (
                k in TIMES and max(known) - min(known) > LONGEST_CYCLE_MS):
            return sorted(at_one_place, key=lambda frame: frame.keys[k] or 0.0)
    raise UnusableCaseError("nothing in the headers tells the phases of a slice apart")


def cine(all_frames: list[Frame], origins: np.ndarray, rows: int, cols: int, phases: int) -> list[list[Frame]]:
    """The frames of each slice in order; `origins` [slice, 3] are the LPS positions of the first pixels."""
    stack = []
    for number, origin in enumerate(origins, start=1):
        here = [f for f in all_frames
                if (f.rows, f.cols) == (rows, cols) and np.linalg.norm(f.position - origin) < POSITION_MM]
        if len(here) != phases:
            raise UnusableCaseError(f"slice {number} has {len(here)} images at its place, not {phases}")
        stack.append(in_order(here))
    return stack


def pixels(stack: list[list[Frame]]) -> np.ndarray:
    """Stored values [slice, phase, row, column]; every file is decoded once."""
    decoded: dict[Path, np.ndarray] = {}
    for path in {frame.path for row in stack for frame in row}:
        data = pydicom.dcmread(path)
        try:
            values = data.pixel_array
        except (RuntimeError, AttributeError, NotImplementedError) as error:
            raise UnusableCaseError(f"{path.name} cannot be decoded, pydicom says: {error}") from error
        decoded[path] = values if values.ndim == 3 else values[None]
    return np.stack([np.stack([decoded[f.path][f.number] for f in row]) for row in stack])
