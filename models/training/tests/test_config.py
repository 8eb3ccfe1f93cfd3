from pathlib import Path

import pytest

from ventricle_training import config
from ventricle_training.__main__ import METHODS


def with_lines(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = (config.CONFIGS / "m2.toml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "own.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("method", METHODS)
def test_every_configuration_names_its_method(method: str) -> None:
    assert config.load(method).method == method


def test_sections_may_have_keys_of_their_own(tmp_path: Path) -> None:
    settings = config.load("m2", with_lines(tmp_path, ("[split]\n", "[split]\nnegatives = 0.15\n"),
                                            ("[network]", "[folds]\ncount = 5\n[network]")))
    assert settings.split.more["negatives"] == 0.15
    assert settings.more["folds"] == {"count": 5}
    assert settings.input.more == {}


def test_a_misspelt_key_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Schedule: missing.*warmup_epochs"):
        config.load("m2", with_lines(tmp_path, ("warmup_epochs", "warm_up_epochs")))
