from pathlib import Path
from types import ModuleType

import pytest

from ventricle_training import __main__ as program

Calls = list[tuple[object, ...]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Every step of m2 replaced by a note of what it was called with."""
    made: Calls = []

    def module(method: str, step: str) -> ModuleType:
        fake = ModuleType(step)
        setattr(fake, step, lambda config, data, work, *rest: made.append(
            (step, config.split.fold, work.name, *rest)))
        assert method == "m2"
        return fake

    monkeypatch.setattr(program, "_module", module)
    return made


def run(tmp_path: Path, *words: str) -> None:
    program.main([*words, "--work", str(tmp_path / "work"), "--models", str(tmp_path), "--threads", "1"])


def test_all_means_the_four_steps_in_order(tmp_path: Path, calls: Calls) -> None:
    run(tmp_path, "all", "m2")
    assert [call[0] for call in calls] == ["prepare", "train", "evaluate", "export"]
    assert calls[2] == ("evaluate", None, "work", tmp_path, "validation", "best")
    assert (tmp_path / "work" / "runs" / "m2-pspunet" / "run.json").exists()


def test_all_folds_are_run_apart_and_never_exported(tmp_path: Path, calls: Calls) -> None:
    run(tmp_path, "all", "m2", "--fold", "all")
    assert [call[:3] for call in calls] == [
        (step, k, f"fold-{k}") for k in range(5) for step in ("prepare", "train", "evaluate")]


def test_one_fold(tmp_path: Path, calls: Calls) -> None:
    run(tmp_path, "train", "m2", "--fold", "3")
    assert [call[:3] for call in calls] == [("train", 3, "fold-3")]


@pytest.mark.parametrize("words", [("export", "m2"), ("evaluate", "m2", "--split", "test")])
def test_a_fold_is_not_exported_and_not_tested(tmp_path: Path, calls: Calls, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="inside the training split only"):
        run(tmp_path, *words, "--fold", "0")
    assert calls == []


@pytest.mark.parametrize("method", program.METHODS)
def test_every_method_has_every_step(method: str) -> None:
    for step in program.STEPS:
        assert callable(getattr(program._module(method, step), step))
