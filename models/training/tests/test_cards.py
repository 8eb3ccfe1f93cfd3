import json
from pathlib import Path

from ventricle_training import cards

ROW = {"split": "test", "measure": "dice3d", "structure": "LV_CAVITY", "phase": "ED", "value": 0.96, "sd": 0.01,
       "median": 0.965, "n": 15}


def test_only_metrics_of_the_exported_checkpoint_enter_the_card(tmp_path: Path) -> None:
    (tmp_path / "m2-test.json").write_text(json.dumps({"epoch": 7, "metrics": [ROW]}))
    assert cards.read_metrics(tmp_path, "m2", 8) == []
    assert cards.read_metrics(tmp_path, "m2", 7)[0]["paper"] == 0.955


def test_table_is_replaced_between_its_markers(tmp_path: Path) -> None:
    path = tmp_path / "CARD.md"
    path.write_text(f"before\n{cards.TABLE[0]}\nold\n{cards.TABLE[1]}\nafter\n")
    cards.update_table(path, [ROW])
    text = path.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n")
    assert "old" not in text and "| test | dice3d | LV_CAVITY ED | 0.96 ± 0.01 | 0.965 | 15 |" in text
