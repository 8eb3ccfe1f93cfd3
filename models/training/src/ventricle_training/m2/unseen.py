"""Every patient by a network that has not seen him: what is measured while anything is still to be chosen.

A recipe that keeps its validation cases out of training is measured on them, by the exported file. One that trains on
them as well names the configuration of five folds instead (`split.unseen_by`); there, each of the training cases is
measured by the network of the fold that held it out. Those networks have seen four fifths of the patients, and are
not the exported file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import config as configuration
from .. import folds as partition
from .. import onnx_export
from ..config import Config
from ..strips import CaseInfo
from .ensemble import MeanProbability, checkpoint_file, members, present, run_folder
from .evaluate import Predictor, onnx_predictor, torch_predictor, validation_of


@dataclass(frozen=True)
class Judged:
    """Cases, a network that has not seen them, SHA-256 of its file, and its fold; None: the exported file."""

    cases: list[CaseInfo]
    predict: Predictor
    digest: str
    fold: int | None = None


def recipe_of_folds(config: Config) -> Config | None:
    """The recipe whose networks measure unseen cases; None when the validation cases are kept out of training."""
    name = configuration.judging_folds(config)
    return configuration.load(config.method, configuration.CONFIGS / name) if name else None


def trained_folds(config: Config, work: Path) -> dict[int, Path]:
    """The last checkpoint of every fold that was trained to the end with this recipe; the others are said."""
    found: dict[int, Path] = {}
    for k in range(partition.COUNT):
        place = work / f"fold-{k}"
        names = present(config, place).more.get("ensemble", {}).get("members", ["last.pt"])
        paths = [checkpoint_file(config, place, run_folder(config, place), name) for name in names]
        if all(path.exists() for path in paths):
            found[k] = paths[-1]
        else:
            print(json.dumps({"not trained": f"fold {k}"}))
    return found


def by_folds(config: Config, data: Path, work: Path) -> Iterator[Judged]:
    """The training cases, by the network of the fold that has not seen them."""
    for k, path in trained_folds(config, work).items():
        shipped, _ = members(config, work / f"fold-{k}", "last")
        yield Judged(validation_of(data, work / f"fold-{k}"), torch_predictor(MeanProbability.of(shipped)),
                     onnx_export.sha256(path), k)


def judged(config: Config, data: Path, work: Path, onnx: Path, threads: int) -> Iterator[Judged]:
    """All cases that may be measured while anything is still to be chosen."""
    folds = recipe_of_folds(config)
    if folds is not None:
        yield from by_folds(folds, data, work)
    else:
        yield Judged(validation_of(data, work), onnx_predictor(onnx, threads), onnx_export.sha256(onnx))


def digests(config: Config, work: Path, onnx: Path) -> list[str]:
    """SHA-256 of what `judged` measures with: the exported file, or the last checkpoint of every fold."""
    folds = recipe_of_folds(config)
    return [onnx_export.sha256(onnx)] if folds is None else digests_of_folds(folds, work)


def digests_of_folds(config: Config, work: Path) -> list[str]:
    """The same of the folds of this recipe."""
    return [onnx_export.sha256(path) for path in trained_folds(config, work).values()]
