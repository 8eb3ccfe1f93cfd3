"""Pictures of the card."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np  # noqa: E402
from matplotlib import pyplot  # noqa: E402

from .confidence import Sample, calibration_error, reliability  # noqa: E402
from .tables import CONTOURS  # noqa: E402

COLOURS = {"LV_ENDO": "#d55e00", "LV_EPI": "#009e73", "RV_ENDO": "#0072b2"}


def reliability_plot(pairs: list[tuple[Sample, float]], path: Path) -> None:
    """Confidence (of maps fitted without the patient) against true 2-D Dice, a panel per contour."""
    figure, axes = pyplot.subplots(1, len(CONTOURS), figsize=(9, 3.4), sharey=True, layout="constrained")
    for axis, contour in zip(axes, CONTOURS, strict=True):
        own = [(c, s.dice) for s, c in pairs if s.contour == contour]
        sure, true = np.array([c for c, _ in own]), np.array([d for _, d in own])
        bins = reliability(sure, true)
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        axis.scatter(sure, true, s=7, color=COLOURS[contour], alpha=0.35, linewidths=0)
        axis.plot([b["confidence"] for b in bins], [b["dice"] for b in bins], "o-", color=COLOURS[contour],
                  markersize=4)
        axis.set(title=f"{contour}  n = {len(own)}, ECE {calibration_error(sure, true):.3f}", xlim=(0, 1),
                 ylim=(0, 1.02), xlabel="confidence", aspect="equal")
        axis.title.set_fontsize(9)
    axes[0].set_ylabel("true 2-D Dice")
    figure.savefig(path, dpi=90, metadata={"Software": None})
    pyplot.close(figure)
