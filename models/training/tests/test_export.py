from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import warm_up

from ventricle_training import onnx_export
from ventricle_training.layers import folded
from ventricle_training.m1.network import DilatedTemporalFcn, PhaseDetector


def test_m1_equals_pytorch_for_any_length(tmp_path: Path) -> None:
    network, path = warm_up(DilatedTemporalFcn((4, 6, 8), 2, side=32), (9, 1, 32, 32)), tmp_path / "model.onnx"
    onnx_export.write(PhaseDetector(folded(network), folded(network), trims=(0, 2)), (torch.rand(12, 1, 32, 32),), path,
                      ["frames"], ["probabilities"], {"frames": {0: "n"}})
    runtime = onnx_export.session(path)
    for n in (8, 25, 60):
        frames = torch.rand(n, 1, 32, 32)
        with torch.no_grad():
            expected = PhaseDetector(network, trims=(0, 2))(frames).numpy()
        np.testing.assert_allclose(runtime.run(None, {"frames": frames.numpy()})[0], expected, atol=1e-5)


def test_a_difference_stops_the_export() -> None:
    onnx_export.require_equal("same", 0.0)
    for difference in (1.1e-3, float("nan")):
        with pytest.raises(AssertionError):
            onnx_export.require_equal("different", difference)
