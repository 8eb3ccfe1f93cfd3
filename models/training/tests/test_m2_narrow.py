"""Narrow fields of view: learned from, found in the data, and measured."""

import numpy as np
import pytest
import torch

from ventricle_training import config
from ventricle_training.m2 import augment, markdown, narrow
from ventricle_training.m2.data import Stacks


def options(**changes: object) -> dict[str, object]:
    return {**config.load("m2").augment, **changes}


def test_every_side_of_a_cut_stack_ends_as_far_from_the_heart_as_is_asked_or_not_at_all() -> None:
    heart, size = torch.tensor([[80.0, 70.0]]).repeat(400, 1), torch.tensor([[160.0, 150.0]]).repeat(400, 1)
    lengths = [4] * 100
    span, cut = augment.random_span(heart, size, torch.full((400,), 1.5), lengths, options(cut=1.0, cut_mm=[30, 60]),
                                    torch.Generator().manual_seed(0))
    assert cut.all()
    assert (span.first.reshape(100, 4, 2).diff(dim=1) == 0).all(), "all slices of a stack end at the same place"
    left, right = span.first[::4, 0], span.last[::4, 0]
    assert ((left == 0) | ((left >= 40) & (left <= 60))).all(), "20 to 40 pixels from x = 80"
    assert ((right == 159) | ((right >= 100) & (right <= 120))).all()
    assert 0.3 < (left == 0).float().mean() < 0.7 and 0.3 < (right == 159).float().mean() < 0.7


def test_nothing_is_cut_without_a_share() -> None:
    size = torch.tensor([[160.0, 150.0]])
    span, cut = augment.random_span(size / 2, size, torch.ones(1), [1], options(cut=0.0),
                                    torch.Generator().manual_seed(0))
    assert not cut.any()
    assert (span.first == 0).all() and (span.last == size - 1).all()


def test_a_cut_view_is_black_and_background_beyond_and_has_the_greys_of_what_is_left() -> None:
    """A heart in the middle with a brighter field beyond 30 mm: cut there, the heart is the brightest."""
    n = torch.tensor([3])
    labels = torch.zeros(3, 96, 96, dtype=torch.uint8)
    labels[:, 40:56, 40:56] = 3
    images = torch.full((3, 96, 96), 200, dtype=torch.uint8)
    images[:, 24:72, 24:72] = 20
    images[:, 40:56, 40:56] = 60
    one = torch.ones(3)
    stacks = Stacks(images, labels, torch.full((3, 2), 96.0), one * 1.5, one * 0, one * 200, n.cumsum(0) - n, n,
                    torch.ones(1), torch.zeros(3, 2), (torch.empty(0, dtype=torch.long),))
    settings = config.load("m2")
    still = {key: 0.0 for key in ("any_angle", "quarter_turn", "mirror", "wide_scale", "shift_px", "shear", "elastic",
                                  "bias", "noise", "blur", "ghost", "breath_px", "window")}
    settings.augment.update(still, gamma=[1.0, 1.0], cut=1.0, cut_mm=[30.0, 33.0], as_scanned=1.0)
    g = torch.Generator().manual_seed(0)
    views = [stacks.views(torch.arange(3), [3], settings, g)[:2] for _ in range(60)]
    cut_all_round = [(image[:, 0], label) for image, label in views if not ((image[:, 0] > 0.5) & (label == 0)).any()]
    assert 0 < len(cut_all_round) < 60, "one in sixteen"
    for image, label in cut_all_round:
        assert (label == 3).sum() == 3 * 16 * 16
        assert image[label == 3].min() == pytest.approx(1.0), "60 of 200 before"
        assert image[label == 0].max() < 0.05


def test_the_window_is_found_where_its_labels_lie_and_only_where_they_all_do() -> None:
    wide = np.zeros((2, 3, 60, 60), np.uint8)
    wide[:, :, 20:35, 22:30], wide[0, :, 24:28, 25:28] = 2, 3
    found = narrow.window(wide, wide[..., 10:40, 15:50])
    assert found is not None and (found.rows, found.cols) == (slice(10, 40), slice(15, 50))
    other = wide[..., 10:40, 15:50].copy()
    other[0, 0, 0, 0] = 1
    assert narrow.window(wide, other) is None


def test_hearts_that_are_cut_stand_apart_from_whole_ones() -> None:
    def row(phase: str, beyond: float, rv: float) -> dict[str, object]:
        same = {"wide": 0.9, "narrow": 0.9}
        return {"case": "a", "phase": phase, "beyond": beyond, "LV_CAVITY": same, "LV_MYOCARDIUM": same,
                "RV_CAVITY": {"wide": 0.9, "narrow": rv}}

    found = [row("ED", 0.2, 0.3), row("ES", 0.2, 0.5), row("ED", 0.0, 0.9), row("ES", 0.0, 0.8)]
    text = markdown.narrow({"summary": narrow.summary(found)})
    assert text.splitlines()[3].endswith("| .300 / .500 |")
    assert text.splitlines()[5].startswith("| within it (1 / 1) | the window alone |")
    assert text.splitlines()[5].endswith("| .900 / .800 |")
