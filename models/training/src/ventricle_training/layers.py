"""Building blocks that can be folded for export."""

from __future__ import annotations

import copy
from typing import TypeVar

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

N = TypeVar("N", bound=nn.Module)


class ConvUnit(nn.Module):
    """Convolution (odd kernel; 'same' padding at stride 1), batch normalisation, ReLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)
        self.norm: nn.Module = nn.BatchNorm2d(outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.norm(self.conv(x)))


class DoubleConv(nn.Sequential):
    """The two convolutions of one level."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(ConvUnit(inputs, outputs), ConvUnit(outputs, outputs))

    @property
    def units(self) -> tuple[ConvUnit, ConvUnit]:
        first, second = self
        assert isinstance(first, ConvUnit) and isinstance(second, ConvUnit)
        return first, second


def folded(network: N) -> N:
    """A copy in evaluation mode whose batch normalisations are folded into the convolutions."""
    network = copy.deepcopy(network).eval()
    for module in network.modules():
        if isinstance(module, ConvUnit) and isinstance(module.norm, nn.BatchNorm2d):
            module.conv = fuse_conv_bn_eval(module.conv, module.norm)
            module.norm = nn.Identity()
    return network


def parameter_count(network: nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())
