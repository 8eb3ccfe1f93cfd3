import json
from pathlib import Path

import nibabel
import numpy as np
import own_cases as make
import pytest
from own_cases import ED, ES

from ventricle_training import __main__ as program
from ventricle_training import cards, config, own_data
from ventricle_training.m2.data import Stacks
from ventricle_training.strips import read_cine, read_edes, read_index


def import_all(folder: Path, tmp_path: Path) -> Path:
    return own_data.import_cases(folder, tmp_path / "work", "CC0-1.0")


def summary(tmp_path: Path) -> dict[str, object]:
    found = own_data.source_of(tmp_path / "work")
    assert found is not None
    return found


def assert_images_lie_under_their_labels(target: Path, slices: list[int]) -> None:
    """Labels are those of ED and ES, and each grey value is the one of its label."""
    for case in read_index(target / "acdc-edes"):
        image, label = read_edes(target / "acdc-edes", case)
        index = json.loads((target / "acdc-edes" / "index.json").read_text())["cases"][case.name]
        rows = slice(index["crop_row"], index["crop_row"] + case.rows)
        cols = slice(index["crop_col"], index["crop_col"] + case.cols)
        expected = np.stack([make.labels(p)[slices][:, rows, cols] for p in (ED, ES)])
        np.testing.assert_array_equal(label, expected)
        means = [image[label == value].mean() for value in range(4)]
        assert np.corrcoef(means, make.BRIGHT)[0, 1] > 0.999
        for p in range(2):
            assert image[p][label[p] == 3].std() < 6, "another phase's cavity would be darker at its rim"


def test_folder_of_ventricle_with_its_dicom_beside(tmp_path: Path) -> None:
    make.ventricle_case(tmp_path / "own" / "a", "1.2.3.4")
    make.dicom_series(tmp_path / "own" / "a" / "dicom", "1.2.3.4")
    target = import_all(tmp_path / "own", tmp_path)
    assert_images_lie_under_their_labels(target, [0, 1, 2, 3])
    (case,) = read_index(target / "acdc-edes")
    assert (case.ed, case.es, case.frames, case.spacing_mm) == (ED, ES, make.PHASES, make.PIXEL_MM)


def test_cine_is_kept_in_the_order_of_trigger_times(tmp_path: Path) -> None:
    make.ventricle_case(tmp_path / "own" / "a", "1.2.3.4")
    make.dicom_series(tmp_path / "own" / "a" / "dicom", "1.2.3.4")
    folder = import_all(tmp_path / "own", tmp_path) / "acdc-cine"
    (case,) = read_index(folder)
    cine, label = read_cine(folder, case)
    assert cine.shape[:2] == (3, make.PHASES) and label.shape[:2] == (2, 3)
    area = (cine > 190).sum(axis=(0, 2, 3))
    expected = [(make.labels(p)[:3] % 2 == 1).sum() for p in range(make.PHASES)]
    np.testing.assert_allclose(area, expected, rtol=0.02)


def test_images_elsewhere_are_found_by_study_and_enhanced_files_are_read(tmp_path: Path) -> None:
    make.ventricle_case(tmp_path / "own" / "results" / "a", "1.2.3.5")
    make.dicom_series(tmp_path / "own" / "images" / "other", "9.9.9")
    make.enhanced_file(tmp_path / "own" / "images" / "mine", "1.2.3.5")
    assert_images_lie_under_their_labels(import_all(tmp_path / "own", tmp_path), [0, 1, 2, 3])


def test_excluded_slices_are_left_out_and_unseen_contours_counted(tmp_path: Path) -> None:
    case = tmp_path / "own" / "a"
    uids = make.dicom_series(case / "dicom", "1.2")
    make.ventricle_case(case, "1.2", {
        "contours": [{"sopInstanceUid": uids[z, ED], "frame": 1, "slice": z + 1, "phase": ED + 1, "layer": layer,
                      "structure": "LV_ENDO"} for z, layer in ((1, "model"), (2, "reader"), (3, "model"))],
        "states": [{"slice": 1, "phase": ED + 1, "structure": "LV_ENDO", "state": "excluded"},
                   {"slice": 4, "phase": ED + 1, "structure": "LV_ENDO", "state": "contoured"},
                   {"slice": 2, "phase": 6, "structure": "LV_ENDO", "state": "excluded"}]})
    assert_images_lie_under_their_labels(import_all(tmp_path / "own", tmp_path), [1, 2, 3])
    assert summary(tmp_path)["contoursNoReaderSaw"] == {"count": 1, "of": 3}


@pytest.mark.parametrize(("spoil", "reason"), [
    (lambda c: (c / "labels_es.nii.gz").unlink(), "labels_es.nii.gz is missing"),
    (lambda c: (c / "dicom" / "000").unlink(), "images at its place, not 6"),
    (lambda c: (c / "measurements.json").unlink(), "neither measurements.json nor truth.json"),
    (lambda c: [p.unlink() for p in (c / "dicom").iterdir()], "no MR images"),
    (lambda c: make.save(c / "labels_ed.nii.gz", make.labels(ED) * 2, make.affine()), "other values than 0 to 3"),
    (lambda c: (c / "contours.json").write_text(json.dumps({"contours": [
        {"sopInstanceUid": "1.1", "frame": 1, "slice": 1, "phase": ED + 1, "layer": "model", "structure": "LV_EPI"}]})),
     "another image than the contours say"),
])
def test_a_case_that_cannot_be_used_is_left_out_with_its_reason(tmp_path: Path, spoil, reason: str) -> None:
    for name in ("a", "b"):
        make.ventricle_case(tmp_path / "own" / name, "1.2")
        make.dicom_series(tmp_path / "own" / name / "dicom", "1.2")
    spoil(tmp_path / "own" / "b")
    import_all(tmp_path / "own", tmp_path)
    assert summary(tmp_path)["cases"] == 1
    assert reason in summary(tmp_path)["leftOut"]["b"]


def test_phantom_says_its_phases_in_truth_json(tmp_path: Path) -> None:
    case = tmp_path / "own" / "p1"
    make.ventricle_case(case, "")
    (case / "measurements.json").unlink()
    (case / "truth.json").write_text(json.dumps(
        {"group": "PHANTOM", "phases": make.PHASES, "ed_phase": ED + 1, "es_phase": ES + 1}))
    make.dicom_series(case / "dicom", "7.7")
    target = import_all(tmp_path / "own", tmp_path)
    assert_images_lie_under_their_labels(target, [0, 1, 2, 3])
    assert read_index(target / "acdc-edes")[0].group == "PHANTOM"


def test_layout_of_acdc_with_apex_first_and_a_test_patient(tmp_path: Path) -> None:
    make.acdc_case(tmp_path / "own" / "training" / "patient001", "HCM", apex_first=True)
    make.acdc_case(tmp_path / "own" / "testing" / "patient101")
    target = import_all(tmp_path / "own", tmp_path)
    assert_images_lie_under_their_labels(target, [0, 1, 2, 3])
    cases = {c.name: c for c in read_index(target / "acdc-edes")}
    assert (cases["patient001"].split, cases["patient001"].group) == ("train", "HCM")
    assert cases["patient101"].split == "test"


@pytest.mark.parametrize("labels", [
    {"background": 0, "LVC": 1, "MYO": 2, "RVC": 3},
    {"0": "background", "1": "left ventricle", "2": "myocardium", "3": "right ventricle"},
])
def test_nnunet_labels_are_read_by_name_and_frames_of_a_patient_paired(tmp_path: Path, labels: dict) -> None:
    folder = tmp_path / "own"
    make.nnunet_case(folder, "patient001_frame05", ES, (3, 2, 1))
    make.nnunet_case(folder, "patient001_frame12", ED, (3, 2, 1))
    make.nnunet_case(folder, "patient002", ES, (3, 2, 1))
    (folder / "dataset.json").write_text(json.dumps({"labels": labels}))
    target = import_all(folder, tmp_path)
    assert_images_lie_under_their_labels(target, [0, 1, 2, 3])
    assert [c.name for c in read_index(target / "acdc-edes")] == ["patient001"]
    single = read_index(target / "acdc-edes", single_phase=True)[1]
    assert (single.name, single.phases, summary(tmp_path)["singlePhase"]) == ("patient002", ("ED",), 1)
    image, label = read_edes(target / "acdc-edes", single)
    assert image.shape == label.shape == (1, make.SLICES, single.rows, single.cols)


def test_nnunet_label_of_unknown_meaning_stops_the_import(tmp_path: Path) -> None:
    make.nnunet_case(tmp_path / "own", "a_ED", ED, (3, 2, 1))
    (tmp_path / "own" / "dataset.json").write_text(json.dumps({"labels": {"background": 0, "heart": 1}}))
    with pytest.raises(SystemExit, match="'heart' is neither RV, myocardium nor LV"):
        import_all(tmp_path / "own", tmp_path)


def test_nothing_to_import(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no labels_ed.nii.gz"):
        import_all(tmp_path, tmp_path)


def test_training_goes_on_with_own_data_and_the_card_names_their_licence(tmp_path: Path) -> None:
    for k in range(4):
        make.acdc_case(tmp_path / "own" / f"patient{k:03d}", group="DCM" if k % 2 else "NOR")
    program.main(["prepare", "m2", "--own", str(tmp_path / "own"), "--licence", "CC-BY-4.0", "--name", "Ours",
                  "--work", str(tmp_path / "work"), "--fold", "1", "--threads", "1"])
    settings = config.load("m2")
    prepared = json.loads((tmp_path / "work" / "fold-1" / "m2.json").read_text())
    assert len(prepared["cases"]) == 4 and len(prepared["validation"]) == 1
    stacks = Stacks.load(settings, tmp_path / "work" / "fold-1")
    assert len(stacks.images) == 3 * 2 * make.SLICES
    settings.more["own_data"] = summary(tmp_path)
    onnx = tmp_path / "model.onnx"
    onnx.write_bytes(b"weights")
    card = cards.common(settings, onnx, role="segment", title="", cases=3, parameters=1)
    assert card["trainingData"] == {"name": "Ours", "licence": "CC-BY-4.0", "cases": 3}
    assert card["weightsLicence"] == "CC-BY-4.0"


def test_own_data_need_a_licence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(["prepare", "m2", "--own", str(tmp_path), "--work", str(tmp_path / "work")])
    assert "needs --licence" in capsys.readouterr().err


def test_different_row_and_column_distances_become_square(tmp_path: Path) -> None:
    case = tmp_path / "own" / "patient001"
    make.acdc_case(case)
    for path in case.glob("*.nii.gz"):
        read = nibabel.load(path)
        voxels = np.asanyarray(read.dataobj)[:, ::2]
        spacing = np.diag([-make.PIXEL_MM, -2 * make.PIXEL_MM, make.SLICE_MM, 1])
        path.unlink()
        nibabel.Nifti1Image(voxels, spacing).to_filename(path)
    target = import_all(tmp_path / "own", tmp_path)
    (info,) = read_index(target / "acdc-edes")
    _, label = read_edes(target / "acdc-edes", info)
    assert (info.rows, info.cols) == (make.ROWS, make.COLS)
    overlap = (label[0] == 3) & (make.labels(ED) == 3)
    assert 2 * overlap.sum() / ((label[0] == 3).sum() + (make.labels(ED) == 3).sum()) > 0.93
