"""Where the exported segmenter finds the heart, remembered, because many variants of a case ask."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .. import config as configuration
from .. import onnx_export
from ..m2.evaluate import segment
from ..m2.network import CHANNELS as STRUCTURES


class Centres:
    """Per case and field: the count of heart pixels of each slice at ED and their mean (x, y), by M2 in two passes.

    Kept in `m3-centres.json` of the work folder for one file of M2.
    """

    def __init__(self, models: Path, work: Path) -> None:
        self._config = configuration.load("m2")
        path = models / self._config.model_id / "model.onnx"
        self._runtime, self._sha256 = onnx_export.session(path), onnx_export.sha256(path)
        self._file = work / "m3-centres.json"
        stored = json.loads(self._file.read_text()) if self._file.exists() else {}
        self._found: dict[str, list[list[float]]] = stored["found"] if stored.get("sha256") == self._sha256 else {}

    def _segment(self, stack: np.ndarray, pixel_mm: float) -> list[list[float]]:
        off = np.zeros(len(STRUCTURES), np.float32)
        probabilities = segment(stack, pixel_mm, self._config, lambda x: self._runtime.run(
            ["probabilities"], {"image": x[:, None], "cam_class": off})[0])
        slices = []
        for heart in probabilities.argmax(axis=1) > 0:
            rows, cols = np.nonzero(heart)
            slices.append([len(rows), float(cols.sum()), float(rows.sum())])
        return slices

    def find(self, key: str, stack: np.ndarray, pixel_mm: float, kept: slice) -> tuple[float, float]:
        """Mean (x, y) over the kept slices of the stack `key` [D, rows, cols]; its middle when it shows no heart."""
        if key not in self._found:
            self._found[key] = self._segment(stack, pixel_mm)
            temporary = self._file.with_suffix(".tmp")
            temporary.write_text(json.dumps({"sha256": self._sha256, "found": self._found}))
            temporary.replace(self._file)
        count, x, y = np.array(self._found[key][kept]).sum(axis=0)
        if count == 0:
            return (stack.shape[2] - 1) / 2, (stack.shape[1] - 1) / 2
        return float(x / count), float(y / count)
