"""Grad-CAM of the PSPU-net with its backward pass written as forward operators.

ONNX Runtime has no autograd for inference, so the chain from the score back to a decoder level is
spelled out: softmax adjoint, 1x1 head, and per level two masked transposed convolutions with the
same weights and the strided convolution that is the adjoint of the up-convolution. Batch
normalisation must be folded before (`layers.folded`).

Score: y = sum over pixels and channels of selector[c] * softmax probability[c].
Map: ReLU(sum_k mean(dy/dA_k) A_k) with A the output of decoder level `level`, stride 2**level.
With several members the probability is their mean, and A is the features of all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F

from ..backward import through_decoder
from .network import CONTEXT_LEVELS, LEVELS, NARROW, Neighbours, PspUNet, beyond


class Pass(NamedTuple):
    """What a member keeps of its way forward, for the way back."""

    probabilities: torch.Tensor  # [N, 4, H, W]
    features: torch.Tensor  # [N, channels, H/s, W/s]
    outputs: tuple[torch.Tensor, ...]  # first and second unit of each finer decoder level, coarse to fine


class Member(nn.Module):
    """One folded network, forward and back to decoder level `level`."""

    def __init__(self, network: PspUNet, level: int) -> None:
        super().__init__()
        self.network = network
        self.level = level
        if level > min(CONTEXT_LEVELS):
            raise ValueError("the way back from the score must not cross slices")

    def forward(self, image: torch.Tensor, near: Neighbours) -> Pass:
        net = self.network
        x, skips = net.encode(image, near)
        for level in range(LEVELS - 2, self.level - 1, -1):
            x = net.decode(x, skips[level], level, near)
        features = x
        outputs: list[torch.Tensor] = []
        for level in range(self.level - 1, -1, -1):
            first_unit, second_unit = net.decoder_block(level).units
            first = first_unit(torch.cat([net.up[level](x), skips[level]], dim=1))
            x = second_unit(first)
            outputs += [first, x]
        return Pass(torch.softmax(net.head(x), dim=1), features, tuple(outputs))

    def evidence(self, cam_class: torch.Tensor, way: Pass) -> torch.Tensor:
        """sum_k mean(dy/dA_k) A_k of this member's own score, [N, 1, H/s, W/s]."""
        weights = self.feature_gradient(cam_class, way.probabilities, way.outputs).mean(dim=(2, 3), keepdim=True)
        return (weights * way.features).sum(dim=1, keepdim=True)

    def feature_gradient(self, cam_class: torch.Tensor, probabilities: torch.Tensor,
                         outputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """dy/dA for A = output of decoder `level`."""
        selector = cam_class.reshape(1, -1, 1, 1)
        score = (probabilities * selector).sum(dim=1, keepdim=True)
        gradient = F.conv_transpose2d(probabilities * (selector - score), self.network.head.weight)
        return through_decoder(self.network, self.level, gradient, outputs)


class SegmenterWithGradCam(nn.Module):
    """image [N, 1, H, W], selector [4] -> probabilities [N, 4, H, W], map [N, 1, H/s, W/s].

    All-zero `selector`: the backward pass is skipped and the map is zero. Where the field of view is narrow, the
    networks for it, if there are any, speak instead of the others; those that do not speak cost nothing.
    """

    def __init__(self, networks: Sequence[PspUNet], level: int = 2, narrow: Sequence[PspUNet] = ()) -> None:
        super().__init__()
        self.members = nn.ModuleList(Member(network, level) for network in (*networks, *narrow))
        numbers = tuple(range(len(self.members)))
        self.wide, self.narrow = numbers[: len(networks)], numbers[len(networks) :]
        self.stride = 2**level

    def _member(self, number: int) -> Member:
        member = self.members[number]
        assert isinstance(member, Member)
        return member

    def forward(self, image: torch.Tensor, cam_class: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        if not self.narrow:
            return self._wide(image, cam_class)
        probabilities, cam = torch.cond(beyond(image) > NARROW, self._narrow, self._wide, (image, cam_class))
        return probabilities, cam

    def _wide(self, image: torch.Tensor, cam_class: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self._mean(self.wide, image, cam_class)

    def _narrow(self, image: torch.Tensor, cam_class: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self._mean(self.narrow, image, cam_class)

    def _mean(self, numbers: tuple[int, ...], image: torch.Tensor,
              cam_class: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        near = Neighbours.of(image, None)
        ways = [self._member(i)(image, near) for i in numbers]
        kept = [tensor for way in ways for tensor in (way.probabilities, way.features, *way.outputs)]

        def found(cam_class: torch.Tensor, *kept: torch.Tensor) -> torch.Tensor:
            return self._map(numbers, cam_class, *kept)

        cam = torch.cond(cam_class.sum() > 0, found, self._no_map, (cam_class, *kept))
        return torch.as_tensor(sum(way.probabilities for way in ways) / len(ways)), cam

    def _no_map(self, cam_class: torch.Tensor, *kept: torch.Tensor) -> torch.Tensor:
        return torch.zeros_like(kept[1][:, :1])

    def _map(self, numbers: tuple[int, ...], cam_class: torch.Tensor, *kept: torch.Tensor) -> torch.Tensor:
        each = len(kept) // len(numbers)
        found = torch.zeros_like(kept[1][:, :1])
        for k in range(len(numbers)):
            probabilities, features, *outputs = kept[k * each : (k + 1) * each]
            found = found + self._member(numbers[k]).evidence(cam_class, Pass(probabilities, features, tuple(outputs)))
        return torch.relu(found / len(numbers))
