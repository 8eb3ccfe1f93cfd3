"""Gradients of folded networks written as forward operators, since ONNX Runtime has no autograd for inference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import nn
from torch.nn import functional as F

from .layers import ConvUnit, DoubleConv


class Decoder(Protocol):
    """A U-Net whose level k upsamples by 2, joins the skip behind it, and passes a DoubleConv."""

    def decoder_block(self, level: int) -> DoubleConv: ...

    def up_convolution(self, level: int) -> nn.ConvTranspose2d: ...


def input_gradient(unit: ConvUnit, gradient: torch.Tensor, output: torch.Tensor, inputs: int) -> torch.Tensor:
    """Gradient for the first `inputs` input channels of a folded convolution with ReLU."""
    masked = gradient * (output > 0).to(gradient.dtype)
    return F.conv_transpose2d(masked, unit.conv.weight[:, :inputs], padding=1)


def through_decoder(network: Decoder, levels: int, gradient: torch.Tensor,
                    outputs: Sequence[torch.Tensor]) -> torch.Tensor:
    """dy/dA for A = output of decoder level `levels`, from dy/dA of level 0.

    `outputs`: of the first and second unit of each level below it, coarse to fine.
    """
    for level in range(levels):  # fine to coarse
        position = 2 * (levels - 1 - level)
        first, second = outputs[position : position + 2]
        first_unit, second_unit = network.decoder_block(level).units
        up = network.up_convolution(level)
        gradient = input_gradient(second_unit, gradient, second, first.shape[1])
        gradient = input_gradient(first_unit, gradient, first, up.out_channels)
        gradient = F.conv2d(gradient, up.weight, stride=2)
    return gradient
