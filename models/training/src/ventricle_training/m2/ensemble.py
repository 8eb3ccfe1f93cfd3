"""The networks whose mean is shipped."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from ..config import Config, finish
from ..layers import folded
from ..trainer import load_average
from . import warm_start
from .network import NARROW, PspUNet, beyond

WARM_START = "warm-start"


def run_folder(config: Config, work: Path) -> Path:
    """Where the checkpoints of a recipe lie."""
    return work / "runs" / config.model_id


@dataclass(frozen=True)
class Shipped:
    """Folded networks in evaluation mode, weights rounded to half precision: the mean of `wide` speaks.

    Where the field of view is narrow (`network.beyond`), that of `narrow`, if there are any.
    """

    wide: Sequence[PspUNet]
    narrow: Sequence[PspUNet] = ()

    def all(self) -> list[PspUNet]:
        """In the order in which the exported file has them."""
        return [*self.wide, *self.narrow]


@dataclass(frozen=True)
class NarrowViews:
    """The section `narrow`: an exported file in the work folder, and which of its networks learns narrow views.

    The file's `networks` are shipped as they are beside the one that `goes_on` names and what it has learned.
    """

    file: str
    sha256: str
    networks: int
    goes_on: int
    schedule: dict[str, Any]

    def recipe(self, config: Config) -> Config:
        """The finish's views, the section's schedule."""
        gentle = finish(config) or config
        return replace(gentle, schedule=replace(
            gentle.schedule, **self.schedule, seed=config.schedule.seed + self.goes_on, warmup_epochs=1))

    def folder(self, config: Config, work: Path) -> Path:
        """Of the checkpoints."""
        return run_folder(config, work) / "narrow"

    def shipped(self, config: Config, work: Path) -> tuple[Shipped, dict[str, float]]:
        """With epochs and seconds since the file."""
        learned, found = load_average(self.folder(config, work) / "last.pt", PspUNet(**config.network))
        before = [warm_start.load_folded(PspUNet(**config.network), work / self.file, self.sha256, number)
                  for number in range(self.networks)]
        return Shipped([rounded(network) for network in before], [rounded(learned)]), found


def narrow_views(config: Config, work: Path) -> NarrowViews | None:
    """None without the section, or where the work folder has not got its file."""
    section = config.more.get("narrow")
    if section is None or not (work / section["file"]).is_file():
        return None
    return NarrowViews(**section)


class MeanProbability(nn.Module):
    """Slices of one stack [N, 1, H, W] -> log of the members' mean probability, as if it were logits.

    The list holds one tensor, as what a PspUNet gives in evaluation mode. Where the field of view is narrow, the
    members are those for it, if there are any.
    """

    def __init__(self, members: Sequence[PspUNet], narrow: Sequence[PspUNet] = ()) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        self.narrow = nn.ModuleList(narrow)

    @staticmethod
    def of(shipped: Shipped) -> MeanProbability:
        return MeanProbability(shipped.wide, shipped.narrow)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        members = self.narrow if len(self.narrow) and beyond(x) > NARROW else self.members
        mean = sum(member(x)[0].softmax(dim=1) for member in members) / len(members)
        return [torch.log(torch.as_tensor(mean).clamp(min=1e-12))]


def members(config: Config, work: Path, checkpoint: str) -> tuple[Shipped, dict[str, float]]:
    """What is shipped; epochs and seconds in sum.

    The configuration's `ensemble.members` names checkpoints relative to the run's folder, "warm-start"
    for the exported file that training started from, or a file of `ensemble.exported` in the work folder, a table
    of names and SHA-256. With `ensemble.mean = "weights"` they are runs that went on
    from the same weights, and become one network with the mean of theirs. Without that section: the run's
    `checkpoint` alone. Exported files that are not there are left out (`present`). Where the work folder has the
    file of the section `narrow`: its networks and the one for narrow views.
    """
    if (beside := narrow_views(config, work)) is not None:
        return beside.shipped(config, work)
    config = present(config, work)
    section = config.more.get("ensemble", {})
    names = section.get("members", [f"{checkpoint}.pt"])
    networks: list[PspUNet] = []
    state: dict[str, float] = {"epoch": 0, "seconds": 0.0}
    for name in names:
        path = checkpoint_file(config, work, run_folder(config, work), name)
        network, found = load_rounded(config, path)
        networks.append(network)
        if found is not None:
            state = {key: state[key] + found[key] for key in state}
            if (before := _before(path)) is not None:
                _, found = load_average(before, PspUNet(**config.network))
                state = {key: state[key] + found[key] for key in state}
    return Shipped([mean_of_weights(networks)] if section.get("mean") == "weights" else networks), state


def mean_of_weights(networks: Sequence[PspUNet]) -> PspUNet:
    """One folded network, each of its weights the mean of theirs, rounded again."""
    states = [network.state_dict() for network in networks]
    mean = copy.deepcopy(networks[0])
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
    return _as_stored(mean)


def exported(config: Config) -> dict[str, str]:
    """SHA-256 by name of the exported files that may be members: what training went on from, and others."""
    return {warm_start.FILE: config.augment["warm_start_sha256"], **config.more.get("ensemble", {}).get("exported", {})}


def present(config: Config, work: Path) -> Config:
    """The recipe without the exported files among its members that `work` does not hold; each is said.

    So a fold, and a user's own data, are measured and shipped without networks that come from elsewhere. Where the
    file of the section `narrow` is there, the members are its networks.
    """
    if (beside := narrow_views(config, work)) is not None:
        names = [f"network {number} of {beside.file}" for number in range(beside.networks)]
        return replace(config, more={**config.more, "ensemble": {"members": names, "narrow": ["narrow/last.pt"]}})
    section = config.more.get("ensemble")
    if section is None:
        return config
    there = []
    for name in section["members"]:
        path = checkpoint_file(config, work, run_folder(config, work), name)
        if path.name in exported(config) and not path.exists():
            print(json.dumps({"no such member": name}), flush=True)
        else:
            there.append(name)
    return replace(config, more={**config.more, "ensemble": {**section, "members": there}})


def checkpoint_file(config: Config, work: Path, folder: Path, name: str) -> Path:
    """The checkpoint `name` in a folder; for "warm-start" and other exported files the file in the work folder."""
    name = warm_start.FILE if name == WARM_START else name
    return (work if name in exported(config) else folder) / name


def load_rounded(config: Config, path: Path) -> tuple[PspUNet, dict[str, float] | None]:
    """A checkpoint or exported file as a folded, rounded network, and where its training stood if it says so."""
    if (digest := exported(config).get(path.name)) is not None:
        return rounded(warm_start.load_folded(PspUNet(**config.network), path, digest)), None
    network, found = load_average(path, PspUNet(**config.network))
    return rounded(network), found


def _before(checkpoint: Path) -> Path | None:
    """The main stage's last checkpoint, which a finish went on from."""
    return checkpoint.parent.parent / "last.pt" if checkpoint.parent.name == "finish" else None


def rounded(network: PspUNet) -> PspUNet:
    """Folded, every weight the nearest half-precision number, as the file stores it; no auxiliary heads."""
    network = folded(network)
    network.auxiliary = nn.ModuleList()
    return _as_stored(network)


def _as_stored(network: PspUNet) -> PspUNet:
    for parameter in network.parameters():
        parameter.data = parameter.data.half().float()
    return network
