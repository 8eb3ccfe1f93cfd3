"""PSPU-net (Pérez-Pelegrí et al., IEEE BIBE 2020): a U-net whose skips pass pyramid modules.

The paper's 3x3x1 convolutions have no through-plane extent, so its network is two-dimensional and
runs slice by slice. Ours looks at the two neighbouring slices in the three coarsest levels of the
decoder (`SliceContext`), because whether a slice lies above the base cannot be seen in it alone.
The slices of a batch are therefore whole stacks in order. Channels: background, RV cavity, LV
myocardium, LV cavity.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit, DoubleConv

CHANNELS = ("BACKGROUND", "RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY")
LEVELS = 5


CONTEXT_LEVELS = (4, 3, 2)
"""Levels whose features are compared with the neighbouring slices': the bottleneck, decoders 3 and 2."""


@dataclass(frozen=True)
class Neighbours:
    """Index of the slice before and after each slice of a batch, [N]; an end slice is its own neighbour."""

    before: torch.Tensor
    after: torch.Tensor

    @staticmethod
    def of(count: torch.Tensor, lengths: list[int] | None) -> Neighbours:
        """`lengths`: slices of each stack in the batch; None: one stack of all. `count` is [N, ...]."""
        position = torch.arange(count.shape[0], device=count.device)
        if lengths is None:
            return Neighbours((position - 1).clamp(min=0), torch.minimum(position + 1, position[-1:]))
        n = torch.tensor(lengths, device=count.device)
        last = (n.cumsum(0) - 1).repeat_interleave(n)
        first = (n.cumsum(0) - n).repeat_interleave(n)
        return Neighbours(torch.maximum(position - 1, first), torch.minimum(position + 1, last))


class SliceContext(nn.Module):
    """Adds what the two neighbouring slices say; blind to whether base or apex comes first.

    The larger and the smaller of the neighbours' features join the slice's own. The last convolution
    starts at zero, so that a network without context can be trained on.
    """

    def __init__(self, channels: int, width: int) -> None:
        super().__init__()
        self.join = ConvUnit(3 * channels, width, kernel=1)
        self.look = ConvUnit(width, width)
        self.add = nn.Conv2d(width, channels, 1)
        nn.init.zeros_(self.add.weight)
        nn.init.zeros_(self.add.bias)  # type: ignore[arg-type]

    def forward(self, x: torch.Tensor, near: Neighbours) -> torch.Tensor:
        before, after = x[near.before], x[near.after]
        joined = torch.cat([x, torch.maximum(before, after), torch.minimum(before, after)], dim=1)
        return x + self.add(self.look(self.join(joined)))


class PyramidSkip(nn.Module):
    """Parallel paths at pooled scales 2, 4, ... joined with the unpooled input and fused.

    The published figure does not show whether the unpooled input joins; here it does.
    """

    def __init__(self, channels: int, paths: int) -> None:
        super().__init__()
        width = channels // 2
        self.factors = tuple(2 ** (i + 1) for i in range(paths))
        self.paths = nn.ModuleList(ConvUnit(channels, width) for _ in self.factors)
        self.fuse = ConvUnit(channels + paths * width, channels, kernel=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scales = [x]
        for factor, path in zip(self.factors, self.paths, strict=True):
            pooled = path(F.avg_pool2d(x, factor))
            scales.append(F.interpolate(pooled, scale_factor=factor, mode="bilinear", align_corners=False))
        return self.fuse(torch.cat(scales, dim=1))


NARROW = 0.2
"""Of the crop beyond its image: where it is more, the field of view is narrow and may cut the heart."""


def beyond(image: torch.Tensor) -> torch.Tensor:
    """Share of the crop that is black in all slices [N, 1, H, W] of one phase, as it is beyond the image."""
    return (image.amax(dim=0) <= 0).float().mean()


class PspUNet(nn.Module):
    """Five levels; the skip of level 0 (full resolution) has four pyramid paths, level 3 has one."""

    def __init__(self, base: int = 16, deep_supervision: bool = True, context: bool = True) -> None:
        super().__init__()
        width = [base * 2**level for level in range(LEVELS)]
        self.encoder = nn.ModuleList(
            DoubleConv(1 if level == 0 else width[level - 1], width[level]) for level in range(LEVELS)
        )
        self.pyramid = nn.ModuleList(
            PyramidSkip(width[level], paths=LEVELS - 1 - level) for level in range(LEVELS - 1)
        )
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(width[level + 1], width[level], 2, stride=2) for level in range(LEVELS - 1)
        )
        self.decoder = nn.ModuleList(
            DoubleConv(2 * width[level], width[level]) for level in range(LEVELS - 1)
        )
        self.context = nn.ModuleDict(
            {str(level): SliceContext(width[level], max(width[level] // 4, 32)) for level in CONTEXT_LEVELS}
            if context else {}
        )
        self.head = nn.Conv2d(width[0], len(CHANNELS), 1)
        self.auxiliary = nn.ModuleList(
            nn.Conv2d(width[level], len(CHANNELS), 1) for level in ((1, 2) if deep_supervision else ())
        )

    def encode(self, x: torch.Tensor, near: Neighbours) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Bottleneck and the fused skips, finest first."""
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x)
            if level < LEVELS - 1:
                skips.append(self.pyramid[level](x))
                x = F.max_pool2d(x, 2)
        return self._in_context(x, near, LEVELS - 1), skips

    def _in_context(self, x: torch.Tensor, near: Neighbours, level: int) -> torch.Tensor:
        key = str(level)
        return self.context[key](x, near) if key in self.context else x

    def decoder_block(self, level: int) -> DoubleConv:
        block = self.decoder[level]
        assert isinstance(block, DoubleConv)
        return block

    def up_convolution(self, level: int) -> nn.ConvTranspose2d:
        up = self.up[level]
        assert isinstance(up, nn.ConvTranspose2d)
        return up

    def decode(self, x: torch.Tensor, skip: torch.Tensor, level: int, near: Neighbours) -> torch.Tensor:
        x = self.decoder[level](torch.cat([self.up[level](x), skip], dim=1))
        return self._in_context(x, near, level)

    def forward(self, x: torch.Tensor, lengths: list[int] | None = None) -> list[torch.Tensor]:
        """Slices [N, 1, rows, cols] of one stack, or of stacks of `lengths`, in order.

        Logits at full resolution, then (in training) those of the auxiliary heads at 1/2, 1/4.
        """
        near = Neighbours.of(x, lengths)
        x, skips = self.encode(x, near)
        coarse: list[torch.Tensor] = []
        for level in reversed(range(LEVELS - 1)):
            x = self.decode(x, skips[level], level, near)
            if self.training and 1 <= level <= len(self.auxiliary):
                coarse.insert(0, self.auxiliary[level - 1](x))
        return [self.head(x), *coarse]
