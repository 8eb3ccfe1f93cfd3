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
        "trainingData": {"name": ACDC["name"], "cases": cases, "licence": ACDC["licence"], "citation": ACDC["citation"]},
        "weightsLicence": "CC-BY-NC-SA-4.0",
        "file": onnx_file.name,
        "sha256": sha256(onnx_file),
        "opset": OPSET,
        "precision": "fp32",
        "parameters": parameters,
    }


def write(folder: Path, card: dict[str, Any]) -> None:
    (folder / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")


def read_metrics(work: Path, method: str) -> list[dict[str, Any]]:
    """What `evaluate` has measured so far: validation, test or both."""
    rows: list[dict[str, Any]] = []
    for split in ("test", "validation"):
        path = work / f"{method}-{split}.json"
        if path.exists():
            rows += json.loads(path.read_text())["metrics"]
    return rows
