"""Training of M4."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..trainer import Run, mixed_precision
from .data import Frames, read_split
from .evaluate import score_patients, torch_predictor
from .loss import LvLoss
from .network import CHANNELS, LV, LvUNet


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training; the best averaged weights on the validation patients are `best.pt`."""
    schedule = config.schedule
    torch.manual_seed(schedule.seed)
    print(json.dumps(json.loads((work / "m4.json").read_text())["imbalance"]), flush=True)
    frames = Frames.load(config, work)
    validation = read_split(config, data, "validation")
    loss_of = LvLoss(**config.loss)
    network = LvUNet(**config.network).to(memory_format=torch.channels_last)
    run = Run(work / "runs" / config.model_id, network, schedule, device)
    run.resume()
    steps = len(frames) // schedule.batch
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            image, target = frames.batch(frames.draw(schedule.batch, g), config, g)
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
