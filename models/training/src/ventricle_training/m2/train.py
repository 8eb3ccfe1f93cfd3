"""Training of M2."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..losses import deep_supervision_loss
from ..trainer import Run
from . import warm_start
from .data import Stacks
from .evaluate import cases_of, score_cases, summary, torch_predictor
from .network import PspUNet


def start(config: Config, work: Path, stacks: Stacks) -> PspUNet:
    """A new network, or one that goes on from the exported file that the configuration names."""
    network = PspUNet(**config.network)
    path, digest = work / "warm-start.onnx", config.augment.get("warm_start_sha256")
    if digest and path.exists():
        g = torch.Generator().manual_seed(config.schedule.seed)
        index = torch.randperm(len(stacks.images), generator=g)[:96]
        image, _ = stacks.batch(index, [1] * len(index), config, g)
        warm_start.load(network, path, digest, image)
        print(json.dumps({"start": path.name}), flush=True)
    else:
        print(json.dumps({"start": "random weights"}), flush=True)
    return network


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training; the best averaged weights on the validation cases are `best.pt`."""
    schedule, options = config.schedule, config.augment
    torch.manual_seed(schedule.seed)
    stacks = Stacks.load(config, work)
    validation = cases_of(data, set(json.loads((work / "m2.json").read_text())["validation"]), "train")
    network = start(config, work, stacks).to(memory_format=torch.channels_last)
    run = Run(work / "runs" / config.model_id, network, schedule, device)
    run.resume()
    steps = int(options["steps"])
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            index, lengths = stacks.draw(schedule.batch, options, g)
            image, label = stacks.batch(index, lengths, config, g)
            image = image.to(device, memory_format=torch.channels_last)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                outputs = run.network(image, lengths)
            loss = deep_supervision_loss(outputs, label.to(device), config.loss["rv_weight"],
                                         config.loss["auxiliary_weight"])
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if (run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs:
            average = run.average.network.to("cpu")
            rows = summary(score_cases(validation, data / "acdc-edes", config, torch_predictor(average)))
            run.average.network.to(device)
            score = float(np.mean([r["value"] for r in rows]))
            record |= {"validation": round(score, 4)} | {f"{r['structure']} {r['phase']}": r["value"] for r in rows}
        run.finish_epoch(record, score)
