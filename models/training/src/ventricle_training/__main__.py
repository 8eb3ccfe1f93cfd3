"""Command line: python -m ventricle_training {prepare|train|evaluate|export|all} {m1|m2|m3|m4}."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import torch

from . import config as configuration
from . import folds, manifest, own_data
from .config import Config

METHODS = ("m1", "m2", "m3", "m4")
STEPS = ("prepare", "train", "evaluate", "export")
PROJECT = Path(__file__).resolve().parents[4]
SHARED = PROJECT.parent / "shared" / "data"


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ventricle_training")
    parser.add_argument("step", choices=(*STEPS, "all"), help="all: one after the other")
    parser.add_argument("method", choices=METHODS)
    parser.add_argument("--data", type=Path, help="a data set in the shared layout (default: the project's own, or "
                                                  "what --own has put into --work)")
    parser.add_argument("--own", type=Path, help="prepare: a folder of one's own cases, written by Ventricle, or in "
                                                 "the layout of nnU-Net or ACDC")
    parser.add_argument("--licence", help="of the data given by --own; it goes into the card")
    parser.add_argument("--name", help="of the data given by --own (default: the folder's name)")
    parser.add_argument("--work", type=Path, default=PROJECT / "models" / "training" / "prepared",
                        help="prepared data and runs; never inside the repository's history")
    parser.add_argument("--models", type=Path, default=PROJECT / "models", help="where export writes <id>/")
    parser.add_argument("--config", type=Path, help="another TOML file")
    parser.add_argument("--device", default="cpu", help="cpu, cuda, cuda:N, or auto: a GPU if there is one")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--epochs", type=int, help="length of the schedule instead of the configured one")
    parser.add_argument("--split", choices=("validation", "test"), default="validation")
    parser.add_argument("--checkpoint", choices=("best", "last"), default="best")
    parser.add_argument("--fold", choices=(*map(str, range(folds.COUNT)), "all"),
                        help="hold out one of five folds of the training split, in a folder fold-K of --work; all: "
                             "one after the other, scores pooled")
    arguments = parser.parse_args(words)
    if arguments.own and (arguments.step not in ("prepare", "all") or not arguments.licence or arguments.data):
        parser.error("--own belongs to prepare, needs --licence, and takes the place of --data")
    return arguments


def _with_data(config: Config, a: argparse.Namespace) -> Config:
    """Settles where the data are: imports what --own names, else takes what was imported before."""
    if a.own:
        own_data.import_cases(a.own, a.work, a.licence, a.name)
    source = None if a.data else own_data.source_of(a.work)
    if source is None:
        a.data = a.data or SHARED
        return config
    a.data = a.work / own_data.FOLDER
    return dataclasses.replace(config, more={**config.more, "own_data": source})


def _module(method: str, step: str) -> ModuleType:
    """`m2.data` for prepare, else the module named like the step; nothing of other methods is loaded."""
    return importlib.import_module(f".{method}.{'data' if step == 'prepare' else step}", __package__)


def run_step(step: str, config: Config, work: Path, a: argparse.Namespace) -> None:
    module = _module(a.method, step)
    if step == "prepare":
        module.prepare(config, a.data, work)
    elif step == "train":
        train(module, config, work, a)
    elif step == "evaluate":
        module.evaluate(config, a.data, work, a.models, a.split, a.checkpoint)
    else:
        module.export(config, a.data, work, a.models, a.checkpoint)


def train(module: ModuleType, config: Config, work: Path, a: argparse.Namespace, **chosen: int) -> None:
    """Trains, with `run.json` written before and after; `chosen` says what of a recipe, and is none of its settings."""
    name = ("cuda" if torch.cuda.is_available() else "cpu") if a.device == "auto" else a.device
    device = torch.device(name)
    for change in manifest.changes(work, config):
        print(f"goes on with other settings than it began with: {change}", flush=True)
    manifest.write(work, config, device, PROJECT, finished=False)
    module.train(config, a.data, work, device, **chosen)
    manifest.write(work, config, device, PROJECT, finished=True)


def cross_validate(config: Config, a: argparse.Namespace) -> None:
    """The steps for one fold or all of them; a fold is never exported and never sees `test`."""
    if a.method == "m1":
        if a.step != "train" or a.fold == "all":
            raise SystemExit("m1 leaves a fold out of each member by itself; --fold K trains member K alone")
        train(_module(a.method, a.step), config, a.work, a, only=int(a.fold))
        return
    if a.step == "export" or a.split == "test":
        raise SystemExit("a fold is trained and evaluated inside the training split only")
    chosen = range(folds.COUNT) if a.fold == "all" else (int(a.fold),)
    for fold in chosen:
        held = dataclasses.replace(config, split=dataclasses.replace(config.split, fold=fold))
        for step in STEPS[:-1] if a.step == "all" else (a.step,):
            print(f"{step} {a.method}, fold {fold} of 0 to {folds.COUNT - 1}", flush=True)
            run_step(step, held, a.work / f"fold-{fold}", a)
    if a.step in ("evaluate", "all") and (pooled := folds.write_pooled(a.work, (config.model_id, a.method))):
        for row in json.loads(pooled.read_text())["metrics"]:
            print(json.dumps(row))


def main(words: Sequence[str] | None = None) -> None:
    """Runs what the command line says; `words` instead of the program's own arguments."""
    arguments = _arguments(words)
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    config = configuration.load(arguments.method, arguments.config)
    if arguments.epochs:
        config = dataclasses.replace(config, schedule=dataclasses.replace(config.schedule, epochs=arguments.epochs))
    config = _with_data(config, arguments)
    if arguments.fold:
        cross_validate(config, arguments)
        return
    for step in STEPS if arguments.step == "all" else (arguments.step,):
        run_step(step, config, arguments.work, arguments)


if __name__ == "__main__":
    main()
