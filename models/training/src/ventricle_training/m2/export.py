"""Export of M2 with Grad-CAM, checked on real cases, and its card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .. import cards, golden, onnx_export
from ..config import Config, judging_folds
from ..cropping import Crop, extract, normalise
from ..layers import parameter_count
from ..strips import read_edes
from .ensemble import MeanProbability, Shipped, members, present
from .evaluate import cases_of
from .gradcam import SegmenterWithGradCam
from .network import CHANNELS, NARROW, Neighbours, PspUNet, beyond

CAM_LEVEL = 2


def write_onnx(shipped: Shipped, config: Config, path: Path) -> None:
    """One file with the folded networks; weights in half precision, arithmetic in single."""
    spec = config.input
    example = (torch.rand(2, 1, spec.rows, spec.cols), torch.tensor([0.0, 0.0, 0.0, 1.0]))
    graph = SegmenterWithGradCam(shipped.wide, CAM_LEVEL, shipped.narrow).eval()
    onnx_export.write(graph, example, path, ["image", "cam_class"], ["probabilities", "gradcam"],
                      {"image": {0: "N"}, "cam_class": None}, half=True)


def reference_gradcam(networks: Sequence[PspUNet], image: torch.Tensor, channel: int,
                      level: int = CAM_LEVEL) -> torch.Tensor:
    """Grad-CAM by autograd: what the exported graph must reproduce."""
    near = Neighbours.of(image, None)
    every, score = [], torch.zeros(())
    for network in networks:
        x, skips = network.encode(image, near)
        skips = [s.detach() for s in skips]
        for k in range(len(skips) - 1, level - 1, -1):
            x = network.decode(x, skips[k], k, near)
        features = x.detach().requires_grad_()
        x = features
        for k in range(level - 1, -1, -1):
            x = network.decode(x, skips[k], k, near)
        every.append(features)
        score = score + network.head(x).softmax(dim=1)[:, channel].sum() / len(networks)
    gradients = torch.autograd.grad(score, every)
    together, gradient = torch.cat(every, dim=1), torch.cat(gradients, dim=1)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    return torch.relu((weights * together).sum(dim=1, keepdim=True)).detach()


def check(shipped: Shipped, path: Path, stacks: list[torch.Tensor]) -> dict[str, float]:
    """Largest differences of ONNX from PyTorch over stacks [n, 1, rows, cols].

    Grad-CAM is compared relative to the largest value of each stack's map.
    """
    runtime, mean = onnx_export.session(path), MeanProbability.of(shipped).eval()
    found = {"probabilities": 0.0, "gradcamOff": 0.0} | {f"gradcam {name}": 0.0 for name in CHANNELS[1:]}
    for images in stacks:
        image = images.numpy()
        with torch.inference_mode():
            expected = mean(images)[0].exp().numpy()
        probabilities, silent = runtime.run(None, {"image": image, "cam_class": np.zeros(4, np.float32)})
        here = {"probabilities": onnx_export.largest_difference(probabilities, expected),
                "gradcamOff": float(np.abs(silent).max())}
        for channel, name in enumerate(CHANNELS[1:], start=1):
            cam = runtime.run(["gradcam"], {"image": image, "cam_class": np.eye(4, dtype=np.float32)[channel]})[0]
            speaking = shipped.narrow if shipped.narrow and beyond(images) > NARROW else shipped.wide
            reference = reference_gradcam(speaking, images, channel).numpy()
            largest = max(float(reference.max()), 1e-12)
            here[f"gradcam {name}"] = onnx_export.largest_difference(cam, reference) / largest
        found = {name: max(found[name], here[name]) for name in found}
    for name, difference in found.items():
        onnx_export.require_equal(name, difference)
    return found


def real_stacks(config: Config, data: Path, names: set[str]) -> list[torch.Tensor]:
    """Normalised crops [slices, 1, rows, cols] of the named training cases at ED and ES, and of each image's middle."""
    spec, stacks = config.input, []
    for case in cases_of(data, names, "train"):
        pixel_mm = case.spacing_mm or spec.nominal_spacing_mm
        rows, cols = case.rows * 3 // 16, case.cols * 3 // 16
        for phase in read_edes(data / "acdc-edes", case)[0]:
            for image in (phase, phase[:, rows:-rows, cols:-cols]):
                crop = Crop.at_image_centre(image.shape[1], image.shape[2], spec.rows, spec.cols, spec.spacing_mm)
                views = normalise(*extract(image, crop, pixel_mm), spec.low, spec.high)
                stacks.append(torch.from_numpy(views)[:, None])
    return stacks


def export(config: Config, data: Path, work: Path, models: Path, checkpoint: str) -> None:
    """Writes models/<id>/model.onnx and card.json; stops if ONNX is not PyTorch within 1e-3."""
    config = present(config, work)
    shipped, state = members(config, work, checkpoint)
    folder = models / config.model_id
    path = folder / "model.onnx"
    write_onnx(shipped, config, path)
    manifest = json.loads((work / "m2.json").read_text())
    difference = check(shipped, path, real_stacks(config, data, set(manifest["validation"])))
    print(json.dumps({"onnx against PyTorch": difference}))
    golden.write(folder, golden.segmenter_fixture(config, path))
    parameters = sum(parameter_count(network) for network in shipped.all())
    cards.write(folder, card(config, path, parameters, manifest, state, difference,
                             cards.read_metrics(work, "m2", state["epoch"])))


def card(config: Config, path: Path, parameters: int, manifest: dict[str, Any], state: dict[str, Any],
         difference: dict[str, float], metrics: list[dict[str, Any]]) -> dict[str, Any]:
    """card.json; `manifest` is what `prepare` has written of the cases."""
    spec, seen = config.input, [*manifest["train"], *(manifest["validation"] if judging_folds(config) else ())]
    found = cards.common(config, path, role="segment", cases=len(seen), parameters=parameters,
                         title="PSPU-net with slice context: RV cavity, LV myocardium and LV cavity")
    if manifest["lvOnly"] and config.augment["lv_only_weight"] > 0:
        found["trainingData"]["lvCavityAlone"] = cards.SUNNYBROOK | {"cases": len(manifest["lvOnly"])}
    if narrow := config.more.get("ensemble", {}).get("narrow"):
        found["narrow"] = {"members": narrow, "beyondImage": NARROW}
    return found | {
        "precision": "fp16 weights, fp32 arithmetic",
        "members": config.more.get("ensemble", {}).get("members", ["best.pt"]),
        "membersJoined": config.more.get("ensemble", {}).get("mean", "probabilities"),
        "input": {
            "name": "image", "layout": "N1HW", "spacingMm": spec.spacing_mm, "rows": spec.rows, "cols": spec.cols,
            "slicesPerPatch": 3, "nAxis": "all slices of one phase, in order; either end first",
            "unknownSpacingMm": spec.nominal_spacing_mm,
            "crop": "centre-of-image, then re-centred on the heart by a second pass", "onPixels": spec.on_pixels,
            "outsideImage": "zero, not counted in the quantiles",
            "normalisation": {"kind": "quantile", "low": spec.low, "high": spec.high, "scope": "volume-crop"},
        },
        "outputs": [
            {"name": "probabilities", "layout": "NCHW", "channels": list(CHANNELS)},
            {"name": "gradcam", "layout": "N1HW", "selector": "cam_class", "layer": f"decoder{CAM_LEVEL}",
             "stride": 2**CAM_LEVEL, "score": "softmax of the selected channels summed over pixels",
             "normalised": False, "whenSelectorIsZero": "zeros, without the cost of the backward pass"},
        ],
        "postProcessing": {"kind": config.post_processing["kind"], "threshold": config.post_processing["threshold"],
                           "epicardium": "LV_CAVITY + LV_MYOCARDIUM",
                           "component": "largest 3-D object of the LV (cavity + muscle) and of the RV; "
                                        "one part a slice",
                           "leastRing": config.post_processing.get("least_ring", 0.0)},
        "metrics": metrics,
        "onnxDifference": {k: float(f"{v:.1e}") for k, v in difference.items()},
        "training": {"epoch": state["epoch"], "seconds": round(state["seconds"])},
        "range": {"spacingMm": [0.7, 2.0], "slices": [1, 30], "phases": [1, 100], "minRows": 64, "minCols": 64},
        "intended": "Short-axis balanced steady-state cine MRI of adults, any phase, any in-plane orientation; "
                    "research use only, every contour to be reviewed by a reader.",
        "outOfRange": "Long-axis views, late enhancement, flow and tagged images, congenital anatomy, children, "
                      "hearts more than 30 mm from the image centre at unusual in-plane orientation.",
    }
