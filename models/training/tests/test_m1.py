import numpy as np
import pytest
import torch
from conftest import warm_up

from ventricle_training import config
from ventricle_training.m1.data import Cycle, closes, network_input, random_view
from ventricle_training.m1.decision import central_frame
from ventricle_training.m1.evaluate import score_cycles, summary
from ventricle_training.m1.network import DilatedTemporalFcn, PhaseDetector, offsets


@pytest.fixture(scope="module")
def network() -> DilatedTemporalFcn:
    return warm_up(DilatedTemporalFcn(base=4, bottleneck=2, side=32), (9, 1, 32, 32))


def beating_cycle(n: int, rows: int = 95, cols: int = 100, slices: int = 3) -> Cycle:
    """A disc whose radius follows a cosine: largest at frame 0, smallest at n / 2."""
    r, c = np.mgrid[:rows, :cols]
    distance = np.hypot(r - (rows - 1) / 2, c - (cols - 1) / 2)
    radii = 16 + 6 * np.cos(2 * np.pi * np.arange(n) / n)
    frames = np.stack([40 + 160 * (distance < radius) for radius in radii]).astype(np.uint8)
    return Cycle("disc", np.repeat(frames[None], slices, 0), 1.5, 0, n // 2, (cols - 1) / 2, (rows - 1) / 2, True)


def test_offsets_are_symmetric() -> None:
    assert offsets(3, 4) == (-4, 0, 4)
    assert offsets(7, 1) == (-3, -2, -1, 0, 1, 2, 3)


def test_three_probabilities_per_frame(network: DilatedTemporalFcn) -> None:
    p = PhaseDetector(network)(torch.rand(11, 1, 32, 32))
    assert p.shape == (11, 3)
    torch.testing.assert_close(p.sum(1), torch.ones(11))


@pytest.mark.parametrize("n", [8, 13, 30, 60])
@pytest.mark.parametrize("shift", [1, 7])
def test_shifted_cycle_gives_shifted_output(network: DilatedTemporalFcn, n: int, shift: int) -> None:
    frames = torch.rand(n, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(network(frames.roll(shift, 0)), network(frames).roll(shift, 0), atol=1e-5, rtol=0)


def test_cycles_in_one_batch_do_not_see_each_other(network: DilatedTemporalFcn) -> None:
    a, b = torch.rand(9, 1, 32, 32), torch.rand(14, 1, 32, 32)
    with torch.no_grad():
        together = network(torch.cat([a, b]), [9, 14])
        torch.testing.assert_close(together, torch.cat([network(a), network(b)]), atol=1e-5, rtol=0)


@pytest.mark.parametrize(("above", "expected"), [
    ([3, 4, 5], 4),
    ([3, 4, 5, 6], 4),
    ([9, 0, 1], 0),
    ([8, 9, 0], 9),
])
def test_central_frame_of_a_circular_run(above: list[int], expected: int) -> None:
    p = np.full(10, 0.1)
    p[above] = 0.95
    assert central_frame(p, 0.9) == expected


def test_central_frame_falls_back_to_arg_max() -> None:
    assert central_frame(np.array([0.1, 0.2, 0.8, 0.3]), 0.9) == 2
    assert central_frame(np.array([0.95, 0.96, 0.99, 0.97]), 0.9) == 2


def test_closing_cycle() -> None:
    cycle = beating_cycle(20)
    assert closes(cycle.cine)
    assert not closes(cycle.cine[:, :11])


def test_input_is_normalised_per_frame() -> None:
    frames = network_input(beating_cycle(12), config.load("m1"))
    assert frames.shape == (12, 1, 88, 88)
    assert frames.amin((1, 2, 3)).eq(0).all() and frames.amax((1, 2, 3)).eq(1).all()


def test_random_views_keep_ed_larger_than_es() -> None:
    settings = config.load("m1")
    rng, g = np.random.default_rng(0), torch.Generator().manual_seed(0)
    cycle = beating_cycle(24)
    for _ in range(20):
        frames, ed, es = random_view(cycle, settings, rng, g)
        assert frames.shape[1:] == (1, 88, 88) and 8 <= len(frames) <= 60
        assert 0 <= frames.min() and frames.max() <= 1
        assert frames[ed].gt(0.5).sum() > frames[es].gt(0.5).sum()


def test_error_of_a_detector_that_is_always_two_frames_late() -> None:
    cycle = beating_cycle(16)

    def late(frames: np.ndarray) -> np.ndarray:
        size = frames.sum(axis=(1, 2, 3))
        p = np.zeros((len(frames), 3))
        p[(size.argmin() + 2) % 16, 0] = 1
        p[(size.argmax() + 2) % 16, 1] = 1
        return p

    rows = summary(score_cycles([cycle], config.load("m1"), late, all_shifts=True))
    assert all(row["value"] == 2 for row in rows)
