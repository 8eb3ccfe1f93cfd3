"""Losses of M1 and M2."""

from __future__ import annotations

import math

import torch
from torch.nn import functional as F


def batch_dice_loss(probabilities: torch.Tensor, target: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """1 - weighted mean over foreground classes of Dice, sums taken over the whole batch.

    probabilities [n, c, h, w], target [n, h, w] with class 0 the background, weights [c - 1].
    A class absent from batch and prediction counts as Dice 1.
    """
    one_hot = F.one_hot(target, probabilities.shape[1]).permute(0, 3, 1, 2).to(probabilities.dtype)
    p, y = probabilities[:, 1:], one_hot[:, 1:]
    overlap = (p * y).sum(dim=(0, 2, 3))
    total = p.sum(dim=(0, 2, 3)) + y.sum(dim=(0, 2, 3))
    dice = (2 * overlap + 1.0) / (total + 1.0)
    return 1 - (dice * weights).sum() / weights.sum()


def segmentation_loss(logits: torch.Tensor, target: torch.Tensor, rv_weight: float) -> torch.Tensor:
    """Cross-entropy + per-class batch Dice; the RV counts `rv_weight` times in the Dice term."""
    weights = torch.tensor([rv_weight, 1.0, 1.0], device=logits.device)
    logits = logits.float()
    return F.cross_entropy(logits, target) + batch_dice_loss(logits.softmax(dim=1), target, weights)


def deep_supervision_loss(outputs: list[torch.Tensor], target: torch.Tensor, rv_weight: float,
                          auxiliary_weight: float) -> torch.Tensor:
    """Loss at full resolution + weighted losses of coarser outputs against the subsampled target."""
    loss = segmentation_loss(outputs[0], target, rv_weight)
    for level, logits in enumerate(outputs[1:], start=1):
        step = 2**level
        coarse = target[:, step // 2 :: step, step // 2 :: step]
        loss = loss + auxiliary_weight * 0.5 ** (level - 1) * segmentation_loss(logits, coarse, rv_weight)
    return loss


def weighted_dice_loss(probabilities: torch.Tensor, target: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """WDL = 1 - 2 sum_c w_c sum_i(y p) / sum_i(y + p) over the frames of one cycle, both [n, c]."""
    overlap = (probabilities * target).sum(dim=0)
    total = (probabilities + target).sum(dim=0)
    return 1 - 2 * (weights * overlap / total.clamp(min=1e-6)).sum()


def circular_gaussian(n: int, centre: int, sigma: float) -> torch.Tensor:
    """A distribution over n frames on a circle, [n]; sigma in frames."""
    d = (torch.arange(n) - centre).abs()
    d = torch.minimum(d, n - d).float()
    weights = torch.exp(-0.5 * (d / max(sigma, 1e-3)) ** 2)
    return weights / weights.sum()


def circular_kl(log_probabilities: torch.Tensor, centre: int, sigma_fraction: float) -> torch.Tensor:
    """KL from a circular Gaussian round `centre` to the event's probability normalised over frames.

    log_probabilities [n]: log of the softmax probability of the event per frame. Divided by log n,
    so that cycles of different length weigh alike.
    """
    n = len(log_probabilities)
    target = circular_gaussian(n, centre, sigma_fraction * n).to(log_probabilities.device)
    over_frames = log_probabilities.log_softmax(dim=0)
    return F.kl_div(over_frames, target, reduction="sum") / math.log(n)
