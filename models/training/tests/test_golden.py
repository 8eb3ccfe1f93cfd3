import math

import pytest

from ventricle_training import config, golden
from ventricle_training.cropping import Crop, extract


def test_stack_follows_its_formula() -> None:
    expected = 40 + 20 * 2 + 180 * math.exp(-((50 - 60) ** 2 + (30 - 45) ** 2) / (2 * 10**2))
    expected += 30 * math.sin(50 / 7) * math.cos(30 / 9)
    assert golden.stack()[2, 30, 50] == pytest.approx(expected)


def test_cine_is_widest_in_the_first_frame() -> None:
    assert golden.cine()[0, 0].sum() > golden.cine()[0, 5].sum()


def test_crop_of_the_fixture_reaches_beyond_the_image() -> None:
    spec = config.load("m2").input
    crop = Crop(spec.rows, spec.cols, spec.spacing_mm, *golden.CENTRE)
    _, inside = extract(golden.stack(), crop, golden.PIXEL_MM)
    assert inside.any() and not inside.all()
