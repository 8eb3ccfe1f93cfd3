"""Training of M1, one member per fold: whole cycles in random views, with the share of LV in every cell beside.

The labels of ED and ES are two frames a cycle. M2's labels of every frame (`prepare`) teach the spatial
block where the LV is and how large, so that the temporal block has something to look at from early on.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from ..config import Config
from ..losses import circular_kl, weighted_dice_loss
from ..trainer import Run, load_average, mixed_precision
from .data import Labelled, load, source_of
from .network import ED_CHANNEL, ES_CHANNEL, DilatedTemporalFcn
from .time_axis import FrameChoice, choose_frames
from .views import Source, random_view


def new_network(config: Config) -> DilatedTemporalFcn:
    options = config.network
    return DilatedTemporalFcn(options["widths"], options["bottleneck"], config.input.rows, options["head"])


def member_folder(work: Path, config: Config, fold: int) -> Path:
    return work / "runs" / config.model_id / f"member{fold}"


def cycle_loss(logits: torch.Tensor, ed: int, es: int, config: Config) -> torch.Tensor:
    """Loss of one cycle, logits [n, 3]: WDL, or weighted cross-entropy, + weighted KL of both events."""
    log_probability = logits.float().log_softmax(dim=1)
    target = torch.zeros_like(log_probability)
    target[:, 2] = 1
    for channel, frame in ((ES_CHANNEL, es), (ED_CHANNEL, ed)):
        target[frame] = 0
        target[frame, channel] = 1
    if config.loss["kind"] == "wce":
        weights = torch.tensor(config.loss["wce_weights"], device=logits.device)
        return F.cross_entropy(logits.float(), target.argmax(dim=1), weights)
    weights = torch.tensor(config.loss["wdl_weights"], device=logits.device)
    kl = sum(circular_kl(log_probability[:, c], f, config.loss["kl_sigma"])
             for c, f in ((ES_CHANNEL, es), (ED_CHANNEL, ed)))
    return weighted_dice_loss(log_probability.exp(), target, weights) + config.loss["kl_weight"] * kl


def share_loss(logits: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the shares of LV that are read from the maps."""
    return F.binary_cross_entropy_with_logits(logits.float(), shares)


def at_times(source: Source, new: FrameChoice) -> Source:
    """One cycle on a new time axis: images blended, masks of the nearer frame."""
    first, second, share = (torch.from_numpy(a) for a in (new.first, new.second, new.share))
    share = share.float()
    weight = share[:, None, None, None]
    images = source.images[first].float() * (1 - weight) + source.images[second].float() * weight
    nearer = torch.where(share < 0.5, first, second)
    return dataclasses.replace(source, images=images, masks=source.masks[nearer])


def train_member(config: Config, cases: Sequence[Labelled], folder: Path, fold: int,
                 device: torch.device) -> DilatedTemporalFcn:
    """The member that never sees `fold`; its last average."""
    schedule = dataclasses.replace(config.schedule, seed=config.schedule.seed + 100 * fold)
    torch.manual_seed(schedule.seed)
    kept = [c for c in cases if c.fold != fold]
    sources = list(map(source_of, kept))
    run = Run(folder, new_network(config), schedule, device)
    run.resume()
    steps = max(1, len(kept) // schedule.batch)
    while run.epoch < schedule.epochs:
        g = run.generator()
        rng = np.random.default_rng(g.initial_seed())
        order = rng.permutation(len(kept))
        run.network.train()
        totals = {"loss": 0.0, "share loss": 0.0}
        for step in range(steps):
            run.set_rate(step, steps)
            chosen = order[step * schedule.batch : (step + 1) * schedule.batch]
            times = [choose_frames(kept[k].cycle, config.augment["time"], rng) for k in chosen]
            views = [random_view(at_times(sources[k], new), config.input, config.augment["view"], g)
                     for k, new in zip(chosen, times, strict=True)]
            frames, shares = (torch.cat(part).to(device) for part in zip(*views, strict=True))
            lengths = [len(new.first) for new in times]
            with mixed_precision(device):
                maps, seen = run.network.spatial(frames, lengths)
            logits = run.network.decide(maps.float(), seen.float(), lengths)
            loss = torch.stack([cycle_loss(part, new.ed, new.es, config)
                                for part, new in zip(logits.split(lengths), times, strict=True)]).mean()
            dense = share_loss(seen, shares)
            run.step(loss + config.loss["share_weight"] * dense)
            totals["loss"] += loss.item()
            totals["share loss"] += dense.item()
        run.finish_epoch({name: round(total / steps, 4) for name, total in totals.items()}, None)
    return run.average.network


def train(config: Config, data: Path, work: Path, device: torch.device, only: int | None = None) -> None:
    """Trains or goes on training all members, or the one that leaves out the fold `only`, so that several can
    be trained side by side. Nothing is chosen on a fold: the last average counts."""
    del data  # everything needed is in the prepared files
    cases = load(work)
    for fold in range(config.network["members"]) if only is None else (only,):
        print(json.dumps({"member": fold, "cases": sum(c.fold != fold for c in cases)}), flush=True)
        train_member(config, cases, member_folder(work, config, fold), fold, device)


def load_members(config: Config, work: Path, checkpoint: str = "last") -> tuple[list[DilatedTemporalFcn], float]:
    """All trained members in evaluation mode and the seconds they took."""
    members, seconds = [], 0.0
    for fold in range(config.network["members"]):
        path = member_folder(work, config, fold) / f"{checkpoint}.pt"
        network, state = load_average(path, new_network(config))
        members.append(network)
        seconds += state["seconds"]
    return members, seconds


def weights_digest(members: Sequence[DilatedTemporalFcn], trims: Sequence[int]) -> str:
    """SHA-256 over all weights and the views, so that a report can say what it measured."""
    digest = hashlib.sha256(repr(list(trims)).encode())
    for member in members:
        for value in member.state_dict().values():
            digest.update(value.contiguous().numpy().tobytes())
    return digest.hexdigest()
