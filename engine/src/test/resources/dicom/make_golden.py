"""Writes the golden files beside this script, and expected.json with what pydicom reads from them.

    pip install pydicom==3.0.2 numpy pylibjpeg pylibjpeg-libjpeg pylibjpeg-openjpeg pylibjpeg-rle
    apt-get install dcmtk libgdcm-tools
    python make_golden.py

Images are synthetic gradients with seeded noise. JPEG comes from dcmtk, JPEG-LS from gdcm, RLE and
JPEG 2000 from pylibjpeg, big endian, deflated and undefined lengths from dcmtk's dcmconv.
"""

import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import (
    JPEG2000,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
    generate_uid,
)

HERE = Path(__file__).parent
ROWS, COLUMNS = 35, 37
SEED = 7


def gradient(low: int, high: int, frames: int = 1) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    ramp = (x / (COLUMNS - 1) + y / (ROWS - 1)) / 2
    images = [np.roll(ramp, f * 3, axis=1) + rng.normal(0, 0.02, ramp.shape) for f in range(frames)]
    values = np.rint(low + np.clip(np.stack(images), 0, 1) * (high - low)).astype(np.int64)
    values[0, 0, :2] = (low, high)
    return values


def dataset(values: np.ndarray, allocated: int, stored: int, signed: bool, name: str) -> Dataset:
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.ImageType = ["ORIGINAL", "PRIMARY", "M"]
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
    ds.SOPInstanceUID = generate_uid(prefix="2.25.", entropy_srcs=[name])
    ds.StudyInstanceUID = generate_uid(prefix="2.25.", entropy_srcs=["study"])
    ds.SeriesInstanceUID = generate_uid(prefix="2.25.", entropy_srcs=["series"])
    ds.Modality = "MR"
    ds.PatientName = "Gradient^Grün"
    ds.PatientID = "G1"
    item = Dataset()
    item.ReferencedSOPInstanceUID = ds.SOPInstanceUID
    inner = Dataset()
    inner.CodeMeaning = "nested"
    item.PurposeOfReferenceCodeSequence = [inner, Dataset()]
    ds.ReferencedImageSequence = [item, Dataset()]
    ds.PixelSpacing = [1.25, 1.5]
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.Rows, ds.Columns = values.shape[1:3]
    if len(values) > 1:
        ds.NumberOfFrames = len(values)
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = allocated, stored, stored - 1
    ds.PixelRepresentation = int(signed)
    array = values.astype(("i" if signed else "u") + str(allocated // 8))
    ds.PixelData = array.tobytes() + (b"\0" if array.nbytes % 2 else b"")
    ds["PixelData"].VR = "OB" if allocated == 8 else "OW"
    ds.private_block(0x19, "GOLDEN", create=True).add_new(1, "DS", "2.5")
    return ds


def run(*command: str) -> None:
    subprocess.run(command, check=True)


expected: dict[str, dict] = {}


def expect(name: str, values: np.ndarray, tolerance: int = 0, compare: bool = True) -> None:
    """Records values, exact ones as SHA-256 of 32-bit little endian; pydicom must agree unless it follows another rule (compare=False)."""
    path = HERE / f"{name}.dcm"
    if compare:
        read = np.asarray(pydicom.dcmread(path, force=True).pixel_array, dtype=np.int64)
        read = read.reshape(values.shape)
        difference = int(np.abs(read - values).max())
        loss = (values.max() - values.min()) / 20 if tolerance else 0
        assert difference <= loss, f"{name}: pydicom differs by {difference}"
        values = read
    expected[f"{name}.dcm"] = {
        "rows": values.shape[1],
        "columns": values.shape[2],
        "frames": len(values),
    }
    if tolerance:
        entry = {"tolerance": tolerance, "values": values.ravel().tolist()}
    else:
        entry = {"sha256": hashlib.sha256(values.astype("<i4").tobytes()).hexdigest()}
    expected[f"{name}.dcm"].update(entry)


def save(ds: Dataset, name: str) -> Path:
    path = HERE / f"{name}.dcm"
    ds.save_as(path, enforce_file_format=True)
    return path


KINDS = {
    "u8": (0, 255, 8, 8, False),
    "u12": (0, 4095, 16, 12, False),
    "u16": (0, 65535, 16, 16, False),
    "s12": (-2048, 2047, 16, 12, True),
    "s16": (-32768, 32767, 16, 16, True),
}


def make(kind: str, name: str, frames: int = 1) -> tuple[np.ndarray, Dataset]:
    low, high, allocated, stored, signed = KINDS[kind]
    values = gradient(low, high, frames)
    return values, dataset(values, allocated, stored, signed, name)


def native() -> None:
    for kind in KINDS:
        for syntax in ("explicit", "implicit", "big", "deflated", "undefined"):
            name = f"native_{syntax}_{kind}"
            values, ds = make(kind, name, 3 if kind == "u12" else 1)
            if syntax == "implicit":
                ds.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
            path = save(ds, name)
            option = {"big": "+tb", "deflated": "+td", "undefined": "-e"}.get(syntax)
            if option:
                run("dcmconv", option, str(path), str(path))
            expect(name, values)

    values, ds = make("u12", "native_mono1_u12")
    ds.PhotometricInterpretation = "MONOCHROME1"
    save(ds, "native_mono1_u12")
    expect("native_mono1_u12", 4095 - values, compare=False)

    values, ds = make("u12", "native_highbit15_u12")
    ds.HighBit = 15
    ds.PixelData = ((values << 4) | 9).astype("u2").tobytes()
    save(ds, "native_highbit15_u12")
    expect("native_highbit15_u12", values, compare=False)

    values, ds = make("u12", "native_overlay_u12")
    ds.PixelData = (values | 0xA000).astype("u2").tobytes()
    save(ds, "native_overlay_u12")
    expect("native_overlay_u12", values, compare=False)

    values, ds = make("u12", "native_rescaled_u12")
    ds.RescaleSlope, ds.RescaleIntercept = "2", "-100.5"
    save(ds, "native_rescaled_u12")
    expect("native_rescaled_u12", values)

    values, ds = make("u12", "bare_implicit_u12")
    ds.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    path = HERE / "bare_implicit_u12.dcm"
    meta = ds.file_meta
    del ds.file_meta
    ds.save_as(path, implicit_vr=True, little_endian=True, enforce_file_format=False)
    again = pydicom.dcmread(path, force=True)
    assert "TransferSyntaxUID" not in again.file_meta and meta is not None
    expect("bare_implicit_u12", values, compare=False)


def encapsulated() -> None:
    for kind in KINDS:
        frames = 3 if kind == "u12" else 1
        for name, uid in (("rle", RLELossless), ("j2k", JPEG2000Lossless)):
            values, ds = make(kind, f"{name}_{kind}", frames)
            ds.compress(uid, generate_instance_uid=False)
            save(ds, f"{name}_{kind}")
            expect(f"{name}_{kind}", values)
        values, ds = make(kind, f"jll_sv1_{kind}", frames)
        path = str(save(ds, f"jll_sv1_{kind}"))
        run("dcmcjpeg", "+e1", "+un", path, path)
        expect(f"jll_sv1_{kind}", values)
    for selection in range(2, 8):
        name = f"jll_sv{selection}_u12"
        values, ds = make("u12", name)
        path = str(save(ds, name))
        run("dcmcjpeg", "+el", "+sv", str(selection), "+un", path, path)
        expect(name, values)
    for name, kind, options, tolerance in (
        ("jpeg_baseline", "u8", ("+eb", "+q", "95"), 2),
        ("jpeg_extended", "u12", ("+ee", "+q", "98", "+bt"), 4),
    ):
        values, ds = make(kind, f"{name}_{kind}", 2)
        path = str(save(ds, f"{name}_{kind}"))
        run("dcmcjpeg", *options, "+un", path, path)
        expect(f"{name}_{kind}", values, tolerance)
    values, ds = make("u12", "fragments_u12", 2)
    path = str(save(ds, "fragments_u12"))
    run("dcmcjpeg", "+e1", "+fs", "1", "+un", path, path)
    expect("fragments_u12", values)
    values, ds = make("u12", "j2k_lossy_u12")
    ds.compress(JPEG2000, j2k_cr=[3], generate_instance_uid=False)
    save(ds, "j2k_lossy_u12")
    expect("j2k_lossy_u12", values, 2)


def refused() -> None:
    values, ds = make("u12", "refused_jpeg_ls")
    path = str(save(ds, "refused_jpeg_ls"))
    run("gdcmconv", "--jpegls", path, path)
    values = np.repeat(gradient(0, 255), 3, axis=2).reshape(1, ROWS, COLUMNS, 3)
    ds = dataset(values, 8, 8, False, "refused_rgb")
    ds.SamplesPerPixel, ds.PlanarConfiguration = 3, 0
    ds.PhotometricInterpretation = "RGB"
    path = str(save(ds, "refused_rgb"))
    run("dcmcjpeg", "+eb", "+un", path, str(HERE / "refused_ybr.dcm"))


CHARACTER_SETS = {
    "latin1": ("ISO_IR 100", "Müller^Jörg"),
    "latin2": ("ISO_IR 101", "Wałęsa^Lech"),
    "cyrillic": ("ISO_IR 144", "Люкceмбypг"),
    "greek": ("ISO_IR 126", "Διονυσιος"),
    "arabic": ("ISO_IR 127", "قباني^لنزار"),
    "hebrew": ("ISO_IR 138", "שרון^דבורה"),
    "thai": ("ISO_IR 166", "นามสกุล^ชื่อ"),
    "utf8": ("ISO_IR 192", "Wang^XiaoDong=王^小东"),
    "gb18030": ("GB18030", "Wang^XiaoDong=王^小东"),
    "gbk": ("GBK", "Wang^XiaoDong=王^小东"),
    "katakana": ("ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎"),
    "japanese": (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    "japanese_katakana": (["ISO 2022 IR 13", "ISO 2022 IR 87"], "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
    "korean": (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"),
    "chinese": (["", "ISO 2022 IR 58"], "Zhang^XiaoDong=张^小东"),
    "mixed": (["ISO 2022 IR 6", "ISO 2022 IR 100", "ISO 2022 IR 144"], "Buc^Jérôme=Люк"),
}


def character_sets() -> dict[str, dict]:
    names = {}
    for name, (terms, patient) in CHARACTER_SETS.items():
        ds = Dataset()
        ds.file_meta = FileMetaDataset()
        ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        if name == "katakana":
            patient = patient.split("=")[0]
        ds.SpecificCharacterSet = terms
        ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        ds.SOPInstanceUID = generate_uid(prefix="2.25.", entropy_srcs=[name])
        # pydicom 3.0.2 neither writes nor reads this set's escapes: the bytes of PS3.5 annex K.2
        chinese = b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab"
        ds.PatientName = chinese if name == "chinese" else patient
        if name != "chinese":
            ds.OtherPatientNames = [patient, patient]
        save(ds, f"text_{name}")
        read = pydicom.dcmread(HERE / f"text_{name}.dcm")
        assert name == "chinese" or str(read.PatientName) == patient, (name, read.PatientName)
        names[f"text_{name}.dcm"] = patient
    return names


if __name__ == "__main__":
    for old in HERE.glob("*.dcm"):
        old.unlink()
    native()
    encapsulated()
    refused()
    texts = character_sets()
    text = json.dumps({"images": expected, "texts": texts}, ensure_ascii=False, indent=0)
    (HERE / "expected.json").write_text(text.replace(",\n", ",") + "\n", encoding="utf-8")
