"""M2 on hearts of another hospital and scanner: Sunnybrook, of which only the LV cavity is labelled.

The files hold the slices that a reader has drawn the cavity on, so nothing can be said here of slices beyond it.
"""

from __future__ import annotations

import numpy as np

from ..config import Config
from ..metrics import dice
from ..sunnybrook import Patient, group_of
from .evaluate import PHASES, Predictor, drawn_labels
from .network import CHANNELS
from .tables import Row, Volume, ef_rows, statistics

LV = "LV_CAVITY"


def volumes(patients: list[Patient], config: Config, predict: Predictor) -> list[Volume]:
    """ED and ES of every patient through the engine's two passes; the truth knows nothing but the LV cavity."""
    found = []
    for patient in patients:
        for phase in PHASES:
            images, cavity = patient.stack(phase)
            label = drawn_labels(images, config.input.nominal_spacing_mm, config, predict)
            found.append(Volume(patient.name, group_of(patient.name), phase, label,
                                cavity * np.uint8(CHANNELS.index(LV))))
    return found


def rows(found: list[Volume]) -> list[Row]:
    """Per patient and phase: LV Dice, V / V_true - 1, slices, and those without LV drawn."""
    pairs = [(v, *v.mask(LV)) for v in found]
    return [{"case": v.case, "group": v.group, "phase": v.phase, "dice": dice(drawn, truth),
             "error": int(drawn.sum()) / int(truth.sum()) - 1, "slices": len(truth),
             "missed": int((~drawn.any(axis=(1, 2))).sum())} for v, drawn, truth in pairs]


def summary(found: list[Volume]) -> list[Row]:
    """Per phase Dice, size and bias of the volume error, slices missed; then the EF error in points."""
    result: list[Row] = []
    for phase in PHASES:
        own = rows([v for v in found if v.phase == phase])
        errors = [r["error"] for r in own]
        result += [{"measure": "dice3d", "phase": phase} | statistics(r["dice"] for r in own),
                   {"measure": "relativeVolumeError", "phase": phase} | statistics(map(abs, errors))
                   | {"bias": round(float(np.mean(errors)), 4)},
                   {"measure": "slicesMissed", "phase": phase, "value": sum(r["missed"] for r in own),
                    "n": sum(r["slices"] for r in own)}]
    return [*result, *(row for row in ef_rows(found) if row["structure"] == LV)]
