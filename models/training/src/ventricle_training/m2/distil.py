"""What trained networks together say of the training images, for a network that learns from them and from the labels.

The teachers are checkpoints of folds and, as "warm-start", the exported file that training goes on from. Their mean
probability on the images' own pixels, through the engine's two passes, is written once; views of it are drawn as those
of the labels are. The new network gets a cross-entropy against it beside the loss against the labels: at an edge that
readers draw now here, now there, the labels jump and the mean of several networks does not.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..strips import read_edes, read_index
from . import evaluate
from .ensemble import MeanProbability, checkpoint_file, load_rounded

FILE = "m2-taught.npz"


def prepare(config: Config, data: Path, work: Path) -> None:
    """Writes `m2-taught.npz`, slices as in `m2.npz`, unless the same teachers have written it before.

    Teachers are named by their path in `work`; one that is not there is said and left out, and without any the labels
    teach alone. Training cases only: the data set's own test cases are not in `m2.npz`.
    """
    wanted = _wanted(config)
    if not wanted:
        return
    paths = {name: checkpoint_file(config, work, work, name) for name in wanted}
    teachers = [name for name, path in paths.items() if path.exists()]
    for name in wanted:
        if name not in teachers:
            print(json.dumps({"no such teacher": name}), flush=True)
    note = work / "m2-taught.json"
    if not teachers:
        for path in (note, work / FILE):
            path.unlink(missing_ok=True)
        return
    if note.exists() and json.loads(note.read_text())["teachers"] == teachers:
        return
    predict = evaluate.torch_predictor(MeanProbability([load_rounded(config, paths[name])[0] for name in teachers]))
    folder = data / "acdc-edes"
    names = json.loads((work / "m2.json").read_text())["cases"]
    cases = {c.name: c for c in read_index(folder, single_phase=True)}
    with np.load(work / "m2.npz") as arrays:
        n, rows, cols = arrays["images"].shape
    taught = np.zeros((n, 3, rows, cols), np.uint8)
    at = 0
    for name in names:
        case = cases[name]
        image, _ = read_edes(folder, case)
        for stack in image:
            full = evaluate.segment(stack, evaluate.pixel_spacing(case, config), config, predict)
            taught[at : at + len(stack), :, : case.rows, : case.cols] = np.rint(full[:, 1:] * 255)
            at += len(stack)
    print(json.dumps({"taught by": teachers}), flush=True)
    np.savez_compressed(work / FILE, taught=taught)
    note.write_text(json.dumps({"teachers": teachers}))


def _wanted(config: Config) -> list[str]:
    return config.more.get("distil", {}).get("teachers", [])


def read(config: Config, work: Path, keep: torch.Tensor) -> torch.Tensor | None:
    """The slices that `keep` [n] is true for, uint8 [n, 3, rows, cols]; None when nobody teaches."""
    if not _wanted(config) or not (work / FILE).exists():
        return None
    with np.load(work / FILE) as arrays:
        return torch.from_numpy(arrays["taught"])[keep]
