"""M2 on a narrow field of view: the window of `acdc-cine` laid over the whole stack of `acdc-edes`.

The window always lies at the same place of the matrix, wherever the heart is, so its edge cuts the RV of many hearts
and the LV of some. Both readings, of the window alone and of the wider image, are scored on the pixels of the window.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import fftconvolve

from ..config import Config
from ..metrics import dice
from ..strips import CaseInfo, read_cine, read_edes, read_index
from .evaluate import PHASES, Predictor, drawn_labels, pixel_spacing
from .network import CHANNELS
from .tables import STRUCTURES, Row, statistics

VIEWS = ("wide", "narrow")
CUT = 0.01
"""Of the ventricles' pixels beyond the window: a heart that has lost more counts as cut."""


@dataclass(frozen=True)
class Window:
    """Where an image of the cine lies on that of the wider crop, in its pixels."""

    rows: slice
    cols: slice

    def of(self, stack: np.ndarray) -> np.ndarray:
        """[..., rows, cols] of the wider crop -> the window."""
        return stack[..., self.rows, self.cols]


def window(wide: np.ndarray, seen: np.ndarray) -> Window | None:
    """Where the labels `seen` lie on `wide`, both [phase, slice, row, column] of the same slices.

    None where they do not lie within it pixel by pixel.
    """
    meeting = sum(fftconvolve((wide[at] > 0).astype(float), (seen[at] > 0)[::-1, ::-1].astype(float), mode="valid")
                  for at in np.ndindex(wide.shape[:2]))
    row, col = (int(k) for k in np.unravel_index(np.argmax(meeting), np.shape(meeting)))
    found = Window(slice(row, row + seen.shape[2]), slice(col, col + seen.shape[3]))
    return found if np.array_equal(found.of(wide), seen) else None


def windows(cases: list[CaseInfo], data: Path) -> dict[str, Window]:
    """By name; a case whose window reaches beyond the wider crop is said and left out."""
    folder = data / "acdc-cine"
    slices = {name: entry["stack_slice_index"]
              for name, entry in json.loads((folder / "index.json").read_text())["cases"].items()}
    cines = {case.name: case for case in read_index(folder)}
    found: dict[str, Window] = {}
    for case in cases:
        _, truth = read_edes(data / "acdc-edes", case)
        _, seen = read_cine(folder, cines[case.name])
        if (place := window(truth[:, slices[case.name]], seen)) is not None:
            found[case.name] = place
        else:
            print(json.dumps({"no such window": case.name}))
    return found


def rows(cases: list[CaseInfo], data: Path, config: Config, predict: Predictor) -> list[Row]:
    """Per case and phase the share of the ventricles beyond the window, and Dice without and with it."""
    found: list[Row] = []
    places = windows(cases, data)
    for case in (c for c in cases if c.name in places):
        place, pixel_mm = places[case.name], pixel_spacing(case, config)
        image, truth = read_edes(data / "acdc-edes", case)
        for k, phase in enumerate(PHASES):
            seen = place.of(truth[k])
            wide = place.of(drawn_labels(image[k], pixel_mm, config, predict))
            narrow = drawn_labels(place.of(image[k]), pixel_mm, config, predict)
            beyond = 1 - np.count_nonzero(seen) / np.count_nonzero(truth[k])
            found.append({"case": case.name, "phase": phase, "beyond": beyond,
                          **{name: {"wide": dice(wide == value, seen == value),
                                    "narrow": dice(narrow == value, seen == value)}
                             for value, name in enumerate(CHANNELS) if name in STRUCTURES}})
    return found


def summary(found: list[Row]) -> list[Row]:
    """For cut hearts and whole ones, per phase and structure: mean Dice of the window and of the wider image."""
    result: list[Row] = []
    for cut in (True, False):
        for phase in PHASES:
            own = [r for r in found if r["phase"] == phase and (r["beyond"] > CUT) == cut]
            result += [{"cut": cut, "phase": phase, "structure": name, "view": view}
                       | statistics(r[name][view] for r in own if r[name][view] is not None)
                       for name in STRUCTURES for view in VIEWS if own]
    return result
