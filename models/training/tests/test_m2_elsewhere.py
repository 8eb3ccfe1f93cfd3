"""M2 on another hospital's hearts: sizes, biases and what goes into the card."""

import dataclasses

import numpy as np
import pytest

from ventricle_training import config
from ventricle_training.m2 import elsewhere, markdown
from ventricle_training.sunnybrook import Patient


def patient(name: str, ed: int, es: int) -> Patient:
    """Four slices at ED and three at ES, interleaved, cavities square of that side, bright on black."""
    cavities = np.zeros((7, 96, 96), bool)
    phases = ["ED", "ES", "ED", "ES", "ED", "ES", "ED"]
    for i, phase in enumerate(phases):
        side = ed if phase == "ED" else es
        cavities[i, 40 : 40 + side, 40 : 40 + side] = True
    return Patient(name, (cavities * 200).astype(np.uint8), cavities, [0, 0, 1, 1, 2, 2, 3], phases)


def bright(images: np.ndarray) -> np.ndarray:
    """LV cavity wherever it is bright, but for the last slice of the stack."""
    p = np.zeros((len(images), 4, *images.shape[1:]), np.float32)
    p[:, 3] = images > 0.5
    p[-1, 3] = 0
    p[:, 0] = 1 - p[:, 3]
    return p


def test_a_slice_that_is_missed_costs_volume_and_the_ejection_fraction_follows() -> None:
    patients = [patient("SC-HF-I-01", 20, 20), patient("SC-N-02", 20, 10)]
    settings = config.load("m2")  # what is bright has no wall: the rule that asks for one would take all of it away
    settings = dataclasses.replace(settings, post_processing={**settings.post_processing, "least_ring": 0.0})
    volumes = elsewhere.volumes(patients, settings, bright)
    rows = elsewhere.rows(volumes)
    assert [(r["group"], r["phase"], r["slices"], r["missed"]) for r in rows] == [
        ("HF-I", "ED", 4, 1), ("HF-I", "ES", 3, 1), ("N", "ED", 4, 1), ("N", "ES", 3, 1)]
    assert rows[0]["error"] == pytest.approx(-1 / 4, abs=0.02) and rows[1]["error"] == pytest.approx(-1 / 3, abs=0.02)
    summary = elsewhere.summary(volumes)
    ed = next(r for r in summary if (r["measure"], r["phase"]) == ("relativeVolumeError", "ED"))
    assert ed["value"] == pytest.approx(1 / 4, abs=0.02) and ed["bias"] == pytest.approx(-1 / 4, abs=0.02)
    ef = next(r for r in summary if r["measure"] == "efErrorPoints")
    # drawn: 1 - 2/3 and 1 - 2/3 / 4; true: 1 - 3/4 and 1 - 3/4 / 4
    assert ef["bias"] == pytest.approx(100 * ((3 / 4 - 2 / 3) + (3 / 4 - 2 / 3) / 4) / 2, abs=0.5)
    text = markdown.elsewhere({"summary": summary})
    assert "| LV ED |" in text and "2 of 8 |" in text and "2 patients" in text
