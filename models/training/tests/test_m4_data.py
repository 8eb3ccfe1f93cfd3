from pathlib import Path

import numpy as np
import torch

from ventricle_training import config
from ventricle_training.cropping import normalise
from ventricle_training.m4.data import Frames, normalised, without_cavity
from ventricle_training.m4.evaluate import last_stage
from ventricle_training.m4.views import beside_the_cavity, random_affine
from ventricle_training.sunnybrook import allocate, group_of, split_patients

NAMES = [f"SC-{group}-{i:02d}" for group, n in (("HF-I", 8), ("HF-NI", 8), ("HYP", 8), ("N", 5)) for i in range(n)]


def disc(side: int, row: float, col: float, radius: float) -> np.ndarray:
    r, c = np.mgrid[:side, :side]
    return np.hypot(r - row, c - col) <= radius


def test_split_is_by_patient_and_fixed() -> None:
    spec = config.load("m4").split
    split = split_patients(NAMES, spec)
    assert {k: len(v) for k, v in split.items()} == {"train": 21, "validation": 2, "test": 6}
    assert sorted(sum(split.values(), [])) == sorted(NAMES)
    assert split == split_patients(NAMES[::-1], spec)
    for part in ("train", "test"):
        assert {group_of(n) for n in split[part]} == {"HF-I", "HF-NI", "HYP", "N"}


def test_both_rows_have_the_same_split() -> None:
    faithful = config.load("m4", config.CONFIGS / "rows" / "m4-faithful.toml")
    assert split_patients(NAMES, faithful.split) == split_patients(NAMES, config.load("m4").split)
    assert faithful.model_id != config.load("m4").model_id


def test_places_follow_the_sizes_of_groups() -> None:
    places = allocate(6, {"a": 8, "b": 8, "c": 8, "d": 5}, np.random.default_rng(0))
    assert sum(places.values()) == 6 and places["d"] == 1 and sorted(places.values()) == [1, 1, 2, 2]


def test_views_cover_rotation_scale_and_shift() -> None:
    options = config.load("m4").augment
    affine = random_affine(500, options, torch.Generator().manual_seed(0))
    size = torch.linalg.det(affine[:, :, :2]).abs() ** -0.5
    assert 0.69 < size.min() < 0.75 and 1.3 < size.max() < 1.41
    options = config.load("m4", config.CONFIGS / "rows" / "m4-faithful.toml").augment
    affine = random_affine(500, options, torch.Generator().manual_seed(0))
    assert torch.rad2deg(torch.atan2(affine[:, 1, 0], affine[:, 0, 0])).abs().max() <= 5
    assert 9 < affine[:, :, 2].abs().max() < 11
    torch.testing.assert_close(torch.linalg.det(affine[:, :, :2]), torch.ones(500))


def frames(options: dict) -> Frames:
    cavities = np.stack([disc(144, 70, 75, 14), disc(144, 60, 80, 6)])
    rng = np.random.default_rng(0)
    images = (60 + 120 * cavities + rng.normal(0, 4, cavities.shape)).astype(np.uint8)
    copies = np.stack([without_cavity(i, c, 0) for i, c in zip(images, cavities, strict=True)])
    return Frames.of(*(torch.from_numpy(a) for a in (images, cavities, copies)), options)


def test_windows_beside_the_cavity_do_not_see_it() -> None:
    settings = config.load("m4")
    data = frames(settings.augment)
    affine = beside_the_cavity(data.offset[:1].expand(200, 2), data.radius[:1].expand(200), 144, settings.augment,
                               torch.Generator().manual_seed(0))
    corners = torch.tensor([[x, y] for x in np.linspace(-72, 72, 25) for y in np.linspace(-72, 72, 25)]).float()
    points = corners @ affine[:, :, :2].transpose(1, 2) + affine[:, None, :, 2]
    assert (points - data.offset[0]).norm(dim=2).min() > data.radius[0]


def test_share_of_views_without_cavity_is_as_configured() -> None:
    settings = config.load("m4")
    data, g = frames(settings.augment), torch.Generator().manual_seed(0)
    empty = [(settings_batch[1].sum(dim=(1, 2)) == 0)
             for settings_batch in (data.batch(data.draw(50, g), settings, g) for _ in range(6))]
    assert 0.10 < torch.cat(empty).float().mean() < 0.20


def test_small_cavities_are_drawn_more_often() -> None:
    data = frames(config.load("m4").augment)
    assert data.weight.tolist() == [1.0, 2.0]


def test_copies_without_cavity_keep_everything_else() -> None:
    cavity = disc(64, 30, 34, 9)
    image = np.where(cavity, 200, 60).astype(np.uint8)
    image[:10] = 140
    copy = without_cavity(image, cavity, seed=0)
    assert copy[cavity].max() < 90
    assert (copy[:10] == 140).all() and (copy[50:] == image[50:]).all()


def test_batch_normalisation_of_grey_levels_is_that_of_the_engine() -> None:
    spec = config.load("m4").input
    samples = 200 * torch.rand(2, 1, 24, 24)
    inside = torch.ones(2, 1, 24, 24, dtype=torch.bool)
    inside[1, :, :7] = False
    samples = samples * inside
    for i in range(2):
        expected = normalise(samples[i, 0].double().numpy(), inside[i, 0].numpy(), spec.low, spec.high)
        np.testing.assert_allclose(normalised(samples, inside, spec)[i, 0].numpy(), expected, atol=1e-5)


def test_flat_and_outside_crops_are_zero() -> None:
    spec, inside = config.load("m4").input, torch.ones(2, 1, 8, 8, dtype=torch.bool)
    inside[1] = False
    assert not normalised(torch.full((2, 1, 8, 8), 7.0), inside, spec).any()


def test_the_last_stage_is_gentler_and_is_what_is_measured_and_exported(tmp_path: Path) -> None:
    settings = config.load("m4")
    gentle = config.finish(settings)
    assert gentle is not None and gentle.schedule.epochs < settings.schedule.epochs
    assert gentle.augment["angle"] < settings.augment["angle"]
    assert gentle.augment["small_px"] == settings.augment["small_px"], "what it does not name stays"
    assert last_stage(settings, tmp_path).name == "finish"
    faithful = config.load("m4", config.CONFIGS / "rows" / "m4-faithful.toml")
    assert config.finish(faithful) is None and last_stage(faithful, tmp_path).name == faithful.model_id
