import numpy as np
import pytest
import torch

from ventricle_training import config
from ventricle_training.cropping import Crop, extract, normalise, put_back, quantile_range
from ventricle_training.m2 import augment


def ramp(rows: int, cols: int) -> np.ndarray:
    """value = 10 * x + y, which bilinear sampling reproduces exactly."""
    return 10.0 * np.arange(cols)[None, :] + np.arange(rows)[:, None]


def test_crop_of_equal_size_and_spacing_is_the_image() -> None:
    image = ramp(7, 9)
    patch, inside = extract(image, Crop.at_image_centre(7, 9, 7, 9, 1.5), 1.5)
    assert inside.all()
    np.testing.assert_allclose(patch, image)


def test_crop_samples_at_pixel_centres() -> None:
    patch, _ = extract(ramp(20, 30), Crop(4, 4, 1.5, x=12.0, y=9.0), 1.0)
    np.testing.assert_allclose(patch[0, 0], 10 * (12 - 1.5 * 1.5) + (9 - 1.5 * 1.5))
    np.testing.assert_allclose(patch[3, 1], 10 * (12 - 0.5 * 1.5) + (9 + 1.5 * 1.5))


def test_outside_the_span_is_zero_and_the_rim_is_clamped() -> None:
    patch, inside = extract(ramp(3, 3) + 1, Crop(1, 6, 0.5, x=0.0, y=1.0), 1.0)
    x = (np.arange(6) - 2.5) * 0.5
    np.testing.assert_array_equal(inside[0], x >= -0.5)
    np.testing.assert_allclose(patch[0], np.where(x >= -0.5, 10 * np.clip(x, 0, None) + 2, 0))


def test_put_back_undoes_the_crop() -> None:
    image = ramp(40, 50)
    crop = Crop(32, 32, 1.5, x=25.2, y=19.1)
    patch, _ = extract(image, crop, 1.5)
    back = put_back(patch, crop, 1.5, 40, 50)
    np.testing.assert_allclose(back[8:32, 14:38], image[8:32, 14:38])
    assert back[0, 0] == 0


def test_a_crop_on_the_images_pixels_interpolates_nothing() -> None:
    image = np.random.default_rng(0).uniform(0, 255, (40, 50))
    for pixel_mm, x, y in ((1.5, 25.2, 19.1), (1.5, 24.999, 20.5), (0.75, 25.2, 19.1)):
        crop = Crop(8, 9, 1.5, x, y).on_pixels(pixel_mm)
        step = round(1.5 / pixel_mm)
        assert abs(crop.x - x) <= 0.5 and abs(crop.y - y) <= 0.5
        left, top = crop.x - 4 * step, crop.y - 3.5 * step
        assert left == int(left) and top == int(top)
        patch, _ = extract(image, crop, pixel_mm)
        np.testing.assert_array_equal(patch, image[int(top):, int(left):][: 8 * step : step, : 9 * step : step])
    moved = Crop(8, 9, 1.5, 25.2, 19.1).on_pixels(1.1)
    assert abs(moved.x - 25.2) <= 0.5, "harmless where the spacings do not fit"


def test_quantiles_are_numpy_linear_and_ignore_the_outside() -> None:
    assert quantile_range(np.array([0.0, 1.0, 2.0, 3.0, 4.0]), 0.1, 0.9) == pytest.approx((0.4, 3.6))
    crop = np.array([[0.0, 0.0, 10.0, 20.0, 30.0]])
    inside = np.array([[False, False, True, True, True]])
    np.testing.assert_allclose(normalise(crop, inside, 0.0, 1.0), [[0, 0, 0, 0.5, 1]])


def test_constant_image_becomes_zero() -> None:
    assert not normalise(np.full((2, 2), 5.0), np.ones((2, 2), bool), 0.01, 0.99).any()


def test_training_views_without_augmentation_equal_the_reference_crop() -> None:
    spec = config.load("m2").input
    image = np.random.default_rng(0).uniform(0, 255, (100, 90))
    expected, _ = extract(image, Crop.at_image_centre(100, 90, spec.rows, spec.cols, spec.spacing_mm), 1.3)
    canvas = torch.zeros(1, 1, 120, 110)
    canvas[0, 0, :100, :90] = torch.from_numpy(image)
    size = torch.tensor([[90.0, 100.0]])
    positions = augment.source_positions(augment.identity_affine(1), spec, torch.tensor([1.3]), (size - 1) / 2)
    actual, _ = augment.sample(canvas, positions, augment.Span.whole(size))
    np.testing.assert_allclose(actual[0, 0].numpy(), expected, atol=0.05)
