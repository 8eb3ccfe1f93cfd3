"""Tables of M2 on label volumes small enough to count by hand."""

import numpy as np
import pytest

from ventricle_training.m2 import markdown, tables
from ventricle_training.m2.tables import Volume


def box(slices: int, where: dict[int, tuple[int, int, int, int]], value: int) -> np.ndarray:
    """A label volume with a rectangle (row, row end, column, column end) of `value` in some slices."""
    label = np.zeros((slices, 20, 20), np.uint8)
    for z, (a, b, c, d) in where.items():
        label[z, a:b, c:d] = value
    return label


def lv(slices: int, within: range, size: int = 4) -> np.ndarray:
    return box(slices, {z: (5, 5 + size, 5, 5 + size) for z in within}, 3)


def volume(predicted: np.ndarray, truth: np.ndarray, phase: str = "ED", case: str = "a", **more: float) -> Volume:
    return Volume(case, "NOR", phase, predicted, truth, **more)


def test_volume_error_has_no_unit_and_no_sign() -> None:
    truth = lv(4, range(4)) > 0
    assert tables.relative_volume_error(truth[:3], truth) == pytest.approx(0.25)
    assert tables.relative_volume_error(truth, truth[:2]) == pytest.approx(1.0)
    assert tables.relative_volume_error(truth, np.zeros_like(truth)) is None


def test_ejection_fraction_comes_from_voxel_counts_and_needs_no_spacing() -> None:
    found = tables.ejection_fractions([
        volume(lv(4, range(4)), lv(4, range(4)), "ED"), volume(lv(4, range(1)), lv(4, range(2)), "ES"),
    ], "LV_CAVITY")
    assert found == {"a": (75.0, 50.0)}
    row = tables.ef_rows([volume(lv(4, range(4)), lv(4, range(4)), "ED"),
                          volume(lv(4, range(1)), lv(4, range(2)), "ES")])[0]
    assert (row["value"], row["bias"], row["n"]) == (25.0, 25.0, 1)


def test_a_case_with_one_phase_has_no_ejection_fraction() -> None:
    assert tables.ejection_fractions([volume(lv(4, range(4)), lv(4, range(4)))], "LV_CAVITY") == {}


def test_millimetres_only_where_the_spacing_is_known() -> None:
    near, far = lv(3, range(3)), np.roll(lv(3, range(3)), 2, axis=2)
    volumes = [volume(far, near, pixel_mm=1.5), volume(far, near, case="b")]
    rows = tables.distance_rows(volumes, known=True) + tables.distance_rows(volumes, known=False)
    assert {r["measure"] for r in rows if r["structure"] == "LV_ENDO"} == {"hdMm", "apdMm", "hdPx", "apdPx"}
    value = {r["measure"]: r["value"] for r in rows if r["structure"] == "LV_ENDO"}
    assert value["hdPx"] == pytest.approx(2.0) and value["hdMm"] == pytest.approx(3.0)
    assert 0 < value["apdPx"] < 2 and value["apdMm"] == pytest.approx(1.5 * value["apdPx"], abs=1e-3)


def test_slices_in_which_one_is_empty_have_no_distance_but_are_counted() -> None:
    rows = tables.distance_rows([volume(lv(4, range(3)), lv(4, range(4)))], known=False)
    assert {(r["value"], r["oneOnly"]) for r in rows if r["structure"] == "LV_ENDO"} == {(0.0, 1)}


def test_thirds_count_only_slices_with_left_ventricle() -> None:
    assert tables.positions(lv(9, range(2, 8))) == {
        2: "base", 3: "base", 4: "mid", 5: "mid", 6: "apex", 7: "apex"}


def test_the_half_with_more_right_ventricle_is_the_base() -> None:
    truth = lv(6, range(6))
    truth[4:, 12:18, 12:18] = 1
    turned = volume(truth, truth).basal_first()
    assert (turned.truth[0] == 1).any() and not (turned.truth[5] == 1).any()


def test_missed_slice_is_dice_zero_at_its_position() -> None:
    truth, predicted = lv(6, range(6)), lv(6, range(5))
    truth[:2, 12:18, 12:18] = predicted[:2, 12:18, 12:18] = 1
    rows = [r for r in tables.position_rows([volume(predicted, truth)]) if r["structure"] == "LV_CAVITY"]
    by = {r["position"]: r for r in rows if r["phase"] == "ED"}
    assert by["base"]["value"] == 1.0 and by["apex"]["value"] == 0.5 and by["apex"]["missed"] == 1


def test_presence_at_an_end() -> None:
    truth, predicted = lv(8, range(2, 6)) > 0, lv(8, range(1, 5)) > 0
    base = tables.end_error(predicted, truth, "base")
    assert base == tables.EndError(found=True, silent=[True, False], voxels=16, true_voxels=64)
    apex = tables.end_error(predicted, truth, "apex")
    assert apex == tables.EndError(found=False, silent=[True, True], voxels=16, true_voxels=64)
    assert tables.end_error(predicted, np.zeros_like(truth), "base") is None


def test_costs_of_the_ends_in_millilitres() -> None:
    truth, predicted = lv(8, range(2, 6)), lv(8, range(1, 5))
    row = next(r for r in tables.presence_rows([volume(predicted, truth, pixel_mm=2.0, slice_mm=10.0)])
               if (r["end"], r["structure"], r["phase"]) == ("base", "LV_CAVITY", "ED"))
    assert row["costMl"] == pytest.approx(16 * 2 * 2 * 10 / 1000)
    assert row["costShare"] == pytest.approx(0.25)
    assert (row["sensitivity"], row["specificity"], row["beyond"]) == (1.0, 0.5, 2)


def test_empty_structures_are_excluded_and_counted() -> None:
    empty = np.zeros((3, 20, 20), np.uint8)
    row = next(r for r in tables.dice_rows([volume(empty, empty)]) if r["structure"] == "LV_CAVITY")
    assert row["n"] == 0 and row["value"] is None


def test_report_has_a_table_for_every_section() -> None:
    truth = lv(6, range(6))
    truth[:3, 12:18, 12:18] = 1
    truth[:, 4, 5:9] = 2
    report = tables.report([volume(truth, truth, "ED", pixel_mm=1.5, slice_mm=10.0),
                            volume(truth[:, :, ::-1].copy(), truth, "ES", pixel_mm=1.5, slice_mm=10.0)])
    texts = markdown.sections(report)
    assert set(texts) == {"overall", "position", "presence", "groups"}
    assert "| 3-D Dice | LV ED | 1.000 ± – | 1.000 | 1 |" in texts["overall"]
    assert texts["groups"].splitlines()[2].startswith("| NOR (1) | 1.000 / .000 ")


def test_goals_say_what_is_missed() -> None:
    rows = [{"measure": "dice3d", "structure": "LV_CAVITY", "phase": "ED", "value": 0.96, "median": 0.99},
            {"measure": "relativeVolumeError", "structure": "LV_CAVITY", "phase": "ES", "value": 0.9, "median": 0.05},
            {"measure": "efErrorPoints", "structure": "LV_CAVITY", "phase": tables.BOTH, "value": 2.5}]
    lines = markdown.goals(rows).splitlines()
    assert "| mean 3-D Dice, LV ED | .960 | .963 | .967 | **no** |" in lines
    assert "| median relative volume error, LV ES | .050 | .060 | – | yes |" in lines
    assert lines[-1] == "| mean EF error of the LV, points | 2.50 | 3.0 | – | yes |"


def test_tables_find_their_place_in_the_card(tmp_path) -> None:  # type: ignore[no-untyped-def]
    card = tmp_path / "CARD.md"
    card.write_text("head\n<!-- groups -->\nold\n<!-- /groups -->\ntail\n")
    assert markdown.put_all(card, {"groups": "| new |", "presence": "| x |"}) == ["presence"]
    assert card.read_text() == "head\n<!-- groups -->\n| new |\n<!-- /groups -->\ntail\n"


def test_numbers_lose_the_zero_before_the_point() -> None:
    assert [markdown.number(v) for v in (0.5, 1.25, -0.5, None)] == [".500", "1.250", "-.500", "–"]
    assert markdown.number(10.04, 1) == "10.0"
