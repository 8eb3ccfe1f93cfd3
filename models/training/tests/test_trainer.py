from pathlib import Path

import torch
from torch import nn

from ventricle_training.config import Schedule
from ventricle_training.trainer import ExponentialAverage, Run, cosine_rate, load_average

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


def test_average_follows_slowly() -> None:
    layer = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(layer.weight)
    average = ExponentialAverage(layer, 0.5)
    nn.init.ones_(layer.weight)
    average.update(layer)
    assert 0 < average.network.weight.item() <= 1
