"""Changes of images on synthetic stacks."""

import dataclasses

import numpy as np
import pytest

from ventricle_training import config
from ventricle_training.m2 import robustness
from ventricle_training.m2.robustness import CHANGES, View
from ventricle_training.strips import CaseInfo


@pytest.fixture
def view() -> View:
    """Three slices of 120 x 150 pixels with a bright disc of 15 pixels off the centre, 1.5 mm."""
    r, c = np.mgrid[:120, :150]
    disc = np.hypot(r - 55, c - 80) < 15
    image = np.stack([40 + 150 * disc + 10 * np.sin(c / 9)] * 3)
    return View(image.astype(np.float32), np.stack([disc * 3] * 3).astype(np.uint8), 1.5)


def by_brightness(images: np.ndarray) -> np.ndarray:
    """Bright pixels are LV cavity."""
    p = np.zeros((len(images), 4, *images.shape[1:]), np.float32)
    p[:, 3] = images
    p[:, 0] = 1 - images
    return p


@pytest.mark.parametrize("name", CHANGES)
def test_image_and_truth_stay_on_one_grid(name: str, view: View) -> None:
    changed = CHANGES[name](view, np.random.default_rng(0))
    assert changed.image.shape == changed.truth.shape
    assert 1 <= len(changed.image) <= 3
    assert np.isfinite(changed.image).all() and (changed.truth == 3).any()
    again = CHANGES[name](view, np.random.default_rng(0))
    np.testing.assert_array_equal(changed.image, again.image)


TOO_MUCH = {"inverted grey values", "noise, SNR 5", "noise, SNR 3", "motion ghost 30 %, 3 copies", "bias field ±1",
            "spacing stated 0.5 times what it is", "spacing stated 2.0 times what it is",
            "bright pixels (.2 %, 5 times)"}
"""Changes that a mere threshold cannot bear, or that put a heart of another size before it."""


@pytest.mark.parametrize("name", [n for n in CHANGES if n not in TOO_MUCH])
def test_truth_follows_the_image(name: str, view: View) -> None:
    """A segmenter that sees only brightness, so no wall, still finds the disc where the truth has it."""
    settings = config.load("m2")
    settings = dataclasses.replace(settings, post_processing={**settings.post_processing, "least_ring": 0.0})
    changed = CHANGES[name](view, np.random.default_rng(0))
    row = robustness.score_view(changed, settings, by_brightness)
    assert row["LV_CAVITY"] > 0.93 and len(row["scores"]) == len(changed.image)


def test_resampling_keeps_the_size_in_millimetres(view: View) -> None:
    fine = robustness.resampled(0.7)(view, np.random.default_rng(0))
    area = (fine.truth[0] == 3).sum() * 0.7**2
    assert fine.pixel_mm == 0.7 and area == pytest.approx((view.truth[0] == 3).sum() * 1.5**2, rel=0.03)


@pytest.mark.parametrize("size, mm", [(95, 1.5), (512, 0.7)])
def test_matrix_puts_the_heart_off_the_centre(size: int, mm: float, view: View) -> None:
    changed = robustness.matrix(size, mm)(view, np.random.default_rng(4))
    assert changed.image.shape == (3, size, size)
    _, rows, cols = np.nonzero(changed.truth)
    off = np.hypot(rows.mean() - (size - 1) / 2, cols.mean() - (size - 1) / 2) * mm
    assert off == pytest.approx(30, abs=1.5)


def test_noise_has_the_stated_ratio() -> None:
    flat = np.full((2, 100, 100), 1.0)
    noisy = robustness.rician(10)(flat, np.random.default_rng(0))
    assert noisy.std() == pytest.approx(0.1, rel=0.05)


def test_ghost_is_a_shifted_copy() -> None:
    x = np.zeros((1, 8, 8))
    x[0, 1, 3] = 1
    out = robustness.ghost(0.2, 2)(x, np.random.default_rng(0))
    assert out[0, 1, 3] == 1 and out[0, 5, 3] == 0.2 and out.sum() == pytest.approx(1.2)


def test_grey_values_are_counted() -> None:
    x = np.linspace(0, 1, 1000).reshape(1, 10, 100)
    assert len(np.unique(robustness.quantised(16)(x, np.random.default_rng(0)))) == 16
    assert len(np.unique(robustness.quantised(256, 0.25)(x, np.random.default_rng(0)))) == 65


def rows(change: str, dice: float, score: float) -> list[dict]:  # type: ignore[type-arg]
    return [{"change": change, "case": c, "phase": p, "LV_CAVITY": dice, "LV_MYOCARDIUM": 0.8, "RV_CAVITY": 0.8,
             "scores": [score]} for c in "ab" for p in ("ED", "ES")]


def test_cells_below_the_floor_are_bold_and_flags_are_counted() -> None:
    found = robustness.summary(rows("as it is", 0.97, 0.9) + rows("noise", 0.85, 0.6), lambda s: float(np.mean(s)), 0.7)
    assert [(r["change"], r["flagged"], r["poor"], r["poorFlagged"]) for r in found if r["phase"] == "ED"] == [
        ("as it is", 0, 0, 0), ("noise", 2, 2, 2)]
    lines = robustness.table(found).splitlines()
    assert lines[2].startswith("| as it is | .970 / .970 |") and lines[3].startswith("| noise | **.850 / .850** |")
    assert lines[3].endswith("| 4 of 4 | 2 of 2 |")


def test_some_patients_of_each_group() -> None:
    cases = [CaseInfo(n, "train", g, None, 3, 9, 9, 10, 0, 4) for n, g in (("a", "NOR"), ("b", "NOR"), ("c", "RV"))]
    assert [c.name for c in robustness.first_of_groups(cases, 1)] == ["a", "c"]
    assert robustness.first_of_groups(cases, None) == cases


def test_a_broken_run_goes_on(tmp_path, monkeypatch, view: View) -> None:  # type: ignore[no-untyped-def]
    settings = config.load("m2")
    calls = []

    def read(folder, case):  # type: ignore[no-untyped-def]
        calls.append(case.name)
        return np.stack([view.image] * 2), np.stack([view.truth] * 2)

    monkeypatch.setattr(robustness, "read_edes", read)
    case = CaseInfo("a", "train", "NOR", None, 3, 120, 150, 10, 0, 4)
    other = dataclasses.replace(case, name="b")
    changes = {k: CHANGES[k] for k in ("as it is", "mirrored")}
    store = tmp_path / "rows.jsonl"
    first = robustness.run([case], tmp_path, settings, by_brightness, store, "x", changes=changes)
    both = robustness.run([case, other], tmp_path, settings, by_brightness, store, "x", changes=changes)
    assert len(first) == 4 and len(both) == 8 and calls == ["a", "a", "b", "b"]
    assert robustness.run([case], tmp_path, settings, by_brightness, store, "another", changes=changes) != first
