"""The tables of a report as Markdown, and their places in CARD.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .tables import BOTH, CONTOURS, EF_GOAL, ENDS, GOALS, PHASES, POSITIONS, STRUCTURES, Row

SHORT = {"LV_CAVITY": "LV", "LV_MYOCARDIUM": "myocardium", "RV_CAVITY": "RV", "LV_ENDO": "LV endo", "LV_EPI": "LV epi",
         "RV_ENDO": "RV endo"}


def number(value: float | None, digits: int = 3) -> str:
    """Fixed digits without the zero before the point; a dash for nothing."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *(list(r) for r in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _pick(rows: list[Row], **keys: object) -> Row:
    return next((r for r in rows if all(r.get(k) == v for k, v in keys.items())), {})


def _by_structure(cell: Callable[[str, str], str], structures: Iterable[str] = STRUCTURES) -> list[str]:
    """`ED / ES` of each structure."""
    return [" / ".join(cell(s, p) for p in PHASES) for s in structures]


def _heads(structures: Iterable[str] = STRUCTURES) -> list[str]:
    return [f"{SHORT[s]} ED / ES" for s in structures]


def overall(metrics: list[Row]) -> str:
    """Mean ± SD (median) of Dice, volume error, HD and APD, and the EF error."""
    lines = []
    for measure, title, digits in (("dice3d", "3-D Dice", 3), ("relativeVolumeError", "relative volume error", 3),
                                   ("hdMm", "HD, mm", 1), ("apdMm", "APD, mm", 2), ("hdPx", "HD, px", 1),
                                   ("apdPx", "APD, px", 2), ("efErrorPoints", "EF error, points", 1)):
        structures = CONTOURS if measure[:2] in ("hd", "ap") else STRUCTURES
        for structure in structures:
            for phase in (*PHASES, BOTH):
                r = _pick(metrics, measure=measure, structure=structure, phase=phase)
                if r:
                    bias = f", bias {r['bias']:+.1f}, largest {r['largest']:.1f}" if "bias" in r else ""
                    lines.append([title, f"{SHORT[structure]} {phase.replace('+', ' and ')}",
                                  f"{number(r['value'], digits)} ± {number(r['sd'], digits)}{bias}",
                                  number(r["median"], digits), str(r["n"])])
    return table(["measure", "what", "mean ± SD", "median", "n"], lines)


def goals(metrics: list[Row]) -> str:
    """What was set out for beside what came out, on `test`."""
    lines = []
    for (measure, structure), (goal, best) in GOALS.items():
        statistic = "value" if measure == "dice3d" else "median"
        for k, phase in enumerate(PHASES):
            found = _pick(metrics, measure=measure, structure=structure, phase=phase).get(statistic)
            met = found is not None and (found >= goal[k] if measure == "dice3d" else found <= goal[k])
            name = "mean 3-D Dice" if measure == "dice3d" else "median relative volume error"
            lines.append([f"{name}, {SHORT[structure]} {phase}", number(found), number(goal[k]),
                          number(best[k]) if best else "–", "yes" if met else "**no**"])
    error = _pick(metrics, measure="efErrorPoints", structure="LV_CAVITY").get("value")
    lines.append(["mean EF error of the LV, points", number(error, 2), number(EF_GOAL, 1), "–",
                  "yes" if error is not None and error <= EF_GOAL else "**no**"])
    return table(["quantity", "here", "goal", "best published on ACDC", "goal met"], lines)


def position(rows: list[Row]) -> str:
    """Mean 2-D Dice by third of the LV, with the number of slices on which one of the two is empty."""
    def cell(at: str) -> Callable[[str, str], str]:
        def text(structure: str, phase: str) -> str:
            r = _pick(rows, position=at, structure=structure, phase=phase)
            return f"{number(r.get('value'))} ({r.get('missed', 0)} of {r.get('n', 0)} at 0)"
        return text

    return table(["position", *_heads()], ([at, *_by_structure(cell(at))] for at in POSITIONS))


def presence(rows: list[Row]) -> str:
    """Per end, structure and phase: sensitivity, specificity, cost."""
    lines = []
    for end in ENDS:
        for structure in STRUCTURES:
            for phase in PHASES:
                r = _pick(rows, end=end, structure=structure, phase=phase)
                if r:
                    ml = f"{r['costMl']:.1f} (n = {r['withSpacing']})" if r["costMl"] is not None else "–"
                    lines.append([end, f"{SHORT[structure]} {phase}", f"{number(r['sensitivity'])} of {r['within']}",
                                  f"{number(r['specificity'])} of {r['beyond']}" if r["beyond"] else "no such slice",
                                  f"{100 * r['costShare']:.1f} %" if r["costShare"] is not None else "–", ml])
    return table(["end", "structure", "sensitivity, last slice within", "specificity, slices beyond",
                  "cost, share of volume", "cost, ml"], lines)


def groups(rows: list[Row]) -> str:
    """Mean Dice and EF error per pathology group."""
    lines = []
    for group in sorted({r["group"] for r in rows}):
        own = [r for r in rows if r["group"] == group]
        n = max(r["n"] for r in own)
        dice = _by_structure(lambda s, p, own=own: number(  # type: ignore[misc]
            _pick(own, measure="dice3d", structure=s, phase=p).get("value")))
        ef = [number(_pick(own, measure="efErrorPoints", structure=s).get("value"), 1)
              for s in ("LV_CAVITY", "RV_CAVITY")]
        lines.append([f"{group} ({n})", *dice, " / ".join(ef)])
    return table(["group (n)", *_heads(), "EF error LV / RV, points"], lines)


def sections(report: dict[str, list[Row]]) -> dict[str, str]:
    """Name of each table and its Markdown."""
    return {"overall": overall(report["metrics"] + report["pixelDistances"]), "position": position(report["positions"]),
            "presence": presence(report["presence"]), "groups": groups(report["groups"])}


def training(card: dict[str, Any]) -> str:
    """What card.json knows about how the file came to be."""
    difference = ", ".join(f"{name} {value:.0e}" for name, value in card["onnxDifference"].items())
    members = card.get("members", [])
    joined = "one network of their mean weights" if card.get("membersJoined") == "weights" else "mean probability"
    mean = f"{len(members)} members, {joined}, in sum epoch" if len(members) > 1 else "Epoch"
    if "narrow" in card:
        mean = f"{len(members)} members, {joined}, as they were, and one for narrow fields of view, epoch"
    run = card["training"]
    return (f"{mean} {run['epoch']} of the run, {run['seconds'] / 60:.0f} minutes up to it; "
            f"{card['parameters']:,} parameters. Largest difference of ONNX from PyTorch on all slices of the "
            f"validation cases (Grad-CAM from autograd, relative to its maximum): {difference}. "
            f"SHA-256 `{card['sha256'][:16]}…`.")


def put(text: str, name: str, body: str) -> str:
    """`text` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.

    Raises ValueError when a marker is missing.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if begin not in text or end not in text.split(begin, 1)[1]:
        raise ValueError(f"no place for the table {name!r}")
    head, rest = text.split(begin, 1)
    return f"{head}{begin}\n{body}\n{end}{rest.split(end, 1)[1]}"


def put_all(path: Path, tables: dict[str, str]) -> list[str]:
    """Fills the places that a Markdown file has; returns the names of those it has not."""
    text, homeless = path.read_text(), []
    for name, body in tables.items():
        try:
            text = put(text, name, body)
        except ValueError:
            homeless.append(name)
    path.write_text(text)
    return homeless


def baseline(reports: list[dict[str, Any]]) -> str:
    """The networks that were trained alike, on validation: Dice per structure and phase, and the EF error."""
    lines = []
    for report in reports:
        metrics = report["metrics"]
        dice = _by_structure(lambda s, p, metrics=metrics: number(  # type: ignore[misc]
            _pick(metrics, measure="dice3d", structure=s, phase=p).get("value")))
        error = _pick(metrics, measure="efErrorPoints", structure="LV_CAVITY").get("value")
        lines.append([report["network"], f"{report['parameters']:,}", str(report["epoch"]), *dice, number(error, 1)])
    return table(["network", "parameters", "epochs", *_heads(), "EF error LV, points"], lines)


def folds(report: dict[str, Any]) -> str:
    """Dice, volume error and EF error over all out-of-fold cases: mean ± SD, median, and the mean of each fold."""
    fold_of: dict[str, int] = report["foldOf"]
    trained = sorted(set(fold_of.values()))
    lines = []
    for measure, key, title in (("dice3d", "dice", "3-D Dice"),
                                ("relativeVolumeError", "volumeError", "relative volume error")):
        for structure in STRUCTURES:
            for phase in PHASES:
                r = _pick(report["metrics"], measure=measure, structure=structure, phase=phase)
                own = [[c[key] for c in report["cases"] if key in c and fold_of[c["case"]] == k and c[key] is not None
                        and (c["structure"], c["phase"]) == (structure, phase)] for k in trained]
                means = [number(sum(values) / len(values)) if values else "–" for values in own]
                lines.append([title, f"{SHORT[structure]} {phase}", f"{number(r['value'])} ± {number(r['sd'])}",
                              number(r["median"]), " ".join(means)])
    for structure in ("LV_CAVITY", "RV_CAVITY"):
        r = _pick(report["metrics"], measure="efErrorPoints", structure=structure)
        if r.get("n"):
            lines.append(["EF error, points", SHORT[structure],
                          f"{number(r['value'], 1)} ± {number(r['sd'], 1)}, bias {r['bias']:+.1f}",
                          number(r["median"], 1), "–"])
    return table(["measure", "what", "mean ± SD", "median", "mean of each fold"], lines)


def rv_base(report: dict[str, Any]) -> str:
    """The RV at ES before and after the rule of its base, and how often the rule is right on labels."""
    lines = []
    for name, title in (("before", "as drawn"), ("after", "by the rule")):
        r = report[name]
        dice, volume, ef = r["dice3d"], r["relativeVolumeError"], r["efErrorPoints"]
        lines.append([title, f"{number(dice['value'])} ({number(dice['median'])})",
                      f"{number(volume['value'])} ({number(volume['median'])})",
                      f"{number(ef['value'], 1)} ({number(ef['median'], 1)}), bias {ef['bias']:+.1f}",
                      f"{r['beyondDrawn']} of {r['beyond']}", str(r["missed"])])
    drawn = table([f"RV at ES, {report['before']['dice3d']['n']} patients", "3-D Dice", "relative volume error",
                   "EF error, points", "drawn beyond its base", "outermost slice missed"], lines)
    cuts = table(["first slices taken off", "RV drawn on it, lost", "drawn on something else, kept"],
                 [[str(r["cut"]), f"{r['lost']} of {r['there']}", f"{r['kept']} of {r['notThere']}"]
                  for r in report["judged"]])
    return f"{drawn}\n\n{cuts}"


def above(summary: Row) -> str:
    """One sentence."""
    return (f"{summary['slices']} slices above the base of {summary['cases']} cases: the LV is drawn on "
            f"{summary['drawn']}; mean LV Dice at ED {number(summary['dice'])} without them, "
            f"{number(summary['diceWithAbove'])} with them.")


def elsewhere(report: dict[str, Any]) -> str:
    """LV at ED and ES on patients of another hospital."""
    rows = report["summary"]
    lines = []
    for phase in PHASES:
        dice, error, missed = (_pick(rows, measure=measure, phase=phase)
                               for measure in ("dice3d", "relativeVolumeError", "slicesMissed"))
        lines.append([f"LV {phase}", f"{number(dice['value'])} ± {number(dice['sd'])}", number(dice["median"]),
                      f"{100 * error['value']:.1f} %, bias {100 * error['bias']:+.1f} %",
                      f"{missed['value']} of {missed['n']}"])
    ef = _pick(rows, measure="efErrorPoints")
    return table(["what", "3-D Dice, mean ± SD", "median", "volume error, mean", "slices without LV drawn"], lines) + (
        f"\n\nEF error {number(ef['value'], 1)} points, bias {ef['bias']:+.1f}; {ef['n']} patients.")


def narrow(report: dict[str, Any]) -> str:
    """Hearts that the window cuts and those that it does not, each by the wider image and by the window alone."""
    lines = []
    for cut in (True, False):
        for view, title in (("wide", "the wider image"), ("narrow", "the window alone")):
            own = [r for r in report["summary"] if r["cut"] == cut and r["view"] == view]
            if own:
                n = [_pick(own, phase=phase, structure=STRUCTURES[0]).get("n", 0) for phase in PHASES]
                cells = [" / ".join(number(_pick(own, structure=s, phase=p).get("value")) for p in PHASES)
                         for s in STRUCTURES]
                lines.append([f"{'cut by it' if cut else 'within it'} ({n[0]} / {n[1]})", title, *cells])
    return table(["hearts (ED / ES)", "drawn on", *(f"{SHORT[s]} ED / ES" for s in STRUCTURES)], lines)


def confidence(rows: list[Row]) -> str:
    """How good the confidence of contours is, by leaving each patient out of the fit."""
    return table(
        ["contour", "n", "with Dice < .8", "ECE (of the raw score)", "mean \\|confidence − Dice\\|",
         "AUC for Dice < .8", "worst slice is the least sure", "is among the two least sure"],
        ([SHORT[r["contour"]], str(r["n"]), str(r["low"]), f"{number(r['ece'])} ({number(r['eceOfScore'])})",
          number(r["meanAbsolute"]), number(r["auc"]), f"{r['leastSure']} of {r['stacks']} stacks",
          f"{r['amongTwo']} of {r['stacks']}"] for r in rows))


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def temporal(report: dict[str, Any]) -> str:
    """Quantiles of the bend of area and volume curves, then what the bounds catch."""
    lines = [[r["curve"], r["where"], str(r["n"]), *(number(r[q]) for q in ("q50", "q95", "q99", "q99.9", "q100"))]
             for r in report["quantiles"]]
    caught = ", ".join(f"{r['fault']} {100 * r['by']:+.0f} %: {100 * r['caught']:.0f} %" for r in report["detection"])
    return table(["curve", "frames", "n", "50 %", "95 %", "99 %", "99.9 %", "largest"], lines) + (
        f"\n\nOf the frames as they are the bounds flag {100 * report['flagged']['frames']:.1f} %, in "
        f"{100 * report['flagged']['cycles']:.0f} % of the cycles: "
        f"{', '.join(f'{case} frame {_listed(at)}' for case, at in report['jumps'].items()) or 'none'}."
        f"\n\nCaught with the bounds {number(report['bounds']['volume'], 2)} (volume) and "
        f"{number(report['bounds']['slice'], 2)} (slice): {caught}.")
