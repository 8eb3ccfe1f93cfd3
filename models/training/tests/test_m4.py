import math
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import warm_up

from ventricle_training import config, onnx_export
from ventricle_training.layers import folded, parameter_count
from ventricle_training.m4.chart import box_chart
from ventricle_training.m4.elsewhere import CHANGES, SIZES, robustness
from ventricle_training.m4.evaluate import cavity_masks
from ventricle_training.m4.export import CAM_LEVEL, check, deployable, reference_gradcam, write_onnx
from ventricle_training.m4.loss import LvLoss
from ventricle_training.m4.network import LEVELS, LV, LvUNet
from ventricle_training.m4.paper import with_paper
from ventricle_training.m4.scores import bf_score, boundary, pixel_measures, score_image, set_measures, volume_measures
from ventricle_training.sunnybrook import Patient


@pytest.fixture(scope="module")
def network() -> LvUNet:
    """The first of some random networks whose maps are not zero everywhere on noise."""
    for seed in range(30):
        torch.manual_seed(seed)
        network = warm_up(LvUNet(base=4), (4, 1, 32, 32))
        if all(reference_gradcam(network, torch.rand(1, 1, 32, 32), level).max() > 0 for level in (CAM_LEVEL, 0)):
            return network
    raise AssertionError("no such network")


def disc(side: int, row: float, col: float, radius: float) -> np.ndarray:
    r, c = np.mgrid[:side, :side]
    return np.hypot(r - row, c - col) <= radius


# network and Grad-CAM

def test_shipped_network_fits_eight_mebibytes() -> None:
    assert parameter_count(LvUNet(**config.load("m4").network)) * 4 < 8 * 2**20


def test_logits_have_the_size_of_the_image(network: LvUNet) -> None:
    assert network(torch.rand(2, 1, 48, 32)).shape == (2, 2, 48, 32)


def test_folding_keeps_the_output(network: LvUNet) -> None:
    x = torch.rand(2, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(folded(network)(x), network(x), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("output", "level", "side"), [(1, CAM_LEVEL, 8), (2, 0, 32)])
def test_maps_equal_autograd(network: LvUNet, output: int, level: int, side: int) -> None:
    x = torch.rand(3, 1, 32, 32)
    with torch.no_grad():
        cam = deployable(network)(x)[output]
    reference = reference_gradcam(network, x, level)
    assert cam.shape == reference.shape == (3, 1, side, side)
    assert reference.max() > 0
    assert (cam - reference).abs().max() <= 1e-3 * reference.max()


@pytest.mark.parametrize("level", [1, 2, 3])
def test_gradient_of_a_deeper_level_equals_autograd(network: LvUNet, level: int) -> None:
    """The gradient itself, not only its mean and not only where the map is positive."""
    model = type(deployable(network))(folded(network), level).eval()
    net, x = model.network, torch.rand(2, 1, 32, 32)
    with torch.no_grad():
        h, skips = net.encode(x)
        for k in range(LEVELS - 2, level - 1, -1):
            h = net.decode(h, skips[k], k)
    features, outputs = h.detach().requires_grad_(), []
    h = features
    for k in range(level - 1, -1, -1):
        first = net.decoder[k].units[0](torch.cat([net.up[k](h), skips[k]], dim=1))
        h = net.decoder[k].units[1](first)
        outputs += [first, h]
    probabilities = net.head(h).softmax(dim=1)
    (expected,) = torch.autograd.grad(probabilities[:, LV].sum(), features)
    actual = model.deep_gradient(model.last_gradient(probabilities), outputs)
    assert expected.abs().max() > 0
    assert (actual - expected).abs().max() <= 1e-4 * expected.abs().max()


def test_final_map_is_the_logit_margin_cut_at_zero(network: LvUNet) -> None:
    """Why a deeper level is the default: up to the head's bias it only repeats the probability."""
    net, x = folded(network), torch.rand(1, 1, 32, 32)
    with torch.no_grad():
        probabilities, _, final = deployable(network)(x)
        h, skips = net.encode(x)
        for k in range(LEVELS - 2, -1, -1):
            h = net.decode(h, skips[k], k)
        weight = net.head.weight
        margin = torch.nn.functional.conv2d(h, (weight[LV] - weight[0])[None])
        p = probabilities[:, LV:]
        torch.testing.assert_close(final, torch.relu(margin) * (p * (1 - p)).mean(), atol=1e-6, rtol=1e-4)


def test_export_equals_pytorch_for_any_number_of_frames(network: LvUNet, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    write_onnx(network, config.load("m4"), path)
    for n in (1, 5):
        assert max(check(network, path, torch.rand(n, 1, 144, 144)).values()) < 1e-3


def test_another_network_stops_the_export(network: LvUNet, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    write_onnx(network, config.load("m4"), path)
    other = folded(network)
    with torch.no_grad():
        other.head.weight.mul_(1.1)
    with pytest.raises(AssertionError, match="differs"):
        check(other, path, torch.rand(2, 1, 144, 144))
    assert onnx_export.OPSET == 18


# loss

def test_generalised_dice_has_the_value_of_its_formula() -> None:
    """One image of 4 pixels, one of them LV; p(LV) = .8, .2, .2, .2; weights 1 / size²."""
    p = torch.tensor([0.8, 0.2, 0.2, 0.2])
    logits = torch.stack([torch.zeros(4), torch.logit(p)]).reshape(1, 2, 2, 2)
    target = torch.tensor([[[1, 0], [0, 0]]])
    overlap, total = 0.8 + 2.4 / 9, (1 + 1.4) + (3 + 2.6) / 9
    assert LvLoss(0.0)(logits, target).item() == pytest.approx(1 - 2 * overlap / total, abs=1e-5)
    cross_entropy = -math.log(0.8)
    assert LvLoss(2.0)(logits, target).item() == pytest.approx(1 - 2 * overlap / total + 2 * cross_entropy, abs=1e-5)


def test_smoothing_does_not_hide_a_missed_cavity_in_a_large_batch() -> None:
    target = torch.zeros(8, 144, 144, dtype=torch.long)
    target[:, 50:90, 50:90] = 1
    missed = torch.stack([torch.full(target.shape, 9.0), torch.full(target.shape, -9.0)], dim=1)
    assert LvLoss(0.0)(missed, target).item() > 0.85


def test_a_batch_without_cavity_has_a_finite_loss() -> None:
    logits = torch.randn(2, 2, 8, 8, requires_grad=True)
    loss = LvLoss(1.0)(logits, torch.zeros(2, 8, 8, dtype=torch.long))
    loss.backward()
    assert loss.isfinite() and logits.grad is not None and logits.grad.isfinite().all()


# measures

def test_measures_have_their_values_by_hand() -> None:
    """100 pixels, truth 4, prediction 5, overlap 3."""
    found = pixel_measures(np.array([[94, 2], [1, 3]]))
    assert found["globalAccuracy", None] == pytest.approx(0.97)
    assert found["classAccuracy", "LV_CAVITY"] == pytest.approx(3 / 4)
    assert found["classAccuracy", "BACKGROUND"] == pytest.approx(94 / 96)
    assert found["iou", "LV_CAVITY"] == pytest.approx(3 / 6)
    assert found["iou", "BACKGROUND"] == pytest.approx(94 / 97)
    assert found["meanIoU", None] == pytest.approx((3 / 6 + 94 / 97) / 2)
    assert found["weightedIoU", None] == pytest.approx(0.04 * 3 / 6 + 0.96 * 94 / 97)


def test_boundary_leaves_out_the_frame_of_the_image() -> None:
    mask = np.ones((6, 6), bool)
    assert not boundary(mask).any()
    mask[:, 3:] = False
    assert np.argwhere(boundary(mask))[:, 1].tolist() == [2] * 6


def test_bf_score_tolerates_a_shift_of_one_pixel_but_not_of_two() -> None:
    """.75 % of the diagonal of 144 x 144 is 1.53 pixels."""
    truth = np.zeros((144, 144), bool)
    truth[40:80, 40:80] = True
    assert bf_score(truth, truth) == 1.0
    assert bf_score(np.roll(truth, 1, axis=1), truth) == 1.0
    # both vertical sides of the square lie 2 pixels off; of its 156 boundary pixels those within reach of a corner stay
    assert bf_score(np.roll(truth, 2, axis=1), truth) == pytest.approx(77 / 156, abs=0.02)
    assert bf_score(np.roll(truth, 2, axis=1), truth, (256, 256)) == 1.0
    assert bf_score(np.roll(truth, 3, axis=1), truth, (256, 256)) < 0.7
    assert bf_score(np.zeros_like(truth), truth) == 0.0
    assert bf_score(np.zeros_like(truth), np.zeros_like(truth)) is None


def test_sets_are_averaged_by_image_by_patient_and_by_pixel() -> None:
    truth = disc(32, 16, 16, 6)
    scores = [score_image("a", 0, "ED", truth, truth), score_image("a", 0, "ES", truth, truth),
              score_image("b", 0, "ED", np.zeros_like(truth), truth)]
    rows = {(r["measure"], r.get("structure"), r.get("phase")): r for r in set_measures(scores)}
    assert rows["diceImage", "LV_CAVITY", None]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert rows["dicePatient", "LV_CAVITY", None]["value"] == 0.5
    assert rows["diceImage", "LV_CAVITY", "ES"]["value"] == 1.0
    assert rows["iou", "LV_CAVITY", None]["value"] == pytest.approx(2 / 3, abs=1e-4)
    volumes = {(r["measure"], r["phase"]): r["value"] for r in volume_measures(scores)}
    assert volumes["dice3d", "ED"] == 0.5 and volumes["relativeVolumeError", "ED"] == 0.5
    assert volumes["dice3d", "ES"] == 1.0


def test_published_figures_stand_beside_whole_sets_only() -> None:
    row = {"measure": "diceImage", "structure": "LV_CAVITY", "value": 0.9}
    assert with_paper(row)["paper"] == 0.925
    assert "paper" not in with_paper(row | {"phase": "ED"})
    assert "paper" not in with_paper({"measure": "diceImage", "structure": "BACKGROUND"})


# inference and chart

def test_masks_lie_on_the_pixels_of_the_image() -> None:
    """A predictor that calls bright what is LV; image finer than the model, heart away from the middle."""
    settings = config.load("m4")
    truth = disc(250, 90, 150, 20)
    stack = np.stack([truth * 200.0, truth * 50.0])
    masks = cavity_masks(stack, 1.0, settings, lambda images: images, centre=(150.0, 90.0))
    assert masks.shape == stack.shape
    for mask in masks:
        assert 2 * (mask & truth).sum() / (mask.sum() + truth.sum()) > 0.97


def test_chart_is_a_small_file(tmp_path: Path) -> None:
    images = [{"patient": f"SC-N-{i % 3:02d}", "dice": {"BACKGROUND": 0.99, "LV_CAVITY": 0.8 + 0.01 * i}}
              for i in range(12)]
    images.append({"patient": "SC-N-00", "dice": {"BACKGROUND": 1.0, "LV_CAVITY": None}})
    box_chart(images, tmp_path / "dice.png")
    assert 5_000 < (tmp_path / "dice.png").stat().st_size < 100_000


def test_changes_keep_images_and_cavities_together() -> None:
    """A predictor that calls bright what is LV finds it wherever it was moved to."""
    settings = config.load("m4")
    truth = disc(144, 60, 80, 18)
    patient = Patient("SC-N-00", np.stack([truth * 200.0 + 20]), truth[None], [0], ["ED"])
    rows = {r["image"]: r["value"] for r in robustness([patient], settings, lambda images: images)}
    assert len(rows) == len(CHANGES) + len(SIZES)
    assert min(rows.values()) > 0.9
