"""Training of M1, one member per fold, each in two stages.

1. The spatial block learns from single frames how much of each of its 11x11 cells is LV (labels by
   M2). Every frame has its own view, so a batch holds many hearts.
2. The spatial block rests. Its features of a few views of every cycle are kept, and the squeezing
   convolution, the temporal block and the head learn from them, over random changes of the time axis.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from ..config import Config
from ..losses import circular_kl, weighted_dice_loss
from ..trainer import Run, load_average
from .data import Labelled, load, source_of
from .network import ED_CHANNEL, ES_CHANNEL, DilatedTemporalFcn, SpatialBlock
from .time_axis import FrameChoice, choose_frames
from .views import random_view


def new_network(config: Config) -> DilatedTemporalFcn:
    options = config.network
    return DilatedTemporalFcn(options["widths"], options["bottleneck"], config.input.rows, options["relative"])


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


def share_loss(spatial: SpatialBlock, maps: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the shares of LV that can be read from the squeezed maps."""
    return F.binary_cross_entropy_with_logits(spatial.shares(maps).float(), shares)


def train_spatial(config: Config, cases: Sequence[Labelled], folder: Path, seed: int,
                  device: torch.device) -> SpatialBlock:
    """Stage 1; returns the averaged block."""
    stage = config.augment["spatial_stage"]
    schedule = dataclasses.replace(config.schedule, epochs=stage["epochs"], batch=stage["batch"],
                                   learning_rate=stage["learning_rate"], warmup_epochs=1, ema=0.98, seed=seed)
    source = source_of(cases)
    block = new_network(config).spatial.to(memory_format=torch.channels_last)
    run = Run(folder / "spatial", block, schedule, device)
    run.resume()
    while run.epoch < schedule.epochs:
        g, total = run.generator(), 0.0
        run.network.train()
        for step in range(stage["steps"]):
            run.set_rate(step, stage["steps"])
            index = torch.randint(len(source), (schedule.batch,), generator=g)
            frames, shares = random_view(source[index], config.input, config.augment["view"], g, whole_cycle=False)
            frames = frames.to(device, memory_format=torch.channels_last)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                loss = share_loss(run.network, run.network(frames), shares.to(device))
            run.step(loss)
            total += loss.item()
        run.finish_epoch({"share loss": round(total / stage["steps"], 4)}, None)
    return run.average.network


@dataclass(frozen=True)
class View:
    """Features [n, channels, 11, 11] of one view of a whole cycle and the shares of LV in it."""

    features: torch.Tensor
    shares: torch.Tensor


@torch.no_grad()
def cycle_views(config: Config, spatial: SpatialBlock, cases: Sequence[Labelled], path: Path,
                seed: int) -> list[list[View]]:
    """A few random views of every cycle through the resting spatial block; kept in a file."""
    if path.exists():
        return [[View(*pair) for pair in views] for views in torch.load(path, weights_only=True)]
    g = torch.Generator().manual_seed(seed * 7919 + 1)
    kept = []
    for case in cases:
        source, views = source_of([case]), []
        for _ in range(config.augment["spatial_stage"]["views"]):
            frames, shares = random_view(source, config.input, config.augment["view"], g, whole_cycle=True)
            frames = frames.to(next(spatial.parameters()).device, memory_format=torch.channels_last)
            with torch.autocast(frames.device.type, dtype=torch.bfloat16):
                views.append((spatial.features(frames).bfloat16().cpu().contiguous(), shares))
        kept.append(views)
    torch.save(kept, path)
    return [[View(*pair) for pair in views] for views in kept]


def along_time(maps: torch.Tensor, new: FrameChoice, cells: tuple[int, int]) -> torch.Tensor:
    """Maps [n, c, h, w] on a new time axis, moved by whole cells (down, right)."""
    share = torch.from_numpy(new.share).float()[:, None, None, None].to(maps.device)
    first, second = (torch.from_numpy(k).to(maps.device) for k in (new.first, new.second))
    return shifted(maps.index_select(0, first) * (1 - share) + maps.index_select(0, second) * share, *cells)


def shifted(maps: torch.Tensor, down: int, right: int) -> torch.Tensor:
    """Maps [n, c, h, w] moved by whole cells; the edge is repeated where nothing comes in."""
    h, w = maps.shape[2:]
    rows, cols = ((torch.arange(size) - by).clamp(0, size - 1) for size, by in ((h, down), (w, right)))
    return maps.index_select(2, rows).index_select(3, cols)


def train_temporal(config: Config, spatial: SpatialBlock, cases: Sequence[Labelled],
                   views: list[list[View]], folder: Path, seed: int, device: torch.device) -> DilatedTemporalFcn:
    """Stage 2; returns the averaged network."""
    schedule = dataclasses.replace(config.schedule, seed=seed)
    network = new_network(config)
    network.spatial.load_state_dict(spatial.state_dict())
    for parameter in network.spatial.blocks.parameters():
        parameter.requires_grad_(False)
    run = Run(folder, network, schedule, device)
    run.resume()
    squeeze, moved = run.network.spatial.squeeze, config.augment["time"]["shift_cells"]
    steps = max(1, len(cases) // schedule.batch)
    while run.epoch < schedule.epochs:
        g = run.generator()
        rng = np.random.default_rng(g.initial_seed())
        order = rng.permutation(len(cases))
        run.network.train()
        run.network.spatial.blocks.eval()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            chosen = order[step * schedule.batch : (step + 1) * schedule.batch]
            drawn = [views[k][rng.integers(len(views[k]))] for k in chosen]
            times = [choose_frames(cases[k].cycle, config.augment["time"], rng) for k in chosen]
            cells = [tuple(rng.integers(-moved, moved + 1, 2).tolist()) for _ in chosen]
            # The convolution is linear, so that the time axis may be changed after it, on far fewer channels.
            raw = squeeze.conv(torch.cat([view.features for view in drawn]).float().to(device))
            parts = raw.split([len(view.features) for view in drawn])
            maps = torch.relu(squeeze.norm(torch.cat(list(map(along_time, parts, times, cells)))))
            shares = torch.cat(list(map(along_time, [view.shares for view in drawn], times, cells)))
            lengths = [len(new.first) for new in times]
            logits = run.network.decide(maps, lengths)
            losses = [cycle_loss(part, new.ed, new.es, config)
                      for part, new in zip(logits.split(lengths), times, strict=True)]
            loss = torch.stack(losses).mean()
            run.step(loss + config.loss["share_weight"] * share_loss(run.network.spatial, maps, shares.to(device)))
            total += loss.item()
        run.finish_epoch({"loss": round(total / steps, 4)}, None)
    return run.average.network


def train_member(config: Config, cases: Sequence[Labelled], folder: Path, fold: int,
                 device: torch.device) -> DilatedTemporalFcn:
    """Both stages of the member that never sees `fold`."""
    seed = config.schedule.seed + 100 * fold
    torch.manual_seed(seed)
    kept = [c for c in cases if c.fold != fold]
    spatial = train_spatial(config, kept, folder, seed, device)
    views = cycle_views(config, spatial.eval(), kept, folder / "views.pt", seed)
    return train_temporal(config, spatial, kept, views, folder / "temporal", seed, device)


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training all members. Nothing is chosen on a fold: the last average counts."""
    del data  # everything needed is in the prepared files
    cases = load(work)
    for fold in range(config.network["members"]):
        print(json.dumps({"member": fold, "cases": sum(c.fold != fold for c in cases)}), flush=True)
        train_member(config, cases, member_folder(work, config, fold), fold, device)


def load_members(config: Config, work: Path, checkpoint: str = "last") -> tuple[list[DilatedTemporalFcn], float]:
    """All trained members in evaluation mode and the seconds both stages took."""
    members, seconds = [], 0.0
    for fold in range(config.network["members"]):
        folder = member_folder(work, config, fold)
        network, state = load_average(folder / "temporal" / f"{checkpoint}.pt", new_network(config))
        _, before = load_average(folder / "spatial" / f"{checkpoint}.pt", new_network(config).spatial)
        members.append(network)
        seconds += state["seconds"] + before["seconds"]
    return members, seconds


def weights_digest(members: Sequence[DilatedTemporalFcn]) -> str:
    """SHA-256 over all weights, so that a report can say which members it measured."""
    digest = hashlib.sha256()
    for member in members:
        for value in member.state_dict().values():
            digest.update(value.contiguous().numpy().tobytes())
    return digest.hexdigest()
