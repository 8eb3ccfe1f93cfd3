"""M3 (Pérez-Pelegrí, PhD thesis ch. 6): a U-net whose one sigmoid channel is scanned for area.

The network never sees an outline. Its output, the class activation map (CAM), is read by a scanning
module without weights: the area of a slice is the largest sum of the CAM under a square box, and the
volume is the sum of areas times the size of a voxel. What the CAM must look like for its areas to be
right is left to the network; a term on the ratio of area to squared diameter asks for discs.

A 3x3x3 convolution is written as a 2-D one over a slice and its two neighbours as channels: the same
operator (the stack's ends repeated), but on the path that CPUs and ONNX Runtime know best.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit

LEVELS = 5
OUTPUT_BIAS = -3.0


def with_neighbours(x: torch.Tensor, stacks: int) -> torch.Tensor:
    """[stacks·D, C, H, W] -> [stacks·D, 3C, H, W]: the slice before, the slice, the slice after.

    An end slice is its own neighbour. With zeros there instead, a stack of one slice leaves the range that
    batch normalisation has settled on for stacks of ten, and almost nothing of it is read.
    """
    n, channels, rows, cols = x.shape
    slices = x.reshape(stacks, n // stacks, channels, rows, cols)
    padded = torch.cat([slices[:, :1], slices, slices[:, -1:]], dim=1)
    joined = torch.cat([padded[:, :-2], slices, padded[:, 2:]], dim=2)
    return joined.reshape(n, 3 * channels, rows, cols)


class StackConv(nn.Module):
    """Two convolutions of one level; `deep` ones reach over three slices, the others stay in the plane."""

    def __init__(self, inputs: int, outputs: int, deep: bool) -> None:
        super().__init__()
        self.deep = deep
        reach = 3 if deep else 1
        self.first, self.second = ConvUnit(reach * inputs, outputs), ConvUnit(reach * outputs, outputs)

    def forward(self, x: torch.Tensor, stacks: int) -> torch.Tensor:
        for unit in (self.first, self.second):
            x = unit(with_neighbours(x, stacks) if self.deep else x)
        return x


class VolumeUNet(nn.Module):
    """Stacks [N, 1, D, H, W] in 0..1 -> logits of the CAM in the same shape, and the bottleneck's activity.

    Upsampling is bilinear followed by a 1x1 convolution: a transposed convolution would print its own
    chequerboard into the CAM, and the box sum would not mind.
    """

    def __init__(self, base: int = 12, flat_levels: int = 1) -> None:
        super().__init__()
        width = [base * 2**level for level in range(LEVELS)]
        deep = [level >= flat_levels for level in range(LEVELS)]
        self.encoder = nn.ModuleList(
            StackConv(width[k - 1] if k else 1, width[k], deep[k]) for k in range(LEVELS))
        self.narrow = nn.ModuleList(nn.Conv2d(width[k + 1], width[k], 1) for k in range(LEVELS - 1))
        self.decoder = nn.ModuleList(StackConv(2 * width[k], width[k], deep[k]) for k in range(LEVELS - 1))
        self.head = nn.Conv2d(base, 1, 1)
        nn.init.constant_(self.head.bias, OUTPUT_BIAS)  # type: ignore[arg-type]

    def forward(self, stack: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits [N, 1, D, H, W] and the activity (all >= 0) of the bottleneck [N·D, C, H/16, W/16]."""
        stacks, _, slices, rows, cols = stack.shape
        x = stack.reshape(stacks * slices, 1, rows, cols)
        skips = []
        for level, unit in enumerate(self.encoder):
            x = unit(x if level == 0 else F.max_pool2d(x, 2), stacks)
            skips.append(x)
        for level in reversed(range(LEVELS - 1)):
            x = self.narrow[level](F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))
            x = self.decoder[level](torch.cat([x, skips[level]], dim=1), stacks)
        return self.head(x).reshape(stack.shape), skips[-1]


def box_areas(cam: torch.Tensor, box: int) -> torch.Tensor:
    """Largest sum under a box x box window inside the image, per slice: [N, 1, D, H, W] -> [N, D], in pixels."""
    stacks, _, slices, rows, cols = cam.shape
    image = cam.reshape(stacks * slices, 1, rows, cols)
    means = F.avg_pool2d(F.avg_pool2d(image, (box, 1), stride=1), (1, box), stride=1)
    return means.amax(dim=(1, 2, 3)).reshape(stacks, slices) * float(box * box)


class VolumeCam(nn.Module):
    """What is exported: one stack [1, 1, D, H, W] -> CAM of the same shape and areas [D] in crop pixels."""

    def __init__(self, network: VolumeUNet, box: int) -> None:
        super().__init__()
        self.network, self.box = network, box

    def forward(self, stack: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        cam = torch.sigmoid(self.network(stack)[0])
        return cam, box_areas(cam, self.box).reshape(-1)
