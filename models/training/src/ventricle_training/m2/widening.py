"""A trained network inside a wider one, which at first says the same.

Channels are added to every layer. What was there sees nothing of them, since their weights towards it are zero, and
they begin as in a new network. After Net2Net (Chen, Goodfellow, Shlens, ICLR 2016), which doubles channels instead;
fresh ones learn something else.
"""

from __future__ import annotations

import torch
from torch import nn

from .network import PspUNet

Convolution = nn.Conv2d | nn.ConvTranspose2d


@torch.no_grad()
def put_inside(narrow: PspUNet, wide: PspUNet) -> None:
    """Copies `narrow` into the first channels of every layer of `wide`, which has the same parts.

    In evaluation mode both then give the same output. Raises ValueError where `wide` is the narrower one.
    """
    for name, there in wide.named_modules():
        if not isinstance(there, (Convolution, nn.BatchNorm2d)):
            continue
        here = narrow.get_submodule(name)
        if isinstance(here, nn.BatchNorm2d) and isinstance(there, nn.BatchNorm2d):
            n = here.num_features
            for mine, theirs in zip(there.state_dict().values(), here.state_dict().values(), strict=True):
                (mine[:n] if mine.ndim else mine).copy_(theirs)
        elif isinstance(here, Convolution) and isinstance(there, Convolution):
            _convolution(here, there, _kept(_joined(narrow, name, here.in_channels),
                                            _joined(wide, name, there.in_channels)))


def _convolution(here: Convolution, there: Convolution, kept: torch.Tensor) -> None:
    if here.out_channels > there.out_channels:
        raise ValueError(f"{here.out_channels} channels do not fit into {there.out_channels}")
    new, old = there.weight, here.weight  # [outputs, inputs, ...]
    if isinstance(there, nn.ConvTranspose2d):
        new, old = new.transpose(0, 1), old.transpose(0, 1)
    n = here.out_channels
    new[:n] = 0
    new[:n, kept] = old
    if there.bias is not None and here.bias is not None:
        there.bias[:n] = here.bias


def _joined(network: PspUNet, name: str, inputs: int) -> list[int]:
    """Channels of each of the maps that are joined before the convolution `name`, in order."""
    part, level, *rest = [*name.split("."), "", ""]
    if part == "pyramid" and rest[0] == "fuse":
        w = network.width[int(level)]
        return [w] + [w // 2] * ((inputs - w) // (w // 2))
    if part == "decoder" and rest[0] == "0":
        return [inputs // 2] * 2
    if part == "context" and rest[0] == "join":
        return [inputs // 3] * 3
    return [inputs]


def _kept(narrow: list[int], wide: list[int]) -> torch.Tensor:
    """Where the input channels of the narrow network stand among the wide one's."""
    if any(n > w for n, w in zip(narrow, wide, strict=True)):
        raise ValueError(f"{narrow} channels do not fit into {wide}")
    starts = torch.tensor([0, *wide[:-1]]).cumsum(0).tolist()
    return torch.cat([torch.arange(n) + start for n, start in zip(narrow, starts, strict=True)])
