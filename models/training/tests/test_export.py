from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from conftest import look_around, warm_up

from ventricle_training import onnx_export
from ventricle_training.layers import folded
from ventricle_training.m1.network import DilatedTemporalFcn, PhaseDetector
from ventricle_training.m2.export import check, deployable
from ventricle_training.m2.network import PspUNet


def test_m2_with_gradcam_equals_pytorch(tmp_path: Path) -> None:
    network, path = warm_up(PspUNet(base=4), (4, 1, 32, 32)), tmp_path / "model.onnx"
    look_around(network)
    example = (torch.rand(2, 1, 32, 32), torch.tensor([0.0, 0, 0, 1]))
    onnx_export.write(deployable(network), example, path, ["image", "cam_class"], ["probabilities", "gradcam"],
                      {"image": {0: "N"}, "cam_class": None})
    for n in (1, 5):
        check(network, path, [torch.rand(n, 1, 32, 32)])
    assert any(node.op_type == "If" for node in onnx.load(path).graph.node), "Grad-CAM must be skippable"


def test_m1_equals_pytorch_for_any_length(tmp_path: Path) -> None:
    network, path = warm_up(DilatedTemporalFcn(base=4, side=32), (9, 1, 32, 32)), tmp_path / "model.onnx"
    onnx_export.write(PhaseDetector(folded(network)), (torch.rand(12, 1, 32, 32),), path, ["frames"],
                      ["probabilities"], {"frames": {0: "n"}})
    runtime = onnx_export.session(path)
    for n in (8, 25, 60):
        frames = torch.rand(n, 1, 32, 32)
        with torch.no_grad():
            expected = PhaseDetector(network)(frames).numpy()
        np.testing.assert_allclose(runtime.run(None, {"frames": frames.numpy()})[0], expected, atol=1e-5)


def test_a_difference_stops_the_export() -> None:
    onnx_export.require_equal("same", 0.0)
    for difference in (1.1e-3, float("nan")):
        with pytest.raises(AssertionError):
            onnx_export.require_equal("different", difference)
