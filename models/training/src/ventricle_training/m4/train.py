"""Training of M4."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..config import Config, finish
from ..sunnybrook import Patient, read_split
from ..trainer import Run, load_average, mixed_precision
from .data import Frames
from .evaluate import score_patients, torch_predictor
from .loss import LvLoss
from .network import CHANNELS, LV, LvUNet


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training, then the finish on gentler views, if the configuration has one.

    Each stage has a folder with `last.pt` and `best.pt`, the averaged weights that are best on the validation
    patients. The finish starts from the main stage's last averaged weights.
    """
    torch.manual_seed(config.schedule.seed)
    print(json.dumps(json.loads((work / "m4.json").read_text())["imbalance"]), flush=True)
    folder = work / "runs" / config.model_id
    frames, validation = Frames.load(config, work), read_split(config.split, data, "validation")
    run = Run(folder, LvUNet(**config.network).to(memory_format=torch.channels_last), config.schedule, device)
    fit(run, config, frames, validation)
    if (gentle := finish(config)) is not None:
        network, _ = load_average(folder / "last.pt", LvUNet(**config.network))
        run = Run(folder / "finish", network.to(memory_format=torch.channels_last), gentle.schedule, device)
        fit(run, gentle, frames, validation, strong=config, share=float(config.more["finish"]["strong_share"]))


def fit(run: Run[LvUNet], config: Config, frames: Frames, validation: list[Patient],
        strong: Config | None = None, share: float = 0.0) -> None:
    """One stage from where its folder stands to its end; a share of its batches are views of `strong`, where given."""
    schedule, device = config.schedule, run.device
    loss_of = LvLoss(**config.loss)
    run.resume()
    steps = len(frames) // schedule.batch
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            views = strong if strong and float(torch.rand((), generator=g)) < share else config
            image, target = frames.batch(frames.draw(schedule.batch, g), views, g)
            image = image.to(device, memory_format=torch.channels_last)
            with mixed_precision(device):
                logits = run.network(image)
            loss = loss_of(logits, target.to(device))
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if (run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs:
            images = score_patients(validation, config, torch_predictor(run.average.network.to("cpu")))
            run.average.network.to(device)
            score = float(np.mean([s.dice[CHANNELS[LV]] or 0.0 for s in images]))
            record["validation"] = round(score, 4)
        run.finish_epoch(record, score)
