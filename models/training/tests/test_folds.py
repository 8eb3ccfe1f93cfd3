import json
from pathlib import Path

import numpy as np
import pytest

from ventricle_training import config, folds
from ventricle_training.config import SplitSpec
from ventricle_training.strips import CaseInfo, held_out, validation_cases

GROUPS = {f"patient{k:03d}": ("DCM", "HCM", "MINF", "NOR", "RV")[k * 7 % 5] for k in range(65)}
GROUPS |= {f"odd{k}": "rare" for k in range(3)}


def cases() -> list[CaseInfo]:
    return [CaseInfo(name, "test" if k % 6 == 5 else "train", group, 1.4, 8, 160, 160, 30, 0, 11)
            for k, (name, group) in enumerate(GROUPS.items())]


def split(fold: int | None) -> SplitSpec:
    return SplitSpec(validation_per_group=2, seed=7, spacing_overrides={}, excluded=[], fold=fold)


def test_folds_are_disjoint_and_cover_every_case() -> None:
    parts = [folds.held_out(GROUPS, k, seed=7) for k in range(folds.COUNT)]
    assert set().union(*parts) == set(GROUPS)
    assert sum(map(len, parts)) == len(GROUPS)


def test_folds_are_stratified() -> None:
    parts = [folds.held_out(GROUPS, k, seed=7) for k in range(folds.COUNT)]
    for group in set(GROUPS.values()):
        counts = [sum(GROUPS[name] == group for name in part) for part in parts]
        assert max(counts) - min(counts) <= 1, group
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_folds_depend_on_the_seed_only() -> None:
    reordered = dict(reversed(GROUPS.items()))
    assert folds.fold_of(GROUPS, 7) == folds.fold_of(reordered, 7)
    assert folds.fold_of(GROUPS, 7) != folds.fold_of(GROUPS, 8)
    with pytest.raises(ValueError, match="counted from 0"):
        folds.held_out(GROUPS, 5, 7)


def test_no_fold_holds_a_test_case() -> None:
    everything = set().union(*(held_out(cases(), split(k)) for k in range(folds.COUNT)))
    assert everything == {c.name for c in cases() if c.split == "train"}


def test_without_a_fold_the_fixed_cases_are_held_out() -> None:
    assert held_out(cases(), split(None)) == validation_cases(cases(), 2, 7)
    assert config.load("m2").split.fold is None


def test_pooled_mean_and_deviation_are_those_of_all_cases(tmp_path: Path) -> None:
    values = np.random.default_rng(0).uniform(0.7, 1, 23)
    parts = np.split(values, [4, 5, 11, 17])
    for k, part in enumerate(parts):
        row = {"split": "validation", "measure": "dice3d", "structure": "LV_CAVITY", "phase": "ED",
               "value": part.mean(), "sd": part.std(ddof=1) if len(part) > 1 else None,
               "median": float(np.median(part)), "n": len(part)}
        folder = tmp_path / f"fold-{k}"
        folder.mkdir()
        assert folds.write_pooled(tmp_path, ("m2-pspunet", "m2")) is None
        (folder / "m2-validation.json").write_text(json.dumps({"epoch": k, "metrics": [row], "cases": [k]}))
    pooled = json.loads(folds.write_pooled(tmp_path, ("m2-pspunet", "m2")).read_text())
    (row,) = pooled["metrics"]
    assert row["value"] == pytest.approx(values.mean(), abs=1e-4)
    assert row["sd"] == pytest.approx(values.std(ddof=1), abs=1e-4)
    assert (row["n"], len(row["folds"]), "median" in row) == (23, 5, False)
    assert pooled["epochs"] == [0, 1, 2, 3, 4]


def test_rows_of_different_things_are_not_pooled() -> None:
    rows = [{"measure": "dice3d", "phase": phase, "value": 0.9, "n": 1} for phase in ("ED", "ES")]
    nothing = {"measure": "hd", "phase": "ED", "value": None, "n": 0}
    assert [r["n"] for r in folds.pool([{"metrics": [*rows, nothing]}] * 3)] == [3, 3]
