"""One TOML file per method, read into typed records."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields, replace
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
    on_pixels: bool = False  # the crop is moved so that its first pixel lies on one of the image's
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SplitSpec:
    """Validation cases inside the training split; nominal spacings of cases known to be far off.

    With a `fold` the validation cases are those of one of five folds instead (`folds`).
    """

    validation_per_group: int
    seed: int
    spacing_overrides: dict[str, float]
    excluded: list[str]
    fold: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


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
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """A whole recipe; `more` here and in the sections holds what only one method knows."""

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
    more: dict[str, Any] = field(default_factory=dict)


def _record(kind: type[T], table: dict[str, Any]) -> T:
    """Every key of the record must be there, so a misspelt one is noticed by its absence."""
    names = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    missing = sorted(n for n, f in names.items()
                     if n not in table and f.default is MISSING and f.default_factory is MISSING)
    if missing:
        raise ValueError(f"{kind.__name__}: missing {missing}")
    own = {k: v for k, v in table.items() if k not in names}
    return kind(**{k: v for k, v in table.items() if k in names}, more=own)  # type: ignore[call-arg]


def _table(path: Path) -> dict[str, Any]:
    """A TOML file laid over the one beside it that its key `like` names, if there is one."""
    table = tomllib.loads(path.read_text())
    base = table.pop("like", None)
    return table if base is None else _over(_table(path.parent / base), table)


def _over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Tables are joined key by key, everything else is replaced."""
    joined = {k: _over(base[k], v) if isinstance(v, dict) and isinstance(base.get(k), dict) else v
              for k, v in change.items()}
    return base | joined


def load(method: str, path: Path | None = None) -> Config:
    """The configuration of `m1` ... `m4`; a missing key of a common section is an error.

    A file with the key `like` says only what is different from the file of that name beside it.
    """
    table = _table(path or CONFIGS / f"{method}.toml")
    return _record(
        Config,
        {
            **table,
            "input": _record(InputSpec, table["input"]),
            "split": _record(SplitSpec, table["split"]),
            "schedule": _record(Schedule, table["schedule"]),
        },
    )


def judging_folds(config: Config) -> str | None:
    """The file beside the method's own whose five networks measure unseen cases, for a recipe that trains on all.

    None where the validation cases are kept out of training: without `split.unseen_by`, in a fold, on a user's data.
    """
    kept_out = config.split.fold is not None or "own_data" in config.more
    return None if kept_out else config.split.more.get("unseen_by") or None


def finish(config: Config) -> Config | None:
    """The recipe of a last stage on gentler views: the section `finish` over the main stage's; None without one."""
    stage = config.more.get("finish")
    if stage is None:
        return None
    return replace(
        config, augment={**config.augment, **stage["augment"]},
        schedule=replace(config.schedule, epochs=stage["epochs"], learning_rate=stage["learning_rate"],
                         validate_every=stage["validate_every"], warmup_epochs=1))
