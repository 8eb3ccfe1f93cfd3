"""PSPU-net (Pérez-Pelegrí et al., IEEE BIBE 2020): a U-net whose skips pass pyramid modules.

The paper's 3x3x1 convolutions have no through-plane extent, so the network is two-dimensional
and runs slice by slice. Channels: background, RV cavity, LV myocardium, LV cavity.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit, DoubleConv

CHANNELS = ("BACKGROUND", "RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY")
LEVELS = 5


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


class PspUNet(nn.Module):
    """Five levels; the skip of level 0 (full resolution) has four pyramid paths, level 3 has one."""

    def __init__(self, base: int = 16, deep_supervision: bool = True) -> None:
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
        self.head = nn.Conv2d(width[0], len(CHANNELS), 1)
        self.auxiliary = nn.ModuleList(
            nn.Conv2d(width[level], len(CHANNELS), 1) for level in ((1, 2) if deep_supervision else ())
        )

    def encode(self, x: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Bottleneck and the fused skips, finest first."""
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x)
            if level < LEVELS - 1:
                skips.append(self.pyramid[level](x))
                x = F.max_pool2d(x, 2)
        return x, skips

    def decoder_block(self, level: int) -> DoubleConv:
        block = self.decoder[level]
        assert isinstance(block, DoubleConv)
        return block

    def up_convolution(self, level: int) -> nn.ConvTranspose2d:
        up = self.up[level]
        assert isinstance(up, nn.ConvTranspose2d)
        return up

    def decode(self, x: torch.Tensor, skip: torch.Tensor, level: int) -> torch.Tensor:
        return self.decoder[level](torch.cat([self.up[level](x), skip], dim=1))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """Logits at full resolution, then (in training) those of the auxiliary heads at 1/2, 1/4."""
        x, skips = self.encode(x)
        coarse: list[torch.Tensor] = []
        for level in reversed(range(LEVELS - 1)):
            x = self.decode(x, skips[level], level)
            if self.training and 1 <= level <= len(self.auxiliary):
                coarse.insert(0, self.auxiliary[level - 1](x))
        return [self.head(x), *coarse]
