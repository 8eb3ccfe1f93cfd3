"""The Dice box chart that stands beside CARD.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

from .network import CHANNELS  # noqa: E402


def box_chart(images: list[dict[str, Any]], path: Path) -> None:
    """Dice per image: one box per class, and the LV cavity by patient, both classes empty left out.

    `images` are the entries that `evaluate` wrote. Boxes span the quartiles, whiskers 1.5 times their distance.
    """
    def values(channel: str, patient: str | None = None) -> list[float]:
        return [s["dice"][channel] for s in images
                if s["dice"][channel] is not None and patient in (None, s["patient"])]

    patients = sorted({s["patient"] for s in images})
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.8), width_ratios=(1, 2.4), layout="constrained")
    left.boxplot([values(c) for c in CHANNELS], tick_labels=["background", "LV cavity"], widths=0.5)
    left.set_title(f"by class, {len(images)} images")
    left.set_ylabel("Dice per image")
    right.boxplot([values(CHANNELS[1], p) for p in patients],
                  tick_labels=[f"{p.removeprefix('SC-')}\nn = {len(values(CHANNELS[1], p))}" for p in patients],
                  widths=0.5)
    right.set_title("LV cavity by patient")
    for axes in (left, right):
        axes.set_ylim(0, 1.02)
        axes.grid(axis="y", alpha=0.3)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
