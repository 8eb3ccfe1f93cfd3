import dataclasses
import json
from pathlib import Path

import numpy as np
import own_cases as make
import pytest
import torch
from PIL import Image

from ventricle_training import config, phantoms, sunnybrook
from ventricle_training.losses import NOT_THE_LAST
from ventricle_training.m2 import distil
from ventricle_training.m2.data import Stacks, prepare
from ventricle_training.m2.network import PspUNet
from ventricle_training.m3 import data as volumes
from ventricle_training.metrics import circular_distance, largest_component
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


def add_sunnybrook(data: Path) -> None:
    """Nine made-up patients of three ED slices, two of them also at ES, a cavity on each."""
    folder = data / "sunnybrook"
    folder.mkdir()
    cases, rng = {}, np.random.default_rng(1)
    for k in range(9):
        name = f"SC-N-{k:02d}"
        cases[name] = {"images": 5, "rows": 48, "cols": 44, "slice": [3, 3, 2, 2, 1], "phase": [20, 8, 8, 20, 20],
                       "ed_phase": 20, "es_phase": 8, "phases": 20}
        image = rng.integers(0, 255, (5, 48, 44)).astype(np.uint8)
        cavity = np.zeros((5, 48, 44), bool)
        for i, z in enumerate(cases[name]["slice"]):
            cavity[i, 20:28, 20 : 22 + z] = True
        Image.fromarray(image.reshape(-1, 44)).save(folder / f"{name}_img.png")
        Image.fromarray(cavity.reshape(-1, 44)).save(folder / f"{name}_endo.png")
    (folder / "index.json").write_text(json.dumps({"cases": cases}))


def test_sunnybrook_lends_the_lv_of_the_patients_m4_is_trained_on(shared: Path) -> None:
    add_sunnybrook(shared / "data")
    settings = config.load("m2")
    settings.augment["lv_only_weight"] = 0.0
    prepare(settings, shared / "data", shared / "work")
    assert len(json.loads((shared / "work" / "m2.json").read_text())["lvOnly"]) == 1, "six to test, two to validate"
    assert len(Stacks.load(settings, shared / "work", everything=True).images) == 16, "unless it is asked for"
    settings.augment["lv_only_weight"] = 0.5
    stacks = Stacks.load(settings, shared / "work", everything=True)
    assert stacks.count.tolist() == [2] * 8 + [3, 2]
    assert stacks.weight[-2:].tolist() == pytest.approx([0.5, 0.5 * settings.augment["es_weight"]])
    assert (stacks.labels[16:] == 3).flatten(1).sum(dim=1).tolist() == [24, 32, 40, 32, 40], "slices in their order"
    _, label = stacks.batch(torch.arange(14, 19), [2, 3], settings, torch.Generator().manual_seed(0))
    assert set(label[:2].unique().tolist()) <= {0, 2, 3}
    assert set(label[2:].unique().tolist()) == {3, NOT_THE_LAST}


def test_a_patient_of_sunnybrook_is_read_slice_by_slice_where_both_phases_show_the_cavity(shared: Path) -> None:
    add_sunnybrook(shared / "data")
    patient = sunnybrook.read_split(config.load("m4").split, shared / "data", "train")[0]
    images, cavities = patient.both_phases()
    assert images.shape == cavities.shape == (2, 2, 48, 44), "ED has a slice more"
    assert cavities.sum(axis=(2, 3)).tolist() == [[32, 40], [32, 40]]


def test_m3_learns_areas_from_sunnybrook_where_it_is_there(shared: Path) -> None:
    settings = config.load("m3")
    volumes.prepare(settings, shared / "data", shared / "work")
    assert volumes.load(shared / "work", "sunnybrook") == []
    add_sunnybrook(shared / "data")
    volumes.prepare(settings, shared / "data", shared / "work")
    assert volumes.load(shared / "work", "sunnybrook") == [], "the first of every four is kept to choose on"
    assert len(volumes.lent(settings, shared / "data")[1]) == 1
    settings.augment["sunnybrook_held_out"] = 0
    volumes.prepare(settings, shared / "data", shared / "work")
    (heart,) = volumes.load(shared / "work", "sunnybrook")
    assert heart.areas.tolist() == [[32, 40], [32, 40]]
    assert heart.disc.sum(dim=(2, 3)).flatten().tolist() == pytest.approx([32, 40, 32, 40], abs=4)


def test_m3_learns_from_phantoms_where_the_recipe_wants_them(shared: Path) -> None:
    settings = config.load("m3")
    settings.augment["phantoms"] = 2
    studies = shared / "work" / "phantoms" / "studies"
    for k in range(2):
        case = studies / f"p{phantoms.FIRST_SEED + k}"
        make.ventricle_case(case, f"1.{k}")
        make.dicom_series(case / "dicom", f"1.{k}")
    volumes.prepare(settings, shared / "data", shared / "work")
    first, second = volumes.load(shared / "work", "phantoms")
    assert first.name != second.name
    assert (first.areas > 0).any()
    own = dataclasses.replace(settings, more={"own_data": {}})
    volumes.prepare(own, shared / "data", shared / "work")
    assert volumes.load(shared / "work", "phantoms") == [], "who trains on data of his own trains on those alone"


def test_a_phantom_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nfor last; do :; done\nmkdir \"$last\"\necho \"$@\" > \"$last/truth.json\"\n"
                       "test ! -e \"$0.fails\"\n")
    program.chmod(0o755)
    (tmp_path / "program.fails").touch()
    with pytest.raises(SystemExit, match="no phantom can be made"):
        phantoms.write(tmp_path, 7011, program)
    assert not (tmp_path / "p7011").exists()
    (tmp_path / "program.fails").unlink()
    phantoms.write(tmp_path, 7011, program)
    said = (tmp_path / "p7011" / "truth.json").read_text()
    assert said.startswith("phantom --seed 7011 --slices 14 --phases 8 --ef 42 --matrix 184 --no-long-axis")


def test_a_phantom_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="nowhere: no phantom can be made"):
        phantoms.write(tmp_path, phantoms.FIRST_SEED, Path("/nowhere"))


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


def test_prepared_stacks_hold_no_test_case_and_favour_es_without_lv_at_the_base(shared: Path) -> None:
    settings = config.load("m2")
    prepare(settings, shared / "data", shared / "work")
    manifest = json.loads((shared / "work" / "m2.json").read_text())
    assert "patient004" not in manifest["cases"]
    stacks = Stacks.load(settings, shared / "work", everything=True)
    assert (len(stacks.images), stacks.count.tolist()) == (16, [2] * 8)
    es = settings.augment["es_weight"] * settings.augment["empty_es_weight"]
    assert stacks.weight.tolist() == pytest.approx([1, es] * 4)


def test_views_keep_labels_on_their_images(shared: Path) -> None:
    settings = config.load("m2")
    prepare(settings, shared / "data", shared / "work")
    stacks = Stacks.load(settings, shared / "work", everything=True)
    image, label = stacks.batch(torch.arange(8), [2] * 4, settings, torch.Generator().manual_seed(0))
    assert image.shape == (8, 1, 128, 128) and label.shape == (8, 128, 128)
    assert set(label.unique().tolist()) <= {0, 2, 3}


PLAIN = {"cut": 0.0, "window": 0.0, "gamma": [1.0, 1.0]} | dict.fromkeys(["bias", "ghost", "blur", "noise"], 0.0)


def test_a_view_as_scanned_is_made_of_the_images_own_pixels(shared: Path) -> None:
    settings = config.load("m2")
    prepare(settings, shared / "data", shared / "work")
    stacks = Stacks.load(settings, shared / "work", everything=True)
    assert (stacks.pixel_mm[:4] == settings.input.spacing_mm).all()

    def foreign(as_scanned: float) -> int:
        recipe = dataclasses.replace(settings, augment={**settings.augment, **PLAIN, "as_scanned": as_scanned})
        image, label = stacks.batch(torch.arange(4), [2, 2], recipe, torch.Generator().manual_seed(0))
        scaled = (stacks.images[:4].float() - stacks.low[:4].reshape(-1, 1, 1)) / (
            stacks.high - stacks.low)[:4].reshape(-1, 1, 1)
        own = torch.cat([scaled.clamp(0, 1).flatten(), torch.zeros(1)]).unique()
        at = torch.searchsorted(own, image.flatten()).clamp(1, len(own) - 1)
        assert (label == 3).any()
        off = torch.minimum((own[at] - image.flatten()).abs(), (own[at - 1] - image.flatten()).abs())
        return int((off > 1e-4).sum())

    assert foreign(1.0) == 0
    assert foreign(0.0) > 1000


def test_cubic_views_are_sharper_and_their_labels_are_the_same(shared: Path) -> None:
    settings = config.load("m2")
    prepare(settings, shared / "data", shared / "work")
    stacks = Stacks.load(settings, shared / "work", everything=True)

    def view(cubic: bool) -> tuple[torch.Tensor, torch.Tensor]:
        recipe = dataclasses.replace(
            settings, augment={**settings.augment, **PLAIN, "as_scanned": 0.0, "cubic": cubic})
        return stacks.batch(torch.arange(4), [2, 2], recipe, torch.Generator().manual_seed(0))

    (soft, soft_label), (sharp, sharp_label) = view(False), view(True)
    assert torch.equal(soft_label, sharp_label)
    assert 0 <= sharp.min() and sharp.max() <= 1
    assert sharp.diff(dim=3).square().mean() > 1.02 * soft.diff(dim=3).square().mean()


def test_teachers_say_what_they_see_on_the_same_views_as_the_labels(
        shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = config.load("m2")
    work, data = shared / "work", shared / "data"
    prepare(settings, data, work)
    teachers = ["fold-0/runs/m2-pspunet/finish/last.pt", "fold-1/runs/m2-pspunet/finish/last.pt"]
    settings = dataclasses.replace(settings, more={**settings.more, "distil": {"teachers": teachers}})
    distil.prepare(settings, data, work)
    assert Stacks.load(settings, work, everything=True).taught is None, "nobody is there to teach"
    assert capsys.readouterr().out.count("no such teacher") == 2
    network = PspUNet(**settings.network)
    with torch.no_grad():
        network.head.bias[:] = torch.tensor([0.0, 0.0, 0.0, 9.0])
    (work / teachers[0]).parent.mkdir(parents=True)
    torch.save({"average": network.state_dict(), "epoch": 1, "seconds": 1.0}, work / teachers[0])
    distil.prepare(settings, data, work)
    stacks = Stacks.load(settings, work, everything=True)
    assert stacks.taught is not None and stacks.taught.shape == (16, 3, 40, 36)
    _, label, taught = stacks.views(torch.arange(8), [2] * 4, settings, torch.Generator().manual_seed(0))
    assert taught is not None and taught.shape == (8, 4, 128, 128)
    torch.testing.assert_close(taught.sum(dim=1), torch.ones(8, 128, 128))
    assert taught[:, 3][label == 3].mean() > 0.9, "it says cavity everywhere"
    assert taught[:, 0][taught[:, 3] < 0.5].mean() > 0.9, "and background beyond the image"


def test_largest_component_is_three_dimensional() -> None:
    mask = np.zeros((2, 5, 5), bool)
    mask[:, 0, 0] = True
    mask[0, 3, 2] = True
    assert largest_component(mask).sum() == 2


def test_circular_distance() -> None:
    assert circular_distance(0, 29, 30) == 1
    assert circular_distance(3, 18, 30) == 15
