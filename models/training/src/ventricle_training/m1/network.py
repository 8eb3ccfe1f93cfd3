"""Dilated temporal FCN (Pérez-Pelegrí et al., Comput Med Imaging Graph 2022).

A spatial block reduces every frame to an 11x11 map of a few channels; nine parallel temporal
convolutions with kernels 3x3x{3, 5, 7} and dilations {1, 2, 4} look along the cycle; a valid
11x11 convolution gives three logits per frame: ES, ED, background.

Time is a circle: the neighbours of frame i are the frames (i + k) modulo n. They are gathered and
stacked as channels, which makes a temporal convolution a 2-D one, exact for any n.

Beyond the paper: the maps enter the temporal block relative to their mean over the cycle and in
units of their deviation over it, so that a weakly beating heart looks like a strongly beating one;
and during training a 1x1 convolution reads from the maps how much of each cell is LV.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit, DoubleConv

CHANNELS = ("ES", "ED", "BACKGROUND")
ES_CHANNEL, ED_CHANNEL = 0, 1
KERNELS = (3, 5, 7)
DILATIONS = (1, 2, 4)
POOLINGS = 3
SHARE_GAIN = 10.0
"""Lets the logits of the shares move ten times as fast as a weight does."""
STILL = 0.1
"""Added to the deviation over the cycle, so that the noise of a map that stands still is not blown up."""


def offsets(kernel: int, dilation: int) -> tuple[int, ...]:
    """Frame offsets of one path, e.g. (-2, 0, 2) for kernel 3 and dilation 2."""
    return tuple(dilation * (k - kernel // 2) for k in range(kernel))


class SpatialBlock(nn.Module):
    """Frames [n, 1, 88, 88] -> maps [n, bottleneck, 11, 11]; every frame by itself."""

    def __init__(self, widths: Sequence[int], bottleneck: int) -> None:
        super().__init__()
        if len(widths) != POOLINGS:
            raise ValueError(f"{POOLINGS} widths expected, not {len(widths)}")
        self.blocks = nn.ModuleList(
            DoubleConv(before, after) for before, after in zip((1, *widths), widths, strict=False))
        self.squeeze = ConvUnit(widths[-1], bottleneck, kernel=1)
        self.share = nn.Conv2d(bottleneck, 2, 1)
        self.share.bias.data = torch.tensor([-0.25, -0.15])  # a twelfth of the crop is cavity, a fifth LV

    def shares(self, maps: torch.Tensor) -> torch.Tensor:
        """Logits [n, 2, 11, 11] of the share of LV cavity, and of cavity and myocardium, in each cell."""
        return SHARE_GAIN * self.share(maps)

    def features(self, frames: torch.Tensor) -> torch.Tensor:
        """What is squeezed: [n, widths[-1], 11, 11]."""
        for block in self.blocks:
            frames = F.max_pool2d(block(frames), 2)
        return frames

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return self.squeeze(self.features(frames))


class TemporalBlock(nn.Module):
    """Nine dilated circular convolutions side by side, ReLU, then batch normalisation (the paper's order).

    A path of kernel 3x3xk is the sum of k spatial convolutions, one for each offset in time. All of
    them are computed for every frame at once, then gathered at the offsets and summed by path.
    """

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.paths = [offsets(k, d) for k in KERNELS for d in DILATIONS]
        self.taps = nn.ModuleList(nn.Conv2d(inputs, len(path), 3, padding=1, bias=False) for path in self.paths)
        self.bias = nn.Parameter(torch.zeros(len(self.paths)))
        self.norm = nn.BatchNorm2d(len(self.paths))

    def forward(self, x: torch.Tensor, position: torch.Tensor, start: torch.Tensor,
                length: torch.Tensor) -> torch.Tensor:
        weight = torch.cat([conv.weight for conv in self.taps])
        taps = iter(F.conv2d(x, weight, padding=1).unbind(dim=1))
        times = {offset: start + (position + offset) % length for path in self.paths for offset in path}
        summed = [sum(next(taps).index_select(0, times[offset]) for offset in path) for path in self.paths]
        return self.norm(torch.relu(torch.stack(summed, dim=1) + self.bias[:, None, None]))


class DilatedTemporalFcn(nn.Module):
    """Frames [n, 1, 88, 88] of one or more whole cycles -> logits [n, 3]."""

    def __init__(self, widths: Sequence[int] = (16, 32, 64), bottleneck: int = 1, side: int = 88,
                 relative: bool = True) -> None:
        super().__init__()
        self.spatial = SpatialBlock(widths, bottleneck)
        self.relative = relative
        self.temporal = TemporalBlock(bottleneck)
        self.head = nn.Conv2d(bottleneck + len(self.temporal.paths), len(CHANNELS), side // 2**POOLINGS)
        self.head.weight.data = self.head.weight.data.mean(dim=(2, 3), keepdim=True).expand_as(self.head.weight) + 0.0
        self.head.weight.data *= side // 2**POOLINGS  # begins as a reading of volumes, wherever the LV lies

    def forward(self, frames: torch.Tensor, lengths: list[int] | None = None) -> torch.Tensor:
        """`lengths`: how many of the frames belong to each cycle; None means one cycle."""
        return self.decide(self.spatial(frames), lengths)

    def decide(self, maps: torch.Tensor, lengths: list[int] | None = None) -> torch.Tensor:
        """Logits [n, 3] from the maps [n, bottleneck, 11, 11]."""
        if self.relative:
            maps = (relative_to_cycle(maps) if lengths is None
                    else torch.cat([relative_to_cycle(part) for part in maps.split(lengths)]))
        if lengths is None:
            position = torch.arange(maps.shape[0], device=maps.device)
            start = torch.zeros_like(position)
            length = torch.full_like(position, maps.shape[0])
        else:
            n = torch.tensor(lengths, device=maps.device)
            length = n.repeat_interleave(n)
            start = (n.cumsum(0) - n).repeat_interleave(n)
            position = torch.arange(maps.shape[0], device=maps.device) - start
        return self.head(torch.cat([maps, self.temporal(maps, position, start, length)], dim=1)).flatten(1)


def relative_to_cycle(maps: torch.Tensor) -> torch.Tensor:
    """Maps of one cycle [n, c, h, w] minus their mean over it, by the deviation of each channel over all cells."""
    difference = maps - maps.mean(dim=0, keepdim=True)
    deviation = (difference.square().mean(dim=(0, 2, 3), keepdim=True) + 1e-8).sqrt()
    return difference / (deviation + STILL)


class PhaseDetector(nn.Module):
    """The exported model: one cycle [n, 1, 88, 88] -> probabilities [n, 3], the mean of its members' softmax."""

    def __init__(self, *members: DilatedTemporalFcn) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return torch.stack([torch.softmax(member(frames), dim=1) for member in self.members]).mean(dim=0)
