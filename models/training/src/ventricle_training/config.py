"""One TOML file per method, read into typed records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
CONFIGS = Path(__file__).resolve().parents[2] / "configs"


@dataclass(frozen=True)
class InputSpec:
    """The model's crop; unknown pixel spacing counts as `nominal_spacing_mm`."""

    rows: int
    cols: int
    spacing_mm: float
    nominal_spacing_mm: float
    low: float
    high: float


@dataclass(frozen=True)
class SplitSpec:
    """Validation cases inside the training split; nominal spacings of cases known to be far off."""

    validation_per_group: int
    seed: int
    spacing_overrides: dict[str, float]
    excluded: list[str]


@dataclass(frozen=True)
class Schedule:
    """Optimiser and length of a run."""

    epochs: int
    batch: int
    learning_rate: float
    weight_decay: float
    warmup_epochs: int
    ema: float
    validate_every: int
    seed: int


@dataclass(frozen=True)
class Config:
    method: str
    model_id: str
    version: str
    input: InputSpec
    split: SplitSpec
    schedule: Schedule
    network: dict[str, Any]
    loss: dict[str, float]
    augment: dict[str, Any]
    post_processing: dict[str, Any]


def _record(kind: type[T], table: dict[str, Any]) -> T:
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if names != set(table):
        raise ValueError(f"{kind.__name__}: keys differ from {sorted(names)}: {sorted(names ^ set(table))}")
    return kind(**table)


def load(method: str, path: Path | None = None) -> Config:
    """The configuration of `m1` or `m2`; unknown or missing keys are errors."""
    table = tomllib.loads((path or CONFIGS / f"{method}.toml").read_text())
    return _record(
        Config,
        {
            **table,
            "input": _record(InputSpec, table["input"]),
            "split": _record(SplitSpec, table["split"]),
            "schedule": _record(Schedule, table["schedule"]),
        },
    )
