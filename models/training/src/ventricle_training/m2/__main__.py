"""Measurements of M2 beyond `evaluate`: python -m ventricle_training.m2 STEP.

`measure`, `above`, `elsewhere`, `narrow`, `robustness`, `confidence`, `temporal` measure the exported file in
`--folder` and write into `--work`; `folds` measures every training case by the network of the fold that has not seen
it, and `rv-base` fits the rule of the RV's base and measures it on them. `card` puts what they found into CARD.md.
`baseline-train` and `baseline-evaluate` are the 3D U-net's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from .. import config as configuration
from ..__main__ import PROJECT
from . import reports
from .baseline import NETWORKS

STEPS = {"measure": reports.measure, "folds": reports.folds, "above": reports.started_above,
         "elsewhere": reports.another_hospital, "narrow": reports.narrow_field, "rv-base": reports.base_of_the_rv,
         "robustness": reports.robustness, "confidence": reports.confidence, "temporal": reports.temporal,
         "card": reports.card, "baseline-train": reports.baseline_train,
         "baseline-evaluate": reports.baseline_evaluate}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ventricle_training.m2")
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared" / "data", help="shared data set")
    parser.add_argument("--work", type=Path, default=PROJECT / "models" / "training" / "prepared",
                        help="where `prepare m2` wrote m2.json")
    parser.add_argument("--folder", type=Path, default=PROJECT / "models" / "m2-pspunet", help="folder of the model")
    parser.add_argument("--config", type=Path, help="another TOML file")
    parser.add_argument("--split", choices=("validation", "test"), default="validation", help="of measuring")
    parser.add_argument("--phases", nargs="+", choices=("ED", "ES"), default=["ED", "ES"], help="of `robustness`")
    parser.add_argument("--per-group", type=int, help="of `robustness`: so many patients of each group")
    parser.add_argument("--network", choices=NETWORKS, default=NETWORKS[0], help="of `baseline-...`")
    parser.add_argument("--device", default="cpu", help="of `baseline-train`")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    a = _arguments()
    torch.set_num_threads(a.threads)
    STEPS[a.step](reports.Task(configuration.load("m2", a.config), a.data, a.work, a.folder, a.split,
                               tuple(a.phases), a.threads, a.network, a.device, a.per_group))


if __name__ == "__main__":
    main()
