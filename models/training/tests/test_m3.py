import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import warm_up

from ventricle_training import config, cropping
from ventricle_training.layers import folded, parameter_count
from ventricle_training.m3 import card, fixture
from ventricle_training.m3.centres import Centres
from ventricle_training.m3.data import Heart, batch, draw_hearts, normalised, view
from ventricle_training.m3.evaluate import (
    ELSEWHERE,
    VARIANTS,
    WHOLE,
    Reading,
    Variant,
    cam_mask,
    dilated,
    error_band,
    read,
    readings_elsewhere,
    regression,
    relative_volume_errors,
    summary,
)
from ventricle_training.m3.export import check, write_onnx
from ventricle_training.m3.network import VolumeCam, VolumeUNet, box_areas, with_neighbours
from ventricle_training.m3.paper import beside
from ventricle_training.sunnybrook import Patient

SETTINGS = config.load("m3")


def disc(rows: int, cols: int, y: float, x: float, radius: float) -> np.ndarray:
    r, c = np.mgrid[:rows, :cols]
    return np.hypot(r - y, c - x) <= radius


def heart(slices: int = 6, radius: float = 12.0) -> Heart:
    """A bright disc of 1.5 mm pixels off the image centre, on a dark textured ground; the guess is the truth."""
    cavity = np.stack([[disc(120, 140, 50, 80, radius * (1 - 0.2 * phase))] * slices for phase in range(2)])
    image = np.where(cavity, 200, 40).astype(np.uint8) + (np.arange(140) % 7).astype(np.uint8)
    return Heart("made up", torch.from_numpy(image), torch.from_numpy(cavity), torch.from_numpy(cavity), 1.5,
                (80.0, 50.0))


@pytest.fixture(scope="module")
def network() -> VolumeUNet:
    return warm_up(VolumeUNet(base=4), (2, 1, 3, 96, 96))


def test_neighbours_make_a_convolution_over_three_slices() -> None:
    x = torch.rand(2, 5, 3, 8, 8)
    volume = torch.nn.Conv3d(3, 4, 3, padding=1, bias=False)
    plane = torch.nn.functional.conv2d(
        with_neighbours(x.reshape(10, 3, 8, 8), 2), volume.weight.transpose(1, 2).reshape(4, 9, 3, 3), padding=1)
    ends = torch.cat([x[:, :1], x, x[:, -1:]], dim=1).transpose(1, 2)
    expected = volume(ends)[:, :, 1:-1].transpose(1, 2).reshape(10, 4, 8, 8)
    torch.testing.assert_close(plane, expected, atol=1e-5, rtol=1e-4)


def test_stacks_of_a_batch_do_not_mix(network: VolumeUNet) -> None:
    x = torch.rand(2, 1, 3, 96, 96)
    with torch.no_grad():
        torch.testing.assert_close(network(x)[0][1:], network(x[1:])[0], atol=1e-5, rtol=1e-4)


def test_it_starts_almost_silent() -> None:
    cam = torch.sigmoid(VolumeUNet(base=4).eval()(torch.zeros(1, 1, 2, 96, 96))[0])
    assert cam.max() < 0.06


def test_shipped_network_fits_twelve_mebibytes() -> None:
    assert parameter_count(VolumeUNet(**SETTINGS.network)) * 4 < 12 * 2**20


def test_folding_keeps_the_output(network: VolumeUNet) -> None:
    x = torch.rand(1, 1, 3, 96, 96)
    with torch.no_grad():
        torch.testing.assert_close(folded(network)(x)[0], network(x)[0], atol=1e-4, rtol=1e-4)


def test_box_finds_the_object_wherever_it_lies() -> None:
    cam = torch.zeros(1, 1, 3, 96, 96)
    cam[0, 0, 0, 5:25, 60:90] = 0.5
    cam[0, 0, 1, 10:20, 10:20] = 1.0
    cam[0, 0, 1, 80:85, 80:85] = 1.0
    torch.testing.assert_close(box_areas(cam, 41), torch.tensor([[300.0, 100.0, 0.0]]), atol=1e-3, rtol=0)


def test_box_holds_no_more_than_its_size() -> None:
    assert box_areas(torch.ones(1, 1, 1, 96, 96), 25).item() == pytest.approx(625, abs=0.05)


def test_views_count_what_they_show() -> None:
    """Without zoom and cuts the area of a view is the disc's in 2 mm pixels."""
    plain = SETTINGS.augment | {"cut_field": 0.0, "wide_scale": 1.0, "scale": [1.0, 1.0], "shear": 0.0, "elastic": 0.0}
    settings = dataclasses.replace(SETTINGS, augment=plain)
    g = torch.Generator().manual_seed(0)
    image, guessed, areas, field = view(heart(), 0, 1, 3, settings, g)
    assert image.shape == guessed.shape == (3, 96, 96) and not field.all()
    assert areas.numpy() == pytest.approx([math.pi * 9**2] * 3, rel=0.03)


def test_area_is_the_label_not_the_size_of_the_drawn_disc() -> None:
    made_up = heart()
    larger = dataclasses.replace(made_up, disc=torch.from_numpy(np.stack([[disc(120, 140, 50, 80, 15.0)] * 6] * 2)))
    plain = SETTINGS.augment | {"cut_field": 0.0, "wide_scale": 1.0, "scale": [1.0, 1.0], "shear": 0.0, "elastic": 0.0}
    settings = dataclasses.replace(SETTINGS, augment=plain)
    areas = view(larger, 0, 0, 1, settings, torch.Generator().manual_seed(0))[2]
    assert areas.item() == pytest.approx(made_up.cavity[0, 0].sum().item() * 0.75**2, rel=0.03)


def test_zoom_changes_the_label_by_its_square() -> None:
    options = SETTINGS.augment | {"cut_field": 0.0, "wide_scale": 1.0, "shear": 0.0, "elastic": 0.0}
    areas = []
    for zoom in (0.8, 1.2):
        settings = dataclasses.replace(SETTINGS, augment=options | {"scale": [zoom, zoom]})
        areas.append(view(heart(), 0, 0, 1, settings, torch.Generator().manual_seed(1))[2].item())
    assert areas[1] / areas[0] == pytest.approx((1.2 / 0.8) ** 2, rel=0.04)


def test_cut_views_show_nothing_outside_and_count_nothing_there() -> None:
    settings = dataclasses.replace(SETTINGS, augment=SETTINGS.augment | {"cut_field": 1.0, "half_field_px": [4.0, 6.0]})
    hearts = [heart()] * 4
    views = batch(hearts, 2, settings, torch.Generator().manual_seed(2))
    stack, areas = views.images, views.areas
    assert stack.shape == (4, 1, 2, 96, 96) and 0 <= stack.min() and stack.max() <= 1
    assert ((stack[:, 0] > 0).sum(dim=(2, 3)) <= 13 * 13).all() and (areas <= 13 * 13 * 1.05).all()
    assert views.discs.shape == stack.shape


def test_views_normalise_as_the_engine_does() -> None:
    values = torch.rand(3, 20, 30, dtype=torch.float64) * 100
    inside = torch.zeros(20, 30, dtype=torch.bool)
    inside[3:15, 4:20] = True
    expected = cropping.normalise(np.where(inside, values, 0), inside.numpy(), 0.01, 0.99)
    np.testing.assert_allclose(normalised(values, inside, 0.01, 0.99), expected, atol=1e-6)


def test_only_hearts_with_enough_slices_are_drawn() -> None:
    hearts = [heart(2), heart(5), heart(9)]
    drawn = draw_hearts(hearts, 5, 8, torch.Generator().manual_seed(0))
    assert sorted(h.slices for h in drawn) == [5, 9]


def test_mask_is_the_largest_object_and_dilation_stays_in_the_plane() -> None:
    cam = np.zeros((3, 20, 20))
    cam[1, 5:10, 5:10], cam[1, 15, 15] = 0.95, 0.99
    mask = cam_mask(cam, 0.9)
    assert mask.sum() == 25
    grown = dilated(mask, 5)
    assert grown[1].sum() == 81 and not grown[0].any() and not grown[2].any()


def test_reading_counts_in_crop_pixels_wherever_the_heart_lies() -> None:
    """A predictor that takes bright pixels for cavity reads the disc, whole or in a narrow field."""
    made_up = heart()
    image, label = made_up.image[0].numpy(), made_up.cavity[0].numpy()

    def predict(stack: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        bright = (stack > 0.5).astype(np.float32)
        return bright, bright.sum(axis=(1, 2))

    for variant in (WHOLE, Variant(3, True)):
        window = variant.window(image.shape, 1.5, None)
        centre = 80.0 - (window[2].start or 0), 50.0 - (window[1].start or 0)
        volume, truth, raw, grown = read(image[window], label[window], 1.5, centre, SETTINGS, predict)
        assert truth == pytest.approx(label[window].sum() * 0.75**2)
        assert volume == pytest.approx(truth, rel=0.05)
        assert raw is not None and raw > 0.97 and grown is not None and grown < raw
    errors = relative_volume_errors([made_up], SETTINGS, predict)
    assert len(errors) == 6 and max(errors.values()) < 0.05


class AtTheMiddle(Centres):
    """Says that the heart lies where these made-up patients have it."""

    def __init__(self) -> None:
        pass

    def find(self, key: str, stack: np.ndarray, pixel_mm: float, kept: slice) -> tuple[float, float]:
        return 49.5, 49.5


def test_another_hospitals_patients_are_read_with_the_slices_of_each_phase() -> None:
    """Four slices at ED, three at ES; the area is right on all but one that is read as empty."""
    cavities = np.zeros((7, 96, 96), bool)
    cavities[:, 40:60, 40:60] = True
    someone = Patient("SC-N-02", (cavities * 200).astype(np.uint8), cavities, [0, 0, 1, 1, 2, 2, 3],
                      ["ED", "ES", "ED", "ES", "ED", "ES", "ED"])

    def predict(stack: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        seen = stack.copy()
        seen[-1] = 0
        return seen, seen.sum(axis=(1, 2))

    found = readings_elsewhere([someone], SETTINGS, predict, AtTheMiddle())
    assert [(r.phase, r.variant, r.slices) for r in found] == [("ED", ELSEWHERE, 4), ("ES", ELSEWHERE, 3)]
    assert [r.difference for r in found] == pytest.approx([-1 / 4, -1 / 3], abs=0.02)
    assert [r["n"] for r in summary(found, SETTINGS) if r["measure"] == "relativeVolumeError"] == [1, 1]
    band = [reading(p, WHOLE.name, 1000 * (1 + d / 100), 1000) for p in ("ED", "ES") for d in range(-9, 10)]
    assert error_band(band + found) == error_band(band), "the band is ACDC's alone"


def test_windows_keep_the_middle() -> None:
    assert Variant(3, True).window((10, 160, 154), 1.5, None) == (slice(3, 6), slice(32, 127), slice(27, 127))
    assert Variant(None, True).window((8, 160, 160), 0.7, 1.5) == (slice(0, 8), slice(0, 160), slice(0, 160))
    assert len({v.name for v in VARIANTS}) == len(VARIANTS)


def reading(phase: str, variant: str, volume: float, truth: float) -> Reading:
    return Reading("x", phase, variant, 8, True, volume, truth, None, None)


def test_regression_and_band_by_hand() -> None:
    found = [reading("ED", WHOLE.name, 0.8 * t + 100, t) for t in (1000.0, 2000.0, 3000.0)]
    line = regression(found)
    assert (line["r"], line["slope"], line["interceptPx"]) == pytest.approx((1.0, 0.8, 100.0))
    found = [reading(p, WHOLE.name, 1000 * (1 + d / 100), 1000) for p in ("ED", "ES") for d in range(-20, 21)]
    assert error_band(found)["ED"] == {"low": -0.19, "high": 0.19}
    assert reading("ED", WHOLE.name, 5, 0).difference is None


def test_papers_figures_stand_beside_whole_stacks_at_ed_only() -> None:
    row = {"measure": "camDice", "phase": "ED", "input": WHOLE.name}
    assert beside(row)["paper"] == 0.720
    assert beside(row | {"phase": "ES"}) == beside(row | {"input": VARIANTS[1].name}) == {}


def test_onnx_equals_pytorch_for_any_depth(tmp_path: Path, network: VolumeUNet) -> None:
    path = tmp_path / "model.onnx"
    write_onnx(network, SETTINGS, path)
    check(network, 41, path, [np.random.default_rng(n).random((n, 96, 96), np.float32) for n in (1, 2, 9, 30)])
    golden = fixture.of(SETTINGS, path)
    assert len(golden["areas"]) == 4 and golden["areas"][0] > 0
    # one slice alone has no neighbours, so its area is another one
    assert golden["areasOfFirstSliceAlone"] != golden["areas"][:1]


def test_a_wrong_network_stops_the_export(tmp_path: Path, network: VolumeUNet) -> None:
    path = tmp_path / "model.onnx"
    write_onnx(network, SETTINGS, path)
    with pytest.raises(AssertionError, match="ONNX differs"):
        other = warm_up(VolumeUNet(base=4), (2, 1, 3, 96, 96))
        check(other, 41, path, [np.random.default_rng(0).random((2, 96, 96), np.float32)])


def test_exported_areas_are_those_of_its_cam(network: VolumeUNet) -> None:
    with torch.no_grad():
        cam, areas = VolumeCam(network, 41)(torch.rand(1, 1, 3, 96, 96))
    torch.testing.assert_close(areas, box_areas(cam, 41)[0])
    assert cam.shape == (1, 1, 3, 96, 96) and areas.shape == (3,)


def test_tables_show_what_was_measured_beside_the_paper() -> None:
    found = [reading(p, v.name, 0.8 * t + 100, t) for p in ("ED", "ES") for v in VARIANTS for t in (1e3, 2e3, 3e3)]
    found += [reading(p, ELSEWHERE, 900, 1000) for p in ("ED", "ES")]
    rows = [row | {"split": "test"} for row in summary(found, SETTINGS)]
    text = card.tables([r | beside(r) for r in rows])
    assert "| slope | 0.800 | 0.800 | 3 | 0.81 |" in text
    assert "| relative volume error | 0.139 ± 0.035 (0.150) |" in text and "| 0.085 |" in text
    assert "| volume error, ml | 12.0 ± 8.0 (12.0) |" in text
    assert f"| {ELSEWHERE} | 0.100 / 0.100 | -0.100 / -0.100 |" in text
    assert all(f"| {v.name} |" in text for v in VARIANTS) and "validation" not in text
