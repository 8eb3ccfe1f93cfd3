"""Training of M2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..config import Config, finish, judging_folds
from ..losses import NOT_THE_LAST, deep_supervision_loss
from ..trainer import Run, load_average, mixed_precision
from . import distil, warm_start
from .data import Stacks
from .ensemble import NarrowViews, narrow_views, run_folder
from .evaluate import cases_of, score_cases, summary, torch_predictor
from .network import PspUNet


def start(config: Config, work: Path, stacks: Stacks) -> PspUNet:
    """A new network, or one that goes on from the exported file that the configuration names."""
    path, digest = work / warm_start.FILE, config.augment.get("warm_start_sha256")
    if digest and path.exists():
        return from_file(path, digest, None, config, stacks)
    print(json.dumps({"start": "random weights"}), flush=True)
    return PspUNet(**config.network)


def from_file(path: Path, sha256: str, number: int | None, config: Config, stacks: Stacks) -> PspUNet:
    """The network of an exported file, or one of its networks, with normalisations that work again."""
    network = PspUNet(**config.network)
    g = torch.Generator().manual_seed(config.schedule.seed)
    index = torch.randperm(len(stacks.images), generator=g)[:96]
    image, _ = stacks.batch(index, [1] * len(index), config, g)
    warm_start.load(network, path, sha256, image, number)
    print(json.dumps({"start": path.name, "network": number or 0}), flush=True)
    return network


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training, then the finish on gentler views.

    Where the work folder holds the exported file of the section `narrow`, one of its networks learns narrow views from
    there instead. Each stage has a folder of its own with `last.pt` and `best.pt`, the averaged
    weights that are best on the validation cases. The finish starts from the main stage's last averaged weights, with
    the statistics of the batch normalisations fixed: a batch of three hearts is too few to measure them.
    """
    torch.manual_seed(config.schedule.seed)
    distil.prepare(config, data, work)
    stacks = Stacks.load(config, work, everything=judging_folds(config) is not None)
    folder = run_folder(config, work)
    if (beside := narrow_views(config, work)) is not None:
        learn_narrow(config, beside, stacks, data, work, device)
        return
    if not (finished := _done(folder / "last.pt", config.schedule.epochs)):
        network = start(config, work, stacks).to(memory_format=torch.channels_last)
        fit(Run(folder, network, config.schedule, device), config, stacks, data, work)
    if (gentle := finish(config)) is not None:
        print(json.dumps({"finish": "from the last averaged weights", "main stage was there": finished}), flush=True)
        network, _ = load_average(folder / "last.pt", PspUNet(**config.network))
        network = network.to(memory_format=torch.channels_last)
        fit(Run(folder / "finish", network, gentle.schedule, device), gentle, stacks, data, work, fixed_norms=True)


def learn_narrow(config: Config, beside: NarrowViews, stacks: Stacks, data: Path, work: Path,
                 device: torch.device) -> None:
    """A network of the exported file goes on in the finish's views, its normalisations as they are in the file."""
    recipe = beside.recipe(config)
    network = from_file(work / beside.file, beside.sha256, beside.goes_on, recipe, stacks)
    network = network.to(memory_format=torch.channels_last)
    fit(Run(beside.folder(config, work), network, recipe.schedule, device), recipe, stacks, data, work,
        fixed_norms=True)


def _done(checkpoint: Path, epochs: int) -> bool:
    return checkpoint.exists() and torch.load(checkpoint, weights_only=True)["epoch"] >= epochs


def fit(run: Run[PspUNet], config: Config, stacks: Stacks, data: Path, work: Path, fixed_norms: bool = False) -> None:
    """One stage from where its folder stands to the end of its schedule."""
    schedule, options, device = config.schedule, config.augment, run.device
    validation = [] if judging_folds(config) else cases_of(
        data, set(json.loads((work / "m2.json").read_text())["validation"]), "train")
    run.resume()
    steps = int(options["steps"])
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        if fixed_norms:
            for module in run.network.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            index, lengths = stacks.draw(schedule.batch, options, g)
            image, label, taught = stacks.views(index, lengths, config, g)
            image = image.to(device, memory_format=torch.channels_last)
            with mixed_precision(device):
                outputs = run.network(image, lengths)
            loss = deep_supervision_loss(outputs, label.to(device), config.loss["rv_weight"],
                                         config.loss["auxiliary_weight"])
            if taught is not None:
                known = (label != NOT_THE_LAST).flatten(1).all(1)
                loss = loss + config.loss["taught_weight"] * F.cross_entropy(
                    outputs[0][known].float(), taught[known].to(device))
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if validation and ((run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs):
            average = run.average.network.to("cpu")
            rows = dice_rows(summary(score_cases(validation, data / "acdc-edes", config, torch_predictor(average))))
            run.average.network.to(device)
            score = float(np.mean([r["value"] for r in rows]))
            record |= {"validation": round(score, 4)} | {f"{r['structure']} {r['phase']}": r["value"] for r in rows}
        run.finish_epoch(record, score)


def dice_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The six that a checkpoint is chosen by."""
    return [r for r in rows if r["measure"] == "dice3d"]
