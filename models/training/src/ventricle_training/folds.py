"""Five folds inside the training split, beside the fixed validation cases, and their pooled scores."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

COUNT = 5


def fold_of(groups: Mapping[str, str], seed: int, count: int = COUNT) -> dict[str, int]:
    """Fold of every case, drawn by `seed`; `groups` gives each case's pathology.

    Each group is dealt out in turn, the next one going on where the last one stopped, so folds differ
    by one case at most, in every group and altogether.
    """
    rng = np.random.default_rng(seed)
    dealt: list[str] = []
    for group in sorted(set(groups.values())):
        names = sorted(name for name, of in groups.items() if of == group)
        dealt += [names[k] for k in rng.permutation(len(names))]
    return {name: place % count for place, name in enumerate(dealt)}


def held_out(groups: Mapping[str, str], fold: int, seed: int, count: int = COUNT) -> set[str]:
    """The cases of one fold."""
    if not 0 <= fold < count:
        raise ValueError(f"fold {fold} of {count}: folds are counted from 0")
    return {name for name, of in fold_of(groups, seed, count).items() if of == fold}


STATISTICS = ("value", "sd", "n", "median")


def pool(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows over all folds: exact mean and standard deviation of the out-of-fold cases together.

    Rows are joined when all their texts agree; a median cannot be had from medians and is left out,
    as is any other number. `folds` keeps the mean of each fold.
    """
    found: dict[tuple[tuple[str, str], ...], list[dict[str, Any]]] = {}
    for report in reports:
        for row in report["metrics"]:
            key = tuple((k, v) for k, v in row.items() if isinstance(v, str) and k not in ("split", "paperNote"))
            if row.get("value") is not None and row.get("n"):
                found.setdefault(key, []).append(row)
    return [{"split": "cross-validation", **dict(key), **_together(rows)} for key, rows in found.items()]


def _together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    n = sum(row["n"] for row in rows)
    mean = sum(row["n"] * row["value"] for row in rows) / n
    result: dict[str, Any] = {"value": round(mean, 4)}
    if n > 1 and all(row["n"] == 1 or row.get("sd") is not None for row in rows):
        squares = sum((row["n"] - 1) * (row.get("sd") or 0) ** 2 + row["n"] * (row["value"] - mean) ** 2
                      for row in rows)
        result["sd"] = round(math.sqrt(squares / (n - 1)), 4)
    return result | {"n": n, "folds": [row["value"] for row in rows]}


def write_pooled(work: Path, names: tuple[str, ...], count: int = COUNT) -> Path | None:
    """`<name>-folds.json` from the reports `fold-K/<name>-validation.json`; None while one is missing.

    The first of `names` that reports go by is taken.
    """
    for method in names:
        paths = [work / f"fold-{k}" / f"{method}-validation.json" for k in range(count)]
        if all(path.exists() for path in paths):
            break
    else:
        return None
    reports = [json.loads(path.read_text()) for path in paths]
    target = work / f"{method}-folds.json"
    target.write_text(json.dumps({
        "folds": count, "epochs": [report.get("epoch") for report in reports], "metrics": pool(reports),
        "cases": [report.get("cases", report.get("images")) for report in reports],
    }, indent=1))
    return target
