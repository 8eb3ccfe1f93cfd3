"""`run.json`: what a run was made of, so that it can be made again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from . import curves
from .config import Config

PACKAGES = ("torch", "monai", "numpy", "scipy", "pillow", "onnx", "onnxscript", "onnxruntime", "ventricle-training")


def write(work: Path, config: Config, device: torch.device, project: Path, finished: bool) -> Path:
    """Writes `runs/<id>/run.json`; a run that goes on keeps its `started`.

    `seconds` and `epochs` are added up from the logs in the run's folder. Paths of the machine are not
    named.
    """
    folder = work / "runs" / config.model_id
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "run.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    last = [records[-1] for log in sorted(folder.rglob("log.jsonl")) if (records := curves.read_log(log))]
    path.write_text(json.dumps({
        "schema": "ventricle-run/1",
        "method": config.method,
        "seed": config.schedule.seed,
        "fold": config.split.fold,
        "started": before.get("started", now),
        "finished": now if finished else None,
        "seconds": round(sum(r["seconds"] for r in last), 1),
        "epochs": sum(r["epoch"] for r in last),
        "device": device_name(device),
        "threads": torch.get_num_threads(),
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "git": git_state(project),
        "data": data_digests(work, config.method),
        "config": asdict(config),
    }, indent=1))
    return path


def changes(work: Path, config: Config) -> list[str]:
    """Settings in which a run that goes on differs from its beginning, as `schedule.epochs: 80 -> 70`."""
    path = work / "runs" / config.model_id / "run.json"
    if not path.exists():
        return []
    before, after = _flat(json.loads(path.read_text())["config"]), _flat(json.loads(json.dumps(asdict(config))))
    return [f"{name}: {before.get(name)} -> {after.get(name)}"
            for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return flat


def data_digests(work: Path, method: str) -> dict[str, str]:
    """SHA-256 of the prepared files, and of the index of the data they came from."""
    files = sorted(p for p in (work / f"{method}.json", work / f"{method}.npz") if p.exists())
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    description = work / f"{method}.json"
    index = json.loads(description.read_text()).get("index_sha256") if description.exists() else None
    return digests | ({"index": index} if index else {})


def device_name(device: torch.device) -> str:
    """The GPU's name, or the processor's with its number of cores."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores"


def git_state(project: Path) -> dict[str, Any] | None:
    """Commit, and whether the training package differs from it; None outside a git checkout."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(project), *arguments], check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip()

    try:
        return {"commit": git("rev-parse", "HEAD"),
                "changed": bool(git("status", "--porcelain", "--", "models/training"))}
    except (OSError, subprocess.CalledProcessError):
        return None
