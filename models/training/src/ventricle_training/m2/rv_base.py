"""Which basal slices no longer show the RV, because the base has come down past them.

A network that looks at one phase mostly takes the right atrium there for the ventricle. How much the same slice has
changed since ED helps to tell the two apart: for the first, second and third slice with an RV at ED a logistic
regression of

    second, third  1 for the second and the third of them
    cavity         LV cavity at this phase / at ED, at most 1.5, 0 without one at ED
    wall           LV myocardium likewise, at most 2
    confidence     the calibrated confidence of the RV's contour at this phase, 0..1

gives the chance that the RV drawn there is one. Areas are those of one slice, so no spacing is needed. From the base
down, RV contours go until the first slice whose chance is at least one half; those above the RV's first slice at ED go
in any case. It speaks of phases other than ED.

It is fitted on what networks draw of cases that they have not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from ..config import Config
from ..strips import ED, ES, CaseInfo, read_edes
from . import confidence as trust
from .drawing import as_drawn, without_muscle_above
from .evaluate import PHASES, Predictor, both_passes, on_image, open_slices, pixel_spacing
from .network import CHANNELS
from .tables import BOTH, Volume, dice_rows, ef_rows, end_error, ends_exchanged, volume_rows

RV, MYOCARDIUM, CAVITY = (CHANNELS.index(name) for name in ("RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY"))
FEATURES = ("second", "third", "cavity", "wall", "confidence")
MOST = {CAVITY: 1.5, MYOCARDIUM: 2.0}
JUDGED = 3
PENALTY = 1.0
SLICE_SPACING_MM = (6.0, 12.0)
"""Where it may be used: the data are 10 mm apart."""


@dataclass(frozen=True)
class Drawn:
    """A case as drawn: labels and truth [phase (ED, ES), slice, row, column], the RV's confidence, [slice], at ES.

    `open_lv`: slices at ED and at ES whose LV is to go for want of a wall; in the labels it is still there, since what
    has changed since ED is told from all that was drawn.
    """

    case: CaseInfo
    labels: np.ndarray
    truth: np.ndarray
    sure: np.ndarray
    open_lv: tuple[list[int], list[int]] = ([], [])

    def below(self, slices: int) -> Drawn:
        """The same without its first slices, as a stack that does not reach the base."""
        ed, es = ([z - slices for z in found if z >= slices] for found in self.open_lv)
        return replace(self, labels=self.labels[:, slices:], truth=self.truth[:, slices:], sure=self.sure[slices:],
                       open_lv=(ed, es))


def draw(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor,
         maps: dict[str, dict[str, list[float]]]) -> list[Drawn]:
    """Every case through the engine's two passes; `maps` calibrate the confidence."""
    found = []
    for case in cases:
        image, truth = read_edes(folder, case)
        pixel_mm = pixel_spacing(case, config)
        crops = [both_passes(stack, pixel_mm, config, predict) for stack in image]
        labels = [as_drawn(on_image(on_crop, crop, pixel_mm, *image.shape[2:]), pixel_mm) for crop, on_crop in crops]
        scores = trust.soft_scores(crops[ES][1], "RV_ENDO")
        ed, es = (open_slices(on_crop, config) for _, on_crop in crops)
        found.append(Drawn(case, np.stack(labels), truth, trust.apply(maps["RV_ENDO"], scores.tolist()), (ed, es)))
    return found


# --- the rule ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """The regression on features as they are; `weights` in the order of FEATURES."""

    intercept: float
    weights: tuple[float, ...]

    @staticmethod
    def of(card: dict[str, Any]) -> Rule | None:
        """The rule on a card.json, None when it has none."""
        table = card["postProcessing"].get("rvBase")
        return None if table is None else Rule(table["intercept"], tuple(table["weights"][name] for name in FEATURES))

    def chance(self, features: np.ndarray) -> float:
        """That what is drawn is an RV, 0..1."""
        return float(1 / (1 + np.exp(-(self.intercept + np.dot(self.weights, features)))))

    def for_card(self) -> dict[str, Any]:
        """`postProcessing.rvBase` of card.json."""
        return {"intercept": self.intercept, "weights": dict(zip(FEATURES, self.weights, strict=True)),
                "sliceSpacingMm": list(SLICE_SPACING_MM)}


def _areas(label: np.ndarray, value: int) -> np.ndarray:
    return (label == value).sum(axis=(1, 2)).astype(float)


def _ratio(now: float, before: float, largest: float) -> float:
    return min(now / before, largest) if before > 0 else 0.0


def features(ed: np.ndarray, now: np.ndarray, sure: np.ndarray) -> dict[int, np.ndarray]:
    """FEATURES of every judged slice: of labels [slice, row, column] at ED and another phase, and the RV's confidence.

    Judged are the first three slices with an RV at ED, but never the last that has one.
    """
    areas = [(_areas(now, value), _areas(ed, value), most) for value, most in MOST.items()]
    found = {}
    for step, z in enumerate(np.flatnonzero(_areas(ed, RV))[:-1][:JUDGED].tolist()):
        changes = [_ratio(after[z], before[z], most) for after, before, most in areas]
        found[z] = np.array([step == 1, step == 2, *changes, sure[z]], float)
    return found


def gone(rule: Rule, ed: np.ndarray, now: np.ndarray, sure: np.ndarray) -> list[int]:
    """The slices whose RV is to go at a phase.

    None where ED shows an RV in one slice at most, or a larger one in the half that is taken for the apex.
    """
    found, drawn = features(ed, now, sure), np.flatnonzero(_areas(now, RV)).tolist()
    if not found or ends_exchanged(_areas(ed, RV)):
        return []
    first = next((z for z, here in found.items() if z in drawn and rule.chance(here) >= 0.5), max(found) + 1)
    return [z for z in drawn if z < first]


def volumes(rule: Rule | None, drawn: Iterable[Drawn], spacings: dict[str, float | None]) -> list[Volume]:
    """ED and ES of every case, without open LVs, ES without the RV that the rule takes away.

    `spacings` of slices by case.
    """
    found = []
    for d in drawn:
        labels = d.labels.copy()
        for z in gone(rule, d.labels[ED], d.labels[ES], d.sure) if rule is not None else ():
            labels[ES, z][labels[ES, z] == RV] = 0
        for phase, slices in zip((ED, ES), d.open_lv, strict=True):
            for z in slices:
                labels[phase, z][labels[phase, z] >= MYOCARDIUM] = 0
        labels = np.stack([without_muscle_above(label) for label in labels])
        found += [Volume(d.case.name, d.case.group, phase, labels[k], d.truth[k], d.case.spacing_mm,
                         spacings.get(d.case.name)) for k, phase in enumerate(PHASES)]
    return found


# --- how it is fitted, and how good it is --------------------------------------------------------


def examples(drawn: Drawn) -> list[tuple[np.ndarray, bool]]:
    """Features of every judged slice in which an RV is drawn at ES, and whether there is one."""
    there, here = _areas(drawn.truth[ES], RV) > 0, _areas(drawn.labels[ES], RV) > 0
    found = features(drawn.labels[ED], drawn.labels[ES], drawn.sure)
    return [(f, bool(there[z])) for z, f in found.items() if here[z]]


def fit(cases: Iterable[Drawn]) -> Rule:
    """Logistic regression with a ridge of PENALTY on standardised features."""
    rows = [example for drawn in cases for example in examples(drawn)]
    x, there = np.array([f for f, _ in rows]), np.array([present for _, present in rows])
    mean, sd = x.mean(axis=0), x.std(axis=0) + 1e-9
    design, sign = np.column_stack([np.ones(len(x)), (x - mean) / sd]), np.where(there, 1.0, -1.0)

    def loss(w: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (design @ w)).sum() + PENALTY / 2 * (w[1:] ** 2).sum())

    w = minimize(loss, np.zeros(design.shape[1])).x
    weights = w[1:] / sd
    return Rule(round(float(w[0] - weights @ mean), 3), tuple(round(float(v), 3) for v in weights))


def leave_one_out(cases: Sequence[Drawn]) -> list[tuple[Drawn, Rule]]:
    """Every case with a rule that was fitted without it."""
    return [(case, fit([*cases[:k], *cases[k + 1 :]])) for k, case in enumerate(cases)]


def judgements(judged: Iterable[tuple[Drawn, Rule]]) -> dict[str, int]:
    """Judged slices with an RV drawn at ES: those with one that are lost, those without one that are kept."""
    counts = {"there": 0, "lost": 0, "notThere": 0, "kept": 0}
    for drawn, rule in judged:
        for here, there in examples(drawn):
            stays = rule.chance(here) >= 0.5
            counts["there" if there else "notThere"] += 1
            counts["lost"] += there and not stays
            counts["kept"] += stays and not there
    return counts


def quality(found: list[Volume]) -> dict[str, Any]:
    """The RV at ES: Dice, volume, EF, slices drawn beyond its base, and outermost true slices that are missed."""
    rows = [*dice_rows(found), *volume_rows(found), *ef_rows(found)]
    result: dict[str, Any] = {r["measure"]: {k: r.get(k) for k in ("value", "median", "n", "bias") if k in r}
                              for r in rows if r["structure"] == "RV_CAVITY" and r["phase"] in ("ES", BOTH)}
    bases = [end_error(*v.mask("RV_CAVITY"), "base") for v in found if v.phase == "ES"]
    silent = [s for base in bases if base is not None for s in base.silent]
    return result | {"beyond": len(silent), "beyondDrawn": len(silent) - sum(silent),
                     "missed": sum(not base.found for base in bases if base is not None)}


# --- for another implementation ------------------------------------------------------------------


def fixture(rule: Rule) -> list[dict[str, Any]]:
    """Areas and confidences of made-up hearts, drawn by a fixed seed, and the slices whose RV goes at ES."""
    rng, hearts = np.random.default_rng(5), []
    for _ in range(8):
        slices = int(rng.integers(5, 9))
        ed = np.stack([rng.integers(0, 40, slices), rng.integers(5, 40, slices), rng.integers(10, 40, slices)])
        es = np.rint(ed * rng.uniform(0.1, 1.3, ed.shape)).astype(int)
        ed[0] = np.rint((np.sort(ed[0])[::-1] + 5) * np.linspace(1.5, 0.2, slices))
        ed[0, : slices // 6] = 0
        sure = np.round(rng.uniform(0.2, 1, slices), 2)
        slices_at_es = [named | {"confidence": float(s)} for named, s in zip(_named(es), sure, strict=True)]
        hearts.append({"ed": _named(ed), "es": slices_at_es, "gone": gone(rule, _label(ed), _label(es), sure)})
    return hearts


def _named(areas: np.ndarray) -> list[dict[str, Any]]:
    return [{"rv": int(rv), "cavity": int(cavity), "wall": int(wall)} for rv, cavity, wall in areas.T]


def _label(areas: np.ndarray) -> np.ndarray:
    """[slice, 3, columns] with so many pixels of RV, LV cavity and wall in every slice."""
    column = np.arange(int(areas.max()) + 1)
    return np.stack([np.where(column < areas.T[:, k, None], value, 0)
                     for k, value in enumerate((RV, CAVITY, MYOCARDIUM))], axis=1).astype(np.uint8)
