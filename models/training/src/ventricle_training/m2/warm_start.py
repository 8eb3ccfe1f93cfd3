"""Weights of an exported M2 as the start of another run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from ..layers import ConvUnit, folded
from ..onnx_export import graphs
from .network import PspUNet

PREFIXES = ("network.", "members.{}.network.")
"""Of the weights of a file's networks, by their number: version 0.1.0, and later ones."""
HALF = "_half"
FILE = "warm-start.onnx"
"""In the work folder: the exported file that training goes on from."""


def load(network: PspUNet, path: Path, sha256: str, slices: torch.Tensor, number: int | None = None) -> None:
    """Puts the weights of an exported file into a network whose batch normalisations work again.

    `number`: which of the file's networks, from 0; not needed where it holds one.

    The export has folded them into the convolutions. Here every normalisation gets the mean and
    variance that its convolution has on `slices` [n, 1, rows, cols] (one stack of training views),
    and the scale and offset that leave the folded network's output as it was. Modules that the file
    does not know (auxiliary heads, context) stay as they are.

    Raises ValueError when the file is not the one with this digest or does not fit the network.
    """
    arrays = _weights(path, sha256, number)
    _copy_plain(network, arrays)
    hooks = [module.register_forward_hook(_restore(module, arrays[f"{name}.conv.bias"]))
             for name, module in network.named_modules()
             if isinstance(module, ConvUnit) and f"{name}.conv.bias" in arrays]
    network.eval()
    with torch.inference_mode():
        network(slices)
    for hook in hooks:
        hook.remove()
    network.train()


def load_folded(network: PspUNet, path: Path, sha256: str, number: int | None = None) -> PspUNet:
    """The exported network as it was: folded, in evaluation mode, without auxiliary heads.

    `network` gives the shape, `number` is as in `load`. Raises ValueError as `load` does.
    """
    network = folded(network)
    network.auxiliary = nn.ModuleList()
    arrays = _weights(path, sha256, number)
    expected = network.state_dict()
    if missing := sorted(set(expected) - set(arrays)):
        raise ValueError(f"{path}: has no {missing[0]}")
    network.load_state_dict({name: torch.from_numpy(arrays[name].copy()) for name in expected})
    return network.eval()


def _weights(path: Path, sha256: str, number: int | None = None) -> dict[str, np.ndarray]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != sha256:
        raise ValueError(f"{path}: sha256 is {digest[:12]}..., not {sha256[:12]}...")
    found = {i.name: numpy_helper.to_array(i) for graph in graphs(onnx.load(path).graph) for i in graph.initializer}
    if number is None and any(name.startswith(PREFIXES[1].format(1)) for name in found):
        raise ValueError(f"{path}: holds several networks")
    prefixes = [prefix.format(number or 0) for prefix in PREFIXES]
    return {name.removeprefix(prefix).removesuffix(HALF): array.astype(np.float32)
            for name, array in found.items() for prefix in prefixes if name.startswith(prefix)}


def _copy_plain(network: PspUNet, arrays: dict[str, np.ndarray]) -> None:
    """Copies everything that exists under the same name; folded biases have no place and are left."""
    mine = dict(network.named_parameters())
    for name, array in arrays.items():
        if name in mine:
            if mine[name].shape != array.shape:
                raise ValueError(f"{name}: {list(array.shape)} in the file, {list(mine[name].shape)} here")
            mine[name].data.copy_(torch.from_numpy(array.copy()))


def _restore(unit: ConvUnit, bias: np.ndarray):  # type: ignore[no-untyped-def]
    def hook(module: nn.Module, inputs: tuple[torch.Tensor], output: torch.Tensor) -> torch.Tensor:
        raw = unit.conv(inputs[0])
        offset = torch.from_numpy(bias.copy())
        mean, variance = raw.mean(dim=(0, 2, 3)), raw.var(dim=(0, 2, 3), unbiased=False)
        norm = unit.norm
        assert isinstance(norm, nn.BatchNorm2d)
        norm.running_mean.copy_(mean)  # type: ignore[union-attr]
        norm.running_var.copy_(variance)  # type: ignore[union-attr]
        norm.weight.data.copy_((variance + norm.eps).sqrt())
        norm.bias.data.copy_(mean + offset)
        return torch.relu(raw + offset[:, None, None])

    return hook
