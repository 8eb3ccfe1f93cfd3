"""Dilated temporal FCN (Pérez-Pelegrí et al., Comput Med Imaging Graph 2022).

A spatial block reduces every frame to an 11x11 map of a few channels; nine parallel temporal
convolutions with kernels 3x3x{3, 5, 7} and dilations {1, 2, 4} look along the cycle; a head gives
three logits per frame: ES, ED, background.

Time is a circle: the neighbours of frame i are the frames (i + k) modulo n. They are gathered and
stacked as channels, which makes a temporal convolution a 2-D one, exact for any n.

Beyond the paper: the spatial block also sees how a frame differs from the mean of its cycle; the
maps enter the temporal block relative to their mean over the cycle and in units of their deviation
over it, so that a weakly beating heart looks like a strongly beating one; a 1x1 convolution reads
from the maps how much of each cell is LV; and the head averages over the cells, weighted by the LV
in them, so that it does not matter where in the crop the heart lies (`head = "valid"` is the paper's
11x11 convolution).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit, DoubleConv

CHANNELS = ("ES", "ED", "BACKGROUND")
ES_CHANNEL, ED_CHANNEL = 0, 1
KERNELS = (3, 5, 7)
DILATIONS = (1, 2, 4)
HALVINGS = 3
HEADS = ("attention", "valid")
SHARE_GAIN = 10.0
"""Lets the logits of the shares move ten times as fast as a weight does."""
MOTION_GAIN = 3.0
"""Brings the difference from the cycle's mean to the scale of the frame."""
STILL = 0.1
"""Added to the deviation over the cycle, so that the noise of a map that stands still is not blown up."""


def offsets(kernel: int, dilation: int) -> tuple[int, ...]:
    """Frame offsets of one path, e.g. (-2, 0, 2) for kernel 3 and dilation 2."""
    return tuple(dilation * (k - kernel // 2) for k in range(kernel))


def per_cycle(frames: torch.Tensor, lengths: list[int] | None,
              change: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
    """`change` of each cycle by itself; `lengths` None: all frames are one cycle."""
    return change(frames) if lengths is None else torch.cat([change(part) for part in frames.split(lengths)])


class SpatialBlock(nn.Module):
    """Frames [n, 1, 88, 88] -> maps [n, bottleneck, 11, 11], and logits [n, 2, 11, 11] of the share of LV
    cavity, and of cavity and myocardium, in each cell.

    The first level is one 5x5 convolution of stride 2 instead of two 3x3 ones and a pooling, which cost
    most of what a step of training took.
    """

    def __init__(self, widths: Sequence[int], bottleneck: int) -> None:
        super().__init__()
        if len(widths) != HALVINGS:
            raise ValueError(f"{HALVINGS} widths expected, not {len(widths)}")
        self.stem = ConvUnit(2, widths[0], kernel=5, stride=2)
        self.blocks = nn.ModuleList(
            DoubleConv(before, after) for before, after in zip(widths[:-1], widths[1:], strict=True))
        self.squeeze = ConvUnit(widths[-1], bottleneck, kernel=1)
        self.share = nn.Conv2d(widths[-1], 2, 1)
        assert self.share.bias is not None
        self.share.bias.data = torch.tensor([-0.25, -0.15])  # a twelfth of the crop is cavity, a fifth LV

    def forward(self, frames: torch.Tensor, lengths: list[int] | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        motion = per_cycle(frames, lengths, lambda cycle: cycle - cycle.mean(dim=0, keepdim=True))
        x = self.stem(torch.cat([frames, MOTION_GAIN * motion], dim=1).contiguous(memory_format=torch.channels_last))
        for block in self.blocks:
            x = F.max_pool2d(block(x), 2)
        return self.squeeze(x), SHARE_GAIN * self.share(x)


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
        weight = torch.cat([cast(nn.Conv2d, conv).weight for conv in self.taps])
        taps = iter(F.conv2d(x, weight, padding=1).unbind(dim=1))
        times = {offset: start + (position + offset) % length for path in self.paths for offset in path}
        summed = [torch.as_tensor(sum(next(taps).index_select(0, times[offset]) for offset in path))
                  for path in self.paths]
        return self.norm(torch.relu(torch.stack(summed, dim=1) + self.bias[:, None, None]))


class DilatedTemporalFcn(nn.Module):
    """Frames [n, 1, 88, 88] of one or more whole cycles -> logits [n, 3]."""

    def __init__(self, widths: Sequence[int] = (24, 32, 64), bottleneck: int = 6, side: int = 88,
                 head: str = "attention") -> None:
        super().__init__()
        if head not in HEADS:
            raise ValueError(f"head {head!r} is none of {HEADS}")
        self.spatial = SpatialBlock(widths, bottleneck)
        self.temporal = TemporalBlock(bottleneck)
        self.attends = head == "attention"
        channels, cells = bottleneck + len(self.temporal.paths), side // 2**HALVINGS
        if self.attends:
            self.head: nn.Module = nn.Linear(3 * channels, len(CHANNELS))
        else:
            self.head = nn.Conv2d(channels, len(CHANNELS), cells)
            flat = self.head.weight.data.mean(dim=(2, 3), keepdim=True)
            self.head.weight.data = cells * flat.expand_as(self.head.weight)  # begins as a reading of volumes

    def forward(self, frames: torch.Tensor, lengths: list[int] | None = None) -> torch.Tensor:
        """`lengths`: how many of the frames belong to each cycle; None means one cycle."""
        maps, shares = self.spatial(frames, lengths)
        return self.decide(maps, shares, lengths)

    def decide(self, maps: torch.Tensor, shares: torch.Tensor, lengths: list[int] | None = None) -> torch.Tensor:
        """Logits [n, 3] from what the spatial block gives."""
        maps = per_cycle(maps, lengths, relative_to_cycle)
        if lengths is None:
            position = torch.arange(maps.shape[0], device=maps.device)
            start = torch.zeros_like(position)
            length = torch.full_like(position, maps.shape[0])
        else:
            n = torch.tensor(lengths, device=maps.device)
            length = n.repeat_interleave(n)
            start = (n.cumsum(0) - n).repeat_interleave(n)
            position = torch.arange(maps.shape[0], device=maps.device) - start
        x = torch.cat([maps, self.temporal(maps, position, start, length)], dim=1)
        return self.head(pooled(x, per_cycle(shares.sigmoid(), lengths, over_cycle)) if self.attends else x).flatten(1)


def relative_to_cycle(maps: torch.Tensor) -> torch.Tensor:
    """Maps of one cycle [n, c, h, w] minus their mean over it, by the deviation of each channel over all cells."""
    difference = maps - maps.mean(dim=0, keepdim=True)
    deviation = (difference.square().mean(dim=(0, 2, 3), keepdim=True) + 1e-8).sqrt()
    return difference / (deviation + STILL)


def over_cycle(shares: torch.Tensor) -> torch.Tensor:
    """Every frame gets the mean over its cycle: where the LV lies, not how large it is now."""
    return shares.mean(dim=0, keepdim=True).expand_as(shares)


def pooled(x: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Means [n, 3 c] of x [n, c, h, w] over the cells, weighted by each of two shares [n, 2, h, w] and by nothing."""
    weights = shares / (shares.sum(dim=(2, 3), keepdim=True) + 1e-3)
    means = [(x * weights[:, k : k + 1]).sum(dim=(2, 3)) for k in (0, 1)]
    return torch.cat([*means, x.mean(dim=(2, 3))], dim=1)


def closer(frames: torch.Tensor, trim: int) -> torch.Tensor:
    """Frames [n, 1, h, w] without `trim` pixels at each edge, enlarged to h x w again."""
    if trim == 0:
        return frames
    h, w = frames.shape[-2:]
    return F.interpolate(frames[..., trim : h - trim, trim : w - trim], (h, w), mode="bilinear", align_corners=False)


class PhaseDetector(nn.Module):
    """The exported model: one cycle [n, 1, 88, 88] -> probabilities [n, 3], the mean of the softmax of all members on
    all views, a view being the frames `closer` by one of `trims`."""

    def __init__(self, *members: DilatedTemporalFcn, trims: Sequence[int] = (0,)) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        self.trims = tuple(trims)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        views = [closer(frames, trim) for trim in self.trims]
        found = [torch.softmax(member(view), dim=1) for view in views for member in self.members]
        return torch.stack(found).mean(dim=0)
