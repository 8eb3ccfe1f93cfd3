"""From measurements to card.json and CARD.md."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from ventricle_training import config
from ventricle_training.m2 import markdown, reports, tables
from ventricle_training.m2.confidence import Sample

PLACES = ("metrics", "training", "validation position", "validation presence", "validation groups", "confidence",
          "robustness")


@pytest.fixture
def task(tmp_path: Path) -> reports.Task:
    folder = tmp_path / "m2-pspunet"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    (folder / "card.json").write_text(json.dumps({
        "sha256": digest, "metrics": [], "range": {"slices": [1, 30]}, "onnxDifference": {"probabilities": 5e-6},
        "training": {"epoch": 30, "seconds": 1800}, "parameters": 2100000}))
    (folder / "CARD.md").write_text("".join(f"<!-- {p} -->\n<!-- /{p} -->\n" for p in PLACES))
    return reports.Task(config.load("m2"), tmp_path, tmp_path, folder)


def volumes() -> list[tables.Volume]:
    truth = np.zeros((6, 16, 16), np.uint8)
    truth[:, 4:8, 4:8], truth[:, 3, 4:8], truth[:3, 10:14, 10:14] = 3, 2, 1
    return [tables.Volume("a", "NOR", phase, truth, truth, 1.5, 10.0) for phase in ("ED", "ES")]


def samples() -> list[Sample]:
    rng = np.random.default_rng(0)
    return [Sample(case, "ED", z, contour, s := float(rng.uniform(0.7, 1)), s**2)
            for case in "abc" for contour in tables.CONTOURS for z in range(8)]


def robustness_rows() -> list[tables.Row]:
    return [{"change": change, "case": case, "phase": "ED", "LV_CAVITY": dice, "LV_MYOCARDIUM": dice, "RV_CAVITY": dice,
             "scores": [score] * 5}
            for change, dice, score in (("as it is", 0.97, 0.98), ("noise", 0.6, 0.75)) for case in "ab"]


def measured(task: reports.Task, digest: str) -> None:
    report = {"model": digest, **tables.report(volumes())}
    report["metrics"] = [{"split": "validation", **row} for row in report["metrics"]]
    (task.work / "m2-onnx-validation.json").write_text(json.dumps(report))
    found = reports.confidence_report(samples(), robustness_rows()) | {"model": digest}
    (task.work / "m2-confidence.json").write_text(json.dumps(found))


def test_card_gets_metrics_confidence_and_bound(task: reports.Task) -> None:
    measured(task, task.digest())
    reports.card(task)
    card = json.loads((task.folder / "card.json").read_text())
    assert card["range"]["slices"] == [1, 30] and 0.5 < card["range"]["minMeanConfidence"] < 0.97
    assert card["confidence"]["kind"] == "soft-dice" and set(card["confidence"]["maps"]) == set(tables.CONTOURS)
    wanted = "dice3d", "LV_CAVITY", "ED"
    row = next(r for r in card["metrics"] if (r["measure"], r["structure"], r["phase"]) == wanted)
    assert (row["value"], row["paper"], row["split"]) == (1.0, 0.955, "validation")
    text = (task.folder / "CARD.md").read_text()
    assert "| noise | **.600** |" in text and "Epoch 30 of the run, 30 minutes" in text
    assert all(f"<!-- {p} -->\n<!-- /{p} -->" not in text for p in PLACES)
    assert reports.for_card(task.work, task.onnx) == (card["confidence"], card["range"]["minMeanConfidence"])


def test_figures_of_another_file_never_reach_the_card(task: reports.Task) -> None:
    measured(task, "0" * 64)
    with pytest.raises(ValueError, match="another model.onnx"):
        reports.card(task)
    with pytest.raises(ValueError, match="another model.onnx"):
        reports.for_card(task.work, task.onnx)


def test_a_card_of_another_file_is_refused(task: reports.Task) -> None:
    task.onnx.write_bytes(b"other weights")
    with pytest.raises(ValueError, match="export again"):
        reports.card(task)


def test_without_robustness_there_is_no_bound() -> None:
    report = reports.confidence_report(samples(), [])
    assert report["minMeanConfidence"] is None and report["bound"] is None


def test_networks_trained_alike_stand_beside_each_other() -> None:
    metrics = tables.report(volumes())["metrics"]
    text = markdown.baseline([{"network": n, "parameters": 2138752, "epoch": 6, "metrics": metrics}
                              for n in ("unet3d", "pspunet")])
    assert text.splitlines()[2] == (
        "| unet3d | 2,138,752 | 6 | 1.000 / 1.000 | 1.000 / 1.000 | 1.000 / 1.000 | .0 |")


def test_temporal_table_names_bounds_and_catches() -> None:
    text = markdown.temporal({
        "quantiles": [{"curve": "volume", "where": "inner frames", "n": 9, "q50": 0.1, "q95": 0.2, "q99": 0.3,
                       "q99.9": 0.4, "q100": 0.5}],
        "flagged": {"frames": 0.0031, "cycles": 0.03}, "jumps": {"patient004": [2, 3]},
        "bounds": {"volume": 0.35, "slice": 0.5}, "detection": [{"fault": "slice lost", "by": -1.0, "caught": 0.98}]})
    assert "| volume | inner frames | 9 | .100 |" in text and "slice lost -100 %: 98 %" in text
    assert "flag 0.3 %, in 3 % of the cycles: patient004 frame 2, 3." in text
