"""Robustness: known changes of the validation images, then the engine's two passes, then Dice.

Every change returns the stack that a user would have loaded, its spacing as the file would say it, and the
truth on the same pixels. Changes of geometry resample the image bilinearly and the label to its nearest
pixel; the score is taken on the changed pixels. Noise and field are drawn from a fixed seed per case.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage

from ..config import Config
from ..cropping import Crop, extract
from ..metrics import dice
from ..strips import CaseInfo, read_edes
from . import markdown
from .confidence import POOR, drawn_masks, soft_scores
from .drawing import as_drawn
from .evaluate import PHASES, Predictor, on_image, pixel_spacing, segment_crop
from .network import CHANNELS
from .tables import STRUCTURES, Row, statistics

FLOOR = 0.93  # no change may take the mean LV ED Dice below this without a flag


@dataclass(frozen=True)
class View:
    """A stack [slice, row, column] as loaded, the spacing that its file states, the truth on its pixels."""

    image: np.ndarray
    truth: np.ndarray
    pixel_mm: float


Change = Callable[[View, np.random.Generator], View]


def grey(change: Callable[[np.ndarray, np.random.Generator], np.ndarray]) -> Change:
    """A change of grey values only, given the stack as 0..1 of its own range."""

    def apply(view: View, rng: np.random.Generator) -> View:
        image = view.image.astype(np.float64)
        low, high = image.min(), image.max()
        return View(change((image - low) / max(high - low, 1e-9), rng), view.truth, view.pixel_mm)

    return apply


def geometry(change: Callable[[np.ndarray], np.ndarray]) -> Change:
    """A change of the pixel grid that needs no interpolation."""
    return lambda view, rng: View(change(view.image), change(view.truth), view.pixel_mm)


def resampled(spacing_mm: float) -> Change:
    """The image as if acquired at another pixel spacing, which the file states."""

    def apply(view: View, rng: np.random.Generator) -> View:
        _, rows, cols = view.image.shape
        f = view.pixel_mm / spacing_mm
        crop = Crop.at_image_centre(rows, cols, round(rows * f), round(cols * f), spacing_mm)
        return _on(crop, view)

    return apply


def _on(crop: Crop, view: View) -> View:
    """Image bilinear, label nearest (of the structures' bilinear shares the largest), on the pixels of a crop."""
    image, _ = extract(view.image, crop, view.pixel_mm)
    shares = np.stack([extract((view.truth == k).astype(float), crop, view.pixel_mm)[0]
                       for k in range(1, len(CHANNELS))])
    truth = np.concatenate([1 - shares.sum(axis=0, keepdims=True), shares]).argmax(axis=0)
    return View(image, truth.astype(np.uint8), crop.spacing_mm)


def misstated(factor: float) -> Change:
    """The same pixels with a wrong spacing in the file."""
    return lambda view, rng: View(view.image, view.truth, view.pixel_mm * factor)


def rotated(degrees: float) -> Change:
    """Turned about the image centre; what comes from outside the image is 0."""

    def apply(view: View, rng: np.random.Generator) -> View:
        def turn(stack: np.ndarray, order: int) -> np.ndarray:
            return ndimage.rotate(stack, degrees, axes=(1, 2), reshape=False, order=order)

        return View(turn(view.image.astype(float), 1), turn(view.truth, 0), view.pixel_mm)

    return apply


def matrix(size: int, spacing_mm: float, off_centre_mm: float = 30.0) -> Change:
    """A square matrix of `size` pixels of `spacing_mm`, its centre `off_centre_mm` from the labelled heart's.

    The direction is random per case. Beyond the data there are zeros, which belong to the image.
    """

    def apply(view: View, rng: np.random.Generator) -> View:
        _, rows, cols = np.nonzero(view.truth)
        angle, shift = rng.uniform(0, 2 * np.pi), off_centre_mm / view.pixel_mm
        return _on(Crop(size, size, spacing_mm, float(cols.mean() + shift * np.cos(angle)),
                        float(rows.mean() + shift * np.sin(angle))), view)

    return apply


def bias_field(strength: float) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Smooth gain exp(field) over the whole stack; the field runs over +- `strength`."""

    def apply(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        coarse = rng.standard_normal((3, 3))
        field = ndimage.zoom(coarse, [n / 3 for n in x.shape[1:]], order=2, mode="nearest")[: x.shape[1], : x.shape[2]]
        field = (field - field.min()) / max(np.ptp(field), 1e-9) * 2 - 1
        return x * np.exp(strength * field)

    return apply


def heart_signal(x: np.ndarray) -> float:
    """The bright signal that noise is measured against: the 95 % quantile of the stack."""
    return float(np.quantile(x, 0.95))


def rician(snr: float) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Rician noise; `snr` = blood signal (95 % quantile) / SD of each channel."""

    def apply(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        sd = heart_signal(x) / snr
        return np.hypot(x + sd * rng.standard_normal(x.shape), sd * rng.standard_normal(x.shape))

    return apply


def ghost(share: float, copies: int) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Motion ghost: copies of the image shifted along the phase-encoding (row) axis by 1/copies of the field."""

    def apply(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        step = x.shape[1] / copies
        return x + share * sum(np.roll(x, round(step * k), axis=1) for k in range(1, copies))

    return apply


def quantised(levels: int, share: float = 1.0) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Rounded to `levels` grey values, of which the image uses the lower `share`."""
    return lambda x, rng: np.round(x * share * (levels - 1))


def with_outlier(factor: float) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """A few (.2 %) pixels `factor` times brighter than the image."""

    def apply(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        return np.where(rng.random(x.shape) < 0.002, factor, x)

    return apply


CHANGES: dict[str, Change] = {
    "as it is": lambda view, rng: view,
    **{f"spacing {s} mm": resampled(s) for s in (0.7, 1.0, 1.4, 2.0)},
    **{f"spacing stated {f} times what it is": misstated(f) for f in (0.5, 0.7, 1.4, 2.0)},
    "turned by 90°": geometry(lambda s: np.rot90(s, 1, axes=(1, 2))),
    "turned by 180°": geometry(lambda s: np.rot90(s, 2, axes=(1, 2))),
    "turned by 270°": geometry(lambda s: np.rot90(s, 3, axes=(1, 2))),
    "turned by 45°": rotated(45),
    "mirrored": geometry(lambda s: s[:, :, ::-1]),
    "transposed": geometry(lambda s: s.transpose(0, 2, 1)),
    "slices reversed": geometry(lambda s: s[::-1]),
    "without the basal slice": geometry(lambda s: s[1:]),
    "without the two apical slices": geometry(lambda s: s[:-2]),
    "every second slice": geometry(lambda s: s[::2]),
    "the middle slice alone": geometry(lambda s: s[len(s) // 2 : len(s) // 2 + 1]),
    **{f"matrix {n} of {mm} mm, heart 30 mm off centre": matrix(n, mm)
       for n, mm in ((95, 1.5), (128, 1.5), (256, 1.5), (512, 0.7))},
    "gamma .5": grey(lambda x, rng: x**0.5),
    "gamma 2": grey(lambda x, rng: x**2),
    "low contrast (range 90–100 %)": grey(lambda x, rng: 0.9 + 0.1 * x),
    "bias field ±.5": grey(bias_field(0.5)),
    "bias field ±1": grey(bias_field(1.0)),
    **{f"noise, SNR {snr}": grey(rician(snr)) for snr in (20, 10, 5, 3)},
    "motion ghost 15 %": grey(ghost(0.15, 2)),
    "motion ghost 30 %, 3 copies": grey(ghost(0.3, 3)),
    "8 bit": grey(quantised(256)),
    "8 bit, a quarter of the range used": grey(quantised(256, 0.25)),
    "16 grey values": grey(quantised(16)),
    "bright pixels (.2 %, 5 times)": grey(with_outlier(5.0)),
    "inverted grey values": grey(lambda x, rng: 1 - x),
}
"""What is done to the images, in the order of the table."""


def score_view(view: View, config: Config, predict: Predictor) -> Row:
    """3-D Dice per structure and the soft-dice scores of the LV endocardial contours that are drawn."""
    crop, on_crop = segment_crop(view.image, view.pixel_mm, config, predict)
    full = on_image(on_crop, crop, view.pixel_mm, *view.image.shape[1:])
    label = as_drawn(full, view.pixel_mm)
    row: Row = {s: dice(label == CHANNELS.index(s), view.truth == CHANNELS.index(s)) for s in STRUCTURES}
    drawn = drawn_masks(full, "LV_ENDO").any(axis=(1, 2))
    return row | {"scores": [round(float(s), 5) for s in soft_scores(on_crop, "LV_ENDO")[drawn]]}


def first_of_groups(cases: list[CaseInfo], per_group: int | None) -> list[CaseInfo]:
    """The first cases of every pathology group, or all."""
    return [c for c in cases if per_group is None
            or [other.name for other in cases if other.group == c.group].index(c.name) < per_group]


def run(cases: list[CaseInfo], folder: Path, config: Config, predict: Predictor, store: Path, digest: str,
        phases: tuple[str, ...] = PHASES, changes: dict[str, Change] | None = None) -> list[Row]:
    """One row per change, case and phase; goes on where `store` (JSON lines of this very model) ends."""
    rows = [r for r in read(store) if r["model"] == digest] if store.exists() else []
    known = {(r["change"], r["case"], r["phase"]) for r in rows}
    with store.open("a") as out:
        for name, change in (changes or CHANGES).items():
            for case in cases:
                wanted = [p for p in phases if (name, case.name, p) not in known]
                if not wanted:
                    continue
                image, truth = read_edes(folder, case)
                for phase in wanted:
                    k = PHASES.index(phase)
                    rng = np.random.default_rng([zlib.crc32(case.name.encode()), k])
                    view = change(View(image[k], truth[k], pixel_spacing(case, config)), rng)
                    row = {"model": digest, "change": name, "case": case.name, "phase": phase}
                    rows.append(row | score_view(view, config, predict))
                    out.write(json.dumps(rows[-1]) + "\n")
                    out.flush()
    return rows


def read(store: Path) -> list[Row]:
    return [json.loads(line) for line in store.read_text().splitlines()]


def summary(rows: list[Row], confidence_of: Callable[[list[float]], float], bound: float) -> list[Row]:
    """Per change: Dice, how many volumes are flagged, and how many of the poor ones (LV Dice below POOR) are.

    `confidence_of` gives the mean confidence of a volume from the scores of its contours.
    """
    found = []
    for change in dict.fromkeys(r["change"] for r in rows):
        for phase in PHASES:
            chosen = [r for r in rows if (r["change"], r["phase"]) == (change, phase)]
            if not chosen:
                continue
            flags = [confidence_of(r["scores"]) < bound for r in chosen]
            poor = [(r["LV_CAVITY"] or 0.0) < POOR[phase] for r in chosen]
            found.append({
                "measure": "robustness", "change": change, "phase": phase, "n": len(chosen),
                "flagged": sum(flags), "poor": sum(poor),
                "poorFlagged": sum(f and p for f, p in zip(flags, poor, strict=True)),
                **{s: statistics(r[s] for r in chosen if r[s] is not None) for s in STRUCTURES},
                "lowest": round(min(r["LV_CAVITY"] or 0.0 for r in chosen), 4),
            })
    return found


def table(rows: list[Row]) -> str:
    """Mean Dice ED / ES, lowest LV ED, and what the flag does; cells below the floor are bold."""
    lines = []
    for change in dict.fromkeys(r["change"] for r in rows):
        own = {r["phase"]: r for r in rows if r["change"] == change}
        cells = [" / ".join(markdown.number(own[p][s]["value"]) for p in PHASES if p in own) for s in STRUCTURES]
        if "ED" in own and (own["ED"]["LV_CAVITY"]["value"] or 0.0) < FLOOR:
            cells[0] = f"**{cells[0]}**"
        flagged, n, poor, caught = (sum(r[k] for r in own.values()) for k in ("flagged", "n", "poor", "poorFlagged"))
        lines.append([change, *cells, markdown.number(own["ED"]["lowest"]) if "ED" in own else "–",
                      f"{flagged} of {n}", f"{caught} of {poor}" if poor else "none"])
    return markdown.table(["image", "LV ED / ES", "myocardium ED / ES", "RV ED / ES", "lowest LV ED",
                           "volumes flagged", "poor ones flagged"], lines)
