"""What one wants to know about predicted volumes, as rows (JSON) and as Markdown tables.

Everything here works on label volumes [slice, row, column] (1 RV cavity, 2 LV myocardium, 3 LV cavity),
so it measures any segmenter. Millimetres and millilitres only where the data set knows the spacing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..metrics import average_perpendicular, dice, hausdorff
from .network import CHANNELS

Row = dict[str, Any]

PHASES = ("ED", "ES")
STRUCTURES = tuple(reversed(CHANNELS[1:]))
CONTOURS = {"LV_ENDO": (3,), "LV_EPI": (2, 3), "RV_ENDO": (1,)}
POSITIONS = ("base", "mid", "apex")
ENDS = ("base", "apex")
BOTH = "ED+ES"
PAPER = {
    ("dice3d", "LV_CAVITY", "ED"): 0.955, ("dice3d", "LV_CAVITY", "ES"): 0.896,
    ("dice3d", "LV_MYOCARDIUM", "ED"): 0.875,
    ("dice3d", "RV_CAVITY", "ED"): 0.905, ("dice3d", "RV_CAVITY", "ES"): 0.798,
    ("relativeVolumeError", "LV_CAVITY", "ED"): 0.026, ("relativeVolumeError", "LV_CAVITY", "ES"): 0.084,
    ("relativeVolumeError", "LV_MYOCARDIUM", "ED"): 0.039,
    ("relativeVolumeError", "RV_CAVITY", "ED"): 0.051, ("relativeVolumeError", "RV_CAVITY", "ES"): 0.234,
}
"""PSPU-net in the thesis: medians over its own 99 test cases."""

GOALS = {
    ("dice3d", "LV_CAVITY"): ((0.963, 0.925), (0.967, 0.93)),
    ("dice3d", "LV_MYOCARDIUM"): ((0.89, 0.90), (0.905, 0.92)),
    ("dice3d", "RV_CAVITY"): ((0.94, 0.87), (0.945, 0.90)),
    ("relativeVolumeError", "LV_CAVITY"): ((0.025, 0.06), None),
}
"""On `test`: (ED, ES) that was set out for, mean Dice and median volume error; and the best published on ACDC."""

EF_GOAL = 3.0  # points, mean absolute error of the LV

DISTANCES = {"hd": hausdorff, "apd": average_perpendicular}


@dataclass(frozen=True)
class Volume:
    """A predicted and a true label volume of one phase, slices in the order of the stack."""

    case: str
    group: str
    phase: str
    predicted: np.ndarray
    truth: np.ndarray
    pixel_mm: float | None = None  # None: unknown
    slice_mm: float | None = None

    def mask(self, structure: str) -> tuple[np.ndarray, np.ndarray]:
        """Predicted and true mask of a structure (cavities and myocardium) or of a contour's inside."""
        values = CONTOURS.get(structure) or (CHANNELS.index(structure),)
        return np.isin(self.predicted, values), np.isin(self.truth, values)

    @property
    def voxel_ml(self) -> float | None:
        if self.pixel_mm is None or self.slice_mm is None:
            return None
        return self.pixel_mm**2 * self.slice_mm / 1000

    def basal_first(self) -> Volume:
        """The volume with the half of larger true RV area first (the rule of the engine, on the truth)."""
        if not ends_exchanged((self.truth == CHANNELS.index("RV_CAVITY")).sum(axis=(1, 2))):
            return self
        return Volume(self.case, self.group, self.phase, self.predicted[::-1], self.truth[::-1], self.pixel_mm,
                      self.slice_mm)


def ends_exchanged(area: np.ndarray) -> bool:
    """Whether an RV of these areas, [slice], is larger in the half that is taken for the apex."""
    half = len(area) // 2
    return bool(area[:half].sum() < area[len(area) - half :].sum())


def statistics(values: Iterable[float]) -> Row:
    """Mean, sample standard deviation, median and count; all null when there is nothing to average."""
    v = list(values)
    if not v:
        return {"value": None, "sd": None, "median": None, "n": 0}
    return {"value": round(float(np.mean(v)), 4),
            "sd": round(float(np.std(v, ddof=1)), 4) if len(v) > 1 else None,
            "median": round(float(np.median(v)), 4), "n": len(v)}


def _known(values: Iterable[float | None]) -> list[float]:
    return [v for v in values if v is not None]


def beside_paper(row: Row) -> Row:
    """The row with the paper's figure for the same quantity, where there is one."""
    paper = PAPER.get((row["measure"], row["structure"], row["phase"]))
    return row if paper is None else row | {"paper": paper, "paperNote": "median, thesis data"}


# --- whole volumes -----------------------------------------------------------------------------


def relative_volume_error(predicted: np.ndarray, truth: np.ndarray) -> float | None:
    """|V - V_true| / V_true of voxel counts, free of units; None without truth."""
    return abs(int(predicted.sum()) - int(truth.sum())) / int(truth.sum()) if truth.any() else None


def dice_rows(volumes: list[Volume]) -> list[Row]:
    return _per_volume(volumes, "dice3d", dice)


def volume_rows(volumes: list[Volume]) -> list[Row]:
    return _per_volume(volumes, "relativeVolumeError", relative_volume_error)


def _per_volume(volumes: list[Volume], measure: str,
                of: Callable[[np.ndarray, np.ndarray], float | None]) -> list[Row]:
    rows = []
    for structure in STRUCTURES:
        for phase in PHASES:
            found = [of(*v.mask(structure)) for v in volumes if v.phase == phase]
            if found:
                rows.append({"measure": measure, "structure": structure, "phase": phase} | statistics(_known(found)))
    return rows


def ejection_fractions(volumes: list[Volume], structure: str) -> dict[str, tuple[float, float]]:
    """Predicted and true EF in per cent from voxel counts, per case that has both phases; spacing cancels."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for v in volumes:
        predicted, truth = v.mask(structure)
        counts.setdefault(v.case, {})[v.phase] = int(predicted.sum()), int(truth.sum())
    found = {}
    for case, phases in counts.items():
        if set(phases) == set(PHASES) and all(phases["ED"]):
            found[case] = _ef(phases, 0), _ef(phases, 1)
    return found


def _ef(counts: dict[str, tuple[int, int]], which: int) -> float:
    return 100 * (1 - counts["ES"][which] / counts["ED"][which])


def ef_rows(volumes: list[Volume]) -> list[Row]:
    """Absolute error of EF in points, with its bias (predicted - true) and largest value."""
    rows = []
    for structure in ("LV_CAVITY", "RV_CAVITY"):
        signed = [p - t for p, t in ejection_fractions(volumes, structure).values()]
        row: Row = {"measure": "efErrorPoints", "structure": structure, "phase": BOTH} | statistics(map(abs, signed))
        if signed:
            row |= {"bias": round(float(np.mean(signed)), 4), "largest": round(float(np.max(np.abs(signed))), 4)}
        rows.append(row)
    return rows


# --- distances ---------------------------------------------------------------------------------


def distance_rows(volumes: list[Volume], known: bool) -> list[Row]:
    """HD and APD in-plane, averaged over the slices of a volume, then over volumes.

    In mm over the volumes of `known` spacing, or in px over the others. `oneOnly` counts the slices in which
    only prediction or truth has the structure: they have no distance.
    """
    rows, unit = [], "Mm" if known else "Px"
    for contour in CONTOURS:
        for phase in PHASES:
            means, one_only = [], 0
            for v in volumes:
                if v.phase != phase or (v.pixel_mm is not None) != known:
                    continue
                pairs = list(zip(*v.mask(contour), strict=True))
                one_only += sum(bool(p.any()) != bool(t.any()) for p, t in pairs)
                shared = [(p, t) for p, t in pairs if p.any() and t.any()]
                if shared:
                    means.append(np.array([[of(p, t, v.pixel_mm) for of in DISTANCES.values()]
                                           for p, t in shared], np.float64).mean(axis=0))
            rows += [{"measure": measure + unit, "structure": contour, "phase": phase}
                     | statistics(float(m[i]) for m in means) | {"oneOnly": one_only}
                     for i, measure in enumerate(DISTANCES)]
    return [row for row in rows if row["n"]]


# --- by slice position -------------------------------------------------------------------------


def positions(truth: np.ndarray) -> dict[int, str]:
    """Base, mid or apex of each slice that has LV (cavity or muscle) in the truth, basal first: thirds."""
    slices = np.flatnonzero((truth >= CHANNELS.index("LV_MYOCARDIUM")).any(axis=(1, 2)))
    return {int(z): POSITIONS[3 * i // len(slices)] for i, z in enumerate(slices)}


def position_rows(volumes: list[Volume]) -> list[Row]:
    """2-D Dice per slice; both empty: excluded and counted, one empty: 0."""
    rows = []
    placed = [(v, positions(v.truth)) for v in map(Volume.basal_first, volumes)]
    for position in POSITIONS:
        for structure in STRUCTURES:
            for phase in PHASES:
                found = [dice(p[z], t[z]) for v, where in placed if v.phase == phase
                         for p, t in [v.mask(structure)] for z, at in where.items() if at == position]
                rows.append({"measure": "dice2d", "position": position, "structure": structure, "phase": phase}
                            | statistics(_known(found))
                            | {"empty": sum(f is None for f in found), "missed": sum(f == 0 for f in found)})
    return rows


@dataclass(frozen=True)
class EndError:
    """A structure at one end of one volume.

    `found`: of the outermost true slice, whether the prediction has the structure there.
    `silent`: for each slice beyond it, whether the prediction has none there.
    `voxels`: sum over the slices of that half of the true extent and beyond, in which only one of
    prediction and truth has the structure, of its voxels there.
    """

    found: bool
    silent: list[bool]
    voxels: int
    true_voxels: int


def end_error(predicted: np.ndarray, truth: np.ndarray, end: str) -> EndError | None:
    """Presence of one structure at one end of masks [slice, ...], basal first; None without truth."""
    p, t = predicted.sum(axis=(1, 2)), truth.sum(axis=(1, 2))
    if end == "apex":
        p, t = p[::-1], t[::-1]
    within = np.flatnonzero(t)
    if len(within) == 0:
        return None
    first = int(within[0])
    half = first + -(-(within[-1] + 1 - first) // 2)  # the middle slice counts for both ends
    differs = (p[:half] > 0) != (t[:half] > 0)
    return EndError(bool(p[first]), [not n for n in p[:first]], int((p + t)[:half][differs].sum()), int(t.sum()))


def presence_rows(volumes: list[Volume]) -> list[Row]:
    """Sensitivity (outermost true slices found), specificity (slices beyond left empty) and their cost."""
    rows = []
    ordered = [v.basal_first() for v in volumes]
    for end in ENDS:
        for structure in STRUCTURES:
            for phase in PHASES:
                pairs = [(v, e) for v in ordered if v.phase == phase
                         if (e := end_error(*v.mask(structure), end)) is not None]
                found = [e.found for _, e in pairs]
                silent = [s for _, e in pairs for s in e.silent]
                millilitres = [e.voxels * v.voxel_ml for v, e in pairs if v.voxel_ml is not None]
                rows.append({
                    "measure": "presence", "end": end, "structure": structure, "phase": phase,
                    "sensitivity": round(float(np.mean(found)), 4) if found else None, "within": len(found),
                    "specificity": round(float(np.mean(silent)), 4) if silent else None, "beyond": len(silent),
                    "costShare": round(float(np.mean([e.voxels / e.true_voxels for _, e in pairs])), 4) if pairs
                    else None,
                    "costMl": round(float(np.mean(millilitres)), 3) if millilitres else None,
                    "withSpacing": len(millilitres),
                })
    return rows


# --- by pathology ------------------------------------------------------------------------------


def group_rows(volumes: list[Volume]) -> list[Row]:
    """Dice and EF error per pathology group."""
    rows = []
    for group in sorted({v.group for v in volumes}):
        chosen = [v for v in volumes if v.group == group]
        rows += [{"group": group} | row for row in dice_rows(chosen) + ef_rows(chosen)]
    return rows


def case_rows(volumes: list[Volume]) -> list[Row]:
    """What was measured on every single volume and case."""
    rows = []
    for v in volumes:
        for structure in STRUCTURES:
            pair = v.mask(structure)
            rows.append({"case": v.case, "group": v.group, "phase": v.phase, "structure": structure,
                         "dice": dice(*pair), "volumeError": relative_volume_error(*pair)})
    for structure in ("LV_CAVITY", "RV_CAVITY"):
        rows += [{"case": case, "phase": BOTH, "structure": structure, "ef": round(p, 2), "trueEf": round(t, 2)}
                 for case, (p, t) in ejection_fractions(volumes, structure).items()]
    return rows


def report(volumes: list[Volume]) -> dict[str, list[Row]]:
    """All tables of one split; `metrics` are the rows that go into card.json."""
    return {
        "metrics": dice_rows(volumes) + volume_rows(volumes) + ef_rows(volumes)
        + distance_rows(volumes, known=True),
        "pixelDistances": distance_rows(volumes, known=False),
        "positions": position_rows(volumes),
        "presence": presence_rows(volumes),
        "groups": group_rows(volumes),
        "cases": case_rows(volumes),
    }
