"""What both trainings share: cosine schedule, moving average, checkpoints, log."""

from __future__ import annotations

import copy
import json
import math
import time
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import nn

from .config import Schedule

N = TypeVar("N", bound=nn.Module)


class ExponentialAverage(Generic[N]):
    """Moving average of a network's parameters and buffers, with a short warm-up."""

    def __init__(self, network: N, decay: float) -> None:
        self.network: N = copy.deepcopy(network).eval()
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, network: N) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mine, theirs in zip(self.network.state_dict().values(), network.state_dict().values(),
                                strict=True):
            if mine.dtype.is_floating_point:
                mine.lerp_(theirs, 1 - decay)
            else:
                mine.copy_(theirs)


def cosine_rate(progress: float, warmup: float) -> float:
    """Factor of the learning rate at `progress` in 0..1, linear over the first `warmup`."""
    if progress < warmup:
        return max(progress / warmup, 0.01)
    return 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))


class Run(Generic[N]):
    """A resumable run in a folder: `last.pt`, `best.pt` and one JSON line per epoch in `log.jsonl`."""

    def __init__(self, folder: Path, network: N, schedule: Schedule, device: torch.device) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.schedule, self.device = folder, schedule, device
        self.network: N = network.to(device)
        self.average: ExponentialAverage[N] = ExponentialAverage(self.network, schedule.ema)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=schedule.learning_rate, weight_decay=schedule.weight_decay)
        self.epoch, self.best, self.seconds = 0, -math.inf, 0.0
        self._started = time.monotonic()

    def resume(self) -> bool:
        path = self.folder / "last.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.average.steps = state["average_steps"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.best, self.seconds = state["epoch"], state["best"], state["seconds"]
        return True

    def generator(self) -> torch.Generator:
        """Seeded by run and epoch, so that a resumed run draws what an unbroken one would."""
        return torch.Generator().manual_seed(self.schedule.seed * 100_003 + self.epoch)

    def set_rate(self, step: int, steps: int) -> None:
        progress = (self.epoch + step / steps) / self.schedule.epochs
        rate = self.schedule.learning_rate * cosine_rate(
            progress, self.schedule.warmup_epochs / self.schedule.epochs)
        for group in self.optimiser.param_groups:
            group["lr"] = rate

    def step(self, loss: torch.Tensor, clip: float = 5.0) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), clip)
        self.optimiser.step()
        self.average.update(self.network)

    def finish_epoch(self, record: dict[str, Any], score: float | None) -> None:
        """Counts the epoch, appends to the log, writes checkpoints atomically."""
        self.epoch += 1
        now = time.monotonic()
        self.seconds, self._started = self.seconds + now - self._started, now
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps({"epoch": self.epoch, "seconds": round(self.seconds, 1), **record}) + "\n")
        state = {
            "network": self.network.state_dict(), "average": self.average.network.state_dict(),
            "average_steps": self.average.steps, "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch, "seconds": self.seconds,
        }
        if score is not None and score > self.best:
            self.best = score
            self._write(self.folder / "best.pt", {k: state[k] for k in ("average", "epoch", "seconds")})
        self._write(self.folder / "last.pt", {**state, "best": self.best})

    @staticmethod
    def _write(path: Path, state: dict[str, Any]) -> None:
        temporary = path.with_suffix(".tmp")
        torch.save(state, temporary)
        temporary.replace(path)


def load_average(path: Path, network: N) -> tuple[N, dict[str, Any]]:
    """The averaged weights of a checkpoint in evaluation mode, with its epoch and seconds."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["average"])
    return network.eval(), {"epoch": state["epoch"], "seconds": state["seconds"]}
