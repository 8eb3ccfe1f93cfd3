"""The card of M3: `card.json` for the engine, the tables of CARD.md for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .. import cards
from ..config import Config
from .evaluate import ELSEWHERE, PHASES, VARIANTS, WHOLE
from .paper import beside

Row = dict[str, Any]
ALWAYS = "relativeVolumeError"


def measured(work: Path, epoch: int) -> tuple[list[Row], dict[str, Any]]:
    """Metric rows of this checkpoint, test before validation, and the error band with the hearts behind it."""
    rows: list[Row] = []
    band: dict[str, Any] = {}
    for split in ("test", "validation"):
        path = work / f"m3-{split}.json"
        if path.exists() and (report := json.loads(path.read_text()))["epoch"] == epoch:
            rows += report["metrics"]
            if "errorBand" in report:
                band = {"errorBand": report["errorBand"], "errorBandHearts": report["hearts"]}
    return [row | beside(row) for row in rows], band


def of(config: Config, path: Path, parameters: int, work: Path, state: dict[str, Any],
       difference: dict[str, float]) -> tuple[dict[str, Any], list[Row]]:
    """The card for the engine, and all metric rows, of which it holds those that matter there."""
    spec, post, box = config.input, config.post_processing, int(config.loss["box"])
    metrics, band = measured(work, state["epoch"])
    prepared = json.loads((work / "m3.json").read_text())
    common = cards.common(config, path, role="volume", cases=len(prepared["train"]), parameters=parameters,
                          title="LV volume by weakly supervised regression, with the CAM it was summed from")
    if prepared["sunnybrook"] and config.augment["sunnybrook"]:
        common["trainingData"]["alsoAreasOf"] = cards.SUNNYBROOK | {"cases": len(prepared["sunnybrook"])}
    if prepared["phantoms"] and config.augment["phantoms"]:
        common["trainingData"]["phantoms"] = len(prepared["phantoms"])
    return common | {
        "input": {
            "name": "stack", "layout": "11DHW", "spacingMm": spec.spacing_mm, "rows": spec.rows, "cols": spec.cols,
            "slicesPerPatch": 1, "unknownSpacingMm": spec.nominal_spacing_mm,
            "slices": "all slices of one phase that the study has, basal first; D is free",
            "crop": "centred on the heart that the segmenter finds, else on the image",
            "outsideImage": "zero, not counted in the quantiles",
            "normalisation": {"kind": "quantile", "low": spec.low, "high": spec.high, "scope": "volume-crop"},
        },
        "outputs": [
            {"name": "cam", "layout": "11DHW", "channels": ["LV_CAVITY"], "stride": 1, "layer": "cam"},
            {"name": "areas", "layout": "D",
             "meaning": f"LV cavity per slice in crop pixels (maximum {box}x{box} box sum of the CAM)"},
        ],
        "volume": "ml = sum over slices of areas[z] * spacingMm^2 * slab(z) mm / 1000",
        "postProcessing": {"kind": post["kind"], "threshold": post["threshold"], "dilation": post["dilation"],
                           "component": "largest 3-D component"},
        **band,
        "metrics": [r for r in metrics if r["input"] == WHOLE.name or r["measure"] == ALWAYS],
        "onnxDifference": {k: float(f"{v:.1e}") for k, v in difference.items()},
        "training": {"epoch": state["epoch"], "seconds": round(state["seconds"])},
        "range": {"spacingMm": [0.7, 2.0], "slices": [1, 30], "phases": [1, 100], "minRows": 64, "minCols": 64},
        "intended": "An independent reading of the LV cavity's volume at end-diastole and end-systole in short-axis "
                    "balanced steady-state cine MRI of adults; research use only, never instead of contours.",
        "outOfRange": "Long-axis views, late enhancement, flow and tagged images, congenital anatomy, children, "
                      "a field of view that cuts the left ventricle.",
    }, metrics


def _find(rows: list[Row], **keys: object) -> Row | None:
    return next((r for r in rows if all(r.get(k) == v for k, v in keys.items())), None)


def _number(row: Row | None, key: str = "value", digits: int = 3, sign: str = "") -> str:
    return "–" if row is None or row.get(key) is None else f"{row[key]:{sign}.{digits}f}"


def whole_table(rows: list[Row], split: str) -> str:
    """Whole stacks of a split: mean ± SD (median) at ED and ES beside the paper's."""
    titles = {
        "relativeVolumeError": "relative volume error", "relativeVolumeDifference": "relative volume difference (bias)",
        "volumeErrorMl": "volume error, ml", "camDice": "Dice of the CAM's mask", "camDiceDilated": "… dilated 5×5",
        "regression r": "r", "regression slope": "slope", "regression interceptPx": "intercept, crop pixels",
    }
    lines = [f"| `{split}`, all slices | ED | ES | n | paper (ED) |", "|---|---|---|---|---|"]
    for measure, title in titles.items():
        found = [_find(rows, split=split, input=WHOLE.name, measure=measure, phase=p) for p in PHASES]
        first = found[0]
        if first is None:
            continue
        digits = 1 if measure == "volumeErrorMl" or "intercept" in measure else 3
        cells = [_number(r, digits=digits) + (
            f" ± {_number(r, 'sd', digits)} ({_number(r, 'median', digits)})" if r and "median" in r else "")
            for r in found]
        lines.append(f"| {title} | {cells[0]} | {cells[1]} | {first['n']} | {first.get('paper', '')} |")
    return "\n".join(lines)


def variants_table(rows: list[Row], split: str) -> str:
    """What is left when slices or field are missing: error, bias and Dice, `ED / ES`."""
    lines = [f"| `{split}` | relative volume error | bias | CAM Dice | dilated | n |", "|---|---|---|---|---|---|"]
    for variant in (*(v.name for v in VARIANTS), ELSEWHERE):
        def pair(measure: str, sign: str = "", name: str = variant) -> str:
            return " / ".join(_number(_find(rows, split=split, input=name, measure=measure, phase=p), sign=sign)
                              for p in PHASES)

        first = _find(rows, split=split, input=variant, measure=ALWAYS, phase="ED")
        if first is not None:
            lines.append(f"| {variant} | {pair(ALWAYS)} | {pair('relativeVolumeDifference', '+')} | "
                         f"{pair('camDice')} | {pair('camDiceDilated')} | {first['n']} |")
    return "\n".join(lines)


def tables(rows: list[Row]) -> str:
    """Both tables of every split that was measured; test first."""
    return "\n\n".join(table(rows, split) for split in dict.fromkeys(r["split"] for r in rows)
                       for table in (whole_table, variants_table))


def write(folder: Path, card_and_rows: tuple[dict[str, Any], list[Row]]) -> None:
    """Writes card.json and what stands between the markers of CARD.md, if there is one."""
    card, rows = card_and_rows
    (folder / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    people = folder / "CARD.md"
    if people.exists():
        head, rest = people.read_text().split(cards.TABLE[0], 1)
        tail = rest.split(cards.TABLE[1], 1)[1]
        people.write_text(f"{head}{cards.TABLE[0]}\n{tables(rows)}\n{cards.TABLE[1]}{tail}")
