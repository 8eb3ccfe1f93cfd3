"""`card.json`, read by the engine, and the tables of `CARD.md`, read by people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .config import Config
from .onnx_export import OPSET, sha256

ACDC = {
    "name": "ACDC, train split of the shared data set",
    "licence": "CC BY-NC-SA 4.0",
    "citation": "Bernard O. et al., IEEE TMI 37(11):2514-2525, 2018, doi 10.1109/TMI.2018.2837502",
}

SUNNYBROOK = {
    "name": "Sunnybrook Cardiac Data, ED and ES frames of 29 patients",
    "licence": "CC0-1.0",
    "citation": "Radau P. et al., Evaluation Framework for Algorithms Segmenting Short Axis Cardiac MRI, "
                "The MIDAS Journal, 2009, hdl 10380/3070",
}


def training_data(config: Config, default: dict[str, str]) -> dict[str, str]:
    """Name and licence of the user's own data when the run was prepared from them, else the default."""
    own = config.more.get("own_data")
    return {"name": own["name"], "licence": own["licence"]} if own else default


def weights_licence(config: Config, default: str) -> str:
    """That of the user's own data when the run was prepared from them, else the default."""
    own = config.more.get("own_data")
    return own["licence"] if own else default


def common(config: Config, onnx_file: Path, *, role: str, title: str, cases: int, parameters: int) -> dict[str, Any]:
    """The keys every card has, in the order in which people read them."""
    return {
        "schema": "ventricle-model-card/1",
        "id": config.model_id,
        "version": config.version,
        "role": role,
        "method": config.method.upper(),
        "default": True,
        "title": title,
        "trainingData": {**training_data(config, ACDC), "cases": cases},
        "weightsLicence": weights_licence(config, "CC-BY-NC-SA-4.0"),
        "file": onnx_file.name,
        "sha256": sha256(onnx_file),
        "opset": OPSET,
        "precision": "fp32",
        "parameters": parameters,
    }


def write(folder: Path, card: dict[str, Any]) -> None:
    """Writes card.json and refreshes the table of CARD.md, if there is one."""
    (folder / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    update_table(folder / "CARD.md", card["metrics"])


def read_metrics(work: Path, method: str, epoch: float) -> list[dict[str, Any]]:
    """What `evaluate` has measured on this very checkpoint, test before validation, beside the paper's."""
    rows: list[dict[str, Any]] = []
    for split in ("test", "validation"):
        path = work / f"{method}-{split}.json"
        if path.exists() and (report := json.loads(path.read_text()))["epoch"] == epoch:
            rows += report["metrics"]
    return [row | _published(row) for row in rows]


PUBLISHED = {
    ("dice3d", "LV_CAVITY", "ED"): 0.955, ("dice3d", "LV_CAVITY", "ES"): 0.896,
    ("dice3d", "LV_MYOCARDIUM", "ED"): 0.875,
    ("dice3d", "RV_CAVITY", "ED"): 0.905, ("dice3d", "RV_CAVITY", "ES"): 0.798,
    ("relativeVolumeError", "LV_CAVITY", "ED"): 0.026, ("relativeVolumeError", "LV_CAVITY", "ES"): 0.084,
    ("relativeVolumeError", "LV_MYOCARDIUM", "ED"): 0.039,
    ("relativeVolumeError", "RV_CAVITY", "ED"): 0.051, ("relativeVolumeError", "RV_CAVITY", "ES"): 0.234,
    ("frameError", "ES", "central"): 1.24, ("frameError", "ES", "naive"): 1.75, ("frameError", "ED", "central"): 0.0,
}


def _published(row: dict[str, Any]) -> dict[str, Any]:
    """The paper's figure for the same quantity, on the paper's own data."""
    if row["measure"] == "frameError":
        key, note = (row["measure"], row["phase"], row["decision"]), "mean, thesis data, cycles of 35, WDL"
    else:
        key, note = (row["measure"], row["structure"], row["phase"]), "median, thesis data"
    return {"paper": PUBLISHED[key], "paperNote": note} if key in PUBLISHED else {}


TABLE = ("<!-- metrics -->", "<!-- /metrics -->")


def metrics_table(metrics: list[dict[str, Any]]) -> str:
    """A Markdown table of the card's metrics."""
    lines = ["| split | measure | what | mean ± SD | median | n | paper |", "|---|---|---|---|---|---|---|"]
    for row in metrics:
        what = " ".join(str(row[k]) for k in ("structure", "phase", "decision", "cropCentre", "cycles") if k in row)
        spread = f" ± {row['sd']}" if row.get("sd") is not None else ""
        paper = f"{row['paper']} ({row['paperNote']})" if "paper" in row else ""
        lines.append(f"| {row['split']} | {row['measure']} | {what} | {row['value']}{spread} | {row.get('median', '')} "
                     f"| {row['n']} | {paper} |")
    return "\n".join(lines)


def update_table(card_for_people: Path, metrics: list[dict[str, Any]]) -> None:
    """Replaces what stands between the markers of an existing CARD.md."""
    if not card_for_people.exists():
        return
    text = card_for_people.read_text()
    head, rest = text.split(TABLE[0], 1)
    tail = rest.split(TABLE[1], 1)[1]
    card_for_people.write_text(f"{head}{TABLE[0]}\n{metrics_table(metrics)}\n{TABLE[1]}{tail}")
