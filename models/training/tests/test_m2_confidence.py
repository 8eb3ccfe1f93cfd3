"""Confidence of contours on made-up probabilities and scores."""

import numpy as np
import pytest

from ventricle_training.m2 import confidence
from ventricle_training.m2.confidence import Sample


def maps(level: float, rim: float = 0.0) -> np.ndarray:
    """One slice, a 4x4 cavity of probability `level` with a rim of `rim` round it."""
    p = np.zeros((1, 4, 12, 12))
    p[0, 3, 3:9, 3:9] = rim
    p[0, 3, 4:8, 4:8] = level
    p[0, 2, 2, 2] = 0.9
    p[:, 0] = 1 - p[:, 1:].sum(axis=1)
    return p


def test_score_is_the_dice_that_the_probabilities_predict() -> None:
    assert confidence.soft_scores(maps(1.0), "LV_ENDO")[0] == pytest.approx(1.0)
    assert confidence.soft_scores(maps(0.6), "LV_ENDO")[0] == pytest.approx(2 * 16 * 0.6 / (16 + 16 * 0.6))
    rim = confidence.soft_scores(maps(1.0, rim=0.4), "LV_ENDO")[0]
    assert rim == pytest.approx(2 * 16 / (16 + 16 + 20 * 0.4))


def test_epicardium_is_cavity_and_muscle_and_nothing_scores_zero() -> None:
    assert confidence.soft_scores(maps(1.0), "LV_EPI")[0] == pytest.approx(2 * 16.9 / (17 + 16.9))
    assert confidence.soft_scores(maps(1.0), "RV_ENDO")[0] == 0


def test_only_the_largest_object_of_the_stack_is_drawn() -> None:
    full = np.concatenate([maps(1.0), maps(1.0)])
    full[1, 3, 11, 11] = 1
    assert confidence.drawn_masks(full, "LV_ENDO").sum() == 32


def test_map_is_monotone_short_and_near_the_truth() -> None:
    rng = np.random.default_rng(0)
    score = rng.uniform(0.6, 1, 400)
    dice = np.clip(score**3 + rng.normal(0, 0.03, 400), 0, 1)
    mapping = confidence.fit(score, dice)
    assert 2 <= len(mapping["x"]) <= 12 and len(mapping["x"]) == len(mapping["y"])
    assert (np.diff(mapping["x"]) > 0).all() and (np.diff(mapping["y"]) >= 0).all()
    x = np.linspace(0.65, 0.97, 20)
    assert np.abs(confidence.apply(mapping, x) - x**3).max() < 0.05


def test_map_is_clamped_beyond_its_ends() -> None:
    mapping = {"x": [0.5, 0.9], "y": [0.2, 0.8]}
    assert confidence.apply(mapping, [0.0, 0.7, 1.0]).tolist() == pytest.approx([0.2, 0.5, 0.8])
    assert confidence.mean_confidence(mapping, [0.5, 0.9]) == pytest.approx(0.5)
    assert confidence.mean_confidence(mapping, []) == 0


def test_contours_worse_than_all_that_were_seen_get_less_confidence() -> None:
    mapping = confidence.fit(np.array([0.8, 0.9, 0.95]), np.array([0.7, 0.9, 0.95]))
    assert confidence.apply(mapping, [0.0, 0.4, 0.8]).tolist() == pytest.approx([0, 0.35, 0.7])


def test_calibration_error_of_an_overconfident_map() -> None:
    sure = np.full(40, 0.9)
    assert confidence.calibration_error(sure, np.full(40, 0.7)) == pytest.approx(0.2)
    assert confidence.calibration_error(np.linspace(0, 1, 40), np.linspace(0, 1, 40)) == pytest.approx(0)


def test_area_under_curve_against_pairs() -> None:
    low = np.array([True, True, False, False])
    assert confidence.area_under_curve(np.array([0.1, 0.5, 0.5, 0.9]), low) == pytest.approx(3.5 / 4)
    assert confidence.area_under_curve(np.ones(4), np.zeros(4, bool)) is None


def stack(case: str, pairs: list[tuple[float, float]]) -> list[Sample]:
    return [Sample(case, "ED", z, c, s, d) for c in ("LV_ENDO", "LV_EPI", "RV_ENDO") for z, (s, d) in enumerate(pairs)]


def test_worst_slice_is_looked_for_in_every_stack() -> None:
    pairs = [(s, s.score) for s in stack("a", [(0.5, 0.4), (0.9, 0.9), (0.8, 0.8)])]
    assert confidence.worst_found(pairs) == {"stacks": 3, "leastSure": 3, "amongTwo": 3}
    pairs = [(s, s.score) for s in stack("a", [(0.85, 0.4), (0.9, 0.9), (0.8, 0.8)])]
    assert confidence.worst_found(pairs) == {"stacks": 3, "leastSure": 0, "amongTwo": 3}


def test_nobody_is_calibrated_on_himself() -> None:
    """One patient whose contours are far worse than their scores gets the confidence of the others."""
    good = [(0.9, 0.9), (0.95, 0.95), (0.8, 0.8)]
    found = [s for case in "abcd" for s in stack(case, good)] + stack("odd", [(0.95, 0.1)])
    held = [c for s, c in confidence.leave_one_out(found) if s.case == "odd"]
    assert held == pytest.approx([0.95] * 3)
    assert len(confidence.leave_one_out(found)) == len(found)
    quality = confidence.quality(confidence.leave_one_out(found))
    assert {r["contour"] for r in quality} == {"LV_ENDO", "LV_EPI", "RV_ENDO"}


def test_finished_maps_judge_every_contour_by_its_own_structure() -> None:
    maps = {contour: {"x": [0.0, 1.0], "y": [0.0, top]}
            for contour, top in (("LV_ENDO", 1.0), ("LV_EPI", 0.8), ("RV_ENDO", 0.5))}
    found = confidence.judged_by(maps, stack("a", [(0.9, 0.7)]))
    assert [c for _, c in found] == pytest.approx([0.9, 0.72, 0.45])


def volume(change: str, dice: float, score: float) -> dict:  # type: ignore[type-arg]
    return {"change": change, "case": "a", "phase": "ED", "LV_CAVITY": dice, "scores": [score] * 4}


IDENTITY = {"x": [0.0, 1.0], "y": [0.0, 1.0]}


def test_bound_lies_between_poor_and_good_volumes() -> None:
    rows = [volume("as it is", 0.96, 0.9), volume("noise", 0.7, 0.6), volume("noise", 0.95, 0.88)]
    b = confidence.bound(rows, IDENTITY)
    assert b.value == pytest.approx(0.74)
    assert (b.poor, b.poor_flagged, b.unchanged_flagged, b.good_flagged) == (1, 1, 0, 0)


def test_bound_spares_the_unchanged_even_if_a_poor_volume_is_surer() -> None:
    rows = [volume("as it is", 0.96, 0.8), volume("noise", 0.5, 0.95), volume("noise", 0.5, 0.4)]
    b = confidence.bound(rows, IDENTITY)
    assert (b.poor, b.poor_flagged, b.unchanged, b.unchanged_flagged) == (2, 1, 1, 0)


def test_one_sure_failure_does_not_cost_many_good_volumes() -> None:
    rows = [volume("as it is", 0.96, 0.9), volume("noise", 0.5, 0.3), volume("noise", 0.5, 0.85)]
    rows += [volume("noise", 0.95, s) for s in (0.7, 0.72, 0.74, 0.76)]
    b = confidence.bound(rows, IDENTITY)
    assert b.value == pytest.approx(0.5) and (b.poor_flagged, b.good_flagged) == (1, 0)


def test_a_poor_unchanged_volume_may_be_flagged() -> None:
    b = confidence.bound([volume("as it is", 0.96, 0.9), volume("as it is", 0.6, 0.5)], IDENTITY)
    assert (b.poor_flagged, b.unchanged, b.unchanged_flagged) == (1, 1, 0)


def test_of_many_good_unchanged_volumes_one_in_twenty_may_be_flagged() -> None:
    rows = [volume("as it is", 0.95, 0.7)] + [volume("as it is", 0.95, s) for s in np.linspace(0.9, 0.97, 39)]
    rows += [volume("noise", 0.5, s) for s in (0.5, 0.72, 0.75, 0.8)]
    assert confidence.bound(rows, IDENTITY).unchanged_flagged == 1
    assert confidence.bound(rows[:19] + rows[-4:], IDENTITY).unchanged_flagged == 0, "too few to spare one"


def test_bound_needs_unchanged_images() -> None:
    with pytest.raises(ValueError, match="as it is"):
        confidence.bound([volume("noise", 0.5, 0.95)], IDENTITY)
