"""ONNX files: written by torch's exporter, checked against PyTorch with ONNX Runtime."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnx  # noqa: E402
import onnxruntime  # noqa: E402

OPSET = 18
TOLERANCE = 1e-3
LARGEST_BYTES = 16 * 2**20
HALF_FROM = 256
"""Smaller tensors are not worth a Cast."""


def write(module: nn.Module, example: tuple[torch.Tensor, ...], path: Path, inputs: Sequence[str],
          outputs: Sequence[str], dynamic: dict[str, dict[int, str] | None], half: bool = False) -> None:
    """Exports with one self-contained file; `dynamic` maps an argument to its dynamic axes.

    `half`: weights are stored in half precision and cast when the file is opened; arithmetic stays single.
    """
    axes = {name: {axis: torch.export.Dim(label, min=1, max=4096) for axis, label in (spec or {}).items()} or None
            for name, spec in dynamic.items()}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(module.eval(), example, path, input_names=list(inputs), output_names=list(outputs),
                      opset_version=OPSET, dynamo=True, dynamic_shapes=axes, external_data=False, verbose=False)
    model = onnx.load(path)
    _drop_unused(model)
    _drop_source_locations(model.graph)
    _into_branches(model.graph)
    if half:
        for graph in reversed(graphs(model.graph)):  # branches first: their nodes are copied with what holds them
            _store_in_half(graph)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)
    if path.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"{path} is larger than 16 MiB")


def _drop_unused(model: onnx.ModelProto) -> None:
    """Removes initialisers that neither the graph nor a branch of an If reads."""
    used = _read(model.graph)
    kept = [i for i in model.graph.initializer if i.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    for graph in graphs(model.graph):
        del graph.value_info[:]


def graphs(graph: onnx.GraphProto) -> list[onnx.GraphProto]:
    """A graph and the branches in it, at any depth."""
    return [graph, *(inner for node in graph.node for branch in _branches(node) for inner in graphs(branch))]


def _branches(node: onnx.NodeProto) -> list[onnx.GraphProto]:
    return [attribute.g for attribute in node.attribute if attribute.type == onnx.AttributeProto.GRAPH]


def _read(graph: onnx.GraphProto) -> set[str]:
    """Names that the nodes of a graph read, and those of its branches."""
    return {name for inner in graphs(graph) for node in inner.node for name in node.input} | {
        output.name for inner in graphs(graph) for output in inner.output}


def _into_branches(graph: onnx.GraphProto) -> None:
    """Moves an initialiser that one branch alone reads into that branch.

    ONNX Runtime casts and lays out weights once, when the file is opened, if they lie in the graph that computes with
    them; else at every run.
    """
    here = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
    branches = [(branch, _read(branch)) for node in graph.node for branch in _branches(node)]
    for initialiser in list(graph.initializer):
        readers = [branch for branch, read in branches if initialiser.name in read]
        if initialiser.name not in here and len(readers) == 1:
            readers[0].initializer.append(initialiser)
            graph.initializer.remove(initialiser)


def _store_in_half(graph: onnx.GraphProto) -> None:
    """Replaces every large fp32 initialiser by an fp16 one and a Cast that gives its old name."""
    casts = []
    for initialiser in graph.initializer:
        if initialiser.data_type != onnx.TensorProto.FLOAT or int(np.prod(initialiser.dims)) < HALF_FROM:
            continue
        name, array = initialiser.name, onnx.numpy_helper.to_array(initialiser)
        initialiser.CopyFrom(onnx.numpy_helper.from_array(array.astype(np.float16), f"{name}_half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _drop_source_locations(whole: onnx.GraphProto) -> None:
    """Removes what torch notes about the files and folders of the machine that exported, in branches too."""
    for graph in graphs(whole):
        del graph.metadata_props[:]
        for named in [*graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer]:
            del named.metadata_props[:]
            named.doc_string = ""


def session(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def largest_difference(actual: np.ndarray, expected: np.ndarray) -> float:
    return float(np.abs(actual - expected).max())


def require_equal(name: str, difference: float) -> None:
    if not difference <= TOLERANCE:
        raise AssertionError(f"{name}: ONNX differs from PyTorch by {difference:.2e} (> {TOLERANCE})")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
