"""A network of an exported file that learns narrow views."""

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from conftest import warm_up

from ventricle_training import config, onnx_export
from ventricle_training.m2.data import Stacks
from ventricle_training.m2.ensemble import MeanProbability, Shipped, members, narrow_views, rounded
from ventricle_training.m2.export import write_onnx
from ventricle_training.m2.network import PspUNet
from ventricle_training.m2.train import learn_narrow

SMALL = {"base": 4, "deep_supervision": True, "context": True}


def hearts() -> Stacks:
    """One stack of three slices: a square of LV."""
    labels = torch.zeros(3, 48, 48, dtype=torch.uint8)
    labels[:, 16:30, 16:30] = 3
    n, one = torch.tensor([3]), torch.ones(3)
    return Stacks(labels * 60, labels, torch.full((3, 2), 48.0), one * 1.5, one * 0, one * 200, n.cumsum(0) - n, n,
                  torch.ones(1), torch.zeros(3, 2), (torch.empty(0, dtype=torch.long),))


def network() -> PspUNet:
    """Without the zeros of a fresh context, which the exporter would share."""
    made = warm_up(PspUNet(**SMALL), (4, 1, 32, 32))
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.01)
    return made


def recipe(file: Path, rate: float) -> config.Config:
    settings = config.load("m2")
    section = {"file": file.name, "sha256": onnx_export.sha256(file), "networks": 2, "goes_on": 1,
               "schedule": {"epochs": 1, "learning_rate": rate, "ema": 0.5, "validate_every": 1}}
    finish = {**settings.more["finish"], "augment": {**settings.more["finish"]["augment"], "steps": 3}}
    return dataclasses.replace(
        settings, input=dataclasses.replace(settings.input, rows=32, cols=32), network=SMALL,
        schedule=dataclasses.replace(settings.schedule, batch=1),
        more={**settings.more, "finish": finish, "narrow": section})


@pytest.mark.parametrize("rate", [0.0, 1e-2])
def test_it_goes_on_from_where_it_was_in_the_file_whose_networks_stay(tmp_path: Path, rate: float) -> None:
    settings = config.load("m2")
    small = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=32, cols=32))
    before = [rounded(network()) for _ in range(2)]
    file, x = tmp_path / "earlier.onnx", torch.rand(5, 1, 32, 32)
    write_onnx(Shipped(before), small, file)
    plan = recipe(file, rate)
    beside = narrow_views(plan, tmp_path)
    assert beside is not None
    learn_narrow(plan, beside, hearts(), tmp_path, tmp_path, torch.device("cpu"))
    shipped, state = members(plan, tmp_path, "last")
    assert state["epoch"] == 1
    (learned,) = shipped.narrow
    with torch.no_grad():
        for one, other in zip(shipped.wide, before, strict=True):
            torch.testing.assert_close(one(x)[0], other(x)[0])
        same = torch.allclose(learned(x)[0], before[1](x)[0], atol=5e-3, rtol=5e-3)
        assert same == (rate == 0), "the same as long as nothing is learned"
        both, cut = MeanProbability.of(shipped), x.clone()
        cut[..., 20:] = 0
        torch.testing.assert_close(both(cut)[0].exp(), learned(cut)[0].softmax(dim=1))
        torch.testing.assert_close(both(x), MeanProbability(before)(x))
    log = json.loads((tmp_path / "runs" / plan.model_id / "narrow" / "log.jsonl").read_text())
    assert log["epoch"] == 1


def test_without_the_file_nothing_goes_on(tmp_path: Path) -> None:
    assert narrow_views(config.load("m2"), tmp_path) is None
