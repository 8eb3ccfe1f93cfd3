"""Who measures whom: the exported file where it has kept cases out, else the networks of the folds."""

import dataclasses
import json
from pathlib import Path

import pytest
import torch

from ventricle_training import config, onnx_export
from ventricle_training.m2 import reports, unseen
from ventricle_training.m2.ensemble import run_folder
from ventricle_training.m2.evaluate import evaluate
from ventricle_training.m2.network import PspUNet

SMALL = {"base": 4, "deep_supervision": False, "context": True}


@pytest.fixture
def recipe() -> config.Config:
    """That of the folds, with a network of a few seconds."""
    return dataclasses.replace(config.load("m2", config.CONFIGS / "m2-folds.toml"), network=SMALL)


def train_fold(recipe: config.Config, work: Path, fold: int, held_out: list[str]) -> None:
    """What a run of a fold leaves: its manifest and the last checkpoint of both stages."""
    folder = run_folder(recipe, work / f"fold-{fold}")
    (folder / "finish").mkdir(parents=True)
    (work / f"fold-{fold}" / "m2.json").write_text(json.dumps({"validation": held_out}))
    torch.manual_seed(fold)
    state = {"average": PspUNet(**SMALL).state_dict(), "epoch": 1, "seconds": 1.0}
    for name in ("last.pt", "finish/last.pt"):
        torch.save(state, folder / name)


def data_of(tmp_path: Path, names: list[str]) -> Path:
    case = {"split": "train", "group": "NOR", "pixel_spacing_mm": 1.5, "slices": 2, "rows": 40, "cols": 40,
            "frames": 20, "ed_frame": 1, "es_frame": 8}
    folder = tmp_path / "data" / "acdc-edes"
    folder.mkdir(parents=True)
    (folder / "index.json").write_text(json.dumps({"cases": {name: case for name in names}}))
    return tmp_path / "data"


def test_each_case_is_measured_by_the_network_that_has_not_seen_it(
        recipe: config.Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(tmp_path, ["a", "b", "c"])
    train_fold(recipe, tmp_path, 0, ["a", "c"])
    train_fold(recipe, tmp_path, 3, ["b"])
    found = list(unseen.by_folds(recipe, data, tmp_path))
    assert [([c.name for c in part.cases], part.fold) for part in found] == [(["a", "c"], 0), (["b"], 3)]
    stack = torch.rand(2, 32, 32).numpy()
    assert (found[0].predict(stack) != found[1].predict(stack)).any()
    said = capsys.readouterr().out
    assert [f'"fold {k}"' in said for k in range(5)] == [False, True, True, False, True]


def test_a_recipe_that_keeps_its_validation_cases_out_measures_them_with_the_file(tmp_path: Path) -> None:
    settings = config.load("m2", config.CONFIGS / "m2-folds.toml")
    assert unseen.recipe_of_folds(settings) is None
    (tmp_path / "model.onnx").write_bytes(b"weights")
    (found,) = unseen.digests(settings, tmp_path, tmp_path / "model.onnx")
    assert found == onnx_export.sha256(tmp_path / "model.onnx")


def on_everyone(settings: config.Config) -> config.Config:
    more = {**settings.split.more, "unseen_by": "m2-folds.toml"}
    return dataclasses.replace(settings, split=dataclasses.replace(settings.split, more=more))


def test_what_was_trained_on_is_never_called_validation(
        recipe: config.Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = on_everyone(recipe)
    evaluate(settings, tmp_path, tmp_path, tmp_path, "validation", "last")
    assert "not evaluated" in capsys.readouterr().out and not list(tmp_path.glob("m2-validation*"))
    assert config.judging_folds(dataclasses.replace(settings, more={"own_data": {}})) is None, "a user's own data"
    held = dataclasses.replace(settings, split=dataclasses.replace(settings.split, fold=2))
    assert config.judging_folds(held) is None, "a fold"
    with pytest.raises(ValueError, match="trained on"):
        reports.measure(reports.Task(settings, tmp_path, tmp_path, tmp_path))
    with pytest.raises(ValueError, match="trained on"):
        reports.started_above(reports.Task(settings, tmp_path, tmp_path, tmp_path))


def test_figures_of_other_folds_are_told_apart(recipe: config.Config, tmp_path: Path) -> None:
    settings, onnx = on_everyone(recipe), tmp_path / "model.onnx"
    train_fold(recipe, tmp_path, 1, ["a"])
    first = unseen.digests(settings, tmp_path, onnx)
    train_fold(recipe, tmp_path, 2, ["b"])
    both = unseen.digests(settings, tmp_path, onnx)
    assert both[:1] == first and len(set(both)) == 2
