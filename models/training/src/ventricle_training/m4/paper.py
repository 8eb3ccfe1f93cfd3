"""MathWorks' published figures, which stand beside ours in the card."""

from __future__ import annotations

from typing import Any

SOURCE = "MathWorks example, images split 75/5/20, patients in more than one part"
PAPER = {
    ("diceImage", "LV_CAVITY"): 0.925, ("iou", "LV_CAVITY"): 0.896, ("classAccuracy", "LV_CAVITY"): 0.951,
    ("bfScoreWhole", "LV_CAVITY"): 0.942, ("meanBfScoreWhole", None): 0.969, ("meanIoU", None): 0.947,
    ("globalAccuracy", None): 0.998,
}


def with_paper(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the published figure of the same quantity, if there is one; they have no figure per phase."""
    key = row["measure"], row.get("structure")
    return row | {"paper": PAPER[key], "paperNote": SOURCE} if key in PAPER and "phase" not in row else row
