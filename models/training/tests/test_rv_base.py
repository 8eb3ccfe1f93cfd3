"""Which basal slices still show the RV at ES: features, the rule, what it takes away, and how it is fitted."""

from dataclasses import replace

import numpy as np
import pytest

from ventricle_training.m2 import markdown, rv_base
from ventricle_training.m2.rv_base import CAVITY, FEATURES, MYOCARDIUM, RV, Drawn, Rule
from ventricle_training.strips import CaseInfo

WALL = Rule(-10.0, (0.0, 0.0, 0.0, 12.0, 0.0))
"""Looks at the wall alone: the RV is there while more than 10/12 of the wall is."""
SURE = np.full(6, 0.9)


def label(rv: list[int], cavity: list[int], wall: list[int]) -> np.ndarray:
    """[slice, 3, 40]: so many pixels of each in every slice."""
    found = np.zeros((len(rv), 3, 40), np.uint8)
    for z, counts in enumerate(zip(rv, cavity, wall, strict=True)):
        for row, (value, count) in enumerate(zip((RV, CAVITY, MYOCARDIUM), counts, strict=True)):
            found[z, row, :count] = value
    return found


ED_LABEL = label([0, 20, 40, 30, 20, 10], [0, 30, 30, 28, 20, 10], [0, 20, 20, 20, 20, 20])


def test_features_say_how_each_slice_has_changed_since_ed() -> None:
    now = label([0, 15, 30, 20, 10, 5], [0, 0, 12, 14, 8, 3], [0, 5, 22, 50, 30, 30])
    found = rv_base.features(ED_LABEL, now, np.array([0, 0.3, 0.8, 0.9, 1, 1]))
    assert dict(zip(FEATURES, found[1], strict=True)) == {
        "second": 0, "third": 0, "cavity": 0, "wall": 0.25, "confidence": 0.3}
    assert dict(zip(FEATURES, found[2], strict=True)) == {
        "second": 1, "third": 0, "cavity": 0.4, "wall": 1.1, "confidence": 0.8}
    assert dict(zip(FEATURES, found[3], strict=True)) == {
        "second": 0, "third": 1, "cavity": 0.5, "wall": 2.0, "confidence": 0.9}
    assert list(found) == [1, 2, 3]


def test_the_last_slice_of_the_rv_is_never_judged() -> None:
    assert list(rv_base.features(ED_LABEL[:3], ED_LABEL[:3], SURE)) == [1]
    assert rv_base.gone(WALL, ED_LABEL[:2], ED_LABEL[:2], SURE) == []


def test_slices_go_from_the_base_down_to_the_first_that_still_shows_it() -> None:
    es = label([9, 15, 30, 20, 10, 5], [0, 0, 12, 14, 8, 3], [0, 5, 10, 20, 30, 30])
    assert rv_base.gone(WALL, ED_LABEL, es, SURE) == [0, 1, 2]
    es[1] = ED_LABEL[1]
    assert rv_base.gone(WALL, ED_LABEL, es, SURE) == [0], "what lies above the RV at ED goes in any case"
    assert rv_base.gone(WALL, ED_LABEL, ED_LABEL, SURE) == [], "nothing has changed"


def drawn(es: np.ndarray, truth: np.ndarray | None = None, name: str = "a") -> Drawn:
    both = np.stack([ED_LABEL, es])
    return Drawn(CaseInfo(name, "train", "NOR", None, 6, 3, 40, 20, 0, 8), both,
                 both if truth is None else np.stack([ED_LABEL, truth]), SURE)


def test_nothing_goes_where_the_rv_is_larger_at_the_end_taken_for_the_apex() -> None:
    es = label([9, 15, 30, 20, 10, 5], [0, 0, 12, 14, 8, 3], [0, 5, 10, 20, 30, 30])
    assert rv_base.gone(WALL, ED_LABEL[::-1], es[::-1], SURE) == []


def test_an_open_lv_goes_from_the_volumes_but_counts_as_drawn_for_the_rv() -> None:
    case = drawn(label([9, 15, 30, 20, 10, 5], [0, 8, 12, 14, 8, 3], [0, 5, 30, 20, 30, 30]))
    opened = replace(case, open_lv=([1], [1]))
    for phase, z in ((0, 1), (1, 1)):
        before, after = (rv_base.volumes(WALL, [c], {})[phase].predicted for c in (case, opened))
        assert (after[z] >= MYOCARDIUM).sum() == 0 < (before[z] >= MYOCARDIUM).sum()
        np.testing.assert_array_equal(after == RV, before == RV)
        np.testing.assert_array_equal(np.delete(after, z, 0), np.delete(before, z, 0))
    assert opened.below(1).open_lv == ([0], [0])


def test_only_the_rv_at_es_is_taken_away_and_without_a_rule_nothing() -> None:
    case = drawn(label([9, 15, 30, 20, 10, 5], [0, 8, 12, 14, 8, 3], [0, 5, 30, 20, 30, 30]))
    ed, es = (v.predicted for v in rv_base.volumes(WALL, [case], {}))
    np.testing.assert_array_equal(ed, case.labels[0])
    assert (es == RV).sum(axis=(1, 2)).tolist() == [0, 0, 30, 20, 10, 5]
    for other in (CAVITY, MYOCARDIUM):
        np.testing.assert_array_equal(es == other, case.labels[1] == other)
    same = rv_base.volumes(None, [case], {"a": 10.0})
    np.testing.assert_array_equal(same[1].predicted, case.labels[1])
    assert same[1].slice_mm == 10.0


def heart(contracts: bool, name: str = "a") -> Drawn:
    """Drawn as if nothing contracted; where it does, the first slice has lost its RV and most of its wall."""
    wall = [0, 6 if contracts else 22, 24, 25, 26, 25]
    es = label([0, 18, 35, 25, 15, 5], [0, 10, 20, 20, 10, 5], wall)
    truth = es.copy()
    if contracts:
        truth[1][truth[1] == RV] = 0
    return drawn(es, truth, name)


def test_a_fit_learns_what_parts_the_slices() -> None:
    cases = [heart(k % 2 == 0, str(k)) for k in range(20)]
    rule = rv_base.fit(cases)
    assert rv_base.gone(rule, *cases[0].labels, SURE) == [1]
    assert rv_base.gone(rule, *cases[1].labels, SURE) == []
    assert rv_base.judgements(rv_base.leave_one_out(cases)) == {"there": 50, "lost": 0, "notThere": 10, "kept": 0}


def test_a_stack_without_its_first_slices_is_judged_as_it_then_is() -> None:
    case = heart(True).below(1)
    assert case.labels.shape[1] == case.truth.shape[1] == len(case.sure) == 5
    assert [there for _, there in rv_base.examples(case)] == [False, True, True]
    assert [there for _, there in rv_base.examples(case.below(1))] == [True, True, True]


def test_quality_counts_what_is_drawn_beyond_the_base_before_and_after() -> None:
    before = rv_base.quality(rv_base.volumes(None, [heart(True)], {}))
    after = rv_base.quality(rv_base.volumes(WALL, [heart(True)], {}))
    assert (before["beyond"], before["beyondDrawn"], before["missed"]) == (2, 1, 0)
    assert (after["beyond"], after["beyondDrawn"], after["missed"]) == (2, 0, 0)
    assert before["relativeVolumeError"]["value"] == pytest.approx(18 / 80, abs=1e-4)
    assert after["dice3d"]["value"] == 1.0
    assert before["efErrorPoints"]["bias"] == pytest.approx(-15.0)
    judged = [{"cut": 0, **rv_base.judgements([(heart(True), WALL)])}]
    text = markdown.rv_base({"before": before, "after": after, "judged": judged})
    assert "| as drawn |" in text and "bias -15.0 | 1 of 2 | 0 |" in text and "| 0 | 0 of 2 | 0 of 1 |" in text


def test_the_card_gives_the_rule_back() -> None:
    card = {"postProcessing": {"kind": "softmax-iso", "rvBase": WALL.for_card()}}
    assert Rule.of(card) == WALL
    assert Rule.of({"postProcessing": {}}) is None


def test_the_fixture_holds_hearts_that_lose_no_slice_and_some_that_lose_several() -> None:
    hearts = rv_base.fixture(replace(WALL, intercept=-8.0))
    assert {len(h["gone"]) for h in hearts} >= {0, 1, 2}
    assert hearts == rv_base.fixture(replace(WALL, intercept=-8.0)), "the same every time"
    assert all(h["es"][z]["rv"] > 0 for h in hearts for z in h["gone"])
