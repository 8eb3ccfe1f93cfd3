"""Grad-CAM of the LV U-Net at two decoder levels, its backward pass written as forward operators.

Score: y = sum over pixels of P(LV cavity). Map at decoder level l: ReLU(sum_k mean(dy/dA_k) A_k), A the
output of that level, stride 2**l. ONNX Runtime has no autograd for inference, so the chain from y back to
A is spelled out: the softmax adjoint and the 1x1 head for level 0; then per level two transposed
convolutions with the same weights, masked where their ReLU was shut, and the strided convolution that is the
adjoint of the up-convolution. Batch normalisation must be folded before (`layers.folded`).

The map of level 0 (`gradcam_final`) is the ReLU of the logit margin times a number: the probability map
again, which is why a deeper level is the default to look at.
"""

from __future__ import annotations

import torch
from torch import nn

from ..backward import through_decoder
from .network import LEVELS, LV, LvUNet


def activation_map(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """ReLU(sum_k mean(gradient_k) features_k), [n, 1, rows, cols]."""
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    return torch.relu((weights * features).sum(dim=1, keepdim=True))


class LvUNetWithGradCam(nn.Module):
    """image [N, 1, H, W] -> probabilities [N, 2, H, W], deep map [N, 1, H/s, W/s], final map [N, 1, H, W].

    s = 2**level is the stride of the deep map. The maps are not normalised.
    """

    def __init__(self, network: LvUNet, level: int = 2) -> None:
        super().__init__()
        self.network = network
        self.level = level

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        net = self.network
        x, skips = net.encode(image)
        for level in range(LEVELS - 2, self.level - 1, -1):
            x = net.decode(x, skips[level], level)
        deep = x
        outputs: list[torch.Tensor] = []  # first and second unit of each level, coarse to fine
        for level in range(self.level - 1, -1, -1):
            first_unit, second_unit = net.decoder_block(level).units
            first = first_unit(torch.cat([net.up[level](x), skips[level]], dim=1))
            x = second_unit(first)
            outputs += [first, x]
        probabilities = torch.softmax(net.head(x), dim=1)
        gradient = self.last_gradient(probabilities)
        return (probabilities, activation_map(deep, self.deep_gradient(gradient, outputs)),
                activation_map(x, gradient))

    def last_gradient(self, probabilities: torch.Tensor) -> torch.Tensor:
        """dy/dA for A = output of decoder level 0: (head weight of LV - that of background) p (1 - p)."""
        weight = self.network.head.weight
        lv = probabilities[:, LV : LV + 1]
        return (weight[LV] - weight[1 - LV]) * (lv * (1 - lv))

    def deep_gradient(self, gradient: torch.Tensor, outputs: list[torch.Tensor]) -> torch.Tensor:
        """dy/dA for A = output of decoder level `level`, from dy/dA of level 0."""
        return through_decoder(self.network, self.level, gradient, outputs)
