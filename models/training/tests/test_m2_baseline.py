"""The 3D U-net beside PSPU-net."""

import numpy as np
import pytest
import torch

from ventricle_training import config
from ventricle_training.layers import parameter_count
from ventricle_training.m2 import baseline
from ventricle_training.m2.baseline import UNet3d
from ventricle_training.m2.data import Stacks


def test_both_networks_have_about_as_many_parameters() -> None:
    sizes = {}
    for name in baseline.NETWORKS:
        network = baseline.build(name, baseline.recipe(config.load("m2"), name).network)
        sizes[name] = parameter_count(network)
    assert sizes["unet3d"] == pytest.approx(sizes["pspunet"], rel=0.05)


def test_recipe_changes_schedule_and_network_and_has_no_views_that_came_later() -> None:
    m2 = config.load("m2")
    found = baseline.recipe(m2, "unet3d")
    assert (found.loss, found.input, found.split) == (m2.loss, m2.input, m2.split)
    assert {k: v for k, v in found.augment.items() if k != "steps"} == {
        k: v for k, v in m2.augment.items() if k != "steps"} | {"as_scanned": 0.0, "cut": 0.0, "cubic": False}


def test_training_gives_three_scales_of_every_slice() -> None:
    network = UNet3d(base=2)
    assert [tuple(o.shape) for o in network.train()(torch.rand(6, 1, 32, 48))] == [
        (6, 4, 32, 48), (6, 4, 16, 24), (6, 4, 8, 12)]


def test_slices_of_a_window_see_each_other_but_windows_do_not() -> None:
    network = UNet3d(base=2).eval()
    x = torch.rand(6, 1, 32, 32)
    changed = x.clone()
    changed[0] += 1
    with torch.no_grad():
        moved = (network(changed)[0] - network(x)[0]).abs().amax(dim=(1, 2, 3))
    assert (moved[:3] > 0).all() and (moved[3:] == 0).all()


def test_convolution_is_three_dimensional() -> None:
    unit = baseline.Conv3(2, 5).eval()
    x = torch.rand(6, 2, 9, 8)
    weight = unit.unit.conv.weight.reshape(5, 3, 2, 3, 3).transpose(1, 2)  # [out, in, slice, row, column]
    volumes = x.reshape(2, 3, 2, 9, 8).transpose(1, 2)
    with torch.no_grad():
        expected = torch.relu(unit.unit.norm(
            torch.nn.functional.conv3d(volumes, weight, padding=1).transpose(1, 2).flatten(0, 1)))
        torch.testing.assert_close(unit(x), expected, atol=1e-5, rtol=1e-4)


def test_windows_replicate_the_ends() -> None:
    assert baseline.windows(3).tolist() == [[0, 0, 1], [0, 1, 2], [1, 2, 2]]
    assert baseline.windows(1).tolist() == [[0, 0, 0]]


def test_softmax_is_averaged_over_all_windows_that_show_a_slice() -> None:
    class ByPosition(torch.nn.Module):
        """Logits of channel 3: 0, 1, 2 for the first, second and third slice of a window."""

        def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
            out = torch.zeros(len(x), 4, 2, 2)
            out[:, 3] = (torch.arange(len(x)) % 3).reshape(-1, 1, 1)
            return [out]

    p = np.exp(np.arange(3)) / (np.exp(np.arange(3)) + 3)
    found = baseline.window_predictor(ByPosition())(np.zeros((4, 2, 2), np.float32))[:, 3, 0, 0]
    first, last = (p[0] + p[1] + p[0]) / 3, (p[2] + p[1] + p[2]) / 3
    np.testing.assert_allclose(found, [first, p.mean(), p.mean(), last], rtol=1e-5)


def test_drawn_windows_stay_in_their_stack() -> None:
    empty = torch.zeros(9)
    stacks = Stacks(empty, empty, empty, empty, empty, empty, first=torch.tensor([0, 4]), count=torch.tensor([4, 5]),
                    weight=torch.ones(2), heart_mm=empty, above=())
    g = torch.Generator().manual_seed(0)
    index = baseline.draw(stacks, 50, g).reshape(50, 3)
    first = index >= 4
    assert (first.all(dim=1) | ~first.any(dim=1)).all() and index.min() == 0 and index.max() == 8
    assert ((index[:, 1:] - index[:, :-1]) <= 1).all()
