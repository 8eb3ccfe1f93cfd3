"""Geometry of the random views of M4: where a crop pixel samples its image."""

from __future__ import annotations

import math
from typing import Any

import torch


def _uniform(n: int, low: float, high: float, g: torch.Generator) -> torch.Tensor:
    return low + (high - low) * torch.rand(n, generator=g)


def _rotation(angle: torch.Tensor) -> torch.Tensor:
    cos, sin = torch.cos(angle), torch.sin(angle)
    return torch.stack([cos, -sin, sin, cos], 1).reshape(-1, 2, 2)


def _angles(n: int, degrees: float, g: torch.Generator) -> torch.Tensor:
    return torch.deg2rad(_uniform(n, -degrees, degrees, g))


def random_affine(n: int, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
    """Matrices [n, 2, 3] from crop offsets (x, y, 1) to source offsets, both in pixels.

    Rotation by up to `angle` degrees, size of the heart log-uniform in `scale`, `mirror` and `shear` by share
    and amount, shift of the heart by up to `shift_px` crop pixels along x and y.
    """
    low, high = (math.log(s) for s in options["scale"])
    linear = _rotation(_angles(n, options["angle"], g)) / torch.exp(_uniform(n, low, high, g))[:, None, None]
    form = torch.eye(2).repeat(n, 1, 1)
    form[:, 0, 0] = 1.0 - 2.0 * (torch.rand(n, generator=g) < options["mirror"])
    form[:, 0, 1] = _uniform(n, -options["shear"], options["shear"], g)
    linear = linear @ form
    shift = torch.stack([_uniform(n, -options["shift_px"], options["shift_px"], g) for _ in range(2)], 1)
    return torch.cat([linear, linear @ shift[:, :, None]], dim=2)


def beside_the_cavity(offset: torch.Tensor, radius: torch.Tensor, side: int, options: dict[str, Any],
                      g: torch.Generator) -> torch.Tensor:
    """Matrices [n, 2, 3] of windows of `side` pixels, magnified, that lie just beside the LV cavity.

    `offset` [n, 2] is the (x, y) of the cavity's centre from the image's, `radius` [n] reaches its farthest
    pixel. The window touches a circle of that radius, or is up to 12 pixels farther off, in any direction.
    """
    n = len(offset)
    rotation = _rotation(_angles(n, options["angle"], g))
    least, most = options["beside_zoom"]
    zoom = _uniform(n, least, most, g)
    distance = zoom * side / 2 + radius + _uniform(n, 2.0, 14.0, g)
    quarter = _rotation(torch.randint(4, (n,), generator=g) * (math.pi / 2))
    centre = offset[:, :, None] + rotation @ quarter[:, :, :1] * distance[:, None, None]
    return torch.cat([rotation * zoom[:, None, None], centre], dim=2)
