"""Prepared stacks of `acdc-edes` for M3 and the views drawn from them.

The only label is the area of the cavity on each slice. `discs` turns it into a disc on the image, which
is warped and cut with the view, so that the area of a zoomed or cut slice is known without any outline.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .. import phantoms, sunnybrook
from ..config import Config
from ..cropping import Crop, extract, normalise
from ..m2 import augment
from ..m2.network import CHANNELS
from ..strips import ED, ES, empty_before, held_out, index_digest, read_edes, read_index
from . import discs

LV_CAVITY = CHANNELS.index("LV_CAVITY")


def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m3.npz` (training split only) and `m3.json` (what is in it).

    Where the data have Sunnybrook beside ACDC, the patients that M4 is trained on come as well, with the slices that
    show the cavity at ED and at ES, but for every `sunnybrook_held_out`-th, who are kept to choose on; and, unless
    the data are a user's own, as many phantoms as the recipe wants.
    """
    folder, split = data / "acdc-edes", config.split
    cases = [c for c in read_index(folder) if c.split == "train" and c.name not in split.excluded]
    validation = held_out(cases, split)
    arrays: dict[str, np.ndarray] = {}

    def add(name: str, image: np.ndarray, cavity: np.ndarray, heart: np.ndarray, pixel_mm: float) -> None:
        _, _, rows, cols = np.nonzero(heart)
        place = (pixel_mm, float(cols.mean()), float(rows.mean()))
        arrays[f"{name} image"], arrays[f"{name} cavity"] = image, cavity
        arrays[f"{name} disc"] = guessed_discs(image, cavity.sum(axis=(2, 3)), place, config)
        arrays[f"{name} place"] = np.array(place)

    nominal = config.input.nominal_spacing_mm
    for case in cases:
        image, label = read_edes(folder, case)
        pixel_mm = case.spacing_mm or split.spacing_overrides.get(case.name, nominal)
        add(case.name, image, label == LV_CAVITY, label, pixel_mm)
    made = 0 if "own_data" in config.more else int(config.augment["phantoms"])
    synthetic = []
    if made:
        made_in = phantoms.prepare(work, made)
        synthetic = read_index(made_in)
        for case in synthetic:
            image, label = read_edes(made_in, case)
            add(case.name, image, label == LV_CAVITY, label, case.spacing_mm or nominal)
    others, _ = lent(config, data)
    for patient in others:
        image, cavity = patient.both_phases()
        add(patient.name, image, cavity, cavity, nominal)
    work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(work / "m3.npz", **arrays)  # type: ignore[arg-type]
    (work / "m3.json").write_text(json.dumps({
        "index_sha256": index_digest(folder),
        "train": [c.name for c in cases if c.name not in validation],
        "validation": sorted(validation),
        "sunnybrook": [p.name for p in others],
        "phantoms": [c.name for c in synthetic],
    }, indent=1))


def lent(config: Config, data: Path) -> tuple[list[sunnybrook.Patient], list[sunnybrook.Patient]]:
    """Patients of Sunnybrook that M3 learns from, and those of M4's training part that it does not."""
    patients, every = sunnybrook.lent(config, data), int(config.augment["sunnybrook_held_out"])
    return ([p for i, p in enumerate(patients) if i % every], patients[::every]) if every else (patients, [])


def guessed_discs(image: np.ndarray, areas: np.ndarray, place: tuple[float, float, float],
                  config: Config) -> np.ndarray:
    """`discs` on the pixels of an image [phase, D, rows, cols] whose areas [phase, D] are known, boolean."""
    spec, (pixel_mm, x, y) = config.input, place
    f = spec.spacing_mm / pixel_mm
    crop = Crop(spec.rows, spec.cols, spec.spacing_mm, x, y)
    views = np.stack([normalise(*extract(phase, crop, pixel_mm), spec.low, spec.high) for phase in image])
    middle = np.array([(spec.rows - 1) / 2, (spec.cols - 1) / 2])
    centres = (discs.place(views, areas / f**2) - middle) * f + np.array([y, x])
    return discs.draw(centres, areas, *image.shape[2:])


@dataclass(frozen=True)
class Heart:
    """One case: image, cavity and guessed disc [phase, slice, row, column], pixel spacing, middle of the heart (x, y).

    `cavity` is for measuring; training looks at its area alone (`areas`, [phase, slice] in image pixels). `above`
    counts the first slices of a stack that was made to start above the base (`higher`); it has one phase.
    """

    name: str
    image: torch.Tensor
    cavity: torch.Tensor
    disc: torch.Tensor
    pixel_mm: float
    centre: tuple[float, float]
    above: int = 0

    @property
    def slices(self) -> int:
        return self.image.shape[1]

    @property
    def areas(self) -> torch.Tensor:
        return self.cavity.sum(dim=(2, 3))


def higher(heart: Heart) -> Heart | None:
    """The ED stack with the patient's slices above the base at ES on top; None when he has none.

    No training stack starts above the base at ED. The first slices without a cavity at ES show what would be seen
    there.
    """
    empty = empty_before((heart.areas[ES] > 0).tolist())
    if not empty:
        return None
    image, cavity, disc = (torch.cat([t[ES, :empty], t[ED]])[None] for t in (heart.image, heart.cavity, heart.disc))
    return Heart(f"{heart.name} from above", image, cavity, disc, heart.pixel_mm, heart.centre, empty)


def load(work: Path, part: str) -> list[Heart]:
    """The hearts of `train`, `validation`, `sunnybrook` or `phantoms`, prepared before."""
    names = json.loads((work / "m3.json").read_text())[part]
    hearts = []
    with np.load(work / "m3.npz") as arrays:
        for name in names:
            pixel_mm, x, y = arrays[f"{name} place"].tolist()
            hearts.append(Heart(name, torch.from_numpy(arrays[f"{name} image"]),
                                torch.from_numpy(arrays[f"{name} cavity"]),
                                torch.from_numpy(arrays[f"{name} disc"]), pixel_mm, (x, y)))
    return hearts


def draw_depth(options: dict[str, object], g: torch.Generator) -> int:
    """How many slices the stacks of the next batch keep: a few of every kind, 1 among them."""
    depths, weights = options["depths"], torch.tensor(options["depth_weights"], dtype=torch.float32)
    return int(depths[int(torch.multinomial(weights, 1, generator=g))])  # type: ignore[index]


def draw_hearts(hearts: list[Heart], depth: int, count: int, g: torch.Generator) -> list[Heart]:
    """`count` of the hearts that have at least `depth` slices, each at most once."""
    fit = [h for h in hearts if h.slices >= depth]
    return [fit[int(i)] for i in torch.randperm(len(fit), generator=g)[:count]]


def random_field(rows: int, cols: int, options: dict[str, object], g: torch.Generator) -> torch.Tensor:
    """True inside a random upright rectangle, [rows, cols]; all true for the share that is not cut."""
    if float(torch.rand(1, generator=g)) >= float(options["cut_field"]):  # type: ignore[arg-type]
        return torch.ones(rows, cols, dtype=torch.bool)
    low, high = (float(v) for v in options["half_field_px"])  # type: ignore[attr-defined]
    shift = float(options["field_shift_px"])  # type: ignore[arg-type]
    r, c = torch.rand(4, generator=g).reshape(2, 2).tolist()

    def span(count: int, half: float, place: float) -> torch.Tensor:
        centre = (count - 1) / 2 + (2 * place - 1) * shift
        return (torch.arange(count) - centre).abs() <= low + (high - low) * half

    return span(rows, *r)[:, None] & span(cols, *c)[None, :]


def normalised(values: torch.Tensor, inside: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """`cropping.normalise` for a view [D, rows, cols] with the same pixels inside on every slice."""
    samples = values[:, inside]
    if samples.numel() == 0:
        return torch.zeros_like(values)
    lo, hi = np.quantile(samples.numpy(), (low, high))
    if hi <= lo:
        return torch.zeros_like(values)
    return ((values - lo) / (hi - lo)).clamp(0, 1) * inside


@dataclass(frozen=True)
class Views:
    """Views of a batch: images and discs [n, 1, D, rows, cols] in 0..1, areas [n, D] in crop pixels."""

    images: torch.Tensor
    discs: torch.Tensor
    areas: torch.Tensor


def view(heart: Heart, phase: int, first: int, depth: int, config: Config,
         g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """A random view of `depth` slices: image and disc [D, rows, cols], areas [D], field [rows, cols].

    The image is normalised and its contrast not yet changed. A disc drawn on pixels is not exactly as
    large as its area, so areas are the disc's share within the view of the true area.
    """
    spec, options = config.input, config.augment
    part = slice(first, first + depth)
    disc = heart.disc[phase, part].float()
    maps = torch.cat([heart.image[phase, part].float(), disc])[None]
    size = torch.tensor([[maps.shape[3], maps.shape[2]]], dtype=torch.float32)
    positions = augment.source_positions(
        augment.random_affine(1, options, g), spec, torch.tensor([heart.pixel_mm]), torch.tensor([heart.centre]),
        augment.random_displacement(1, spec, options, g))
    sampled, inside = augment.sample(maps, positions, augment.Span.whole(size))
    field = random_field(spec.rows, spec.cols, options, g) & inside[0, 0]
    image = normalised(sampled[0, :depth], field, spec.low, spec.high)
    shown = sampled[0, depth:] * field
    exact = heart.areas[phase, part] / disc.sum(dim=(1, 2)).clamp(min=1)
    return image, shown, shown.sum(dim=(1, 2)) * exact, field


def batch(hearts: list[Heart], depth: int, config: Config, g: torch.Generator) -> Views:
    """Views of a random run of `depth` slices of each heart, at ED or ES; mostly the first ones of a `higher` stack."""
    views = []
    for heart in hearts:
        phase = int(torch.randint(len(heart.image), (1,), generator=g))
        first = int(torch.randint(heart.slices - depth + 1, (1,), generator=g))
        if heart.above and float(torch.rand(1, generator=g)) < float(config.augment["from_above"]):
            first = int(torch.randint(min(heart.above, heart.slices - depth) + 1, (1,), generator=g))
        views.append(view(heart, phase, first, depth, config, g))
    images, shown, areas, fields = (torch.stack(part) for part in zip(*views, strict=True))
    changed = augment.random_intensity(images, config.augment, g) * fields[:, None]
    return Views(changed[:, None], shown[:, None], areas)
