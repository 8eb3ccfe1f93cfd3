"""The loss of M3: areas, one ratio of shape, and sparsity. Lengths in crop pixels."""

from __future__ import annotations

import math

import torch
from torch.nn import functional as F

NOMINAL_ML_PER_PIXEL = 0.04
"""A 2 x 2 x 10 mm voxel in ml: a unit for the weights of the terms, not a claim about the patient."""
LEAST_AREA_PX = 20.0


def area_error(areas: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Mean |A - A_true| per slice, scaled to nominal ml of ten slices; both [n, D]."""
    return (areas - truth).abs().mean() * (10 * NOMINAL_ML_PER_PIXEL)


def both_area_errors(cam: torch.Tensor, areas: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Half for the area in the box, half for the whole sum: else the CAM may glow unpunished beyond the box."""
    return 0.5 * (area_error(areas, truth) + area_error(cam.sum(dim=(1, 3, 4)), truth))


def relative_error(areas: torch.Tensor, truth: torch.Tensor, floor_px: float) -> torch.Tensor:
    """Mean over stacks of |V - V_true| / (V_true + floor_px per slice), V the sum of areas."""
    floor = floor_px * truth.shape[1]
    return ((areas.sum(dim=1) - truth.sum(dim=1)).abs() / (truth.sum(dim=1) + floor)).mean()


def roundness(cam: torch.Tensor) -> torch.Tensor:
    """4A/d^2 of every slice, [n, D]; A is the sum of its CAM, d the mean of the largest row and column sum.

    pi for a binary disc, more for a disc whose CAM is less than 1, less for a crescent or two objects.
    """
    slices = cam[:, 0]
    area = slices.sum(dim=(2, 3))
    diameter = 0.5 * (slices.sum(dim=3).amax(dim=2) + slices.sum(dim=2).amax(dim=2))
    return 4 * area / diameter.clamp(min=1.0) ** 2


def roundness_error(cam: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Mean pi |ln(4A/d^2 / pi)| over the slices whose true area exceeds LEAST_AREA_PX (0 when none does).

    The paper's |4A/d^2 - pi| to first order, without its explosion for a CAM that is pale everywhere.
    """
    ratio = roundness(cam)
    counts = (truth > LEAST_AREA_PX).float()
    return ((ratio.clamp(min=1e-3) / math.pi).log().abs() * math.pi * counts).sum() / counts.sum().clamp(min=1)


def sparsity(cam: torch.Tensor, bottleneck: torch.Tensor) -> torch.Tensor:
    """L1 of CAM and bottleneck summed over a slice, averaged over slices, times ten slices."""
    slices = cam.shape[0] * cam.shape[2]
    return (cam.sum() + bottleneck.sum()) * (10 / slices)


def total(cam: torch.Tensor, areas: torch.Tensor, bottleneck: torch.Tensor, truth: torch.Tensor,
          weights: dict[str, float], epoch: int) -> torch.Tensor:
    """The weighted sum at an epoch: roundness from `roundness_from`, sparsity growing over `sparsity_ramp` epochs."""
    loss = both_area_errors(cam, areas, truth) + weights["relative"] * relative_error(areas, truth, weights["floor_px"])
    if epoch >= weights["roundness_from"]:
        loss = loss + weights["roundness"] * roundness_error(cam, truth)
    ramp = min(1.0, (epoch + 1) / weights["sparsity_ramp"])
    loss = loss + weights["sparsity"] * ramp * sparsity(cam, bottleneck)
    return loss * weights["scale"]


def disc_error(logits: torch.Tensor, discs: torch.Tensor) -> torch.Tensor:
    """How far a CAM is from the guessed discs, both [n, 1, D, H, W]: 10 x cross-entropy + 1 - Dice over the batch."""
    cam = torch.sigmoid(logits)
    dice = (2 * (cam * discs).sum() + 1) / (cam.sum() + discs.sum() + 1)
    return 10 * F.binary_cross_entropy_with_logits(logits, discs) + 1 - dice


def disc_weight(epoch: int, epochs: int, weights: dict[str, float]) -> float:
    """1 while nothing but discs is learnt, then falling in a line to `disc_floor` at the last epoch."""
    warm = weights["warm_epochs"]
    return 1 - (1 - weights["disc_floor"]) * max(0.0, epoch - warm) / max(1.0, epochs - 1 - warm)
