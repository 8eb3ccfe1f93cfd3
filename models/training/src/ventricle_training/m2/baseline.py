"""The 3D U-net that PSPU-net is compared with, and both trained alike from random weights.

Two 3x3x3 convolutions (batch normalisation, ReLU) a level, four in-plane poolings that never touch the
slice axis, 2x2x1 up-convolutions. It sees windows of three neighbouring slices; in a whole stack every
slice has a window, the end slices are replicated, and the softmax is averaged over all windows that
show a slice. It is measured, never shipped.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..config import CONFIGS, Config, Schedule
from ..layers import ConvUnit, parameter_count
from ..losses import deep_supervision_loss
from ..trainer import Run, load_average, mixed_precision
from .data import Stacks
from .evaluate import Predictor, cases_in, predicted_volumes, score_cases, torch_predictor, validation_of, write_report
from .evaluate import summary as dice_summary
from .network import CHANNELS, LEVELS, PspUNet

WINDOW = 3
NETWORKS = ("unet3d", "pspunet")


class Conv3(nn.Module):
    """A 3x3x3 convolution ('same', zeros) within windows of three slices, batch normalisation, ReLU.

    Slices [n * 3, c, rows, cols]. The slice before and the one after join as channels, so that the
    convolution is a 2-D one: the same sums, and fast where 3-D convolutions are not.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.unit = ConvUnit(3 * inputs, outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        n, channels, rows, cols = x.shape
        slices = x.reshape(n // WINDOW, WINDOW, channels, rows, cols)
        none = torch.zeros_like(slices[:, :1])
        before = torch.cat([none, slices[:, :-1]], dim=1)
        after = torch.cat([slices[:, 1:], none], dim=1)
        return self.unit(torch.cat([before, slices, after], dim=2).flatten(0, 1))


def _double(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(Conv3(inputs, outputs), Conv3(outputs, outputs))


class UNet3d(nn.Module):
    """Windows as slices [n * 3, 1, rows, cols] -> logits [n * 3, 4, rows, cols], like PSPU-net's."""

    def __init__(self, base: int) -> None:
        super().__init__()
        width = [base * 2**level for level in range(LEVELS)]
        self.encoder = nn.ModuleList(_double(1 if k == 0 else width[k - 1], width[k]) for k in range(LEVELS))
        self.up = nn.ModuleList(nn.ConvTranspose2d(width[k + 1], width[k], 2, stride=2) for k in range(LEVELS - 1))
        self.decoder = nn.ModuleList(_double(2 * width[k], width[k]) for k in range(LEVELS - 1))
        self.head = nn.Conv2d(width[0], len(CHANNELS), 1)
        self.auxiliary = nn.ModuleList(nn.Conv2d(width[k], len(CHANNELS), 1) for k in (1, 2))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """Logits at full resolution, then (in training) those of the auxiliary heads at 1/2, 1/4."""
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x)
            if level < LEVELS - 1:
                skips.append(x)
                x = F.max_pool2d(x, 2)
        coarse: list[torch.Tensor] = []
        for level in reversed(range(LEVELS - 1)):
            x = self.decoder[level](torch.cat([self.up[level](x), skips[level]], dim=1))
            if self.training and 1 <= level <= len(self.auxiliary):
                coarse.insert(0, self.auxiliary[level - 1](x))
        return [self.head(x), *coarse]


def windows(slices: int) -> torch.Tensor:
    """Slice indices of the window round every slice, [slices, 3]; the end slices are replicated."""
    return (torch.arange(slices)[:, None] + torch.arange(-1, 2)).clamp(0, slices - 1)


def window_predictor(network: nn.Module) -> Predictor:
    """Softmax averaged over all windows in which a slice appears."""

    @torch.inference_mode()
    def predict(images: np.ndarray) -> np.ndarray:
        index = windows(len(images)).flatten()
        found = network(torch.from_numpy(images)[index, None])[0].softmax(dim=1)
        total = torch.zeros(len(images), *found.shape[1:]).index_add_(0, index, found)
        return (total / torch.bincount(index).reshape(-1, 1, 1, 1)).numpy()

    return predict


def build(name: str, options: dict[str, Any]) -> nn.Module:
    return UNet3d(**options) if name == "unet3d" else PspUNet(**options)


def predictor(name: str, network: nn.Module) -> Predictor:
    return window_predictor(network) if name == "unet3d" else torch_predictor(network)


def recipe(config: Config, name: str, path: Path = CONFIGS / "m2-baseline.toml") -> Config:
    """The configuration of M2 with the schedule and the network of the comparison."""
    table = tomllib.loads(path.read_text())
    return replace(config, model_id=f"m2-baseline-{name}", schedule=Schedule(**table["schedule"]),
                   network=table["networks"][name], augment=config.augment | table["augment"])


def draw(stacks: Stacks, count: int, g: torch.Generator) -> torch.Tensor:
    """Slice indices [count * 3] of windows round random slices of stacks drawn by their weight."""
    chosen = torch.multinomial(stacks.weight, count, replacement=True, generator=g)
    pieces = []
    for k in chosen.tolist():
        around = windows(int(stacks.count[k]))
        pieces.append(stacks.first[k] + around[int(torch.randint(len(around), (), generator=g))])
    return torch.cat(pieces)


def train(config: Config, name: str, data: Path, work: Path, device: torch.device) -> None:
    """Trains one of the two networks or goes on; the batches depend on seed and epoch only."""
    config = recipe(config, name)
    schedule = config.schedule
    torch.manual_seed(schedule.seed)
    stacks, validation = Stacks.load(config, work), validation_of(data, work)
    network = build(name, config.network).to(memory_format=torch.channels_last)
    run = Run(work / "runs" / config.model_id, network, schedule, device)
    run.resume()
    steps = int(config.augment["steps"])
    while run.epoch < schedule.epochs:
        g = run.generator()
        run.network.train()
        total = 0.0
        for step in range(steps):
            run.set_rate(step, steps)
            index = draw(stacks, schedule.batch, g)
            image, label = stacks.batch(index, [WINDOW] * schedule.batch, config, g)
            with mixed_precision(device):
                outputs = run.network(image.to(device, memory_format=torch.channels_last))
            loss = deep_supervision_loss(outputs, label.to(device), config.loss["rv_weight"],
                                         config.loss["auxiliary_weight"])
            run.step(loss)
            total += loss.item()
        record: dict[str, object] = {"loss": round(total / steps, 4)}
        score = None
        if (run.epoch + 1) % schedule.validate_every == 0 or run.epoch + 1 == schedule.epochs:
            average = run.average.network.to("cpu")
            rows = dice_summary(score_cases(validation, data / "acdc-edes", config, predictor(name, average)))
            run.average.network.to(device)
            score = float(np.mean([float(str(r["value"])) for r in rows]))
            record |= {"validation": round(score, 4)} | {f"{r['structure']} {r['phase']}": r["value"] for r in rows}
        run.finish_epoch(record, score)


def evaluate(config: Config, name: str, data: Path, work: Path, split: str) -> None:
    """Writes and prints `m2-baseline-<name>-<split>.json` and `.md`: the tables of M2 for the last weights."""
    config = recipe(config, name)
    path = work / "runs" / config.model_id / "last.pt"
    network, state = load_average(path, build(name, config.network))
    volumes = predicted_volumes(cases_in(split, data, work), data / "acdc-edes", config, predictor(name, network))
    about = {"network": name, "parameters": parameter_count(network), "epoch": state["epoch"],
             "seconds": round(state["seconds"]), "schedule": json.dumps(asdict(config.schedule))}
    write_report(volumes, split, about, work / f"{config.model_id}-{split}")
