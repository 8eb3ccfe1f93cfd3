"""The U-Net of the MathWorks cardiac cine example, narrower and with batch normalisation.

`unetLayers` there has encoder depth 4 and 64 filters at the first level (31 M parameters); here
`base` filters. Five levels, two 3x3 convolutions each, 2x2 maximum pooling, 2x2 up-convolutions,
skips by concatenation, 1x1 head. Channels: background, LV cavity.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import DoubleConv

CHANNELS = ("BACKGROUND", "LV_CAVITY")
LV = CHANNELS.index("LV_CAVITY")
LEVELS = 5


class LvUNet(nn.Module):
    """[n, 1, rows, cols] -> logits [n, 2, rows, cols]; rows and cols are multiples of 16."""

    def __init__(self, base: int = 16) -> None:
        super().__init__()
        width = [base * 2**level for level in range(LEVELS)]
        self.encoder = nn.ModuleList(
            DoubleConv(1 if level == 0 else width[level - 1], width[level]) for level in range(LEVELS)
        )
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(width[level + 1], width[level], 2, stride=2) for level in range(LEVELS - 1)
        )
        self.decoder = nn.ModuleList(
            DoubleConv(2 * width[level], width[level]) for level in range(LEVELS - 1)
        )
        self.head = nn.Conv2d(width[0], len(CHANNELS), 1)

    def encode(self, x: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Bottleneck and the skips, finest first."""
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x)
            if level < LEVELS - 1:
                skips.append(x)
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
        """Output of decoder level `level` (stride 2**level) from that of the next coarser one."""
        return self.decoder[level](torch.cat([self.up[level](x), skip], dim=1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x, skips = self.encode(x)
        for level in reversed(range(LEVELS - 1)):
            x = self.decode(x, skips[level], level)
        return self.head(x)
