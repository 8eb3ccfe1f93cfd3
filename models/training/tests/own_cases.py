"""Synthetic hearts in the layouts that users have: a disc in a ring beside a crescent, no patient's data."""

from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import EnhancedMRImageStorage, ExplicitVRLittleEndian, MRImageStorage, generate_uid

SLICES, ROWS, COLS, PHASES, ED, ES = 4, 60, 52, 6, 1, 4
PIXEL_MM, SLICE_MM = 1.5, 8.0
BRIGHT = np.array([30, 220, 90, 250])
"""Grey value of each label, so that images tell where their labels belong."""


def labels(phase: int, cavity: int = 3) -> np.ndarray:
    """[slice, row, column], basal first: the RV reaches the first three slices, the LV shrinks towards ES."""
    r, c = np.mgrid[:ROWS, :COLS]
    volume = np.zeros((SLICES, ROWS, COLS), np.uint8)
    for z in range(SLICES):
        radius = (9 - z) * (1 - 0.35 * np.sin(np.pi * ((phase - ED) % PHASES) / PHASES))
        distance = np.hypot(r - 30, c - 28)
        if z < 3:
            volume[z][np.hypot(r - 30, c - 12) < 7 - z] = 1
        volume[z][distance < radius + 5] = 2
        volume[z][distance < radius] = cavity
    return volume


def image(phase: int) -> np.ndarray:
    noise = np.random.default_rng(phase).integers(-5, 6, (SLICES, ROWS, COLS))
    return (BRIGHT[labels(phase)] + noise).astype(np.int16)


def cine() -> np.ndarray:
    """[slice, phase, row, column]."""
    return np.stack([image(p) for p in range(PHASES)], axis=1)


def save(path: Path, voxels: np.ndarray, affine: np.ndarray | None = None) -> None:
    """[.., slice, row, column] as NIfTI (column, row, slice, ..) with this file's spacing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spacing = np.diag([-PIXEL_MM, -PIXEL_MM, SLICE_MM, 1]) if affine is None else affine
    nibabel.Nifti1Image(voxels.T, spacing).to_filename(path)


ROW = np.array([0.8, 0.6, 0.0])
COLUMN = np.array([0.0, 0.0, -1.0])
NORMAL = np.cross(ROW, COLUMN)
ORIGIN = np.array([-20.0, 35.5, 60.25])


def origin(z: int) -> np.ndarray:
    return ORIGIN + z * SLICE_MM * NORMAL


def affine() -> np.ndarray:
    """RAS affine of the stack's DICOM geometry."""
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = ROW * PIXEL_MM, COLUMN * PIXEL_MM, NORMAL * SLICE_MM
    matrix[:3, 3] = ORIGIN
    return np.diag([-1, -1, 1, 1]) @ matrix


def _file(path: Path, sop_class: str, uid: str, study: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = sop_class, uid
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = sop_class, uid
    data.StudyInstanceUID, data.SeriesInstanceUID = study, "1.2.3"
    data.Modality, data.PhotometricInterpretation = "MR", "MONOCHROME2"
    data.Rows, data.Columns, data.SamplesPerPixel = ROWS, COLS, 1
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    return data


def dicom_series(folder: Path, study: str) -> dict[tuple[int, int], str]:
    """One file an image, numbered without order; SOP Instance UIDs by (slice, phase)."""
    folder.mkdir(parents=True)
    uids, stack = {}, cine()
    for place, k in enumerate(np.random.default_rng(0).permutation(SLICES * PHASES)):
        z, phase = divmod(int(k), PHASES)
        uids[z, phase] = uid = generate_uid()
        data = _file(folder / f"{place:03d}", MRImageStorage, uid, study)
        data.ImagePositionPatient = [f"{v:.4f}" for v in origin(z)]
        data.ImageOrientationPatient = [*ROW.tolist(), *COLUMN.tolist()]
        data.PixelSpacing, data.TriggerTime, data.InstanceNumber = [PIXEL_MM] * 2, 40.0 * phase, place + 1
        data.PixelData = stack[z, phase].astype("<u2").tobytes()
        data.save_as(folder / f"{place:03d}")
    return uids


def enhanced_file(folder: Path, study: str) -> dict[tuple[int, int], tuple[str, int]]:
    """All frames in one Enhanced MR file, shuffled; UID and 1-based frame by (slice, phase)."""
    folder.mkdir(parents=True)
    data = _file(folder / "enhanced", EnhancedMRImageStorage, uid := generate_uid(), study)
    places, per_frame, pixels, stack = {}, [], [], cine()
    for k in np.random.default_rng(1).permutation(SLICES * PHASES):
        z, phase = divmod(int(k), PHASES)
        places[z, phase] = uid, len(pixels) + 1
        group, position, heart = Dataset(), Dataset(), Dataset()
        position.ImagePositionPatient = [f"{v:.4f}" for v in origin(z)]
        heart.NominalCardiacTriggerDelayTime = 40.0 * phase
        group.PlanePositionSequence, group.CardiacSynchronizationSequence = Sequence([position]), Sequence([heart])
        per_frame.append(group)
        pixels.append(stack[z, phase])
    shared, orientation = Dataset(), Dataset()
    orientation.ImageOrientationPatient = [*ROW.tolist(), *COLUMN.tolist()]
    shared.PlaneOrientationSequence = Sequence([orientation])
    data.SharedFunctionalGroupsSequence, data.PerFrameFunctionalGroupsSequence = Sequence([shared]), Sequence(per_frame)
    data.NumberOfFrames = len(pixels)
    data.PixelData = np.stack(pixels).astype("<u2").tobytes()
    data.save_as(folder / "enhanced")
    return places


def ventricle_case(folder: Path, study: str, contours: dict[str, object] | None = None) -> None:
    """What `analyze` writes, as far as training reads it."""
    save(folder / "labels_ed.nii.gz", labels(ED), affine())
    save(folder / "labels_es.nii.gz", labels(ES), affine())
    (folder / "measurements.json").write_text(json.dumps({
        "schema": "ventricle-measurements/1", "studyInstanceUid": study, "slices": SLICES, "phases": PHASES,
        "ed": ED + 1, "es": ES + 1}))
    if contours:
        (folder / "contours.json").write_text(json.dumps({"schema": "ventricle-contours/1", **contours}))


def acdc_case(folder: Path, group: str = "DCM", apex_first: bool = False) -> None:
    step = -1 if apex_first else 1
    name = folder.name
    save(folder / f"{name}_4d.nii.gz", cine().swapaxes(0, 1)[:, ::step])
    for phase in (ED, ES):
        save(folder / f"{name}_frame{phase + 1:02d}.nii.gz", image(phase)[::step])
        save(folder / f"{name}_frame{phase + 1:02d}_gt.nii.gz", labels(phase)[::step])
    (folder / "Info.cfg").write_text(f"ED: {ED + 1}\nES: {ES + 1}\nGroup: {group}\nHeight: 180.0\n")


def nnunet_case(folder: Path, name: str, phase: int, order: tuple[int, int, int]) -> None:
    """`order`: the data set's values for RV, myocardium and LV."""
    save(folder / "imagesTr" / f"{name}_0000.nii.gz", image(phase))
    save(folder / "labelsTr" / f"{name}.nii.gz", np.array([0, *order], np.uint8)[labels(phase)])
