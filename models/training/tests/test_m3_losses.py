import math

import numpy as np
import pytest
import torch

from ventricle_training import config
from ventricle_training.m3 import discs, losses
from ventricle_training.m3.network import box_areas

SETTINGS = config.load("m3")


def disc(rows: int, cols: int, y: float, x: float, radius: float) -> np.ndarray:
    r, c = np.mgrid[:rows, :cols]
    return np.hypot(r - y, c - x) <= radius


def test_roundness_by_hand() -> None:
    cam = torch.zeros(1, 1, 3, 96, 96)
    cam[0, 0, 0, 10:30, 10:30] = 1.0                      # square of 20: 4·400/20²
    cam[0, 0, 1] = torch.from_numpy(disc(96, 96, 48, 48, 15.0)).float()
    cam[0, 0, 2, 10:30, 10:30] = 0.5                      # pale square: d halves, A halves
    ratio = losses.roundness(cam)[0]
    assert ratio[0].item() == pytest.approx(4.0)
    assert ratio[1].item() == pytest.approx(math.pi, abs=0.2)  # a drawn disc is a pixel wider
    assert ratio[2].item() == pytest.approx(8.0)


def test_two_objects_are_less_round_than_one() -> None:
    one, two = torch.zeros(1, 1, 1, 96, 96), torch.zeros(1, 1, 1, 96, 96)
    one[0, 0, 0] = torch.from_numpy(disc(96, 96, 48, 40, 12.0)).float()
    two[0, 0, 0] = one[0, 0, 0] + torch.from_numpy(disc(96, 96, 48, 70, 12.0)).float()
    truth = torch.tensor([[450.0]])
    assert losses.roundness_error(two, truth) > losses.roundness_error(one, truth) + 0.3


def test_roundness_counts_only_slices_with_cavity() -> None:
    cam = torch.rand(1, 1, 2, 96, 96)
    assert losses.roundness_error(cam, torch.tensor([[0.0, 20.0]])).item() == 0


def test_area_and_relative_error_by_hand() -> None:
    areas, truth = torch.tensor([[110.0, 90.0], [50.0, 0.0]]), torch.tensor([[100.0, 100.0], [100.0, 0.0]])
    assert losses.area_error(areas, truth).item() == pytest.approx((10 + 10 + 50 + 0) / 4 * 0.4)
    assert losses.relative_error(areas, truth, 50.0).item() == pytest.approx((0 / 300 + 50 / 200) / 2)


def test_sparsity_does_not_depend_on_the_number_of_slices() -> None:
    cam, bottleneck = torch.full((1, 1, 2, 8, 8), 0.5), torch.ones(2, 3, 2, 2)
    more = losses.sparsity(cam.repeat(1, 1, 4, 1, 1), bottleneck.repeat(4, 1, 1, 1))
    assert losses.sparsity(cam, bottleneck).item() == more.item() == 10 * (32 + 12)


def test_roundness_waits_for_its_epoch() -> None:
    cam, truth = torch.full((1, 1, 1, 96, 96), 0.2), torch.tensor([[300.0]])
    parts = cam, box_areas(cam, 41), torch.zeros(1, 1, 6, 6), truth, SETTINGS.loss | {"sparsity": 0.0}
    start = int(SETTINGS.loss["roundness_from"])
    before, after = (losses.total(*parts, epoch).item() for epoch in (start - 1, start))
    extra = SETTINGS.loss["roundness"] * losses.roundness_error(cam, truth).item() * SETTINGS.loss["scale"]
    assert after - before == pytest.approx(extra, rel=1e-4) and extra > 0


def test_areas_count_in_the_box_and_on_the_whole_slice() -> None:
    cam = torch.zeros(1, 1, 1, 96, 96)
    cam[0, 0, 0, 5:15, 5:15], cam[0, 0, 0, 80:85, 80:85] = 1.0, 1.0
    truth = torch.tensor([[100.0]])
    assert losses.both_area_errors(cam, box_areas(cam, 41), truth).item() == pytest.approx(0.5 * 25 * 0.4, abs=1e-3)


def test_disc_error_by_hand() -> None:
    target = torch.zeros(1, 1, 1, 2, 2)
    target[..., 0, 0] = 1.0
    logits = torch.zeros(1, 1, 1, 2, 2)
    assert losses.disc_error(logits, target).item() == pytest.approx(10 * math.log(2) + 1 - (2 * 0.5 + 1) / (2 + 1 + 1))
    assert losses.disc_error(40 * target - 20, target).item() == pytest.approx(0, abs=1e-4)


def test_discs_count_less_and_less() -> None:
    loss = SETTINGS.loss | {"warm_epochs": 2.0, "disc_floor": 0.2}
    assert [losses.disc_weight(e, 11, loss) for e in (0, 2, 6, 10)] == pytest.approx([1, 1, 0.6, 0.2])


def ring(y: float, x: float, radius: float) -> np.ndarray:
    """A bright disc in a dark ring, and a larger bright patch without one beside it."""
    image = np.full((96, 96), 0.5)
    image[disc(96, 96, y, x, radius + 5)] = 0.1
    image[disc(96, 96, y, x, radius)] = 0.9
    image[20:70, 2:20] = 0.9
    return image


def test_disc_is_guessed_from_image_and_area() -> None:
    middles = [(50, 40), (49, 42), (48, 44)]
    image = np.stack([[ring(y, x, radius) for y, x in middles] for radius in (14.0, 9.0)])
    areas = np.array([[math.pi * 14**2] * 3, [math.pi * 9**2] * 3])
    centres = discs.place(image, areas)
    assert np.abs(centres - np.array([middles, middles])).max() <= 1
    drawn = discs.draw(centres, areas, 96, 96)
    assert drawn.sum(axis=(2, 3)) == pytest.approx(areas, rel=0.03)


def test_slice_without_area_has_no_disc_and_does_not_lead_its_neighbours_astray() -> None:
    image = np.stack([[ring(50, 40, 12.0)] * 3] * 2)
    areas = np.array([[math.pi * 144] * 3, [0.0, math.pi * 144, 0.0]])
    centres = discs.place(image, areas)
    assert np.abs(centres - np.array([50, 40])).max() <= 1
    assert discs.draw(centres, areas, 96, 96).sum(axis=(2, 3))[1, [0, 2]].tolist() == [0, 0]
