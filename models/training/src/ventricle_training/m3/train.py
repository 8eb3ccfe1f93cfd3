"""Training of M3."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from ..config import Config
from ..trainer import Run, mixed_precision
from . import losses
from .data import batch, draw_depth, draw_hearts, higher, load
from .evaluate import relative_volume_errors, torch_predictor
from .network import VolumeUNet, box_areas


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training; the averaged weights with the least volume error on validation are `best.pt`."""
    del data
    schedule, weights, options = config.schedule, config.loss, config.augment
    torch.manual_seed(schedule.seed)
    hearts, validation = load(work, "train"), load(work, "validation")
    if options["sunnybrook"]:
        hearts = [*hearts, *load(work, "sunnybrook")]
    if options["phantoms"]:
        hearts = [*hearts, *load(work, "phantoms")]
    if options["from_above"]:
        hearts = [*hearts, *(h for heart in hearts if (h := higher(heart)) is not None)]
    network = VolumeUNet(**config.network).to(memory_format=torch.channels_last)
    run = Run(work / "runs" / config.model_id, network, schedule, device)
    run.resume()
    steps = int(options["steps"])
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        if run.epoch >= int(schedule.more["frozen_norm_from"]):
            _freeze_norms(run.network)
        shown = config if run.epoch >= options["small_epochs"] else _smaller(config, int(options["small_side"]))
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            depth = draw_depth(options, g)
            drawn = draw_hearts(hearts, depth, max(1, schedule.batch // depth), g)
            views = batch(drawn, depth, shown, g)
            stack, discs, truth = (t.to(device) for t in (views.images, views.discs, views.areas))
            with mixed_precision(device):
                logits, bottleneck = run.network(stack)
            logits, bottleneck = logits.float(), bottleneck.float()
            loss = losses.disc_weight(run.epoch, schedule.epochs, weights) * losses.disc_error(logits, discs)
            if run.epoch >= weights["warm_epochs"]:
                cam = torch.sigmoid(logits)
                areas = box_areas(cam, int(weights["box"]))
                loss = loss + losses.total(cam, areas, bottleneck, truth, weights, run.epoch)
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if (run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs:
            average = run.average.network.to("cpu")
            errors = relative_volume_errors(validation, config, torch_predictor(average, config))
            run.average.network.to(device)
            score = -sum(errors.values()) / len(errors)
            record |= {k: round(v, 4) for k, v in errors.items()}
        run.finish_epoch(record, score)


def _smaller(config: Config, side: int) -> Config:
    """Views of the middle only: the same convolutions at less than half of the cost, to begin with."""
    return replace(config, input=replace(config.input, rows=side, cols=side))


def _freeze_norms(network: nn.Module) -> None:
    """Normalise as in use, by running averages: a batch of single slices then looks as unlike ten as it is."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()
