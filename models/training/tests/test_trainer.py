from pathlib import Path

import pytest
import torch
from torch import nn

from ventricle_training.config import Schedule
from ventricle_training.trainer import ExponentialAverage, Run, cosine_rate, duration, load_average, mixed_precision

SCHEDULE = Schedule(epochs=4, batch=2, learning_rate=1e-2, weight_decay=0.0, warmup_epochs=1, ema=0.9,
                    validate_every=1, seed=3)


def advance(run: Run, epochs: int) -> None:
    while run.epoch < epochs:
        g = run.generator()
        for step in range(3):
            run.set_rate(step, 3)
            run.step(run.network(torch.rand(2, 4, generator=g)).square().mean())
        run.finish_epoch({}, score=float(run.epoch))


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Linear(4, 1)


def test_resumed_run_equals_an_unbroken_one(tmp_path: Path) -> None:
    whole = Run(tmp_path / "a", network(), SCHEDULE, torch.device("cpu"))
    assert not whole.resume()
    advance(whole, 4)
    advance(Run(tmp_path / "b", network(), SCHEDULE, torch.device("cpu")), 2)
    second = Run(tmp_path / "b", network(), SCHEDULE, torch.device("cpu"))
    assert second.resume() and second.epoch == 2
    advance(second, 4)
    for a, b in zip(whole.average.network.parameters(), second.average.network.parameters(), strict=True):
        assert torch.equal(a, b)


def test_best_checkpoint_is_loaded_with_its_epoch(tmp_path: Path) -> None:
    run = Run(tmp_path, network(), SCHEDULE, torch.device("cpu"))
    advance(run, 3)
    _, state = load_average(tmp_path / "best.pt", network())
    assert state["epoch"] == 3


def test_rate_warms_up_and_falls_to_zero() -> None:
    assert cosine_rate(0.05, 0.1) == 0.5
    assert cosine_rate(0.1, 0.1) == 1.0
    assert cosine_rate(1.0, 0.1) < 1e-9


def test_a_cpu_computes_in_bfloat16_only_where_it_can_do_so_natively(monkeypatch: pytest.MonkeyPatch) -> None:
    for native, expected in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda native=native: {"avx512_bf16": native})
        with mixed_precision(torch.device("cpu")):
            assert nn.Conv2d(1, 1, 3)(torch.zeros(1, 1, 8, 8)).dtype == expected


def test_average_follows_slowly() -> None:
    layer = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(layer.weight)
    average = ExponentialAverage(layer, 0.5)
    nn.init.ones_(layer.weight)
    average.update(layer)
    assert 0 < average.network.weight.item() <= 1


def test_progress_says_how_far_it_is_and_curves_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path, network(), SCHEDULE, torch.device("cpu"))
    run.epoch = 2
    run.finish_epoch({"loss": 0.25, "validation": 0.9}, None)
    run.finish_epoch({"loss": 0.2, "validation": 0.91}, None)
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("epoch 3 of 4 | loss 0.25, validation 0.9 | ") and first.endswith("remaining")
    assert last.endswith(" 0 s remaining")
    assert (tmp_path / "curves.png").stat().st_size > 1000


def test_durations() -> None:
    assert [duration(s) for s in (42.3, 420, 11100)] == ["42 s", "7 min", "3 h 05 min"]


def test_checkpoint_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """Version 0.1.0 wrote these keys and no others."""
    old = network()
    optimiser = torch.optim.AdamW(old.parameters(), lr=SCHEDULE.learning_rate, weight_decay=0.0)
    torch.save({"network": old.state_dict(), "average": old.state_dict(), "average_steps": 9,
                "optimiser": optimiser.state_dict(), "epoch": 3, "seconds": 12.5, "best": 0.5}, tmp_path / "last.pt")
    run = Run(tmp_path, network(), SCHEDULE, torch.device("cpu"))
    assert run.resume()
    assert (run.epoch, run.best, run.seconds, run.average.steps) == (3, 0.5, 12.5, 9)
