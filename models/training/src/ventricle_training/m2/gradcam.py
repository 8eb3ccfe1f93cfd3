"""Grad-CAM of the PSPU-net with its backward pass written as forward operators.

ONNX Runtime has no autograd for inference, so the chain from the score back to a decoder level is
spelled out: softmax adjoint, 1x1 head, and per level two masked transposed convolutions with the
same weights and the strided convolution that is the adjoint of the up-convolution. Batch
normalisation must be folded before (`layers.folded`).

Score: y = sum over pixels and channels of selector[c] * softmax probability[c].
Map: ReLU(sum_k mean(dy/dA_k) A_k) with A the output of decoder level `level`, stride 2**level.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from ..layers import ConvUnit
from .network import CONTEXT_LEVELS, LEVELS, Neighbours, PspUNet


def _input_gradient(unit: ConvUnit, gradient: torch.Tensor, output: torch.Tensor, inputs: int) -> torch.Tensor:
    """Gradient for the first `inputs` input channels of a folded convolution with ReLU."""
    masked = gradient * (output > 0).to(gradient.dtype)
    return F.conv_transpose2d(masked, unit.conv.weight[:, :inputs], padding=1)


class SegmenterWithGradCam(nn.Module):
    """image [N, 1, H, W], selector [4] -> probabilities [N, 4, H, W], map [N, 1, H/s, W/s].

    All-zero `selector`: the backward pass is skipped and the map is zero.
    """

    def __init__(self, network: PspUNet, level: int = 2) -> None:
        super().__init__()
        self.network = network
        self.level = level
        if level > min(CONTEXT_LEVELS):
            raise ValueError("the way back from the score must not cross slices")

    @property
    def stride(self) -> int:
        return 2**self.level

    def forward(self, image: torch.Tensor, cam_class: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        net = self.network
        near = Neighbours.of(image, None)
        x, skips = net.encode(image, near)
        for level in range(LEVELS - 2, self.level - 1, -1):
            x = net.decode(x, skips[level], level, near)
        features = x
        outputs: list[torch.Tensor] = []  # first and second unit of each level, coarse to fine
        for level in range(self.level - 1, -1, -1):
            first_unit, second_unit = net.decoder_block(level).units
            first = first_unit(torch.cat([net.up[level](x), skips[level]], dim=1))
            x = second_unit(first)
            outputs += [first, x]
        probabilities = torch.softmax(net.head(x), dim=1)
        cam = torch.cond(cam_class.sum() > 0, self._map, self._no_map,
                         (cam_class, probabilities, features, *outputs))
        return probabilities, cam

    def _no_map(self, cam_class: torch.Tensor, probabilities: torch.Tensor, features: torch.Tensor,
                *outputs: torch.Tensor) -> torch.Tensor:
        return torch.zeros_like(features[:, :1])

    def _map(self, cam_class: torch.Tensor, probabilities: torch.Tensor, features: torch.Tensor,
             *outputs: torch.Tensor) -> torch.Tensor:
        gradient = self.feature_gradient(cam_class, probabilities, outputs)
        weights = gradient.mean(dim=(2, 3), keepdim=True)
        return torch.relu((weights * features).sum(dim=1, keepdim=True))

    def feature_gradient(self, cam_class: torch.Tensor, probabilities: torch.Tensor,
                         outputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """dy/dA for A = output of decoder `level`."""
        net = self.network
        selector = cam_class.reshape(1, -1, 1, 1)
        score = (probabilities * selector).sum(dim=1, keepdim=True)
        gradient = F.conv_transpose2d(probabilities * (selector - score), net.head.weight)
        for level in range(self.level):  # fine to coarse
            position = 2 * (self.level - 1 - level)
            first, second = outputs[position : position + 2]
            first_unit, second_unit = net.decoder_block(level).units
            up = net.up_convolution(level)
            gradient = _input_gradient(second_unit, gradient, second, first.shape[1])
            gradient = _input_gradient(first_unit, gradient, first, up.out_channels)
            gradient = F.conv2d(gradient, up.weight, stride=2)
        return gradient
