"""Measurements of the exported M2 as files: `m2-<split>`, `m2-above`, `m2-robustness`, `m2-confidence`, `m2-temporal`.

Each is a JSON file in the work folder that names the model by its SHA-256, so that a figure of another file
never reaches a card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from .. import cards, golden, onnx_export, sunnybrook
from ..config import Config
from . import above, baseline, elsewhere, markdown, narrow, rv_base, unseen
from . import confidence as trust
from . import robustness as changes
from . import temporal as time
from .evaluate import (
    Predictor,
    cases_in,
    onnx_predictor,
    predicted_volumes,
    slice_spacings,
    validation_of,
    write_report,
)
from .plots import reliability_plot
from .tables import Row, Volume, beside_paper

PLOT = "reliability.png"
CROSS_VALIDATION = "cross-validation"
BENDS = {"volume": 0.35, "slice": 0.5}


@dataclass(frozen=True)
class Task:
    """What to measure and where things are; `folder` holds model.onnx and CARD.md."""

    config: Config
    data: Path
    work: Path
    folder: Path
    split: str = "validation"
    phases: tuple[str, ...] = ("ED", "ES")
    threads: int = 1
    network: str = "unet3d"
    device: str = "cpu"
    per_group: int | None = None

    @property
    def onnx(self) -> Path:
        return self.folder / "model.onnx"

    @property
    def edes(self) -> Path:
        return self.data / "acdc-edes"

    def predictor(self) -> Predictor:
        return onnx_predictor(self.onnx, self.threads)

    def digest(self) -> str:
        return onnx_export.sha256(self.onnx)

    def unseen(self) -> Iterator[unseen.Judged]:
        """Cases and a network that has not seen them: of the folds where the file is trained on all."""
        return unseen.judged(self.config, self.data, self.work, self.onnx, self.threads)

    def unseen_by(self) -> list[str]:
        """Digests of what `unseen` measures with."""
        return unseen.digests(self.config, self.work, self.onnx)


def measure(task: Task) -> None:
    """`m2-onnx-<split>.json` and `.md`: all tables of the exported file, by the rule of the RV's base on its card.

    Raises ValueError for the validation cases when the file was trained on them.
    """
    if task.split == "validation":
        _require_unseen(task)
    cases = cases_in(task.split, task.data, task.work)
    known: dict[str, Any] = json.loads((task.folder / "card.json").read_text())
    rule = rv_base.Rule.of(known)
    if rule is None:
        volumes = predicted_volumes(cases, task.edes, task.config, task.predictor())
    else:
        drawn = rv_base.draw(cases, task.edes, task.config, task.predictor(), known["confidence"]["maps"])
        volumes = rv_base.volumes(rule, drawn, slice_spacings(task.edes))
    write_report(volumes, task.split, {"model": task.digest(), "rvBase": rule is not None},
                 task.work / f"m2-onnx-{task.split}")


def _require_unseen(task: Task) -> None:
    """That the exported file was not trained on the validation cases."""
    if unseen.recipe_of_folds(task.config) is not None:
        raise ValueError("the validation cases were trained on: `folds` measures every case by a network that has not "
                         "seen it")


def folds(task: Task) -> None:
    """`m2-cross-validation.json` and `.md`: every training case by the network of the fold that has not seen it.

    Folds that were not trained are said and left out.
    """
    recipe = unseen.recipe_of_folds(task.config) or task.config
    volumes: list[Volume] = []
    higher: list[Row] = []
    fold_of: dict[str, int] = {}
    for part in unseen.by_folds(recipe, task.data, task.work):
        assert part.fold is not None
        volumes += predicted_volumes(part.cases, task.edes, task.config, part.predict)
        higher += above.rows(part.cases, task.edes, task.config, part.predict)
        fold_of |= {case.name: part.fold for case in part.cases}
    write_report(volumes, CROSS_VALIDATION,
                 {"measuredWith": unseen.digests_of_folds(recipe, task.work), "foldOf": fold_of, "above": higher,
                  "aboveSummary": above.summary(higher)}, task.work / f"m2-{CROSS_VALIDATION}")


def base_of_the_rv(task: Task) -> None:
    """`m2-rv-base.json`: the rule for the card, fitted on what folds draw of unseen cases, and what it does to them.

    Each case is measured by a rule fitted without it, also without its first one or two slices. Needs the maps of the
    confidence on the card. Folds that were not trained are said and left out.
    """
    recipe = unseen.recipe_of_folds(task.config) or task.config
    known: dict[str, Any] = json.loads((task.folder / "card.json").read_text())
    maps = known["confidence"]["maps"]
    drawn = [case for part in unseen.by_folds(recipe, task.data, task.work)
             for case in rv_base.draw(part.cases, task.edes, recipe, part.predict, maps)]
    judged, spacings = rv_base.leave_one_out(drawn), slice_spacings(task.edes)
    after = [volume for case, rule in judged for volume in rv_base.volumes(rule, [case], spacings)]
    report = {
        "model": task.digest(), "measuredWith": unseen.digests_of_folds(recipe, task.work),
        "rule": rv_base.fit(drawn).for_card(),
        "before": rv_base.quality(rv_base.volumes(None, drawn, spacings)), "after": rv_base.quality(after),
        "judged": [{"cut": cut, **rv_base.judgements((case.below(cut), rule) for case, rule in judged)}
                   for cut in (0, 1, 2)],
    }
    (task.work / "m2-rv-base.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def started_above(task: Task) -> None:
    """`m2-above.json`: validation cases whose ED stack is made to start above the base, by the exported file.

    Raises ValueError when it was trained on them; `folds` measures the same on every unseen case.
    """
    _require_unseen(task)
    rows = above.rows(validation_of(task.data, task.work), task.edes, task.config, task.predictor())
    report = {"model": task.digest(), "above": rows, "aboveSummary": above.summary(rows)}
    (task.work / "m2-above.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report["aboveSummary"]))


def another_hospital(task: Task) -> None:
    """`m2-elsewhere-<split>.json`: Sunnybrook patients, split as M4 has it."""
    volumes = elsewhere.volumes(sunnybrook.split_as_m4(task.data, task.split), task.config, task.predictor())
    report = {"model": task.digest(), "split": task.split, "summary": elsewhere.summary(volumes),
              "cases": elsewhere.rows(volumes)}
    (task.work / f"m2-elsewhere-{task.split}.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report["summary"], indent=1))


def narrow_field(task: Task) -> None:
    """`m2-narrow-<split>.json`: the windows of the cine beside the wider images that they lie on.

    Raises ValueError for the validation cases when the file was trained on them.
    """
    if task.split == "validation":
        _require_unseen(task)
    found = narrow.rows(cases_in(task.split, task.data, task.work), task.data, task.config, task.predictor())
    report = {"model": task.digest(), "split": task.split, "summary": narrow.summary(found), "cases": found}
    (task.work / f"m2-narrow-{task.split}.json").write_text(json.dumps(report, indent=1) + "\n")
    print(markdown.narrow(report))


def robustness(task: Task) -> None:
    """`m2-robustness.jsonl`: one line per change, unseen case and phase; `confidence` makes the table."""
    store, rows = task.work / "m2-robustness.jsonl", []
    for part in task.unseen():
        rows += changes.run(changes.first_of_groups(part.cases, task.per_group), task.edes, task.config, part.predict,
                            store, part.digest, task.phases)
    for row in changes.summary(rows, lambda scores: 1.0, 0.0):
        print(json.dumps({k: row[k] for k in ("change", "phase", "lowest")} | {"LV": row["LV_CAVITY"]["value"]}))


def confidence(task: Task) -> None:
    """`m2-confidence.json`: maps, their quality, `minMeanConfidence`, the robustness table; and the plot.

    With `--split test`, `m2-confidence-test.json`: how good the card's maps are on the contours of the file there.
    """
    if task.split == "test":
        _confidence_on_test(task)
        return
    found = [sample for part in task.unseen()
             for sample in trust.samples(part.cases, task.edes, task.config, part.predict)]
    report = confidence_report(found, _rows_of(task.work / "m2-robustness.jsonl", task.unseen_by())) | {
        "model": task.digest(), "measuredWith": task.unseen_by()}
    (task.work / "m2-confidence.json").write_text(json.dumps(report, indent=1) + "\n")
    reliability_plot(trust.leave_one_out(found), task.folder / PLOT)
    print(json.dumps({k: report[k] for k in ("confidence", "minMeanConfidence", "bound", "quality")}, indent=1))


def _confidence_on_test(task: Task) -> None:
    known: dict[str, Any] = json.loads((task.folder / "card.json").read_text())
    maps = known["confidence"]["maps"]
    found = trust.samples(cases_in("test", task.data, task.work), task.edes, task.config, task.predictor())
    report = {"model": task.digest(), "quality": trust.quality(trust.judged_by(maps, found))}
    (task.work / "m2-confidence-test.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report["quality"], indent=1))


def _rows_of(store: Path, digests: list[str]) -> list[Row]:
    """Robustness rows measured with this very file or these folds."""
    return [r for r in changes.read(store) if r["model"] in digests] if store.exists() else []


def confidence_report(found: list[trust.Sample], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Maps fitted on all samples, quality by leaving patients out, the bound from robustness rows (may be none)."""
    maps = trust.fit_all(found)
    report: dict[str, Any] = {
        "confidence": {"kind": "soft-dice", "maps": maps},
        "minMeanConfidence": None, "bound": None, "robustness": [],
        "quality": trust.quality(trust.leave_one_out(found)),
        "samples": [asdict(s) for s in found],
    }
    if rows:
        bound = trust.bound(rows, maps["LV_ENDO"])
        report |= {
            "minMeanConfidence": bound.value, "bound": asdict(bound),
            "robustness": changes.summary(rows, lambda s: trust.mean_confidence(maps["LV_ENDO"], s), bound.value),
        }
    return report


def for_card(work: Path, onnx: Path) -> tuple[dict[str, Any], float | None]:
    """`confidence` and `range.minMeanConfidence` of card.json, as `confidence` has measured them on this file.

    Raises ValueError when they were measured on another file, FileNotFoundError when never.
    """
    report = _of_model(work / "m2-confidence.json", onnx_export.sha256(onnx))
    return report["confidence"], report["minMeanConfidence"]


def _of_model(path: Path, digest: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(path.read_text())
    if report["model"] != digest:
        raise ValueError(f"{path.name} was measured on another model.onnx: measure again")
    return report


def temporal(task: Task) -> None:
    """`m2-temporal.json`: bends of all training cycles, and what the engine's bounds flag and catch."""
    trained_on_all = unseen.recipe_of_folds(task.config) is not None
    held_out = set() if trained_on_all else {c.name for c in validation_of(task.data, task.work)}
    curves = time.area_curves(task.config, task.data, held_out, task.predictor())
    time.write_curves(curves, task.work / "m2-curves.json")
    report = {"model": task.digest(), "bounds": BENDS, "quantiles": time.quantiles(curves, held_out_only=False),
              "heldOut": time.quantiles(curves, held_out_only=True), "flagged": time.flagged(curves, BENDS),
              "jumps": time.jumps(curves, BENDS), "detection": time.detection(curves, BENDS)}
    (task.work / "m2-temporal.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def baseline_train(task: Task) -> None:
    """Trains the 3D U-net, or PSPU-net beside it, or goes on."""
    baseline.train(task.config, task.network, task.data, task.work, torch.device(task.device))


def baseline_evaluate(task: Task) -> None:
    """`m2-baseline-<network>-<split>.json` and `.md`."""
    baseline.evaluate(task.config, task.network, task.data, task.work, task.split)


def card(task: Task) -> None:
    """Puts into card.json and CARD.md whatever has been measured on this very file, and says what is missing.

    What the card says of splits that are not measured in this work folder stays: it is of the same file.

    card.json: `metrics` (test before what was measured unseen, beside the paper's), `confidence`,
    `range.minMeanConfidence`, `postProcessing.rvBase`, with which `golden.json` is written again.
    """
    digest = task.digest()
    known: dict[str, Any] = json.loads((task.folder / "card.json").read_text())
    if known["sha256"] != digest:
        raise ValueError("card.json belongs to another model.onnx: export again")
    tables: dict[str, str] = {"training": markdown.training(known)}
    metrics: list[dict[str, Any]] = []
    for split in ("test", "validation"):
        report = _if_measured(task.work / f"m2-onnx-{split}.json", digest)
        if report:
            metrics += report["metrics"]
            if split == "test":
                tables["test goals"] = markdown.goals(report["metrics"])
            tables |= {f"{split} {name}": text for name, text in markdown.sections(report).items()}
    if report := _cross_validated(task):
        tables |= {f"folds {name}": text for name, text in markdown.sections(report).items() if name != "overall"}
        tables |= {"folds": markdown.folds(report), "above": markdown.above(report["aboveSummary"])}
        metrics += report["metrics"] if unseen.recipe_of_folds(task.config) else []
    measured = {row["split"] for row in metrics}
    known["metrics"] = [beside_paper(row) for row in metrics] + [
        row for row in known["metrics"] if row["split"] not in measured]
    if report := _if_measured(task.work / "m2-rv-base.json", digest):
        known["postProcessing"]["rvBase"] = report["rule"]
        tables["rv base"] = markdown.rv_base(report)
        rule = rv_base.Rule.of(known)
        assert rule is not None
        golden.write(task.folder, golden.segmenter_fixture(task.config, task.onnx) | {"rvBase": rv_base.fixture(rule)})
    if report := _if_measured(task.work / "m2-confidence.json", digest):
        known["confidence"] = report["confidence"]
        tables["confidence"] = markdown.confidence(report["quality"])
        if report["minMeanConfidence"] is not None:
            known["range"]["minMeanConfidence"] = report["minMeanConfidence"]
            tables["robustness"] = changes.table(report["robustness"])
    if report := _if_measured(task.work / "m2-confidence-test.json", digest):
        tables["confidence test"] = markdown.confidence(report["quality"])
    if report := _if_measured(task.work / "m2-temporal.json", digest):
        tables["temporal"] = markdown.temporal(report)
    if report := _if_measured(task.work / "m2-elsewhere-test.json", digest):
        tables["elsewhere"] = markdown.elsewhere(report)
    if report := _if_measured(task.work / "m2-narrow-test.json", digest):
        tables["narrow"] = markdown.narrow(report)
    if report := _if_measured(task.work / "m2-above.json", digest):
        tables["above"] = markdown.above(report["aboveSummary"])
    alike = [task.work / f"m2-baseline-{name}-validation.json" for name in baseline.NETWORKS]
    if found := [json.loads(path.read_text()) for path in alike if path.exists()]:
        tables["baseline"] = markdown.baseline(found)
    cards.write(task.folder, known)
    lacking = markdown.put_all(task.folder / "CARD.md", tables)
    print(json.dumps({"filled": sorted(set(tables) - set(lacking)), "no place in CARD.md": lacking}))


def _cross_validated(task: Task) -> dict[str, Any] | None:
    """What `folds` has measured; ValueError when the folds have been trained again since."""
    path, recipe = task.work / f"m2-{CROSS_VALIDATION}.json", unseen.recipe_of_folds(task.config)
    if not path.exists():
        return None
    report: dict[str, Any] = json.loads(path.read_text())
    if recipe is not None and report["measuredWith"] != unseen.digests_of_folds(recipe, task.work):
        raise ValueError(f"{path.name} was measured with other folds: measure again")
    return report


def _if_measured(path: Path, digest: str) -> dict[str, Any] | None:
    return _of_model(path, digest) if path.exists() else None
