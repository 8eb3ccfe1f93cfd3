import numpy as np
import pytest

from ventricle_training.m2 import open_base


def walled(*shares: float) -> np.ndarray:
    """Probabilities [slices, 4, 64, 64] of a round cavity whose wall goes round a share of it."""
    y, x = np.mgrid[:64, :64] - 31.5
    r, turn = np.hypot(x, y), (np.arctan2(y, x) + np.pi) / (2 * np.pi)
    label = np.stack([np.where(r < 12, 3, np.where((r < 17) & (turn < share), 2, 0)) for share in shares])
    return np.eye(4)[label].transpose(0, 3, 1, 2)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.58, 1.0])
def test_the_ring_is_the_share_of_the_border_that_has_a_wall(share: float) -> None:
    label = walled(share)[0].argmax(axis=0)
    assert open_base.ring(label == 3, label >= 2) == pytest.approx(share, abs=0.06)
    assert open_base.ring(label == 1, label >= 2) == 0


def test_open_slices_are_looked_for_from_the_base_to_the_first_closed_one_and_not_beyond_the_middle() -> None:
    assert open_base.open_slices(walled(0.58, 1, 1, 1), 0.5) == []
    assert open_base.open_slices(walled(0.58, 1, 1, 1), 0.65) == [0]
    assert open_base.open_slices(walled(0.3, 0.58, 0.3, 1), 0.65) == [0, 1]
    assert open_base.open_slices(walled(0.9, 0.3, 1, 1), 0.65) == []


def test_what_was_lv_becomes_background_there_and_stays_elsewhere() -> None:
    before = walled(0.3, 1, 1, 1)
    after = open_base.without(before, [0])
    assert set(after[0].argmax(axis=0).flatten()) == {0}
    np.testing.assert_allclose(after.sum(axis=1), 1)
    np.testing.assert_array_equal(after[1:], before[1:])
    assert open_base.without(before, []) is before
