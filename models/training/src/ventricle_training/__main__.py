"""Command line: python -m ventricle_training {prepare|train|evaluate|export|all} {m1|m2|m3|m4}."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
from pathlib import Path
from types import ModuleType

import torch

from . import config as configuration
from .config import Config

METHODS = ("m1", "m2", "m3", "m4")
STEPS = ("prepare", "train", "evaluate", "export")
PROJECT = Path(__file__).resolve().parents[4]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ventricle_training")
    parser.add_argument("step", choices=(*STEPS, "all"), help="all: one after the other")
    parser.add_argument("method", choices=METHODS)
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared" / "data", help="shared data set")
    parser.add_argument("--work", type=Path, default=PROJECT / "models" / "training" / "prepared",
                        help="prepared data and runs; never inside the repository's history")
    parser.add_argument("--models", type=Path, default=PROJECT / "models", help="where export writes <id>/")
    parser.add_argument("--config", type=Path, help="another TOML file")
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:N")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--epochs", type=int, help="length of the schedule instead of the configured one")
    parser.add_argument("--split", choices=("validation", "test"), default="validation")
    parser.add_argument("--checkpoint", choices=("best", "last"), default="best")
    return parser.parse_args()


def _module(method: str, step: str) -> ModuleType:
    """`m2.data` for prepare, else the module named like the step; nothing of other methods is loaded."""
    return importlib.import_module(f".{method}.{'data' if step == 'prepare' else step}", __package__)


def run_step(step: str, config: Config, a: argparse.Namespace) -> None:
    module = _module(a.method, step)
    if step == "prepare":
        module.prepare(config, a.data, a.work)
    elif step == "train":
        module.train(config, a.data, a.work, torch.device(a.device))
    elif step == "evaluate":
        module.evaluate(config, a.data, a.work, a.models, a.split, a.checkpoint)
    else:
        module.export(config, a.data, a.work, a.models, a.checkpoint)


def main() -> None:
    arguments = _arguments()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    config = configuration.load(arguments.method, arguments.config)
    if arguments.epochs:
        config = dataclasses.replace(config, schedule=dataclasses.replace(config.schedule, epochs=arguments.epochs))
    for step in STEPS if arguments.step == "all" else (arguments.step,):
        run_step(step, config, arguments)


if __name__ == "__main__":
    main()
