"""Split of the Sunnybrook patients by pathology group; the data set's index has none of its own."""

from __future__ import annotations

import numpy as np

from ..config import SplitSpec
from ..folds import held_out


def group_of(name: str) -> str:
    """HF-I (heart failure with infarct), HF-NI (without), HYP (hypertrophy) or N, from `SC-<group>-<number>`."""
    return name.removeprefix("SC-").rsplit("-", 1)[0]


def allocate(total: int, sizes: dict[str, int], rng: np.random.Generator) -> dict[str, int]:
    """`total` places over groups in proportion to their sizes: largest remainders, ties drawn."""
    quota = {g: total * n / sum(sizes.values()) for g, n in sizes.items()}
    places = {g: int(q) for g, q in quota.items()}
    tie = {g: rng.random() for g in sizes}
    order = sorted(sizes, key=lambda g: (round(places[g] - quota[g], 9), tie[g]))
    for group in order[: total - sum(places.values())]:
        places[group] += 1
    return places


def split_patients(names: list[str], spec: SplitSpec) -> dict[str, list[str]]:
    """Names of `test`, `validation` and `train`, drawn once by the configured seed and numbers of patients.

    With a fold, `validation` is that fold of all patients who are not in `test`.
    """
    rng = np.random.default_rng(spec.seed)
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(group_of(name), []).append(name)
    for members in groups.values():
        rng.shuffle(members)
    chosen: dict[str, list[str]] = {}
    for split in ("test", "validation"):
        places = allocate(spec.more[split], {g: len(m) for g, m in groups.items()}, rng)
        chosen[split] = sorted(groups[g].pop() for g in groups for _ in range(places[g]))
    if spec.fold is not None:
        rest = {name: group_of(name) for name in names if name not in chosen["test"]}
        chosen["validation"] = sorted(held_out(rest, spec.fold, spec.seed))
        return chosen | {"train": sorted(rest.keys() - set(chosen["validation"]))}
    chosen["train"] = sorted(name for members in groups.values() for name in members)
    return chosen
