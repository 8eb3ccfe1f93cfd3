"""Dilated temporal FCN (Pérez-Pelegrí et al., Comput Med Imaging Graph 2022).

A spatial block reduces every frame to an 11x11 map; nine parallel temporal convolutions with
kernels 3x3x{3, 5, 7} and dilations {1, 2, 4} look along the cycle; a valid 11x11 convolution
gives three logits per frame: ES, ED, background.

Time is a circle: the neighbours of frame i are the frames (i + k) modulo n. They are gathered and
stacked as channels, which makes a temporal convolution a 2-D one, exact for any n.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit, DoubleConv

CHANNELS = ("ES", "ED", "BACKGROUND")
ES_CHANNEL, ED_CHANNEL = 0, 1
KERNELS = (3, 5, 7)
DILATIONS = (1, 2, 4)
POOLINGS = 3


def offsets(kernel: int, dilation: int) -> tuple[int, ...]:
    """Frame offsets of one path, e.g. (-2, 0, 2) for kernel 3 and dilation 2."""
    return tuple(dilation * (k - kernel // 2) for k in range(kernel))


class TemporalPath(nn.Module):
    """One dilated circular convolution with ReLU, then batch normalisation (the paper's order)."""

    def __init__(self, inputs: int, kernel: int, dilation: int) -> None:
        super().__init__()
        self.offsets = offsets(kernel, dilation)
        self.conv = nn.Conv2d(inputs * kernel, 1, 3, padding=1)
        self.norm = nn.BatchNorm2d(1)

    def forward(self, x: torch.Tensor, position: torch.Tensor, start: torch.Tensor,
                length: torch.Tensor) -> torch.Tensor:
        taps = [x[start + (position + offset) % length] for offset in self.offsets]
        return self.norm(torch.relu(self.conv(torch.cat(taps, dim=1))))


class DilatedTemporalFcn(nn.Module):
    """Frames [n, 1, 88, 88] of one or more whole cycles -> logits [n, 3]."""

    def __init__(self, base: int = 16, bottleneck: int = 1, side: int = 88) -> None:
        super().__init__()
        width = [base * 2**level for level in range(POOLINGS)]
        self.spatial = nn.ModuleList(
            DoubleConv(1 if level == 0 else width[level - 1], width[level]) for level in range(POOLINGS)
        )
        self.squeeze = ConvUnit(width[-1], bottleneck, kernel=1)
        self.temporal = nn.ModuleList(TemporalPath(bottleneck, k, d) for k in KERNELS for d in DILATIONS)
        self.head = nn.Conv2d(bottleneck + len(self.temporal), len(CHANNELS), side // 2**POOLINGS)

    def frame_maps(self, frames: torch.Tensor) -> torch.Tensor:
        x = frames
        for block in self.spatial:
            x = F.max_pool2d(block(x), 2)
        return self.squeeze(x)

    def forward(self, frames: torch.Tensor, lengths: list[int] | None = None) -> torch.Tensor:
        """`lengths`: how many of the frames belong to each cycle; None means one cycle."""
        maps = self.frame_maps(frames)
        if lengths is None:
            position = torch.arange(frames.shape[0], device=frames.device)
            start = torch.zeros_like(position)
            length = torch.full_like(position, frames.shape[0])
        else:
            n = torch.tensor(lengths, device=frames.device)
            length = n.repeat_interleave(n)
            start = (n.cumsum(0) - n).repeat_interleave(n)
            position = torch.arange(frames.shape[0], device=frames.device) - start
        paths = [path(maps, position, start, length) for path in self.temporal]
        return self.head(torch.cat([maps, *paths], dim=1)).flatten(1)


class PhaseDetector(nn.Module):
    """The exported model: one cycle [n, 1, 88, 88] -> softmax [n, 3]."""

    def __init__(self, network: DilatedTemporalFcn) -> None:
        super().__init__()
        self.network = network

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self.network(frames), dim=1)
