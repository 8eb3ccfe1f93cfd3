import numpy as np
import pytest

from ventricle_training.m2.drawing import CAVITY, MYOCARDIUM, RV, as_drawn, without_muscle_above

Y, X = np.mgrid[:64, :64]


def disc(radius: float, x: float = 31.5, y: float = 31.5) -> np.ndarray:
    return np.hypot(X - x, Y - y) < radius


def stack(*slices: dict[int, np.ndarray]) -> np.ndarray:
    """Probabilities [slices, 4, 64, 64], all 0 or 1, of structures laid one over the other in their order."""
    label = np.zeros((len(slices), 64, 64), int)
    for z, parts in enumerate(slices):
        for value, mask in parts.items():
            label[z][mask] = value
    return np.eye(4)[label].transpose(0, 3, 1, 2)


RING = {MYOCARDIUM: disc(16), CAVITY: disc(10)}


def test_the_muscle_that_closes_the_apex_stays_though_only_the_cavity_above_touches_it() -> None:
    label = as_drawn(stack(RING, RING, {MYOCARDIUM: disc(8)}), 1.5)
    np.testing.assert_array_equal(label[2] == MYOCARDIUM, disc(8))
    np.testing.assert_array_equal(label[1] == CAVITY, disc(10))
    np.testing.assert_array_equal(label[1] == MYOCARDIUM, disc(16) & ~disc(10))


def test_muscle_above_the_first_cavity_is_none_and_without_any_cavity_there_is_no_lv() -> None:
    label = as_drawn(stack({MYOCARDIUM: disc(12)}, RING, RING), 1.5)
    assert not label[0].any() and (label[1] == MYOCARDIUM).any()
    assert not as_drawn(stack({MYOCARDIUM: disc(12)}, {MYOCARDIUM: disc(12)}), 1.5).any()


def test_each_structure_is_one_object_and_one_part_a_slice() -> None:
    away, near = disc(5, 8, 8), disc(4, 31.5, 54)
    rv = disc(7, 8, 40) | near
    loose = {CAVITY: disc(10) | away, MYOCARDIUM: disc(16) & ~disc(10)}
    label = as_drawn(stack(RING | {RV: rv}, RING | {RV: rv}, loose), 1.5)
    assert not label[2][away].any()
    np.testing.assert_array_equal(label[0] == RV, disc(7, 8, 40))


@pytest.mark.parametrize(("pixel_mm", "there"), [(1.5, True), (0.7, False)])
def test_what_is_smaller_than_20_square_millimetres_is_not_drawn(pixel_mm: float, there: bool) -> None:
    small = disc(2)  # 12 pixels
    label = as_drawn(stack(RING, RING, {MYOCARDIUM: disc(16), CAVITY: small}), pixel_mm)
    assert (label[2] == CAVITY).any() == there
    assert (label[2] == MYOCARDIUM)[small].all() != there


def test_half_of_the_probability_draws_the_border_of_cavity_and_muscle_together() -> None:
    p = stack(RING, RING)
    rim = disc(18) & ~disc(16)
    for value, share in ((0, 0.4), (MYOCARDIUM, 0.35), (CAVITY, 0.25)):  # background has most, the LV more than half
        p[:, value, rim] = share
    np.testing.assert_array_equal(as_drawn(p, 1.5)[0] >= MYOCARDIUM, disc(18))


def test_labels_without_muscle_above_the_base_keep_everything_else() -> None:
    label = np.zeros((3, 4, 4), np.uint8)
    label[0, 0], label[0, 1], label[1, :2], label[1, 2], label[2, 3] = MYOCARDIUM, RV, CAVITY, MYOCARDIUM, MYOCARDIUM
    changed = without_muscle_above(label)
    assert (changed[0] == RV).sum() == 4 and not (changed[0] == MYOCARDIUM).any()
    np.testing.assert_array_equal(changed[1:], label[1:])
