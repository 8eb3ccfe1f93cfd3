"""Hearts of the program's own phantom generator, for a method that learns from them beside patients.

Every cavity is known, and unlike the training stacks of patients most begin above the base, at ED too. Seeds from
FIRST_SEED on are for training; those that the documentation measures models on (up to 5002) and 7001 to 7006, on which
recipes were chosen, are others.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .own_data import ventricle
from .own_data.layout import Writer

PROJECT = Path(__file__).resolve().parents[4]
FOLDER = "phantoms"
FIRST_SEED = 7007


def options(seed: int) -> dict[str, int]:
    """What is asked of `ventricle phantom`: 7 to 14 slices, 160 to 256 pixels, EF 20 to 74 %, 8 phases."""
    i = seed - 7000
    return {"seed": seed, "slices": 7 + 5 * i % 8, "phases": 8, "ef": 20 + 7 * i % 55, "matrix": 160 + i % 5 * 24}


def write(folder: Path, seed: int, program: Path = PROJECT / "ventricle") -> None:
    """One study, unless it is there; the program builds itself where it has not been built."""
    target = folder / f"p{seed}"
    if target.exists():
        return
    making = target.with_suffix(".tmp")
    shutil.rmtree(making, ignore_errors=True)
    words = [word for name, value in options(seed).items() for word in (f"--{name}", str(value))]
    try:
        subprocess.run([program, "phantom", *words, "--no-long-axis", making], check=True, capture_output=True,
                       text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1]
        raise SystemExit(f"{program}: no phantom can be made: {said}") from error
    making.rename(target)


def prepare(work: Path, count: int) -> Path:
    """`count` phantoms as `acdc-edes` has its cases; returns that folder."""
    studies, layout = work / FOLDER / "studies", work / FOLDER / "layout"
    studies.mkdir(parents=True, exist_ok=True)
    writer, images = Writer(layout), ventricle.Images(studies)
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        write(studies, seed)
        writer.add(ventricle.read(f"p{seed}", studies / f"p{seed}", images))
    writer.finish("phantom generator of Ventricle")
    return layout / "acdc-edes"
