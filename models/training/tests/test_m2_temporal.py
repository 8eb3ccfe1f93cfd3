"""The temporal check on made-up curves."""

import numpy as np
import pytest

from ventricle_training.m2 import temporal
from ventricle_training.m2.temporal import AreaCurves


def smooth(frames: int = 30) -> np.ndarray:
    phase = 2 * np.pi * np.arange(frames) / frames
    return np.stack([300 + 100 * np.cos(phase), 250 + 90 * np.cos(phase), 150 + 60 * np.cos(phase)])


def test_bend_is_the_second_difference_on_the_circle() -> None:
    assert temporal.bend(np.array([0.0, 1.0, 4.0, 9.0])).tolist() == [10.0, 2.0, 2.0, -14.0]


def test_a_smooth_cycle_bends_little_and_a_wrong_frame_much() -> None:
    areas = smooth()
    assert temporal.relative_bends(areas)["volume"].max() < 0.03
    areas[1, 12] += 0.2 * 250
    bends = temporal.relative_bends(areas)
    assert bends["volume"].argmax() == 12
    assert bends["volume"][12] == pytest.approx(2 * 50 / 500, abs=0.03)
    assert np.unravel_index(bends["slice"].argmax(), (3, 30)) == (1, 12)


def test_a_slice_that_hardly_moves_is_measured_by_the_mean_stroke() -> None:
    areas = np.vstack([smooth()[:2], np.tile([10.0, 11.0], 15)])
    assert temporal.relative_bends(areas)["slice"][2].max() < 0.05


def test_a_small_slice_whose_cavity_is_gone_is_caught() -> None:
    areas = smooth()
    areas[2] *= 0.4
    areas[2, 15] = 0
    bends = temporal.relative_bends(areas)["slice"]
    assert np.unravel_index(bends.argmax(), bends.shape) == (2, 15)
    assert bends[2, 15] > 0.5


def test_area_within_the_level_is_sub_pixel() -> None:
    r, c = np.mgrid[:32, :32]
    disc = np.clip(8.3 - np.hypot(r - 15.2, c - 16.1) + 0.5, 0, 1)
    assert temporal.level_area(disc) == pytest.approx(np.pi * 8.3**2, rel=0.01)


def test_faults_are_caught_and_smooth_curves_are_not() -> None:
    curves = [AreaCurves("a", smooth(), True, True), AreaCurves("b", smooth(20), False, False)]
    bounds = {"volume": 0.15, "slice": 0.3}
    assert temporal.flagged(curves, bounds) == {"frames": 0.0, "cycles": 0.0}
    caught = {(r["fault"], r["by"]): r["caught"] for r in temporal.detection(curves, bounds)}
    assert caught["slice lost", -1.0] == 1.0 and caught["volume, of stroke", 0.2] == 1.0
    assert {r["where"] for r in temporal.quantiles(curves, held_out_only=False)} == {
        "inner frames", "seam, closing", "seam, not closing"}


def test_curves_survive_the_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    temporal.write_curves([AreaCurves("a", smooth(), True, False)], tmp_path / "c.json")
    back = temporal.read_curves(tmp_path / "c.json")[0]
    assert (back.case, back.closing, back.held_out) == ("a", True, False)
    np.testing.assert_allclose(back.areas, smooth(), atol=1e-3)
    np.testing.assert_allclose(back.volume, smooth().sum(axis=0), atol=0.01)
