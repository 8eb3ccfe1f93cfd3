"""A run's log as a picture: loss above, everything measured on validation cases below."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

APART = ("epoch", "seconds", "rate")
"""Numbers of a log line that are not drawn."""
LOGARITHMIC = 4.0
"""Losses that fall by more than this factor are drawn on a logarithmic scale."""


def read_log(path: Path) -> list[dict[str, Any]]:
    """One record per epoch; of an epoch that was trained twice (killed between log and checkpoint), the later."""
    records: dict[int, dict[str, Any]] = {}
    for line in path.read_text().splitlines():
        if line.strip():
            record = json.loads(line)
            records[int(record["epoch"])] = record
    return [records[epoch] for epoch in sorted(records)]


def series(records: list[dict[str, Any]]) -> dict[str, list[tuple[int, float]]]:
    """(epoch, value) of every number in the log; epochs without it are left out."""
    found: dict[str, list[tuple[int, float]]] = {}
    for record in records:
        for name, value in record.items():
            if name not in APART and isinstance(value, int | float) and not isinstance(value, bool):
                found.setdefault(name, []).append((record["epoch"], float(value)))
    return found


def _draw(axes: Axes, lines: dict[str, list[tuple[int, float]]]) -> None:
    for name, points in lines.items():
        emphasis = 2.0 if name in ("loss", "validation") else 1.0
        axes.plot(*zip(*points, strict=True), label=name, linewidth=emphasis, marker="o" if len(points) < 20 else "",
                  markersize=3)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5))


def draw(log: Path, picture: Path) -> None:
    """Writes the picture anew; a log without numbers gives none."""
    lines = series(read_log(log))
    loss = {name: points for name, points in lines.items() if "loss" in name.lower()}
    measured = {name: points for name, points in lines.items() if name not in loss}
    parts = [part for part in (loss, measured) if part]
    if not parts:
        return
    figure, grid = plt.subplots(len(parts), 1, figsize=(9, 3.2 * len(parts)), squeeze=False, sharex=True,
                                layout="constrained")
    for axes, part, label in zip(grid[:, 0], parts, ("loss", "validation") if loss else ("validation",), strict=False):
        _draw(axes, part)
        axes.set_ylabel(label)
    values = [value for points in loss.values() for _, value in points]
    if values and min(values) > 0 and max(values) > LOGARITHMIC * min(values):
        grid[0, 0].set_yscale("log")
    grid[-1, 0].set_xlabel("epoch")
    temporary = picture.with_suffix(".tmp.png")
    figure.savefig(temporary, dpi=90)
    plt.close(figure)
    temporary.replace(picture)
