"""Training of M1."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..losses import circular_kl, weighted_dice_loss
from ..trainer import Run
from .data import load, random_view
from .evaluate import score_cycles, summary, torch_predictor
from .network import ED_CHANNEL, ES_CHANNEL, DilatedTemporalFcn


def cycle_loss(logits: torch.Tensor, ed: int, es: int, config: Config) -> torch.Tensor:
    """WDL + weighted KL of both events for one cycle; logits [n, 3]."""
    log_probability = logits.float().log_softmax(dim=1)
    target = torch.zeros_like(log_probability)
    target[:, 2] = 1
    for channel, frame in ((ES_CHANNEL, es), (ED_CHANNEL, ed)):
        target[frame] = 0
        target[frame, channel] = 1
    weights = torch.tensor(config.loss["wdl_weights"], device=logits.device)
    kl = sum(circular_kl(log_probability[:, c], f, config.loss["kl_sigma"])
             for c, f in ((ES_CHANNEL, es), (ED_CHANNEL, ed)))
    return weighted_dice_loss(log_probability.exp(), target, weights) + config.loss["kl_weight"] * kl


def train(config: Config, data: Path, work: Path, device: torch.device) -> None:
    """Trains or goes on training; chosen by the mean ES and ED error of the validation cycles."""
    del data  # everything needed is in the prepared files
    schedule = config.schedule
    torch.manual_seed(schedule.seed)
    cycles, validation = load(work)
    network = DilatedTemporalFcn(**config.network, side=config.input.rows).to(memory_format=torch.channels_last)
    run = Run(work / "runs" / config.model_id, network, schedule, device)
    run.resume()
    steps = len(cycles) // schedule.batch
    while run.epoch < schedule.epochs:
        g = run.generator()
        rng = np.random.default_rng(g.initial_seed())
        order = rng.permutation(len(cycles))
        run.network.train()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            batch = [random_view(cycles[k], config, rng, g)
                     for k in order[step * schedule.batch : (step + 1) * schedule.batch]]
            lengths = [len(frames) for frames, _, _ in batch]
            frames = torch.cat([frames for frames, _, _ in batch]).to(device, memory_format=torch.channels_last)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                logits = run.network(frames, lengths)
            losses = [cycle_loss(part, ed, es, config)
                      for part, (_, ed, es) in zip(logits.split(lengths), batch, strict=True)]
            loss = torch.stack(losses).mean()
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if (run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs:
            average = run.average.network.to("cpu")
            rows = summary(score_cycles(validation, config, torch_predictor(average), all_shifts=False), False)
            run.average.network.to(device)
            record |= {f"{r['phase']} {r['decision']}": r["value"] for r in rows}
            score = -float(np.mean([r["value"] for r in rows if r["decision"] == "central"]))
        run.finish_epoch(record, score)
        print(json.dumps({"epoch": run.epoch, "of": schedule.epochs, **record}), flush=True)
