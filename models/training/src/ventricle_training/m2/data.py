"""Prepared slices of `acdc-edes` for M2 and the batches drawn from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .. import sunnybrook
from ..config import Config, InputSpec
from ..cropping import Crop, extract, quantile_range
from ..losses import NOT_THE_LAST
from ..strips import ES, PHASES, empty_before, held_out, index_digest, read_edes, read_index
from . import augment, distil
from .network import CHANNELS

LV_CAVITY, LV_MYOCARDIUM = CHANNELS.index("LV_CAVITY"), CHANNELS.index("LV_MYOCARDIUM")


def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m2.npz` (training split only) and `m2.json` (what is in it).

    Where the data have Sunnybrook beside ACDC, the patients that M4 is trained on come as well: LV cavity alone.
    """
    folder = data / "acdc-edes"
    spec, split = config.input, config.split
    cases = [c for c in read_index(folder, single_phase=True) if c.split == "train" and c.name not in split.excluded]
    validation = held_out(cases, split)
    lv_only = sunnybrook.lent(config, data)
    rows = max([c.rows for c in cases] + [p.images.shape[1] for p in lv_only])
    cols = max([c.cols for c in cases] + [p.images.shape[2] for p in lv_only])
    images, labels, table = [], [], []

    def add(number: int, phase: str, stack: np.ndarray, label: np.ndarray, pixel_mm: float, held: bool,
            partial: bool) -> None:
        low, high = _grey_range(stack, pixel_mm, spec)
        for z in range(len(stack)):
            canvas = np.zeros((2, rows, cols), np.uint8)
            canvas[:, : stack.shape[1], : stack.shape[2]] = stack[z], label[z]
            images.append(canvas[0])
            labels.append(canvas[1])
            table.append((number, PHASES.index(phase), z, *stack.shape[1:], pixel_mm, low, high,
                          z in (0, len(stack) - 1), not (label[z] == LV_CAVITY).any(), held, partial))

    for number, case in enumerate(cases):
        image, label = read_edes(folder, case)
        pixel_mm = case.spacing_mm or split.spacing_overrides.get(case.name, spec.nominal_spacing_mm)
        for k, phase in enumerate(case.phases):
            add(number, phase, image[k], label[k], pixel_mm, case.name in validation, False)
    for number, patient in enumerate(lv_only, start=len(cases)):
        for phase in PHASES:
            stack, cavity = patient.stack(phase)
            add(number, phase, stack, cavity * np.uint8(LV_CAVITY), spec.nominal_spacing_mm, False, True)
    work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(work / "m2.npz", images=np.stack(images), labels=np.stack(labels),
                        table=np.array(table, np.float64))
    (work / "m2.json").write_text(json.dumps({
        "index_sha256": index_digest(folder),
        "train": [c.name for c in cases if c.name not in validation],
        "validation": sorted(validation),
        "slices": len(images),
        "cases": [c.name for c in cases],
        "lvOnly": [p.name for p in lv_only],
    }, indent=1))


def _grey_range(stack: np.ndarray, pixel_mm: float, spec: InputSpec) -> tuple[float, float]:
    """What counts as 0 and as 1 in a stack: quantiles of the crop at the image's centre."""
    _, rows, cols = stack.shape
    patch, inside = extract(stack, Crop.at_image_centre(rows, cols, spec.rows, spec.cols, spec.spacing_mm), pixel_mm)
    return quantile_range(patch[..., inside], spec.low, spec.high)


@dataclass(frozen=True)
class Stacks:
    """Slices of the training part, stack by stack, with what is needed to draw views of them."""

    images: torch.Tensor  # uint8 [n, rows, cols] on a common canvas
    labels: torch.Tensor
    size: torch.Tensor  # [n, 2] columns, rows
    pixel_mm: torch.Tensor
    low: torch.Tensor
    high: torch.Tensor
    first: torch.Tensor  # [stacks] index of the first slice of each stack (one case, one phase)
    count: torch.Tensor  # [stacks] number of its slices
    weight: torch.Tensor  # [stacks] chance of being drawn
    heart_mm: torch.Tensor  # [n, 2] x, y of the middle of the stack's LV from the middle of the image
    above: tuple[torch.Tensor, ...]  # [stacks] of the patient's slices above the base at ES, base last; mostly none
    lv_only: torch.Tensor | None = None  # bool [n]: of these slices only the LV cavity is labelled
    taught: torch.Tensor | None = None  # uint8 [n, 3, rows, cols] what the teachers say, 255 for certain (`distil`)

    @staticmethod
    def load(config: Config, work: Path, everything: bool = False) -> Stacks:
        """`everything`: the validation cases as well, for a last run after all has been chosen."""
        options = config.augment
        with np.load(work / "m2.npz") as arrays:
            table = torch.from_numpy(arrays["table"]).float()
            keep = (table[:, 10] == 0) | everything
            share = float(options["lv_only_weight"])
            keep &= (table[:, 11] == 0) | (share > 0)
            images, labels = (torch.from_numpy(arrays[k])[keep] for k in ("images", "labels"))
        taught = distil.read(config, work, keep)
        table = table[keep]
        stack = table[:, 0] * 2 + table[:, 1]
        _, count = torch.unique_consecutive(stack, return_counts=True)
        first = count.cumsum(0) - count
        empty = torch.stack([table[f : f + c, 9].any() for f, c in zip(first, count, strict=True)])
        es = table[first, 1] == ES
        weight = torch.where(es, float(options["es_weight"]), 1.0) * torch.where(
            es & empty, float(options["empty_es_weight"]), 1.0)
        lv_only = table[:, 11] == 1
        weight = torch.where(lv_only[first], share * weight, weight)
        size, pixel_mm = table[:, [4, 3]], table[:, 5]
        return Stacks(images, labels, size, pixel_mm, table[:, 6], table[:, 7], first, count, weight,
                      _heart_mm(labels, size, pixel_mm, first, count), _above(labels, table[:, 0], first, count),
                      lv_only, taught)

    def draw(self, stacks: int, options: dict[str, Any], g: torch.Generator) -> tuple[torch.Tensor, list[int]]:
        """Slice indices of whole stacks and of ends of stacks, and the length of each."""
        chosen = torch.multinomial(self.weight, min(stacks, len(self.weight)), generator=g)
        pieces = [self._with_above(int(k), self._piece(int(k), options, g), options, g) for k in chosen]
        return torch.cat(pieces), [len(piece) for piece in pieces]

    def _with_above(self, stack: int, piece: torch.Tensor, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
        """The piece with slices above its base, if it is drawn so.

        No stack of the training split starts above the base at ED. At ES some do, and those slices show what the next
        slice up would show at ED, since the base comes down by more than a slice. A stack of the same patient gets
        them with `above_own`, any other one those of somebody else with `above_borrowed`.
        """
        own = self.above[stack]
        fits = len(own) > 0 and int(own[0]) != int(self.first[stack])
        share = options["above_own"] if fits else options["above_borrowed"]
        wanted = bool(torch.rand((), generator=g) < share)
        donors = [s for s in self.above if len(s) and s is not own]
        other = self.lv_only is not None and bool(self.lv_only[piece[0]])  # another scanner's
        if not wanted or other or int(piece[0]) != int(self.first[stack]) or not (fits or donors):
            return piece
        return torch.cat([own if fits else donors[int(torch.randint(len(donors), (), generator=g))], piece])

    def _piece(self, stack: int, options: dict[str, Any], g: torch.Generator) -> torch.Tensor:
        """A whole stack, or the basal or apical end of one: an incomplete stack at its other side."""
        first, count = int(self.first[stack]), int(self.count[stack])
        low, high = options["end_slices"]
        length = int(torch.randint(low, high + 1, (), generator=g))
        basal = bool(torch.rand((), generator=g) < 0.6)
        part = bool(torch.rand((), generator=g) < options["ends"])
        piece = torch.arange(first, first + count)
        if not part or length >= count:
            return piece
        return piece[:length] if basal else piece[-length:]

    def batch(self, index: torch.Tensor, lengths: list[int], config: Config,
              g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Augmented images [n, 1, rows, cols] in 0..1 and labels [n, rows, cols].

        Where only the LV cavity is labelled the other pixels are `NOT_THE_LAST`.
        """
        image, label, _ = self.views(index, lengths, config, g)
        return image, label

    def views(self, index: torch.Tensor, lengths: list[int], config: Config,
              g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """A batch, and what the teachers say of it, [n, 4, rows, cols], where there are any.

        One geometric view per stack, each of its slices shifted a little as breath-holds do; grey
        values are changed slice by slice. A share `as_scanned` is moved by whole pixels and nothing else, so that
        where the spacings agree nothing is interpolated, as in use. Slices of another patient, at the start of a
        stack, are laid so that the hearts meet.
        """
        spec, options, n = config.input, config.augment, len(index)
        repeat = torch.tensor(lengths)
        affine = augment.random_affine(len(lengths), options, g).repeat_interleave(repeat, dim=0)
        affine = affine.clone()
        affine[:, :, 2] += torch.randn(n, 2, generator=g) * options["breath_px"]
        displacement = augment.random_displacement(len(lengths), spec, options, g).repeat_interleave(repeat, dim=0)
        size, pixel_mm = self.size[index], self.pixel_mm[index]
        heart = (size - 1) / 2 + self.heart_mm[index] / pixel_mm[:, None]
        last = index[repeat.cumsum(0) - 1].repeat_interleave(repeat)
        centre = heart - self.heart_mm[last] / pixel_mm[:, None]
        positions = augment.source_positions(affine, spec, pixel_mm, centre, displacement)
        if chance := float(options["as_scanned"]):
            straight = (torch.rand(len(lengths), generator=g) < chance).repeat_interleave(repeat)
            moved = augment.identity_affine(n).clone()
            moved[:, :, 2] = affine[:, :, 2]
            positions[straight] = augment.on_pixels(
                augment.source_positions(moved, spec, pixel_mm, centre))[straight]
        one_hot = torch.nn.functional.one_hot(self.labels[index].long(), len(CHANNELS)).permute(0, 3, 1, 2)
        span, cut = augment.Span.whole(size), torch.zeros(n, dtype=torch.bool)
        if options["cut"]:
            span, cut = augment.random_span(heart, size, pixel_mm, lengths, options, g)
        image, inside = augment.sample(self.images[index][:, None].float(), positions, span, options["cubic"])
        low, high = self._grey_range(index, image, inside, lengths, cut, spec)
        image = ((image - low) / (high - low)).clamp(0, 1) * inside
        maps = one_hot[:, 1:].float()
        if self.taught is not None:
            maps = torch.cat([maps, self.taught[index].float() / 255], dim=1)
        sampled, _ = augment.sample(maps, positions, span)
        label = _with_background(sampled[:, :3]).argmax(dim=1)
        if self.lv_only is not None:
            label[self.lv_only[index][:, None, None] & (label != LV_CAVITY)] = NOT_THE_LAST
        taught = None if self.taught is None else _with_background(sampled[:, 3:])
        return augment.random_intensity(image, options, g), label, taught

    def _grey_range(self, index: torch.Tensor, image: torch.Tensor, inside: torch.Tensor, lengths: list[int],
                    cut: torch.Tensor, spec: InputSpec) -> tuple[torch.Tensor, torch.Tensor]:
        """What counts as 0 and as 1 in each slice, [n, 1, 1, 1]: of a `cut` stack, what is left of it in its view."""
        low, high = self.low[index], self.high[index]
        at = 0
        for length in lengths:
            stack = slice(at, at + length)
            at += length
            if cut[stack].all() and (seen := image[stack][inside[stack]]).numel() > 1:
                darkest, brightest = torch.quantile(seen, torch.tensor([spec.low, spec.high]))
                low[stack], high[stack] = darkest, torch.maximum(brightest, darkest + 1)
        return low.reshape(-1, 1, 1, 1), high.reshape(-1, 1, 1, 1)


def _with_background(structures: torch.Tensor) -> torch.Tensor:
    """[n, 3, rows, cols] -> [n, 4, rows, cols] that sum to 1."""
    return torch.cat([(1 - structures.sum(dim=1, keepdim=True)).clamp(min=0), structures], dim=1)


def _heart_mm(labels: torch.Tensor, size: torch.Tensor, pixel_mm: torch.Tensor, first: torch.Tensor,
              count: torch.Tensor) -> torch.Tensor:
    """Mean x and y of the LV with its wall in every stack, from the middle of the image, for each slice, [n, 2]."""
    rows, cols = (torch.arange(k, dtype=torch.float32) for k in labels.shape[1:])
    found = torch.zeros(len(labels), 2)
    for f, c in zip(first.tolist(), count.tolist(), strict=True):
        lv = (labels[f : f + c] >= LV_MYOCARDIUM).sum(0).float()
        if lv.sum() > 0:
            mean = torch.stack([(lv.sum(0) * cols).sum(), (lv.sum(1) * rows).sum()]) / lv.sum()
            found[f : f + c] = (mean - (size[f] - 1) / 2) * pixel_mm[f]
    return found


def _above(labels: torch.Tensor, case: torch.Tensor, first: torch.Tensor,
           count: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """For every stack the slices at the start of its patient's stacks in which nothing is labelled, in order."""
    labelled = (labels > 0).flatten(1).any(1).tolist()
    found: dict[int, torch.Tensor] = {}
    for f, c in zip(first.tolist(), count.tolist(), strict=True):
        if leading := empty_before(labelled[f : f + c]):
            found[int(case[f])] = torch.arange(f, f + leading)
    return tuple(found.get(int(case[f]), torch.empty(0, dtype=torch.long)) for f in first.tolist())
