"""What the thesis reports for M3: 98 cases at ED, its own data, volumes as the only labels."""

from __future__ import annotations

from typing import Any

NOTE = "mean, thesis data, ED"
PAPER = {
    "relativeVolumeError": 0.085, "volumeErrorMl": 9.1, "camDice": 0.720, "camDiceDilated": 0.791,
    "regression r": 0.95, "regression slope": 0.81,
}
WHOLE_INPUT = "all slices"


def beside(row: dict[str, Any]) -> dict[str, Any]:
    """The paper's figure for a row about whole stacks at ED, and nothing for the rest."""
    if (row.get("phase"), row.get("input")) != ("ED", WHOLE_INPUT) or row["measure"] not in PAPER:
        return {}
    return {"paper": PAPER[row["measure"]], "paperNote": NOTE}
