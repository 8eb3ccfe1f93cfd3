"""How M4 holds on what it was not made for: changed images, and hearts of another data set."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..config import Config
from ..metrics import dice
from ..strips import read_edes, read_index
from ..sunnybrook import Patient
from .scores import statistics

if TYPE_CHECKING:
    from .evaluate import Predictor

ACDC_LV = 3
Change = Callable[[np.ndarray], np.ndarray]
"""Of a stack [n, rows, cols], images or masks."""


def _grey(change: Change) -> Callable[[Patient], Patient]:
    """A change of the images alone, on a scale where each stack reaches from 0 to 1."""
    def apply(patient: Patient) -> Patient:
        scaled = patient.images / max(float(patient.images.max()), 1.0)
        return dataclasses.replace(patient, images=255 * np.clip(change(scaled), 0, None))
    return apply


def _place(change: Change) -> Callable[[Patient], Patient]:
    """A change of place, for images and cavities alike."""
    def apply(patient: Patient) -> Patient:
        return dataclasses.replace(patient, images=change(patient.images), cavities=change(patient.cavities))
    return apply


def _ramp(stack: np.ndarray) -> np.ndarray:
    """A coil's sensitivity: 1.6 times as bright on the left as in the middle, 1 / 1.6 on the right."""
    return stack * 1.6 ** np.linspace(1, -1, stack.shape[-1])


def _noisy(stack: np.ndarray) -> np.ndarray:
    rng = np.random.default_rng(0)
    return np.hypot(stack + rng.normal(0, 0.06, stack.shape), rng.normal(0, 0.06, stack.shape))


def _moved(stack: np.ndarray) -> np.ndarray:
    return np.roll(stack, (14, 14), axis=(1, 2))


CHANGES: dict[str, Callable[[Patient], Patient]] = {
    "as it is": _place(lambda s: s),
    "turned by 90°": _place(lambda s: np.rot90(s, 1, axes=(1, 2)).copy()),
    "turned by 180°": _place(lambda s: np.rot90(s, 2, axes=(1, 2)).copy()),
    "turned by 270°": _place(lambda s: np.rot90(s, 3, axes=(1, 2)).copy()),
    "mirrored": _place(lambda s: s[:, :, ::-1].copy()),
    "heart 20 pixels off the middle": _place(_moved),
    "gamma .6": _grey(lambda s: s**0.6),
    "gamma 1.6": _grey(lambda s: s**1.6),
    "bias field 1.6 to .6 across": _grey(_ramp),
    "noise, SD 6 % of the maximum": _grey(_noisy),
}
SIZES = {"heart .75 times as large": 0.75, "heart 1.33 times as large": 1.33}
"""By what factor the heart is enlarged in the crop."""


def robustness(patients: list[Patient], config: Config, predict: Predictor) -> list[dict[str, Any]]:
    """Dice per image of the LV cavity with the images changed before the crop, one row per change."""
    from .evaluate import score_patients

    def row(name: str, changed: list[Patient], settings: Config) -> dict[str, Any]:
        found = [s.dice["LV_CAVITY"] for s in score_patients(changed, settings, predict)]
        return {"image": name, **statistics([d for d in found if d is not None])}

    rows = [row(name, [change(p) for p in patients], config) for name, change in CHANGES.items()]
    for name, size in SIZES.items():
        coarser = dataclasses.replace(config.input, spacing_mm=config.input.spacing_mm / size)
        rows.append(row(name, patients, dataclasses.replace(config, input=coarser)))
    return rows


def external(config: Config, data: Path, predict: Predictor) -> list[dict[str, Any]]:
    """LV cavity on every fifth `train` case of `acdc-edes`, none of which M4 has seen: 3-D Dice, Dice per image,
    and the share of slices without cavity where nothing is found.

    The crop lies at the middle of the image. ACDC has slices without LV; a slice where only one of mask and truth
    is empty counts as Dice 0 and both empty is left out.
    """
    from .evaluate import cavity_masks

    volumes: dict[str, list[float]] = {"ED": [], "ES": []}
    images: dict[str, list[float]] = {"ED": [], "ES": []}
    silent: list[float] = []
    for case in [c for c in read_index(data / "acdc-edes") if c.split == "train"][::5]:
        image, label = read_edes(data / "acdc-edes", case)
        pixel_mm = case.spacing_mm or config.input.nominal_spacing_mm
        for phase, name in enumerate(("ED", "ES")):
            masks, truth = cavity_masks(image[phase], pixel_mm, config, predict), label[phase] == ACDC_LV
            if (volume := dice(masks, truth)) is not None:
                volumes[name].append(volume)
            for mask, true in zip(masks, truth, strict=True):
                if (value := dice(mask, true)) is not None:
                    images[name].append(value)
                if not true.any():
                    silent.append(float(not mask.any()))
    rows = [{"measure": measure, "structure": "LV_CAVITY", "phase": phase} | statistics(values[phase])
            for measure, values in (("dice3d", volumes), ("diceImage", images)) for phase in ("ED", "ES")]
    rows.append({"measure": "silentWithoutCavity", "structure": "LV_CAVITY"} | statistics(silent))
    return [{"split": "external", **row} for row in rows]
