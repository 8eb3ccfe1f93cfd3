import numpy as np
import pytest

from ventricle_training.metrics import average_perpendicular, dice, hausdorff


def square(row: int, col: int, side: int) -> np.ndarray:
    mask = np.zeros((40, 40), bool)
    mask[row : row + side, col : col + side] = True
    return mask


def test_dice_by_hand() -> None:
    assert dice(square(0, 0, 10), square(0, 5, 10)) == 0.5
    assert dice(square(3, 3, 8), square(3, 3, 8)) == 1
    assert dice(square(0, 0, 2), square(10, 10, 3)) == 0


def test_dice_of_empty_masks() -> None:
    assert dice(square(0, 0, 0), square(0, 0, 0)) is None
    assert dice(square(0, 0, 0), square(0, 0, 4)) == 0
    assert dice(square(0, 0, 4), square(0, 0, 0)) == 0


def test_dice_of_a_volume_counts_all_slices_together() -> None:
    a = np.stack([square(0, 0, 10), square(0, 0, 2)])
    b = np.stack([square(0, 0, 10), square(9, 9, 2)])
    assert dice(a, b) == pytest.approx(2 * 100 / 208)


def test_shifted_square() -> None:
    assert hausdorff(square(5, 5, 12), square(5, 8, 12), 1.5) == pytest.approx(4.5)
    assert hausdorff(square(5, 5, 12), square(5, 5, 12), 1.5) == 0
    assert average_perpendicular(square(5, 5, 12), square(5, 5, 12), 1.5) == 0


def test_concentric_squares_by_hand() -> None:
    """Borders three pixels apart: 12 x 12 round 6 x 6, so 44 outer and 20 inner border pixels."""
    outer, inner = square(5, 5, 12), square(8, 8, 6)
    assert hausdorff(outer, inner, 2.0) == pytest.approx(2 * np.hypot(3, 3), rel=1e-6)
    side = [np.hypot(3, beyond) for beyond in (3, 2, 1, 0, 0, 0, 0, 0, 0, 1, 2, 3)]
    from_outer = (4 * sum(side) - 4 * np.hypot(3, 3)) / 44  # a corner lies on two sides
    expected = 2 * (from_outer + 3) / 2
    assert average_perpendicular(outer, inner, 2.0) == pytest.approx(expected, rel=1e-6)
    assert average_perpendicular(inner, outer, 2.0) == pytest.approx(expected, rel=1e-6)


def test_a_point_far_away_counts_in_hd_but_little_in_apd() -> None:
    mask, stray = square(10, 10, 12), square(10, 10, 12)
    stray[10, 35] = True
    assert hausdorff(mask, stray, 1.0) == pytest.approx(14)
    assert average_perpendicular(mask, stray, 1.0) == pytest.approx(14 / 45 / 2)


def test_distances_are_in_pixels_without_spacing_and_null_when_one_is_empty() -> None:
    assert hausdorff(square(5, 5, 6), square(7, 5, 6), None) == pytest.approx(2)
    empty = square(0, 0, 0)
    for pair in ((empty, square(1, 1, 3)), (square(1, 1, 3), empty), (empty, empty)):
        assert hausdorff(*pair, 1.5) is None
        assert average_perpendicular(*pair, 1.5) is None
