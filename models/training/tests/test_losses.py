import math

import pytest
import torch

from ventricle_training.losses import (
    NOT_THE_LAST,
    DiceCrossEntropy,
    circular_gaussian,
    circular_kl,
    deep_supervision_loss,
    generalised_dice_loss,
    weighted_dice_loss,
)


def logits_of(p: torch.Tensor) -> torch.Tensor:
    return p.clamp(min=1e-30).log()


def test_dice_and_cross_entropy_by_hand() -> None:
    # Four pixels, classes 0 1 1 2; class 1 predicted with .5 and 1 on its pixels, class 2 fully.
    target = torch.tensor([[[0, 1], [1, 2]]])
    p = torch.tensor([[[[1.0, 0.5], [0, 0]], [[0, 0.5], [1, 0]], [[0, 0], [0, 1.0]]]])
    first, second = (2 * 1.5 + 1) / (1.5 + 2 + 1), 1.0
    expected = 1 - (1.5 * first + second) / 2.5 + math.log(2) / 4
    loss = DiceCrossEntropy(torch.tensor([1.5, 1.0]))(logits_of(p), target[:, None])
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_dice_is_summed_over_the_batch() -> None:
    # The class fills one image and is missed in none; per image its absence would count as 1.
    target = torch.tensor([[[1, 1]], [[0, 0]]])
    p = torch.tensor([[[[0.5, 0.5]], [[0.5, 0.5]]], [[[0.5, 0.5]], [[0.5, 0.5]]]])
    expected = 1 - (2 * 1 + 1) / (2 + 2 + 1) + math.log(2)
    loss = DiceCrossEntropy(torch.ones(1))(logits_of(p), target[:, None])
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_absent_class_costs_nothing() -> None:
    p = torch.zeros(1, 3, 2, 2)
    p[:, 0] = 1
    loss = DiceCrossEntropy(torch.ones(2))(logits_of(p), torch.zeros(1, 1, 2, 2))
    assert loss.item() == pytest.approx(0, abs=1e-6)


def test_an_image_of_which_only_the_last_class_is_known_is_judged_by_that_alone() -> None:
    # Two pixels: one of the last class, found with .8; one that is not, given .1 + .6 to the others and .3 to the last.
    p = torch.tensor([[[[0.1, 0.1]], [[0.1, 0.6]], [[0.8, 0.3]]]])
    target = torch.tensor([[[2, NOT_THE_LAST]]])
    first, last = 1.0, (2 * 0.8 + 1) / (1.1 + 1 + 1)
    expected = 1 - (1.5 * first + last) / 2.5 - (math.log(0.8) + math.log(0.7)) / 2
    loss = DiceCrossEntropy(torch.tensor([1.5, 1.0]))(logits_of(p), target[:, None])
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_a_partly_known_image_moves_the_other_classes_only_together() -> None:
    logits = torch.randn(2, 4, 8, 8, requires_grad=True)
    target = torch.randint(0, 4, (2, 8, 8))
    target[1][target[1] < 3] = NOT_THE_LAST
    deep_supervision_loss([logits], target, 1.5, 0.0).backward()
    inside = logits.grad[1, :3].permute(1, 2, 0)
    shares = logits[1, :3].softmax(dim=0).permute(1, 2, 0)
    torch.testing.assert_close(inside, shares * inside.sum(dim=-1, keepdim=True), atol=1e-7, rtol=1e-3)


def test_generalised_dice_by_hand() -> None:
    # Pixels 0 0 0 1; the background found with .9 each, the structure with .6.
    p = torch.tensor([[[[0.9, 0.9, 0.9, 0.4]], [[0.1, 0.1, 0.1, 0.6]]]])
    target = torch.tensor([[[0, 0, 0, 1]]])
    expected = 1 - 2 * (0.1 * 2.7 + 0.3 * 0.6) / (0.1 * (3.1 + 3) + 0.3 * (0.9 + 1))
    assert generalised_dice_loss(p, target, torch.tensor([0.1, 0.3])).item() == pytest.approx(expected, rel=1e-5)


def test_deep_supervision_adds_weighted_coarse_losses() -> None:
    target = torch.randint(0, 4, (2, 8, 8))
    fine, coarse = torch.randn(2, 4, 8, 8), torch.randn(2, 4, 4, 4)
    together = deep_supervision_loss([fine, coarse], target, 1.5, 0.3)
    alone = deep_supervision_loss([fine], target, 1.5, 0.3)
    extra = deep_supervision_loss([coarse], target[:, 1::2, 1::2], 1.5, 0.3)
    assert together.item() == pytest.approx((alone + 0.3 * extra).item(), rel=1e-5)
    coarser = torch.randn(2, 4, 2, 2)
    three = deep_supervision_loss([fine, coarse, coarser], target, 1.5, 0.3)
    last = deep_supervision_loss([coarser], target[:, 2::4, 2::4], 1.5, 0.3)
    assert three.item() == pytest.approx((together + 0.15 * last).item(), rel=1e-5)


def test_weighted_dice_by_hand() -> None:
    p = torch.tensor([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8]])
    y = torch.eye(3)
    w = torch.tensor([0.45, 0.45, 0.1])
    expected = 1 - 2 * (0.45 * 0.8 / (1 + 1.1) + 0.45 * 0.7 / (1 + 0.9) + 0.1 * 0.8 / (1 + 1.0))
    assert weighted_dice_loss(p, y, w).item() == pytest.approx(expected, rel=1e-5)


def test_weighted_dice_of_a_perfect_cycle_is_zero() -> None:
    loss = weighted_dice_loss(torch.eye(3), torch.eye(3), torch.tensor([0.45, 0.45, 0.1]))
    assert loss.item() == pytest.approx(0, abs=1e-6)


def test_gaussian_wraps_round_the_cycle() -> None:
    g = circular_gaussian(10, 0, 1.0)
    assert g.sum().item() == pytest.approx(1)
    assert g[9].item() == pytest.approx(g[1].item())
    assert g[1].item() / g[0].item() == pytest.approx(math.exp(-0.5))


def test_kl_is_zero_on_its_target_and_the_same_after_a_shift() -> None:
    n, target = 20, circular_gaussian(20, 3, 0.05 * 20)
    assert circular_kl(target.clamp(min=1e-30).log(), 3, 0.05).item() == pytest.approx(0, abs=1e-4)
    scores = torch.randn(n).log_softmax(0)
    assert circular_kl(scores, 3, 0.05).item() == pytest.approx(circular_kl(scores.roll(9), 12, 0.05).item(), rel=1e-4)
