"""Sunnybrook ED and ES frames, copies without a cavity, and the batches drawn from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import ndimage

from ..config import Config, InputSpec
from ..m2 import augment
from ..strips import index_digest
from ..sunnybrook import FOLDER, index_of, read_split, split_patients
from .views import beside_the_cavity, random_affine


def without_cavity(image: np.ndarray, cavity: np.ndarray, seed: int) -> np.ndarray:
    """The image with the cavity and a rim of 2 pixels filled in: the ring's grey levels, smoothly, with its grain.

    Solves Laplace's equation inside from the values around, and adds noise of the standard deviation that the
    4 pixels around have about their own smoothed version.
    """
    rows, cols = (slice(max(int(v.min()) - 12, 0), int(v.max()) + 13) for v in np.nonzero(cavity))
    hole = ndimage.binary_dilation(cavity, iterations=2)[rows, cols]
    rim = ndimage.binary_dilation(hole, iterations=4) & ~hole
    values = image[rows, cols].astype(np.float64)
    filled = np.where(hole, values[rim].mean(), values)
    cross = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]) / 4.0
    for _ in range(200):
        filled[hole] = ndimage.convolve(filled, cross, mode="nearest")[hole]
    grain = float((values - ndimage.uniform_filter(values, 3))[rim].std())
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal(values.shape), 0.6)
    filled[hole] += (noise * grain / noise.std())[hole]
    result = image.copy()
    result[rows, cols] = np.clip(np.rint(filled), 0, 255)
    return result


def class_imbalance(cavities: Iterable[np.ndarray]) -> dict[str, dict[str, float]]:
    """Share of the pixels of each class and its weight 1 / size², scaled to a background of 1."""
    masks = list(cavities)
    lv = float(np.sum([m.sum() for m in masks]) / np.sum([m.size for m in masks]))
    return {"pixels": {"BACKGROUND": round(1 - lv, 5), "LV_CAVITY": round(lv, 5)},
            "weights": {"BACKGROUND": 1.0, "LV_CAVITY": round(((1 - lv) / lv) ** 2, 1)}}


def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m4.npz` (training patients only) and `m4.json` (who is in which split, class imbalance)."""
    patients = read_split(config.split, data, "train")
    images, cavities = (np.concatenate([getattr(p, k) for p in patients]) for k in ("images", "cavities"))
    copies = np.stack([without_cavity(*pair, seed=i) for i, pair in enumerate(zip(images, cavities, strict=True))])
    index = index_of(data)
    manifest = {
        "index_sha256": index_digest(data / FOLDER),
        **split_patients(list(index), config.split),
        "images": len(images),
        "imbalance": class_imbalance(cavities),
    }
    print(json.dumps(manifest["imbalance"]))
    work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(work / "m4.npz", images=images, cavities=cavities, copies=copies)
    (work / "m4.json").write_text(json.dumps(manifest, indent=1))


@dataclass(frozen=True)
class Frames:
    """Training frames on their common square canvas, with what is needed to draw views of them."""

    images: torch.Tensor  # uint8 [n, side, side]
    cavities: torch.Tensor  # bool
    copies: torch.Tensor  # uint8, the same frames without a cavity
    offset: torch.Tensor  # [n, 2] (x, y) of the cavity's centre from the image's
    radius: torch.Tensor  # [n] from there to the farthest cavity pixel
    weight: torch.Tensor  # [n] chance of being drawn

    @staticmethod
    def load(config: Config, work: Path) -> Frames:
        with np.load(work / "m4.npz") as arrays:
            images, cavities, copies = (torch.from_numpy(arrays[k]) for k in ("images", "cavities", "copies"))
        return Frames.of(images, cavities, copies, config.augment)

    @staticmethod
    def of(images: torch.Tensor, cavities: torch.Tensor, copies: torch.Tensor, options: dict[str, Any]) -> Frames:
        middle, offset, radius = (images.shape[-1] - 1) / 2, [], []
        for cavity in cavities:
            yx = cavity.nonzero().float()
            centre = yx.mean(dim=0)
            offset.append(centre.flip(0) - middle)
            radius.append((yx - centre).norm(dim=1).max())
        small = cavities.sum(dim=(1, 2)) < options["small_px"]
        weight = torch.ones(len(images)) + (options["small_weight"] - 1) * small
        return Frames(images, cavities, copies, torch.stack(offset), torch.stack(radius), weight)

    def __len__(self) -> int:
        return len(self.images)

    def draw(self, count: int, g: torch.Generator) -> torch.Tensor:
        return torch.multinomial(self.weight, count, replacement=True, generator=g)

    def batch(self, index: torch.Tensor, config: Config, g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Augmented images [n, 1, rows, cols] in 0..1 and classes [n, rows, cols].

        A share `negatives` of the views has no LV: half of these are copies without a cavity, half are
        windows beside it.
        """
        spec, options, n = config.input, config.augment, len(index)
        chance = torch.rand(n, generator=g) / max(options["negatives"], 1e-9)
        filled, beside = chance < 0.5, (chance >= 0.5) & (chance < 1)
        affine = random_affine(n, options, g)
        windows = beside_the_cavity(self.offset[index], self.radius[index], spec.cols, options, g)
        affine = torch.where(beside[:, None, None], windows, affine)
        displacement = augment.random_displacement(n, spec, options, g)
        size = torch.tensor([self.images.shape[2], self.images.shape[1]]).expand(n, 2)
        nominal = torch.full((n,), spec.nominal_spacing_mm)
        positions = augment.source_positions(affine, spec, nominal, (size - 1) / 2, displacement)
        keep = ~filled[:, None, None]
        image = torch.where(keep, self.images[index], self.copies[index]).float()
        maps = torch.stack([image, (self.cavities[index] & keep).float()], dim=1)
        sampled, inside = augment.sample(maps, positions, augment.Span.whole(size))
        image = normalised(sampled[:, :1], inside, spec)
        return augment.random_intensity(image, options, g) * inside, (sampled[:, 1] > 0.5).long()


def normalised(samples: torch.Tensor, inside: torch.Tensor, spec: InputSpec) -> torch.Tensor:
    """`cropping.normalise` for a batch [n, 1, rows, cols], with quantiles of each crop by itself."""
    flat = torch.where(inside, samples, torch.nan).flatten(1)
    low, high = torch.nanquantile(flat, torch.tensor([spec.low, spec.high]), dim=1)
    low, high = (q.nan_to_num(0.0).reshape(-1, 1, 1, 1) for q in (low, high))
    scaled = ((samples - low) / (high - low).clamp(min=1e-6)).clamp(0, 1)
    return torch.where(inside & (high > low), scaled, 0.0)
