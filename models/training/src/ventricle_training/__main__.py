"""Command line: python -m ventricle_training {prepare|train|evaluate|export} {m1|m2}."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
from pathlib import Path

import torch

from . import config as configuration

PROJECT = Path(__file__).resolve().parents[4]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ventricle_training")
    parser.add_argument("step", choices=("prepare", "train", "evaluate", "export"))
    parser.add_argument("method", choices=("m1", "m2"))
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


def main() -> None:
    arguments = _arguments()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    config = configuration.load(arguments.method, arguments.config)
    if arguments.epochs:
        config = dataclasses.replace(config, schedule=dataclasses.replace(config.schedule, epochs=arguments.epochs))
    method = importlib.import_module(f".{arguments.method}", __package__)
    if arguments.step == "prepare":
        method.data.prepare(config, arguments.data, arguments.work)
    elif arguments.step == "train":
        method.train.train(config, arguments.data, arguments.work, torch.device(arguments.device))
    elif arguments.step == "evaluate":
        method.evaluate.evaluate(config, arguments.data, arguments.work, arguments.models, arguments.split,
                                 arguments.checkpoint)
    else:
        method.export.export(config, arguments.data, arguments.work, arguments.models, arguments.checkpoint)


if __name__ == "__main__":
    main()
