"""M2 on hearts of another hospital and scanner: Sunnybrook, of which only the LV cavity is labelled.

The files hold the slices that a reader has drawn the cavity on, so nothing can be said here of slices beyond it.
"""

from __future__ import annotations

import numpy as np

from ..config import Config
from ..metrics import dice
from ..sunnybrook import Patient, group_of
from .evaluate import PHASES, Predictor, labels_from, segment
from .network import CHANNELS
from .tables import Row, statistics

LV = CHANNELS.index("LV_CAVITY")


def rows(patients: list[Patient], config: Config, predict: Predictor) -> list[Row]:
    """Per patient and phase: LV Dice, V / V_true - 1, true slices without LV; voxels of both for the EF."""
    found: list[Row] = []
    for patient in patients:
        for phase in PHASES:
            images, truth = patient.stack(phase)
            drawn = labels_from(segment(images, config.input.nominal_spacing_mm, config, predict)) == LV
            v, v_true = int(drawn.sum()), int(truth.sum())
            found.append({"case": patient.name, "group": group_of(patient.name), "phase": phase,
                          "dice": dice(drawn, truth), "error": v / v_true - 1, "voxels": v, "trueVoxels": v_true,
                          "slices": len(truth), "missed": int((~drawn.any(axis=(1, 2))).sum())})
    return found


def summary(found: list[Row]) -> list[Row]:
    """Per phase Dice, size and bias of the volume error, slices missed; then the EF error in points."""
    result: list[Row] = []
    for phase in PHASES:
        own = [r for r in found if r["phase"] == phase]
        result += [{"measure": "dice3d", "phase": phase} | statistics(r["dice"] for r in own),
                   {"measure": "relativeVolumeError", "phase": phase} | statistics(abs(r["error"]) for r in own)
                   | {"bias": _mean([r["error"] for r in own])},
                   {"measure": "slicesMissed", "phase": phase, "value": sum(r["missed"] for r in own),
                    "n": sum(r["slices"] for r in own)}]
    cases = dict.fromkeys(r["case"] for r in found)
    signed = [ef(found, case, "voxels") - ef(found, case, "trueVoxels") for case in cases]
    return [*result, {"measure": "efErrorPoints", "phase": "ED+ES"} | statistics(map(abs, signed))
            | {"bias": _mean(signed)}]


def ef(found: list[Row], case: str, key: str) -> float:
    """Ejection fraction in per cent from counts of voxels; spacing cancels."""
    ed, es = (next(r[key] for r in found if (r["case"], r["phase"]) == (case, phase)) for phase in PHASES)
    return 100 * (1 - es / ed) if ed else 0.0


def _mean(values: list[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None
