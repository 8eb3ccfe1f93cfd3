"""Volume error, regression and CAM Dice of M3, on whole stacks and on ones as a user may have them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import ndimage

from .. import sunnybrook
from ..config import Config
from ..cropping import Crop, extract, normalise
from ..layers import folded
from ..metrics import dice, largest_component
from ..strips import CaseInfo, read_edes, read_index
from ..trainer import load_average
from .centres import Centres
from .data import LV_CAVITY, Heart, lent
from .network import VolumeCam, VolumeUNet

Predictor = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""Normalised crops [D, rows, cols] float32 -> CAM [D, rows, cols] and areas [D] in crop pixels."""

PHASES = ("ED", "ES")
NARROW = (95, 100)
SLAB_MM = 10.0
"""Rows and columns of `acdc-cine` and `studies`; the slice distance that ACDC's copies do not carry."""


def torch_predictor(network: VolumeUNet, config: Config) -> Predictor:
    model = VolumeCam(folded(network), int(config.loss["box"])).eval().to(memory_format=torch.channels_last)

    @torch.inference_mode()
    def predict(stack: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        cam, areas = model(torch.from_numpy(stack)[None, None])
        return cam[0, 0].numpy(), areas.numpy()

    return predict


@dataclass(frozen=True)
class Variant:
    """A way to hand over a heart: its middle `slices` (None: all), the field cut to NARROW or not."""

    slices: int | None
    narrow: bool

    @property
    def name(self) -> str:
        kept = {None: "all slices", 1: "middle slice"}.get(self.slices, f"middle {self.slices} slices")
        return kept + (", 95x100 field" if self.narrow else "")

    def window(self, shape: tuple[int, ...], pixel_mm: float, coarse_mm: float | None) -> tuple[slice, slice, slice]:
        """Slices, rows and columns kept of [D, rows, cols]; `coarse_mm` scales the field of an oddly fine matrix."""
        depth, rows, cols = shape
        kept = min(self.slices or depth, depth)
        first = (depth - kept) // 2
        if not self.narrow:
            return slice(first, first + kept), slice(rows), slice(cols)
        zoom = coarse_mm / pixel_mm if coarse_mm else 1.0
        height, width = min(rows, round(NARROW[0] * zoom)), min(cols, round(NARROW[1] * zoom))
        top, left = (rows - height) // 2, (cols - width) // 2
        return slice(first, first + kept), slice(top, top + height), slice(left, left + width)


WHOLE = Variant(None, False)
VARIANTS = (WHOLE, *(Variant(n, False) for n in (7, 5, 3, 1)), *(Variant(n, True) for n in (None, 7, 5, 3)))
USUAL = (WHOLE, Variant(5, True))
"""Whole stacks and ones like the product's studies: what the error band is taken from."""
CHOOSING = (*USUAL, Variant(1, False))
"""What checkpoints are chosen on; a single slice is the hardest stack to read."""
ELSEWHERE = "Sunnybrook, slices with LV"
"""Patients of another hospital: `test` as M4 has it; for `validation` also those kept out of M3's training."""


@dataclass(frozen=True)
class Reading:
    """One phase of one heart read in one variant; volumes in crop pixels summed over slices."""

    case: str
    phase: str
    variant: str
    slices: int
    spacing_known: bool
    volume: float
    truth: float
    dice_raw: float | None
    dice_dilated: float | None

    @property
    def difference(self) -> float | None:
        """(M3 - truth) / truth; None for a stack without cavity."""
        return (self.volume - self.truth) / self.truth if self.truth > 0 else None


def cam_mask(cam: np.ndarray, threshold: float) -> np.ndarray:
    """CAM >= threshold, largest face-connected object of the stack."""
    return largest_component(cam >= threshold)


def dilated(mask: np.ndarray, size: int) -> np.ndarray:
    """In-plane dilation by a size x size square."""
    return ndimage.binary_dilation(mask, np.ones((1, size, size), bool))


def read(image: np.ndarray, label: np.ndarray, pixel_mm: float, centre: tuple[float, float], config: Config,
         predict: Predictor) -> tuple[float, float, float | None, float | None]:
    """Volume and true volume in crop pixels, Dice of the raw and of the dilated mask on the crop."""
    spec, post = config.input, config.post_processing
    crop = Crop(spec.rows, spec.cols, spec.spacing_mm, *centre)
    cam, areas = predict(normalise(*extract(image, crop, pixel_mm), spec.low, spec.high))
    truth = extract(label.astype(np.float64), crop, pixel_mm)[0] >= 0.5
    mask = cam_mask(cam, float(post["threshold"]))
    return (float(areas.sum()), float(label.sum()) * (pixel_mm / spec.spacing_mm) ** 2,
            dice(mask, truth), dice(dilated(mask, int(post["dilation"])), truth))


def relative_volume_errors(hearts: list[Heart], config: Config, predict: Predictor) -> dict[str, float]:
    """Mean |V - V_true| / V_true per phase over CHOOSING, centred on the labels: what a checkpoint is chosen by."""
    found: dict[str, list[float]] = {}
    for heart in hearts:
        image, cavity = heart.image.numpy(), heart.cavity.numpy()
        for variant in CHOOSING:
            window = variant.window(image.shape[1:], heart.pixel_mm, coarse(heart.name, config))
            centre = (heart.centre[0] - (window[2].start or 0), heart.centre[1] - (window[1].start or 0))
            for phase, name in enumerate(PHASES):
                label = cavity[phase][window]
                if label.any():
                    volume, truth, *_ = read(image[phase][window], label, heart.pixel_mm, centre, config, predict)
                    found.setdefault(f"{variant.name} {name}", []).append(abs(volume - truth) / truth)
    return {key: float(np.mean(values)) for key, values in found.items()}


def coarse(name: str, config: Config) -> float | None:
    """The nominal spacing for a case whose own is known to be far off it."""
    return config.input.nominal_spacing_mm if name in config.split.spacing_overrides else None


def readings(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor, centres: Centres,
             variants: tuple[Variant, ...] = VARIANTS) -> list[Reading]:
    """Every case, phase and variant; as in the product the heart is looked for at ED, in the field that is left."""
    found = []
    for case in cases:
        image, label = read_edes(folder, case)
        pixel_mm = case.spacing_mm or config.split.spacing_overrides.get(case.name, config.input.nominal_spacing_mm)
        for variant in variants:
            if variant.slices is not None and variant.slices > case.slices:
                continue
            kept, rows, cols = window = variant.window(image.shape[1:], pixel_mm, coarse(case.name, config))
            field = "narrow" if variant.narrow else "whole"
            centre = centres.find(f"{case.name} {field}", image[0][:, rows, cols], pixel_mm, kept)
            for phase, name in enumerate(PHASES):
                cavity = label[phase][window] == LV_CAVITY
                found.append(Reading(case.name, name, variant.name, len(cavity), case.spacing_mm is not None,
                                     *read(image[phase][window], cavity, pixel_mm, centre, config, predict)))
    return found


def readings_elsewhere(patients: list[sunnybrook.Patient], config: Config, predict: Predictor,
                       centres: Centres) -> list[Reading]:
    """Both phases of patients of Sunnybrook, whose spacing is unknown; the heart is looked for at ED."""
    pixel_mm, found = config.input.nominal_spacing_mm, []
    for patient in patients:
        ed, _ = patient.stack(PHASES[0])
        centre = centres.find(patient.name, ed, pixel_mm, slice(len(ed)))
        for name in PHASES:
            image, cavity = patient.stack(name)
            found.append(Reading(patient.name, name, ELSEWHERE, len(cavity), False,
                                 *read(image, cavity, pixel_mm, centre, config, predict)))
    return found


def _statistics(values: list[float]) -> dict[str, Any]:
    return {"value": round(float(np.mean(values)), 4),
            "sd": round(float(np.std(values, ddof=1)), 4) if len(values) > 1 else None,
            "median": round(float(np.median(values)), 4), "n": len(values)}


def regression(chosen: list[Reading]) -> dict[str, float]:
    """Correlation, slope and intercept of read against true volume, in crop pixels summed over slices."""
    truth, volume = np.array([r.truth for r in chosen]), np.array([r.volume for r in chosen])
    slope, intercept = np.polyfit(truth, volume, 1)
    return {"r": float(np.corrcoef(truth, volume)[0, 1]), "slope": float(slope), "interceptPx": float(intercept)}


def summary(found: list[Reading], config: Config) -> list[dict[str, Any]]:
    """Rows per variant and phase; regression and ml only for whole stacks, ml only where spacing is known."""
    rows: list[dict[str, Any]] = []
    ml = config.input.spacing_mm**2 * SLAB_MM / 1000
    for variant in dict.fromkeys(r.variant for r in found):
        for phase in PHASES:
            chosen = [r for r in found if (r.variant, r.phase) == (variant, phase) and r.difference is not None]
            head = {"structure": "LV_CAVITY", "phase": phase, "input": variant}
            differences = [r.difference for r in chosen if r.difference is not None]
            rows.append({"measure": "relativeVolumeError", **head} | _statistics([abs(d) for d in differences]))
            rows.append({"measure": "relativeVolumeDifference", **head} | _statistics(differences))
            for measure, values in (("camDice", [r.dice_raw for r in chosen]),
                                    ("camDiceDilated", [r.dice_dilated for r in chosen])):
                rows.append({"measure": measure, **head} | _statistics([v for v in values if v is not None]))
            if variant == WHOLE.name:
                rows += [{"measure": f"regression {key}", **head, "value": round(value, 3), "n": len(chosen)}
                         for key, value in regression(chosen).items()]
                known = [abs(r.volume - r.truth) * ml for r in chosen if r.spacing_known]
                if known:
                    rows.append({"measure": "volumeErrorMl", **head} | _statistics(known))
    return rows


def error_band(found: list[Reading]) -> dict[str, dict[str, float]]:
    """Per phase the 2.5 % and 97.5 % quantiles of (M3 - truth)/truth over the USUAL variants of held-out hearts."""
    band = {}
    names = {v.name for v in USUAL}
    for phase in PHASES:
        values = [r.difference for r in found
                  if r.phase == phase and r.variant in names and r.difference is not None]
        low, high = np.quantile(values, (0.025, 0.975))
        band[phase] = {"low": round(float(low), 3), "high": round(float(high), 3)}
    return band


def evaluate(config: Config, data: Path, work: Path, models: Path, split: str, checkpoint: str) -> None:
    """Writes and prints `m3-<split>.json`: every reading and their summary, for `validation` also the error band."""
    network, state = load_average(work / "runs" / config.model_id / f"{checkpoint}.pt", VolumeUNet(**config.network))
    validation = set(json.loads((work / "m3.json").read_text())["validation"])
    folder = data / "acdc-edes"
    cases = [c for c in read_index(folder) if (c.split == "test" if split == "test" else c.name in validation)]
    predict, centres = torch_predictor(network, config), Centres(models, work)
    found = readings(cases, folder, config, predict, centres)
    if sunnybrook.belongs(config, data):
        others = sunnybrook.split_as_m4(data, split) + (lent(config, data)[1] if split == "validation" else [])
        found += readings_elsewhere(others, config, predict, centres)
    report: dict[str, Any] = {"epoch": state["epoch"],
                              "metrics": [{"split": split, **row} for row in summary(found, config)]}
    if split == "validation":
        report |= {"errorBand": error_band(found), "hearts": len(cases)}
    report["cases"] = [asdict(r) for r in found]
    (work / f"m3-{split}.json").write_text(json.dumps(report, indent=1))
    for row in report["metrics"]:
        print(json.dumps(row))
    if "errorBand" in report:
        print(json.dumps(report["errorBand"]))
