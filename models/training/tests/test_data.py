import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ventricle_training import config
from ventricle_training.m2.data import Slices, prepare
from ventricle_training.metrics import circular_distance, dice, largest_component
from ventricle_training.strips import read_edes, read_index, validation_cases

GROUPS = ("DCM", "NOR")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A made-up `acdc-edes`: four training patients and one test patient of two slices."""
    folder = tmp_path / "data" / "acdc-edes"
    folder.mkdir(parents=True)
    cases, rng = {}, np.random.default_rng(0)
    for k in range(5):
        name = f"patient{k:03d}"
        cases[name] = {
            "split": "test" if k == 4 else "train", "group": GROUPS[k % 2], "pixel_spacing_mm": 1.4 if k else None,
            "slices": 2, "rows": 40, "cols": 36, "frames": 20, "ed_frame": 1, "es_frame": 8}
        image = rng.integers(0, 255, (4, 40, 36)).astype(np.uint8)
        label = np.zeros((4, 40, 36), np.uint8)
        label[:3, 10:30, 10:25] = 2
        label[:3, 15:25, 14:20] = 3
        for kind, strip in (("img", image), ("lab", label)):
            Image.fromarray(strip.reshape(-1, 36)).save(folder / f"{name}_{kind}.png")
    (folder / "index.json").write_text(json.dumps({"cases": cases}))
    return tmp_path


def test_strips_are_phase_then_slice(shared: Path) -> None:
    folder = shared / "data" / "acdc-edes"
    case = read_index(folder)[0]
    image, label = read_edes(folder, case)
    assert image.shape == label.shape == (2, 2, 40, 36)
    assert (case.ed, case.es) == (0, 7)
    assert label[1, 0].any() and not label[1, 1].any()


def test_validation_never_takes_test_cases(shared: Path) -> None:
    chosen = validation_cases(read_index(shared / "data" / "acdc-edes"), per_group=5, seed=0)
    assert chosen == {f"patient{k:03d}" for k in range(4)}


def test_prepared_slices_hold_no_test_case_and_favour_empty_es(shared: Path) -> None:
    settings = config.load("m2")
    prepare(settings, shared / "data", shared / "work")
    manifest = json.loads((shared / "work" / "m2.json").read_text())
    assert "patient004" not in manifest["cases"]
    with np.load(shared / "work" / "m2.npz") as arrays:
        table = arrays["table"].copy()
        table[:, 10] = 0  # everything for training
        np.savez(shared / "work" / "m2.npz", images=arrays["images"], labels=arrays["labels"], table=table)
    slices = Slices.load(settings, shared / "work")
    assert len(slices) == 16
    assert slices.hard_weight.reshape(4, 4)[0].tolist() == [1, 1, 1, 8]
    image, label = slices.batch(torch.arange(8), settings, torch.Generator().manual_seed(0))
    assert image.shape == (8, 1, 128, 128) and label.shape == (8, 128, 128)
    assert set(label.unique().tolist()) <= {0, 2, 3}


def test_dice_conventions() -> None:
    a, b = np.array([1, 1, 0], bool), np.array([0, 1, 1], bool)
    assert dice(a, b) == 0.5
    assert dice(a & False, b & False) is None
    assert dice(a, b & False) == 0


def test_largest_component_is_three_dimensional() -> None:
    mask = np.zeros((2, 5, 5), bool)
    mask[:, 0, 0] = True
    mask[0, 3, 2] = True
    assert largest_component(mask).sum() == 2


def test_circular_distance() -> None:
    assert circular_distance(0, 29, 30) == 1
    assert circular_distance(3, 18, 30) == 15
