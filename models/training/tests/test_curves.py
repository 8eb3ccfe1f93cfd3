import json
from pathlib import Path

from PIL import Image

from ventricle_training import curves


def write(path: Path, *records: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return path


def test_an_epoch_trained_twice_counts_once(tmp_path: Path) -> None:
    log = write(tmp_path / "log.jsonl", {"epoch": 1, "loss": 3.0}, {"epoch": 2, "loss": 2.5}, {"epoch": 2, "loss": 2.0})
    assert [r["loss"] for r in curves.read_log(log)] == [3.0, 2.0]


def test_numbers_become_lines_with_gaps_left_out() -> None:
    lines = curves.series([{"epoch": 1, "loss": 3.0, "note": "x"}, {"epoch": 2, "loss": 2.0, "ES central": 1}])
    assert lines == {"loss": [(1, 3.0), (2, 2.0)], "ES central": [(2, 1.0)]}


def test_picture_has_both_panels_or_one(tmp_path: Path) -> None:
    both = write(tmp_path / "a.jsonl", {"epoch": 1, "seconds": 2.0, "loss": 0.5, "validation": 0.8})
    one = write(tmp_path / "b.jsonl", {"epoch": 1, "seconds": 2.0, "loss": -0.5})
    for log in (both, one):
        curves.draw(log, log.with_suffix(".png"))
    with Image.open(tmp_path / "a.png") as two, Image.open(tmp_path / "b.png") as single:
        assert two.height == 2 * single.height and two.width == single.width


def test_log_without_numbers_gives_no_picture(tmp_path: Path) -> None:
    curves.draw(write(tmp_path / "log.jsonl", {"epoch": 1, "seconds": 1.0}), tmp_path / "curves.png")
    assert not (tmp_path / "curves.png").exists()
