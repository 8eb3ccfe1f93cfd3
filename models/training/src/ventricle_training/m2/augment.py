"""Random views of slices for M2, drawn on the device for a whole batch at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional as F

from ..config import InputSpec


def _uniform(n: int, low: float, high: float, g: torch.Generator) -> torch.Tensor:
    return low + (high - low) * torch.rand(n, generator=g)


def _chance(n: int, probability: float, g: torch.Generator) -> torch.Tensor:
    return torch.rand(n, generator=g) < probability


def random_affine(n: int, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Matrices [n, 2, 3] from crop offsets (x, y, 1) in model pixels to source offsets in model pixels."""
    angle = torch.where(_chance(n, options["any_angle"], g), _uniform(n, -180, 180, g), _uniform(n, -20, 20, g))
    turns = torch.randint(1, 4, (n,), generator=g) * 90.0
    angle = torch.deg2rad(angle + turns * _chance(n, options["quarter_turn"], g))
    low, high = (math.log(s) for s in options["scale"])
    log_scale = torch.where(
        _chance(n, options["wide_scale"], g), _uniform(n, low, high, g), _uniform(n, math.log(0.85), math.log(1.18), g)
    )
    zoom = torch.exp(-log_scale)  # a larger heart: smaller steps in the source
    mirror = 1.0 - 2.0 * _chance(n, options["mirror"], g)
    shear = _uniform(n, -options["shear"], options["shear"], g)
    cos, sin = torch.cos(angle), torch.sin(angle)
    linear = torch.stack([cos * mirror, -sin + shear * cos, sin * mirror, cos + shear * sin], 1).reshape(n, 2, 2)
    linear = linear * zoom[:, None, None]
    shift = torch.stack([_uniform(n, -options["shift_px"], options["shift_px"], g) for _ in range(2)], 1)
    return torch.cat([linear, (linear @ shift[:, :, None])], dim=2)


def identity_affine(n: int) -> torch.Tensor:
    return torch.tensor([[1.0, 0, 0], [0, 1.0, 0]]).expand(n, 2, 3)


def source_positions(affine: torch.Tensor, spec: InputSpec, pixel_mm: torch.Tensor, centre: torch.Tensor,
                     displacement: torch.Tensor | None = None) -> torch.Tensor:
    """Source (x, y) of every crop pixel, [n, rows, cols, 2]; `centre` [n, 2] is (x, y) in source pixels."""
    y, x = torch.meshgrid(torch.arange(spec.rows) - (spec.rows - 1) / 2,
                          torch.arange(spec.cols) - (spec.cols - 1) / 2, indexing="ij")
    offsets = torch.stack([x, y], -1).reshape(1, -1, 2)
    if displacement is not None:
        offsets = offsets + displacement.reshape(len(affine), -1, 2)
    moved = offsets @ affine[:, :, :2].transpose(1, 2) + affine[:, None, :, 2]
    moved = moved * (spec.spacing_mm / pixel_mm)[:, None, None] + centre[:, None]
    return moved.reshape(len(affine), spec.rows, spec.cols, 2)


def on_pixels(positions: torch.Tensor) -> torch.Tensor:
    """Source positions [n, rows, cols, 2], moved so that each view's first pixel lies on one of its image's."""
    first = positions[:, :1, :1]
    return positions + torch.floor(first + 0.5) - first


@dataclass(frozen=True)
class Span:
    """The first and the last pixel (x, y) of each image on its canvas, [n, 2] each."""

    first: torch.Tensor
    last: torch.Tensor

    @staticmethod
    def whole(size: torch.Tensor) -> Span:
        """Of images of `size` [n, 2] = (cols, rows)."""
        return Span(torch.zeros_like(size), size - 1.0)


def random_span(heart: torch.Tensor, size: torch.Tensor, pixel_mm: torch.Tensor, lengths: list[int],
                options: dict[str, Any], g: torch.Generator) -> tuple[Span, torch.Tensor]:
    """Stacks scanned with a narrow field of view: what a share `cut` of the images keep, and which slices are of those.

    `lengths` of the stacks, `heart` [n, 2] the middle of the LV in pixels. Each side of such a stack ends, with an even
    chance, `cut_mm` from there, evenly distributed between the two; so a part of the RV may lie beyond.
    """
    repeat = torch.tensor(lengths)
    stacks = len(lengths)
    chosen = _chance(stacks, options["cut"], g).repeat_interleave(repeat)
    low, high = options["cut_mm"]
    reach = torch.stack([torch.where(_chance(stacks, 0.5, g), _uniform(stacks, low, high, g), torch.inf)
                         for _ in range(4)], 1).repeat_interleave(repeat, dim=0)
    reach = torch.where(chosen[:, None], reach, torch.inf) / pixel_mm[:, None]
    whole = Span.whole(size)
    return Span(torch.maximum(torch.ceil(heart - reach[:, :2]), whole.first),
                torch.minimum(torch.floor(heart + reach[:, 2:]), whole.last)), chosen


def sample(maps: torch.Tensor, positions: torch.Tensor, span: Span,
           cubic: bool = False) -> tuple[torch.Tensor, torch.Tensor]:
    """Bilinear or bicubic samples [n, c, rows, cols] of maps [n, c, h, w], and which lie inside.

    Same convention as `cropping.extract`: clamped within the span of the image, zero outside it.
    """
    first, last = span.first[:, None, None], span.last[:, None, None]
    inside = ((positions >= first - 0.5) & (positions <= last + 0.5)).all(-1)[:, None]
    clamped = torch.minimum(torch.maximum(positions, first), last)
    canvas = torch.tensor([maps.shape[3], maps.shape[2]], dtype=torch.float32)
    grid = (2 * clamped + 1) / canvas - 1
    mode = "bicubic" if cubic else "bilinear"
    return F.grid_sample(maps, grid, mode=mode, padding_mode="border", align_corners=False) * inside, inside


def random_displacement(n: int, spec: InputSpec, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Smooth in-plane displacement in model pixels for a share of the batch, [n, rows, cols, 2]."""
    coarse = torch.randn(n, 2, 7, 7, generator=g) * options["elastic_px"]
    coarse = coarse * _chance(n, options["elastic"], g)[:, None, None, None]
    return F.interpolate(coarse, (spec.rows, spec.cols), mode="bicubic", align_corners=True).permute(0, 2, 3, 1)


def random_intensity(x: torch.Tensor, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Contrast, bias field, ghost, blur and noise on normalised images [n, 1, rows, cols]."""
    n, _, rows, cols = x.shape
    shape = (n, 1, 1, 1)
    w = options["window"]
    x = (x - _uniform(n, -0.2 * w, 0.2 * w, g).reshape(shape)) * torch.exp(_uniform(n, -w, w, g)).reshape(shape)
    low, high = (math.log(v) for v in options["gamma"])
    x = x.clamp(0, None) ** torch.exp(_uniform(n, low, high, g)).reshape(shape)

    field = F.interpolate(torch.randn(n, 1, 3, 3, generator=g) * 0.25, (rows, cols), mode="bicubic", align_corners=True)
    x = x * torch.exp(field * _chance(n, options["bias"], g).reshape(shape))

    ghost = torch.roll(x, rows // 2, dims=2) * _uniform(n, 0.03, 0.15, g).reshape(shape)
    x = x + ghost * _chance(n, options["ghost"], g).reshape(shape)

    factor = float(_uniform(1, 1.3, 2.5, g))
    coarse = F.interpolate(x, (round(rows / factor), round(cols / factor)), mode="bilinear", antialias=True)
    blurred = F.interpolate(coarse, (rows, cols), mode="bilinear", align_corners=False)
    x = torch.where(_chance(n, options["blur"], g).reshape(shape), blurred, x)

    sd = _uniform(n, 0.0, options["noise_sd"], g) * _chance(n, options["noise"], g)
    real = x + torch.randn(x.shape, generator=g) * sd.reshape(shape)
    imaginary = torch.randn(x.shape, generator=g) * sd.reshape(shape)
    return torch.sqrt(real**2 + imaginary**2).clamp(0, 1)
