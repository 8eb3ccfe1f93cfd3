"""Export of M4 with both Grad-CAM maps, checked on real frames, with its card and chart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .. import cards, onnx_export
from ..config import Config
from ..layers import folded, parameter_count
from ..sunnybrook import read_split
from ..trainer import load_average
from .card import card
from .chart import box_chart
from .evaluate import last_stage, whole_frames
from .gradcam import LvUNetWithGradCam, activation_map
from .network import LEVELS, LV, LvUNet
from .synthetic import fixture

CAM_LEVEL = 2
OUTPUTS = ("probabilities", "gradcam_deep", "gradcam_final")


def deployable(network: LvUNet) -> LvUNetWithGradCam:
    """With the batch normalisation folded."""
    return LvUNetWithGradCam(folded(network), CAM_LEVEL).eval()


def write_onnx(network: LvUNet, config: Config, path: Path) -> None:
    example = (torch.rand(2, 1, config.input.rows, config.input.cols),)
    onnx_export.write(deployable(network), example, path, ["image"], OUTPUTS, {"image": {0: "N"}})


def reference_gradcam(network: LvUNet, image: torch.Tensor, level: int) -> torch.Tensor:
    """Grad-CAM by autograd on the unfolded network: what the exported graph must reproduce."""
    with torch.no_grad():
        x, skips = network.encode(image)
        for k in range(LEVELS - 2, level - 1, -1):
            x = network.decode(x, skips[k], k)
    features = x.detach().requires_grad_()
    x = features
    for k in range(level - 1, -1, -1):
        x = network.decode(x, skips[k], k)
    (gradient,) = torch.autograd.grad(network.head(x).softmax(dim=1)[:, LV].sum(), features)
    return activation_map(features.detach(), gradient)


def check(network: LvUNet, path: Path, images: torch.Tensor) -> dict[str, float]:
    """Largest differences of ONNX from PyTorch; those of Grad-CAM relative to the largest value of the maps.

    Raises AssertionError above 1e-3. A map that is zero everywhere would prove nothing and is an error too.
    """
    found = dict(zip(OUTPUTS, onnx_export.session(path).run(list(OUTPUTS), {"image": images.numpy()}), strict=True))
    with torch.inference_mode():
        expected = network(images).softmax(dim=1).numpy()
    differences = {"probabilities": onnx_export.largest_difference(found["probabilities"], expected)}
    for name, level in zip(OUTPUTS[1:], (CAM_LEVEL, 0), strict=True):
        reference = reference_gradcam(network, images, level).numpy()
        if not reference.max() > 0:
            raise AssertionError(f"{name}: zero on every image, so nothing was compared")
        differences[name] = onnx_export.largest_difference(found[name], reference) / float(reference.max())
    for name, difference in differences.items():
        onnx_export.require_equal(name, difference)
    return differences


def read_report(work: Path, model_id: str, split: str, epoch: int) -> dict[str, Any] | None:
    """What `evaluate` wrote for a split, if it was about this very checkpoint."""
    path = work / f"{model_id}-{split}.json"
    report = json.loads(path.read_text()) if path.exists() else None
    return report if report and report["epoch"] == epoch else None


def export(config: Config, data: Path, work: Path, models: Path, checkpoint: str) -> None:
    """Writes model.onnx, card.json, golden.json and the Dice chart; stops if ONNX is not PyTorch within 1e-3."""
    network, state = load_average(last_stage(config, work) / f"{checkpoint}.pt", LvUNet(**config.network))
    folder = models / config.model_id
    path = folder / "model.onnx"
    write_onnx(network, config, path)
    images = np.concatenate([whole_frames(p.images, config) for p in read_split(config.split, data, "validation")])
    difference = check(network, path, torch.from_numpy(images)[:, None])
    print(json.dumps({"onnx against PyTorch": difference, "bytes": path.stat().st_size}))
    (folder / "golden.json").write_text(json.dumps(fixture(config, path), indent=1) + "\n")
    metrics = []
    for split in ("test", "validation"):
        if report := read_report(work, config.model_id, split, state["epoch"]):
            metrics += report["metrics"]
            if split == "test":
                box_chart(report["images"], folder / "dice.png")
    manifest = json.loads((work / "m4.json").read_text())
    parameters = parameter_count(deployable(network))
    cards.write(folder, card(config, path, parameters, CAM_LEVEL, len(manifest["train"]), state, difference, metrics))
