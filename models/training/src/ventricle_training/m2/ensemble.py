"""The networks whose mean is shipped."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from ..config import Config
from ..layers import folded
from ..trainer import load_average
from . import warm_start
from .network import PspUNet

WARM_START = "warm-start"


def run_folder(config: Config, work: Path) -> Path:
    """Where the checkpoints of a recipe lie."""
    return work / "runs" / config.model_id


class MeanProbability(nn.Module):
    """Slices of one stack [N, 1, H, W] -> log of the members' mean probability, as if it were logits.

    The list holds one tensor, as what a PspUNet gives in evaluation mode.
    """

    def __init__(self, members: Sequence[PspUNet]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        mean = sum(member(x)[0].softmax(dim=1) for member in self.members) / len(self.members)
        return [torch.log(torch.as_tensor(mean).clamp(min=1e-12))]


def members(config: Config, work: Path, checkpoint: str) -> tuple[list[PspUNet], dict[str, float]]:
    """Folded networks in evaluation mode, weights rounded to half precision; epochs and seconds in sum.

    The configuration's `ensemble.members` names checkpoints relative to the run's folder, or "warm-start"
    for the exported file that training started from. With `ensemble.mean = "weights"` they are runs that went on
    from the same weights, and become one network with the mean of theirs. Without that section: the run's
    `checkpoint` alone.
    """
    section = config.more.get("ensemble", {})
    names = section.get("members", [f"{checkpoint}.pt"])
    networks: list[PspUNet] = []
    state: dict[str, float] = {"epoch": 0, "seconds": 0.0}
    for name in names:
        network, found = named(config, work, run_folder(config, work) / name)
        networks.append(network)
        if found is not None:
            state = {key: state[key] + found[key] for key in state}
            if (before := _before(run_folder(config, work) / name)) is not None:
                _, found = load_average(before, PspUNet(**config.network))
                state = {key: state[key] + found[key] for key in state}
    return ([mean_of_weights(networks)] if section.get("mean") == "weights" else networks), state


def mean_of_weights(networks: Sequence[PspUNet]) -> PspUNet:
    """One folded network, each of its weights the mean of theirs, rounded again."""
    states = [network.state_dict() for network in networks]
    mean = copy.deepcopy(networks[0])
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
    for parameter in mean.parameters():
        parameter.data = parameter.data.half().float()
    return mean


def named(config: Config, work: Path, path: Path) -> tuple[PspUNet, dict[str, float] | None]:
    """One folded, rounded network and where its training stood; for a path named "warm-start" the exported file."""
    if path.name == WARM_START:
        network = PspUNet(**config.network)
        digest = config.augment["warm_start_sha256"]
        return rounded(warm_start.load_folded(network, work / "warm-start.onnx", digest)), None
    network, found = load_average(path, PspUNet(**config.network))
    return rounded(network), found


def _before(checkpoint: Path) -> Path | None:
    """The main stage's last checkpoint, which a finish went on from."""
    return checkpoint.parent.parent / "last.pt" if checkpoint.parent.name == "finish" else None


def rounded(network: PspUNet) -> PspUNet:
    """Folded, every weight the nearest half-precision number, as the file stores it; no auxiliary heads."""
    network = folded(network)
    network.auxiliary = nn.ModuleList()
    for parameter in network.parameters():
        parameter.data = parameter.data.half().float()
    return network
