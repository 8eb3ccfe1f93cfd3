import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import warm_up
from torch.nn import functional as F

from ventricle_training import config
from ventricle_training.m1 import curve
from ventricle_training.m1.crops import CUT, FOUND, IMAGE, MOVED, placements
from ventricle_training.m1.data import Cycle, Labelled, closes, folds, network_input, source_of
from ventricle_training.m1.decision import central_frame, least_correlated
from ventricle_training.m1.evaluate import out_of_fold, score_cycle, summary, torch_predictor
from ventricle_training.m1.network import (
    HEADS,
    DilatedTemporalFcn,
    PhaseDetector,
    TemporalBlock,
    closer,
    offsets,
    pooled,
    relative_to_cycle,
)
from ventricle_training.m1.segmenter import CAVITY, MYOCARDIUM, Segmented
from ventricle_training.m1.time_axis import FrameChoice, choose_frames, delete
from ventricle_training.m1.train import at_times, cycle_loss, train, train_member
from ventricle_training.m1.views import random_view
from ventricle_training.strips import CaseInfo


@pytest.fixture(scope="module", params=HEADS)
def network(request: pytest.FixtureRequest) -> DilatedTemporalFcn:
    return warm_up(DilatedTemporalFcn((4, 6, 8), bottleneck=2, side=32, head=request.param), (9, 1, 32, 32))


def beating_cycle(n: int, rows: int = 95, cols: int = 100, slices: int = 3) -> Cycle:
    """A disc whose radius follows a cosine: largest at frame 0, smallest at n / 2."""
    frames = np.stack([40 + 160 * (distance(rows, cols) < radius) for radius in radii(n)]).astype(np.uint8)
    return Cycle("disc", np.repeat(frames[None], slices, 0), 1.5, 0, n // 2, (cols - 1) / 2, (rows - 1) / 2, True)


def radii(n: int) -> np.ndarray:
    return 16 + 6 * np.cos(2 * np.pi * np.arange(n) / n)


def distance(rows: int, cols: int) -> np.ndarray:
    r, c = np.mgrid[:rows, :cols]
    return np.hypot(r - (rows - 1) / 2, c - (cols - 1) / 2)


def labelled(n: int, fold: int = 0) -> Labelled:
    """The disc as cavity, with a wall of 6 pixels round it."""
    cycle = beating_cycle(n)
    d = distance(*cycle.cine.shape[2:])
    label = np.stack([np.where(d < r, CAVITY, np.where(d < r + 6, MYOCARDIUM, 0)) for r in radii(n)]).astype(np.uint8)
    labels = np.repeat(label[None], 3, 0)
    return Labelled(cycle, Segmented(labels, (labels == CAVITY).sum(axis=(2, 3)).astype(np.float32)), fold)


def test_offsets_are_symmetric() -> None:
    assert offsets(3, 4) == (-4, 0, 4)
    assert offsets(7, 1) == (-3, -2, -1, 0, 1, 2, 3)


def test_three_probabilities_per_frame(network: DilatedTemporalFcn) -> None:
    p = PhaseDetector(network)(torch.rand(11, 1, 32, 32))
    assert p.shape == (11, 3)
    torch.testing.assert_close(p.sum(1), torch.ones(11))


def test_members_are_averaged(network: DilatedTemporalFcn) -> None:
    other = warm_up(DilatedTemporalFcn((4, 6, 8), bottleneck=2, side=32), (9, 1, 32, 32))
    frames = torch.rand(9, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(PhaseDetector(network, other)(frames),
                                   (PhaseDetector(network)(frames) + PhaseDetector(other)(frames)) / 2)


def test_a_closer_view_is_the_middle_enlarged() -> None:
    ramp = torch.arange(8.0).expand(1, 1, 8, 8)
    np.testing.assert_allclose(closer(ramp, 2)[0, 0, 0], [2, 2.25, 2.75, 3.25, 3.75, 4.25, 4.75, 5])
    assert closer(ramp, 0) is ramp


def test_views_are_averaged_like_members(network: DilatedTemporalFcn) -> None:
    frames = torch.rand(9, 1, 32, 32)
    with torch.no_grad():
        both = PhaseDetector(network, trims=(0, 3))(frames)
        torch.testing.assert_close(both, (PhaseDetector(network)(frames)
                                          + PhaseDetector(network)(closer(frames, 3))) / 2)
    np.testing.assert_allclose(torch_predictor(network, trims=(0, 3))(frames, [0])[0], both, atol=1e-6)


@pytest.mark.parametrize("n", [8, 13, 30, 60])
@pytest.mark.parametrize("shift", [1, 7])
def test_shifted_cycle_gives_shifted_output(network: DilatedTemporalFcn, n: int, shift: int) -> None:
    frames = torch.rand(n, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(network(frames.roll(shift, 0)), network(frames).roll(shift, 0), atol=1e-5, rtol=0)


def test_shifted_maps_are_the_maps_of_shifted_frames(network: DilatedTemporalFcn) -> None:
    frames, detector = torch.rand(10, 1, 32, 32), PhaseDetector(network)
    with torch.no_grad():
        expected = torch.stack([detector(frames.roll(shift, dims=0)) for shift in (0, 3, 9)])
    np.testing.assert_allclose(torch_predictor(network)(frames, [0, 3, 9]), expected, atol=1e-6)


def test_cycles_in_one_batch_do_not_see_each_other(network: DilatedTemporalFcn) -> None:
    a, b = torch.rand(9, 1, 32, 32), torch.rand(14, 1, 32, 32)
    with torch.no_grad():
        together = network(torch.cat([a, b]), [9, 14])
        torch.testing.assert_close(together, torch.cat([network(a), network(b)]), atol=1e-5, rtol=0)


def test_temporal_path_is_a_circular_3d_convolution() -> None:
    """The last of the nine paths (kernel 3x3x7, dilation 4) against torch's own 3-D convolution."""
    block, x = TemporalBlock(2).eval(), torch.rand(30, 2, 11, 11)
    position, zero = torch.arange(30), torch.zeros(30, dtype=torch.long)
    kernel = block.taps[8].weight.permute(1, 0, 2, 3)[None]  # [1, inputs, taps, 3, 3]
    wrapped = torch.cat([x[-12:], x, x[:12]]).transpose(0, 1)[None]
    expected = F.conv3d(wrapped, kernel, padding=(0, 1, 1), dilation=(4, 1, 1))[0, 0].relu() / (1 + 1e-5) ** 0.5
    with torch.no_grad():
        torch.testing.assert_close(block(x, position, zero, zero + 30)[:, 8], expected, atol=1e-5, rtol=0)


def test_attention_reads_the_maps_wherever_the_lv_lies() -> None:
    maps, shares = torch.zeros(1, 1, 11, 11), torch.zeros(1, 2, 11, 11)
    maps[0, 0, 2:4, 3:5] = 5
    shares[0, :, 2:4, 3:5] = 0.8
    here = pooled(maps, shares)
    torch.testing.assert_close(here[0], torch.tensor([5.0, 5, 5 * 4 / 121]), atol=2e-3, rtol=0)
    torch.testing.assert_close(pooled(maps.roll((4, 5), (2, 3)), shares.roll((4, 5), (2, 3))), here)


def test_an_unknown_head_is_refused() -> None:
    with pytest.raises(ValueError, match="'other' is none of"):
        DilatedTemporalFcn(head="other")


def test_maps_are_relative_to_the_cycle() -> None:
    maps = torch.rand(20, 3, 11, 11)
    torch.testing.assert_close(relative_to_cycle(maps + torch.rand(1, 3, 11, 11)).mean(0), torch.zeros(3, 11, 11),
                               atol=1e-6, rtol=0)
    weak, strong = relative_to_cycle(maps * 5), relative_to_cycle(maps * 50)
    assert 0.7 < float(weak.square().mean() / strong.square().mean()) < 1
    assert relative_to_cycle(torch.ones(9, 2, 4, 4)).eq(0).all()


@pytest.mark.parametrize(("above", "expected"), [
    ([3, 4, 5], 4),
    ([3, 4, 5, 6], 4),
    ([9, 0, 1], 0),
    ([8, 9, 0], 9),
])
def test_central_frame_of_a_circular_run(above: list[int], expected: int) -> None:
    p = np.full(10, 0.1)
    p[above] = 0.95
    assert central_frame(p, 0.9) == expected


def test_central_frame_falls_back_to_arg_max() -> None:
    assert central_frame(np.array([0.1, 0.2, 0.8, 0.3]), 0.9) == 2
    assert central_frame(np.array([0.95, 0.96, 0.99, 0.97]), 0.9) == 2


def test_least_correlated_frame_of_the_disc_is_its_smallest() -> None:
    frames = network_input(beating_cycle(16), config.load("m1"))[:, 0].numpy()
    assert least_correlated(frames, 0) == 8


def test_losses_prefer_the_right_frame() -> None:
    settings = config.load("m1")
    right, late = torch.zeros(12, 3), torch.zeros(12, 3)
    right[:, 2] = late[:, 2] = 4
    right[5], right[0] = torch.tensor([9.0, 0, 0]), torch.tensor([0, 9.0, 0])
    late[7], late[0] = torch.tensor([9.0, 0, 0]), torch.tensor([0, 9.0, 0])
    for kind in ("wdl", "wce"):
        chosen = dataclasses.replace(settings, loss=settings.loss | {"kind": kind})
        assert cycle_loss(right, 0, 5, chosen) < cycle_loss(late, 0, 5, chosen)


def test_closing_cycle() -> None:
    cycle = beating_cycle(20)
    assert closes(cycle.cine)
    assert not closes(cycle.cine[:, :11])


def test_folds_share_the_groups_evenly() -> None:
    cases = [CaseInfo(f"p{k}", "train", group, None, 3, 90, 90, 30, 0, 10)
             for k, group in enumerate(["A", "B"] * 13)]
    fold = folds(cases, 3, 2, 7)
    assert set(fold) == {c.name for c in cases}
    for group in ("A", "B"):
        sizes = [sum(fold[c.name] == f for c in cases if c.group == group) for f in range(3)]
        assert sorted(sizes) == [4, 4, 5]


@pytest.mark.parametrize("slices", [1, 2, 3, 6, 20])
def test_input_is_normalised_per_frame_for_any_number_of_slices(slices: int) -> None:
    frames = network_input(beating_cycle(12, slices=slices), config.load("m1"))
    assert frames.shape == (12, 1, 88, 88)
    assert frames.amin((1, 2, 3)).eq(0).all() and frames.amax((1, 2, 3)).eq(1).all()


def test_random_views_carry_their_share_of_lv() -> None:
    settings, source = config.load("m1"), source_of(labelled(16))
    options = settings.augment["view"] | {"scale": [1.0, 1.0], "shift_px": 0.0, "shear": 0.0}
    frames, shares = random_view(source, settings.input, options, torch.Generator().manual_seed(0))
    assert frames.shape == (16, 1, 88, 88) and shares.shape == (16, 2, 11, 11)
    assert 0 <= frames.min() and frames.max() <= 1
    for share, radius in ((shares[:, 0], radii(16)), (shares[:, 1], radii(16) + 6)):
        area = share.sum(dim=(1, 2)).numpy() * 64
        np.testing.assert_allclose(area, np.pi * radius**2, rtol=0.06)


def test_one_view_of_a_cycle_is_the_same_for_all_its_frames() -> None:
    settings, case = config.load("m1"), labelled(12)
    still = dataclasses.replace(case, cycle=dataclasses.replace(case.cycle, cine=case.cycle.cine[:, :1].repeat(12, 1)))
    options = settings.augment["view"] | {"gain": 0.0, "noise": 0.0}
    frames, _ = random_view(source_of(still), settings.input, options, torch.Generator().manual_seed(3))
    torch.testing.assert_close(frames, frames[:1].expand_as(frames))


def test_frame_choice_follows_ed_and_es() -> None:
    options, rng = config.load("m1").augment["time"], np.random.default_rng(0)
    volume = 2 + np.cos(2 * np.pi * np.arange(24) / 24)
    for _ in range(50):
        new = choose_frames(beating_cycle(24), options, rng)
        seen = volume[new.first] * (1 - new.share) + volume[new.second] * new.share
        assert 8 <= len(seen) <= 60
        assert seen[new.ed] >= seen.max() - 0.2 and seen[new.es] <= seen.min() + 0.2


def test_deletion_spares_what_it_must() -> None:
    assert delete(np.arange(20), 20, 9, 3, {10}).tolist() == list(range(20))
    assert delete(np.arange(20), 20, 12, 3, {10}).tolist() == [*range(12), *range(15, 20)]
    assert len(delete(np.arange(10), 10, 4, 3, {0})) == 10, "fewer than 8 frames would stay"


def test_curve_settles_within_reach() -> None:
    volume = 100 + 40 * np.cos(2 * np.pi * (np.arange(30) - 2) / 30)  # fullest at 2, smallest at 17
    assert curve.settle_es(volume, 15) == 17 and curve.settle_ed(volume, 0) == 2
    assert curve.settle_es(volume, 12) == 15, "no further than three frames"
    assert curve.settle_es(volume, 3) == 17, "but half a cycle off is put right"
    assert curve.smoothed(np.array([4.0, 0, 0, 8])).tolist() == [4, 1, 2, 5]
    plateau = np.array([100.0, 100, 99.5, 80, 60, 40, 50, 70, 90, 99])
    assert curve.before_emptying(plateau, 0) == 2


def test_crops_lie_where_they_say() -> None:
    case = labelled(10)
    placed = placements(case.cycle, case.segmented)
    assert (placed[FOUND][0].x, placed[FOUND][0].y) == pytest.approx((49.5, 47))
    assert len(placed[IMAGE]) == 1 and placed[MOVED][0].x - placed[FOUND][0].x == pytest.approx(10)
    assert placed[CUT][0].cine.shape[3] == 100 - 29 and placed[CUT][0].x == pytest.approx(49.5 - 29)


def test_error_of_a_detector_that_is_always_two_frames_late() -> None:
    case, settings = labelled(16), config.load("m1")

    def late(frames: torch.Tensor, shifts: list[int]) -> np.ndarray:
        p = np.zeros((len(shifts), 16, 3))
        for k, shift in enumerate(shifts):
            size = frames.roll(shift, dims=0).sum(dim=(1, 2, 3))
            p[k, (size.argmin() + 2) % 16, 0] = 1
            p[k, (size.argmax() + 2) % 16, 1] = 1
        return p

    errors = score_cycle(case.cycle, "here", case.segmented.curve(), settings, late, all_shifts=True)
    rows = summary(errors)
    assert {row["measure"] for row in rows} == {"frameError", "frameErrorToCurve"}
    for row in rows:
        found = row["value"], row["withinOne"]
        assert found == ((2, 0) if row["decision"] in ("central", "naive") else (0, 1)), row["decision"]


def test_a_new_time_axis_blends_images_and_takes_the_nearer_mask() -> None:
    source = source_of(labelled(10))
    new = FrameChoice(np.array([0, 4]), np.array([1, 5]), np.array([0.25, 0.75]), 0, 1)
    seen = at_times(source, new)
    torch.testing.assert_close(seen.images[0], source.images[0] * 0.75 + source.images[1] * 0.25)
    assert seen.masks[0].equal(source.masks[0]) and seen.masks[1].equal(source.masks[5])


@pytest.mark.parametrize("kind", ["wdl", "wce"])
def test_a_member_trains_and_goes_on(tmp_path: Path, kind: str) -> None:
    settings = config.load("m1")
    small = dataclasses.replace(
        settings, network=settings.network | {"widths": [4, 4, 4], "members": 2},
        loss=settings.loss | {"kind": kind}, schedule=dataclasses.replace(settings.schedule, epochs=1, batch=2))
    cases = [labelled(12, fold=0), labelled(12, fold=1), labelled(14, fold=1)]
    members = [train_member(small, cases, tmp_path / str(fold), fold, torch.device("cpu")) for fold in (0, 1)]
    again = train_member(small, cases, tmp_path / "0", 0, torch.device("cpu"))
    torch.testing.assert_close(again.head.weight, members[0].head.weight)
    errors = out_of_fold(small, cases, [m.eval() for m in members], (FOUND,), all_shifts=False)
    assert len({e.case for e in errors}) == 1 and len(errors) == 3 * 2 * (4 + 3)


def test_one_member_can_be_trained_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = config.load("m1")
    small = dataclasses.replace(
        settings, network=settings.network | {"widths": [4, 4, 4], "members": 2},
        schedule=dataclasses.replace(settings.schedule, epochs=1, batch=2))
    monkeypatch.setattr("ventricle_training.m1.train.load", lambda work: [labelled(12, 0), labelled(12, 1)])
    train(small, tmp_path, tmp_path, torch.device("cpu"), only=1)
    assert [p.name for p in sorted((tmp_path / "runs" / "m1-dilated-tfcn").iterdir())] == ["member1"]
    train(small, tmp_path, tmp_path, torch.device("cpu"))
    assert [p.name for p in sorted((tmp_path / "runs" / "m1-dilated-tfcn").iterdir())] == ["member0", "member1"]
