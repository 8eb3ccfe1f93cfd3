import dataclasses

import numpy as np
import pytest
import torch
from conftest import warm_up

from ventricle_training import config
from ventricle_training.layers import folded, parameter_count
from ventricle_training.m2.augment import random_affine, random_intensity
from ventricle_training.m2.evaluate import labels_from, segment
from ventricle_training.m2.export import deployable, reference_gradcam
from ventricle_training.m2.network import PspUNet


@pytest.fixture(scope="module")
def network() -> PspUNet:
    return warm_up(PspUNet(base=4), (4, 1, 32, 32))


def test_training_gives_three_scales_and_inference_one() -> None:
    network = PspUNet(base=4)
    assert [tuple(o.shape) for o in network.train()(torch.rand(2, 1, 32, 48))] == [
        (2, 4, 32, 48), (2, 4, 16, 24), (2, 4, 8, 12)]
    assert len(network.eval()(torch.rand(1, 1, 32, 32))) == 1


def test_shipped_network_fits_the_limit() -> None:
    assert parameter_count(PspUNet(**config.load("m2").network)) * 4 < 16 * 2**20


def test_folding_keeps_the_output(network: PspUNet) -> None:
    x = torch.rand(2, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(folded(network)(x)[0], network(x)[0], atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("channel", range(4))
def test_feature_gradient_equals_autograd(network: PspUNet, channel: int) -> None:
    model = deployable(network)
    net, x = model.network, torch.rand(2, 1, 32, 32)
    bottleneck, skips = net.encode(x)
    features = net.decode(net.decode(bottleneck, skips[3], 3), skips[2], 2).detach().requires_grad_()
    outputs, h = [], features
    for level in (1, 0):
        first = net.decoder[level].units[0](torch.cat([net.up[level](h), skips[level].detach()], dim=1))
        h = net.decoder[level].units[1](first)
        outputs += [first, h]
    probabilities = net.head(h).softmax(dim=1)
    probabilities[:, channel].sum().backward()
    actual = model.feature_gradient(torch.eye(4)[channel], probabilities, tuple(outputs))
    scale = features.grad.abs().max()
    assert (actual - features.grad).abs().max() <= 1e-4 * scale


@pytest.mark.parametrize("channel", [1, 2, 3])
def test_gradcam_equals_autograd(network: PspUNet, channel: int) -> None:
    x = torch.rand(3, 1, 32, 32)
    with torch.no_grad():
        probabilities, cam = deployable(network)(x, torch.eye(4)[channel])
    assert cam.shape == (3, 1, 8, 8)
    torch.testing.assert_close(probabilities, network(x)[0].softmax(1).detach(), atol=1e-5, rtol=1e-4)
    reference = reference_gradcam(network, x, channel)
    assert (cam - reference).abs().max() <= 1e-3 * reference.max().clamp(min=1e-9)


def test_no_selector_no_map(network: PspUNet) -> None:
    with torch.no_grad():
        assert not deployable(network)(torch.rand(1, 1, 32, 32), torch.zeros(4))[1].any()


def test_second_pass_is_centred_on_the_heart() -> None:
    """A predictor that sees a bright disc; the disc is 30 mm off the image centre."""
    settings = config.load("m2")
    settings = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=64, cols=64))
    r, c = np.mgrid[:120, :140]
    disc = np.hypot(r - 45, c - 85) < 12
    centres = []

    def predict(images: np.ndarray) -> np.ndarray:
        bright = images > 0.5
        rows, cols = np.nonzero(bright[0])
        centres.append((rows.mean(), cols.mean()))
        p = np.zeros((len(images), 4, *images.shape[1:]))
        p[:, 3], p[:, 0] = images, 1 - images
        return p

    label = labels_from(segment(np.stack([disc * 200.0] * 2), 1.5, settings, predict))
    assert centres[0] != pytest.approx((31.5, 31.5), abs=1)
    assert centres[1] == pytest.approx((31.5, 31.5), abs=0.6)
    assert 2 * (disc & (label[0] == 3)).sum() / (disc.sum() + (label[0] == 3).sum()) > 0.97


def test_labels_keep_the_largest_component_only() -> None:
    p = np.zeros((2, 4, 8, 8))
    p[:, 0] = 0.5
    p[:, 3, 1:4, 1:4] = 0.9
    p[0, 3, 6, 6] = 0.9
    label = labels_from(p)
    assert (label == 3).sum() == 18 and label[0, 6, 6] == 0


def test_affine_covers_scale_and_mirror() -> None:
    options = config.load("m2").augment
    linear = random_affine(400, options, torch.Generator().manual_seed(0))[:, :, :2]
    determinant = torch.linalg.det(linear)
    assert 0.15 < (determinant < 0).float().mean() < 0.35
    size = determinant.abs() ** -0.5
    assert 0.58 < size.min() < 0.75 and 1.3 < size.max() < 1.55


def test_intensities_stay_in_range() -> None:
    out = random_intensity(torch.rand(32, 1, 32, 32), config.load("m2").augment, torch.Generator().manual_seed(0))
    assert out.isfinite().all() and 0 <= out.min() and out.max() <= 1
