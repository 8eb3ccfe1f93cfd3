"""Stacks that start above the base: made of a patient's own slices, learned from and measured."""

import numpy as np
import pytest
import torch

from ventricle_training import config
from ventricle_training.m2 import above, markdown
from ventricle_training.m2.data import Stacks, _heart_mm
from ventricle_training.m3.data import Heart, higher

NONE = torch.empty(0, dtype=torch.long)


def two_patients() -> Stacks:
    """ED and ES of a patient with two slices above the base at ES (0-3, 4-7) and of one without (8-11, 12-15)."""
    n = torch.tensor([4, 4, 4, 4])
    zeros = torch.zeros(16)
    own = torch.tensor([4, 5])
    return Stacks(torch.zeros(16, 8, 8, dtype=torch.uint8), torch.zeros(16, 8, 8, dtype=torch.uint8),
                  torch.full((16, 2), 8.0), zeros + 1, zeros, zeros + 1, n.cumsum(0) - n, n, torch.ones(4),
                  torch.zeros(16, 2), (own, own, NONE, NONE))


def drawn(stacks: Stacks, **shares: float) -> set[tuple[int, ...]]:
    options = {**config.load("m2").augment, "ends": 0.0, "above_own": 0.0, "above_borrowed": 0.0, **shares}
    g = torch.Generator().manual_seed(0)
    return {tuple(piece.tolist()) for _ in range(20)
            for index, lengths in [stacks.draw(2, options, g)] for piece in index.split(lengths)}


def test_an_ed_stack_gets_its_own_patients_slices_on_top() -> None:
    pieces = drawn(two_patients(), above_own=1.0)
    assert pieces == {(4, 5, 0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11), (12, 13, 14, 15)}


def test_stacks_without_such_slices_borrow_them_and_none_is_its_own_lender() -> None:
    pieces = drawn(two_patients(), above_borrowed=1.0)
    assert {(4, 5, 8, 9, 10, 11), (4, 5, 12, 13, 14, 15), (0, 1, 2, 3)} < pieces
    assert not any(len(set(piece)) < len(piece) for piece in pieces)


def test_borrowed_slices_are_laid_where_the_heart_is() -> None:
    """A lender's heart 4 px left of the middle and a borrower's 4 px right come to lie on one another."""
    labels = torch.zeros(5, 32, 32, dtype=torch.uint8)
    labels[:2, 13:18, 9:14], labels[2:, 13:18, 17:22] = 3, 3
    n = torch.tensor([2, 3])
    size, one = torch.full((5, 2), 32.0), torch.ones(5)
    heart = _heart_mm(labels, size, one * 1.5, n.cumsum(0) - n, n)
    assert heart[0].tolist() == [pytest.approx(-6.75), pytest.approx(-0.75)]
    stacks = Stacks(labels * 80, labels, size, one * 1.5, one * 0, one * 255, n.cumsum(0) - n, n, torch.ones(2), heart,
                    (NONE, NONE))
    still = {key: 0.0 for key in ("any_angle", "quarter_turn", "mirror", "wide_scale", "shift_px", "shear", "elastic",
                                  "bias", "noise", "blur", "ghost", "breath_px", "window", "cut")}
    settings = config.load("m2")
    settings.augment.update(still, gamma=[1.0, 1.0])
    middle = []
    for index in (torch.tensor([0, 2, 3, 4]), torch.tensor([2, 3, 4])):
        _, label, _ = stacks.views(index, [len(index)], settings, torch.Generator().manual_seed(0))
        middle.append(label[0].nonzero().float().mean(dim=0)[1])
    assert abs(float(middle[0] - middle[1])) < 1.0


def test_only_leading_slices_without_any_label_are_above_the_base() -> None:
    truth = np.zeros((2, 4, 8, 8), np.uint8)
    truth[0, :, 2:5, 2:5], truth[1, 2:, 2:5, 2:5] = 3, 3
    image = np.arange(8, dtype=np.uint8).reshape(2, 4, 1, 1) * np.ones((8, 8), np.uint8)
    stack, labels, count = above.with_above(image, truth)
    assert count == 2
    assert stack[:, 0, 0].tolist() == [4, 5, 0, 1, 2, 3]
    assert labels.any(axis=(1, 2)).tolist() == [False, False, True, True, True, True]
    truth[1, 0, 0, 0] = 1
    assert above.with_above(image, truth)[2] == 0, "a right ventricle is something"


def test_the_summary_counts_drawn_slices_and_reads_as_a_sentence() -> None:
    rows = [{"case": "a", "slices": 2, "drawn": 1, "dice": 0.98, "diceWithAbove": 0.94},
            {"case": "b", "slices": 1, "drawn": 0, "dice": 0.96, "diceWithAbove": 0.96}]
    assert markdown.above(above.summary(rows)) == (
        "3 slices above the base of 2 cases: the LV is drawn on 1; mean LV Dice at ED .970 without them, "
        ".950 with them.")


def test_the_volume_network_learns_from_stacks_that_start_above_the_base() -> None:
    cavity = torch.zeros(2, 5, 8, 8, dtype=torch.bool)
    cavity[0, :, 3:5, 3:5], cavity[1, 1:, 3:5, 3:5] = True, True
    heart = Heart("a", torch.rand(2, 5, 8, 8), cavity, cavity, 1.5, (3.5, 3.5))
    made = higher(heart)
    assert made is not None and (made.above, made.slices, len(made.image)) == (1, 6, 1)
    assert torch.equal(made.image[0, 0], heart.image[1, 0]) and torch.equal(made.image[0, 1:], heart.image[0])
    assert made.areas.tolist() == [[0, 4, 4, 4, 4, 4]]
    cavity[1, 0, 3, 3] = True
    assert higher(heart) is None


def test_a_configuration_may_say_only_what_differs_from_another() -> None:
    plain, folds = config.load("m2"), config.load("m2", config.CONFIGS / "m2-folds.toml")
    assert folds.network == plain.network and folds.schedule.epochs != plain.schedule.epochs
    changed = {"warm_start_sha256": "", "lv_only_weight": 0.5, "above_own": 0.5, "above_borrowed": 0.12,
               "as_scanned": 0.0, "cut": 0.0, "cubic": False}
    assert folds.augment == {**plain.augment, **changed}
    assert folds.more["finish"]["augment"] == {**plain.more["finish"]["augment"], "as_scanned": 0.0, "cut": 0.0}
    taught = config.load("m2", config.CONFIGS / "rows" / "m2-taught.toml")
    untaught = config.load("m2", config.CONFIGS / "rows" / "m2-untaught.toml")
    assert taught.augment["above_own"] == 0.5, "a file may build on one that builds on another"
    assert untaught.schedule == taught.schedule
    assert untaught.more["distil"] == {"teachers": []} != taught.more["distil"]
