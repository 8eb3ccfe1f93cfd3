"""Export of M3, checked on real cases."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from .. import golden, onnx_export
from ..config import Config
from ..cropping import Crop, extract, normalise
from ..layers import folded, parameter_count
from ..trainer import load_average
from . import card, fixture
from .data import load
from .network import VolumeCam, VolumeUNet

DEPTHS = (1, 2, 3, 7, 30)
INPUTS, OUTPUTS = ("stack",), ("cam", "areas")


def deployable(network: VolumeUNet, box: int) -> VolumeCam:
    """Folded, with the scanning module."""
    return VolumeCam(folded(network), box).eval()


def write_onnx(network: VolumeUNet, config: Config, path: Path) -> None:
    example = (torch.rand(1, 1, 4, config.input.rows, config.input.cols),)
    onnx_export.write(deployable(network, int(config.loss["box"])), example, path, INPUTS, OUTPUTS,
                      {"stack": {2: "D"}})


def check(network: VolumeUNet, box: int, path: Path, stacks: list[np.ndarray]) -> dict[str, float]:
    """Largest differences of ONNX from the unfolded PyTorch network; areas relative to the largest, at least 1 px."""
    runtime, model = onnx_export.session(path), VolumeCam(network, box).eval()
    found = {"cam": 0.0, "areas": 0.0}
    for stack in stacks:
        x = stack[None, None]
        with torch.inference_mode():
            cam, areas = (t.numpy() for t in model(torch.from_numpy(x)))
        actual_cam, actual_areas = runtime.run(list(OUTPUTS), {"stack": x})
        if actual_cam.shape != x.shape or actual_areas.shape != (len(stack),):
            raise AssertionError(f"outputs {actual_cam.shape} and {actual_areas.shape} of {len(stack)} slices")
        found["cam"] = max(found["cam"], onnx_export.largest_difference(actual_cam, cam))
        found["areas"] = max(found["areas"], onnx_export.largest_difference(actual_areas, areas)
                             / max(float(areas.max()), 1.0))
    for name, difference in found.items():
        onnx_export.require_equal(name, difference)
    return found


def real_stacks(config: Config, work: Path) -> list[np.ndarray]:
    """Normalised crops of the validation hearts at ED and ES, whole and as stacks of DEPTHS slices."""
    spec, stacks = config.input, []
    for heart in load(work, "validation"):
        crop = Crop(spec.rows, spec.cols, spec.spacing_mm, *heart.centre)
        for phase in heart.image.numpy():
            stacks.append(normalise(*extract(phase, crop, heart.pixel_mm), spec.low, spec.high))
    for depth, stack in zip(DEPTHS, stacks[: len(DEPTHS)], strict=True):
        stacks.append(np.resize(stack, (depth, spec.rows, spec.cols)))
    return stacks


def export(config: Config, data: Path, work: Path, models: Path, checkpoint: str) -> None:
    """Writes models/<id>/model.onnx, card.json and golden.json; stops if ONNX is not PyTorch within 1e-3."""
    del data
    network, state = load_average(work / "runs" / config.model_id / f"{checkpoint}.pt", VolumeUNet(**config.network))
    folder, box = models / config.model_id, int(config.loss["box"])
    path = folder / "model.onnx"
    write_onnx(network, config, path)
    difference = check(network, box, path, real_stacks(config, work))
    print(json.dumps({"onnx against PyTorch": difference}))
    golden.write(folder, fixture.of(config, path))
    card.write(folder, card.of(config, path, parameter_count(deployable(network, box)), work, state, difference))
