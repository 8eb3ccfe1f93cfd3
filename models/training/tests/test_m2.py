import copy
import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import look_around, warm_up

from ventricle_training import config, onnx_export
from ventricle_training.layers import folded, parameter_count
from ventricle_training.m2 import warm_start
from ventricle_training.m2.augment import random_affine, random_intensity
from ventricle_training.m2.data import Stacks
from ventricle_training.m2.ensemble import MeanProbability, Shipped, mean_of_weights, rounded
from ventricle_training.m2.evaluate import drawn_labels
from ventricle_training.m2.export import reference_gradcam, write_onnx
from ventricle_training.m2.gradcam import Member, SegmenterWithGradCam
from ventricle_training.m2.network import Neighbours, PspUNet


@pytest.fixture(scope="module")
def network() -> PspUNet:
    network = warm_up(PspUNet(base=4), (4, 1, 32, 32))
    look_around(network)
    return network


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
    model = Member(folded(network), level=2)
    net, x = model.network, torch.rand(2, 1, 32, 32)
    near = Neighbours.of(x, None)
    bottleneck, skips = net.encode(x, near)
    features = net.decode(net.decode(bottleneck, skips[3], 3, near), skips[2], 2, near).detach().requires_grad_()
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
def test_gradcam_of_the_mean_of_two_equals_autograd(network: PspUNet, channel: int) -> None:
    x, networks = torch.rand(3, 1, 32, 32), [network, warm_up(PspUNet(base=4, context=False), (4, 1, 32, 32))]
    with torch.no_grad():
        probabilities, cam = SegmenterWithGradCam([folded(n) for n in networks])(x, torch.eye(4)[channel])
        mean = MeanProbability(networks)(x)[0].exp()
    assert cam.shape == (3, 1, 8, 8)
    torch.testing.assert_close(probabilities, mean, atol=1e-5, rtol=1e-4)
    reference = reference_gradcam(networks, x, channel)
    assert (cam - reference).abs().max() <= 1e-3 * reference.max().clamp(min=1e-9)


def test_a_slice_is_judged_with_its_neighbours_of_the_same_stack_only(network: PspUNet) -> None:
    """Three levels of context, the nearest slice at each: up to three slices away, never across stacks."""
    x, lengths = torch.rand(12, 1, 32, 32), [7, 5]
    changed = x.clone()
    changed[0] = torch.rand(1, 32, 32)
    with torch.no_grad():
        difference = (network(x, lengths)[0] - network(changed, lengths)[0]).abs().flatten(1).amax(dim=1)
    assert (difference[:2] > 0).all()
    assert not difference[4:].any()


def test_stacks_in_one_batch_give_what_they_give_alone(network: PspUNet) -> None:
    x = torch.rand(6, 1, 32, 32)
    with torch.no_grad():
        together = network(x, [4, 2])[0]
        torch.testing.assert_close(together[:4], network(x[:4])[0], atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(together[4:], network(x[4:])[0], atol=1e-5, rtol=1e-4)


def test_base_first_or_apex_first_makes_no_difference(network: PspUNet) -> None:
    x = torch.rand(5, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(network(x.flip(0))[0].flip(0), network(x)[0], atol=1e-5, rtol=1e-4)


class FileOfVersion010(torch.nn.Module):
    """One folded network under the names that the file of version 0.1.0 has."""

    def __init__(self, network: PspUNet) -> None:
        super().__init__()
        self.network = folded(network)
        self.network.auxiliary = torch.nn.ModuleList()

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.network(image)[0].softmax(dim=1)


def test_an_exported_file_can_be_trained_on_or_used_as_it_is(tmp_path: Path) -> None:
    """Its folded normalisations come back: the same output, and statistics that training can move."""
    plain = warm_up(PspUNet(base=4, context=False), (4, 1, 32, 32))
    path, x = tmp_path / "model.onnx", torch.rand(5, 1, 32, 32)
    onnx_export.write(FileOfVersion010(plain), (x,), path, ["image"], ["probabilities"], {"image": {0: "N"}})
    digest = onnx_export.sha256(path)
    again = PspUNet(base=4)
    warm_start.load(again, path, digest, torch.rand(8, 1, 32, 32))
    as_it_is = warm_start.load_folded(PspUNet(base=4, context=False), path, digest)
    with torch.no_grad():
        torch.testing.assert_close(again.eval()(x)[0], plain(x)[0], atol=1e-4, rtol=1e-3)
        torch.testing.assert_close(as_it_is(x)[0], plain(x)[0], atol=1e-5, rtol=1e-4)
    assert any(not torch.allclose(m.weight, torch.ones_like(m.weight))
               for m in again.modules() if isinstance(m, torch.nn.BatchNorm2d))
    with pytest.raises(ValueError, match="sha256"):
        warm_start.load(again, path, "0" * 64, x)


def test_a_file_as_exported_now_can_be_trained_on_unless_it_holds_several_networks(tmp_path: Path) -> None:
    settings = config.load("m2")
    small = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=32, cols=32))
    trained = warm_up(PspUNet(base=4), (4, 1, 32, 32))
    with torch.no_grad():
        for parameter in trained.parameters():  # a fresh context's zeros are one and the same to the exporter
            parameter.add_(torch.rand_like(parameter) * 0.1)
    plain = rounded(trained)
    one, two, x = tmp_path / "one.onnx", tmp_path / "two.onnx", torch.rand(5, 1, 32, 32)
    write_onnx(Shipped([plain]), small, one)
    again = warm_start.load_folded(PspUNet(base=4), one, onnx_export.sha256(one))
    with torch.no_grad():
        torch.testing.assert_close(again(x)[0], plain(x)[0], atol=1e-5, rtol=1e-4)
    write_onnx(Shipped([plain, plain]), small, two)
    with pytest.raises(ValueError, match="several networks"):
        warm_start.load_folded(PspUNet(base=4), two, onnx_export.sha256(two))


def test_each_network_of_a_file_can_be_trained_on(tmp_path: Path) -> None:
    settings = config.load("m2")
    small = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=32, cols=32))
    both = [rounded(warm_up(PspUNet(base=4, context=False), (4, 1, 32, 32))) for _ in range(2)]
    path, x = tmp_path / "two.onnx", torch.rand(5, 1, 32, 32)
    write_onnx(Shipped(both), small, path)
    for number, one in enumerate(both):
        again = PspUNet(base=4, context=False)
        warm_start.load(again, path, onnx_export.sha256(path), torch.rand(8, 1, 32, 32), number)
        with torch.no_grad():
            torch.testing.assert_close(again.eval()(x)[0], one(x)[0], atol=1e-4, rtol=1e-3)


def test_a_batch_holds_whole_stacks_and_ends_of_stacks() -> None:
    n = torch.tensor([9, 4])
    stacks = Stacks(images=torch.zeros(13, 8, 8, dtype=torch.uint8), labels=torch.zeros(13, 8, 8, dtype=torch.uint8),
                    size=torch.full((13, 2), 8.0), pixel_mm=torch.ones(13), low=torch.zeros(13), high=torch.ones(13),
                    first=n.cumsum(0) - n, count=n, weight=torch.ones(2), heart_mm=torch.zeros(13, 2),
                    above=(torch.empty(0, dtype=torch.long),) * 2)
    options, g = config.load("m2").augment, torch.Generator().manual_seed(0)
    seen = set()
    for _ in range(50):
        index, lengths = stacks.draw(2, options, g)
        for piece in index.split(lengths):
            assert (piece.diff() == 1).all()
            assert piece[0] in (0, 9) or piece[-1] in (8, 12)
            seen.add((int(piece[0]), len(piece)))
    assert (0, 9) in seen and (9, 4) in seen, "whole stacks"
    assert any(first == 0 and length < 9 for first, length in seen), "basal ends"
    assert any(0 < first < 9 for first, length in seen), "apical ends"


def test_the_mean_of_weights_is_one_network_half_way_between(network: PspUNet) -> None:
    one = rounded(network)
    other = copy.deepcopy(one)
    for parameter in other.parameters():
        parameter.data = (parameter.data * 3).half().float()
    mean = mean_of_weights([one, other])
    expected = {name: (value + other.state_dict()[name]) / 2 for name, value in one.state_dict().items()}
    for name, value in mean.state_dict().items():
        torch.testing.assert_close(value, expected[name], rtol=1e-3, atol=1e-6)
        assert torch.equal(value, value.half().float()), "as the file stores it"
    with torch.no_grad():
        x = torch.rand(3, 1, 32, 32)
        torch.testing.assert_close(mean_of_weights([one, one])(x)[0], one(x)[0])


def test_no_selector_no_map(network: PspUNet) -> None:
    with torch.no_grad():
        assert not SegmenterWithGradCam([folded(network)])(torch.rand(1, 1, 32, 32), torch.zeros(4))[1].any()


def test_second_pass_is_centred_on_the_heart() -> None:
    """A predictor that sees a bright disc with a wall; the disc is 30 mm off the image centre."""
    settings = config.load("m2")
    settings = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=64, cols=64))
    r, c = np.mgrid[:120, :140]
    disc, wall = (np.hypot(r - 45, c - 85) < radius for radius in (12, 17))
    centres = []

    def predict(images: np.ndarray) -> np.ndarray:
        bright = images > 0.75
        rows, cols = np.nonzero(bright[0])
        centres.append((rows.mean(), cols.mean()))
        p = np.zeros((len(images), 4, *images.shape[1:]))
        p[:, 3] = np.clip(2 * images - 1, 0, 1)
        p[:, 2] = 1 - np.abs(2 * images - 1)
        p[:, 0] = np.clip(1 - 2 * images, 0, 1)
        return p

    label = drawn_labels(np.stack([disc * 100.0 + wall * 100.0] * 2), 1.5, settings, predict)
    assert centres[0] != pytest.approx((31.5, 31.5), abs=1)
    assert centres[1] == pytest.approx((31.5, 31.5), abs=0.6)
    assert 2 * (disc & (label[0] == 3)).sum() / (disc.sum() + (label[0] == 3).sum()) > 0.97


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
