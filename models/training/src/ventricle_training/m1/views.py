"""Random views of whole cycles with the share of LV in them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional as F

from ..config import InputSpec
from ..m2.augment import random_affine, source_positions

CELL = 8
"""Pixels of the crop per cell of the 11x11 map."""
COARSE = 2
"""Pixels of the crop per sample of the masks."""


@dataclass(frozen=True)
class Source:
    """The frames of one cycle and their masks, and what one view needs to know of the image.

    images [n, slice, row, column]; masks uint8 [n, slice, row, column], 0 outside, 1 myocardium, 2 cavity of the LV;
    size [1, 2] (columns, rows); pixel_mm [1]; centre [1, 2] (x, y).
    """

    images: torch.Tensor
    masks: torch.Tensor
    size: torch.Tensor
    pixel_mm: torch.Tensor
    centre: torch.Tensor


def random_view(source: Source, spec: InputSpec, options: dict[str, Any], g: torch.Generator
                ) -> tuple[torch.Tensor, torch.Tensor]:
    """Frames [n, 1, rows, cols] as the network takes them, and shares [n, 2, rows/8, cols/8].

    `source` holds one cycle: one geometry, slice choice and contrast for all its frames.
    Shares: cavity, and cavity + myocardium, of the LV in each cell of the projection.
    """
    n = len(source.images)
    affine = random_affine(1, options | {"quarter_turn": 0.0, "wide_scale": 1.0}, g)
    positions = source_positions(affine, spec, source.pixel_mm, source.centre)
    images, inside = _sample(source.images.float(), positions, source.size)
    repeat = (torch.rand(1, generator=g) < options["repeat_edge"])[:, None, None, None]
    coarse = F.avg_pool2d(positions.permute(0, 3, 1, 2), COARSE).permute(0, 2, 3, 1)
    structures = torch.cat([(source.masks == 2).float(), (source.masks > 0).float()], dim=1)
    masks, mask_inside = _sample(structures, coarse, source.size)
    masks = (masks * mask_inside).reshape(n, 2, -1, *coarse.shape[1:3])
    choice = torch.rand(1, images.shape[1], generator=g).argsort(dim=1)
    count = torch.randint(1, images.shape[1] + 1, (1,), generator=g)
    projected = _median(images * (inside | repeat), choice, count)[:, None]
    shares = F.avg_pool2d(torch.stack([_median(masks[:, k], choice, count) for k in (0, 1)], 1), CELL // COARSE)
    return _contrast(_normalised(projected, inside, spec), options, g), shares


def _sample(maps: torch.Tensor, positions: torch.Tensor, size: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Bilinear samples [n, c, rows, cols] clamped to the image, and where they lie inside it [n or 1, 1, ...]."""
    limit = (size - 1.0)[:, None, None]
    inside = ((positions >= -0.5) & (positions <= limit + 0.5)).all(-1)[:, None]
    clamped = torch.minimum(positions.clamp(min=0), limit)
    grid = (2 * clamped + 1) / torch.tensor([maps.shape[3], maps.shape[2]]) - 1
    shape = (len(maps), maps.shape[1], *positions.shape[1:3])
    flat = maps.reshape(len(positions), -1, *maps.shape[2:])
    return F.grid_sample(flat, grid, mode="bilinear", padding_mode="border", align_corners=False).reshape(shape), inside


def _median(stack: torch.Tensor, choice: torch.Tensor, count: torch.Tensor) -> torch.Tensor:
    """Median over `count` slices drawn by `choice`; stack [n, 3, ...] -> [n, ...]. Two slices: their mean."""
    if stack.shape[1] != 3:
        raise ValueError(f"three slices expected, not {stack.shape[1]}")
    order = choice[:, :, None, None].expand(len(stack), 3, *stack.shape[2:])
    a, b, c = torch.gather(stack, 1, order).unbind(1)
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    median = torch.maximum(low, torch.minimum(high, c))
    count = count[:, None, None]
    return torch.where(count == 1, a, torch.where(count == 2, (a + b) / 2, median))


def _normalised(frames: torch.Tensor, inside: torch.Tensor, spec: InputSpec) -> torch.Tensor:
    """Quantile range of every frame's own in-image samples, of which every fourth is looked at."""
    bounds = torch.tensor([spec.low, spec.high])
    thin, thin_inside = frames[:, 0, ::2, ::2], inside[:, 0, ::2, ::2]
    values = thin[:, thin_inside[0]]
    limits = torch.quantile(values if values.shape[1] >= 16 else thin.flatten(1), bounds, dim=1).T
    low, high = limits.T[:, :, None, None, None]
    return ((frames - low) / (high - low).clamp(min=1e-3)).clamp(0, 1)


def _contrast(frames: torch.Tensor, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Gamma and bias field of the cycle, gain and noise of each frame."""
    def uniform(low: float, high: float) -> torch.Tensor:
        return (low + (high - low) * torch.rand(1, generator=g))[:, None, None, None]

    n, _, rows, cols = frames.shape
    frames = frames ** torch.exp(uniform(*(math.log(v) for v in options["gamma"])))
    field = F.interpolate(torch.randn(1, 1, 3, 3, generator=g) * 0.25, (rows, cols), mode="bilinear",
                          align_corners=True)
    frames = frames * torch.exp(field * (uniform(0, 1) < options["bias"]))
    frames = frames * torch.exp(torch.randn(n, 1, 1, 1, generator=g) * options["gain"])
    sd = uniform(0, options["noise_sd"]) * (uniform(0, 1) < options["noise"])
    return (frames + torch.randn(frames.shape, generator=g) * sd).clamp(0, 1)
