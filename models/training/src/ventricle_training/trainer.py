"""What the trainings share: cosine schedule, moving average, checkpoints, log, progress."""

from __future__ import annotations

import copy
import json
import math
import time
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import nn

from . import curves
from .config import Schedule

N = TypeVar("N", bound=nn.Module)
DRAW_EVERY_S = 60.0


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


def mixed_precision(device: torch.device) -> torch.autocast:
    """Convolutions in bfloat16 where the device computes in it; a CPU that would only imitate it stays at fp32."""
    native = device.type != "cpu" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=native)


def duration(seconds: float) -> str:
    """Seconds as people say them: 42 s, 7 min, 3 h 05 min."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"


class Run(Generic[N]):
    """A resumable run in a folder.

    It holds `last.pt` and `best.pt`, one JSON line per epoch in `log.jsonl`, and `curves.png` of it.
    """

    def __init__(self, folder: Path, network: N, schedule: Schedule, device: torch.device) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.schedule, self.device = folder, schedule, device
        self.network: N = network.to(device)
        self.average: ExponentialAverage[N] = ExponentialAverage(self.network, schedule.ema)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=schedule.learning_rate, weight_decay=schedule.weight_decay)
        self.epoch, self.best, self.seconds = 0, -math.inf, 0.0
        self._started = time.monotonic()
        self._drawn = -math.inf
        self._recent: list[float] = []

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
        """Counts the epoch, appends to the log, writes checkpoints atomically, tells how far it is.

        `record`: what was measured in this epoch; `score`: what `best.pt` is chosen by, larger is
        better, None where nothing was validated.
        """
        self.epoch += 1
        now = time.monotonic()
        spent = now - self._started
        self.seconds, self._started = self.seconds + spent, now
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
        print(self._progress(spent, record), flush=True)
        self._draw()

    def _progress(self, spent: float, record: dict[str, Any]) -> str:
        """`epoch 12 of 80 | loss 0.31, validation 0.92 | 34 s, 38 min remaining`."""
        self._recent = [*self._recent, spent][-2 * self.schedule.validate_every:]
        left = (self.schedule.epochs - self.epoch) * sum(self._recent) / len(self._recent)
        measured = ", ".join(f"{name} {value}" for name, value in record.items())
        return (f"epoch {self.epoch} of {self.schedule.epochs} | {measured} | "
                f"{duration(spent)}, {duration(left)} remaining")

    def _draw(self) -> None:
        """Every minute at most, and at the end, so that it costs nothing worth mentioning."""
        now = time.monotonic()
        if now - self._drawn < DRAW_EVERY_S and self.epoch < self.schedule.epochs:
            return
        self._drawn = now
        curves.draw(self.folder / "log.jsonl", self.folder / "curves.png")

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
