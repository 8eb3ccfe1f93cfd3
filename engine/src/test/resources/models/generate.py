"""Makes the small networks and the expected values that the inference tests use.

    python generate.py          needs numpy, onnx and onnxruntime

`probe.onnx` (y = x + 1) goes to the main resources; the rest stays here. The networks are made of
formulas, so the tests know what they must find:

test-segment  on images scaled to 0..1: grey near 0 is background, .35 myocardium, .65 LV cavity, 1 RV cavity;
              borders lie half way between neighbouring greys. `gradcam` is the chosen channel, pooled by 4.
test-neighbours  the same on the brightest of a slice and the two beside it in the batch.
test-volume   P(LV cavity) of the same formula as `cam`; `areas` is its largest sum in a box of 15 x 15 pixels.
test-explain  P(LV cavity) of one slice at two layers: pooled by 4, and as it is less .1, so partly negative.
test-phase    P(ED) grows with the mean of the frame, P(ES) with its negative, both against the cycle's mean.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper

HERE = Path(__file__).parent
MAIN = HERE.parents[2] / "main/resources/ventricle/engine/inference/djl"


def constant(name, values, dtype=np.float32):
    return numpy_helper.from_array(np.array(values, dtype), name)


def save(path, nodes, inputs, outputs, constants):
    graph = h.make_graph(nodes, path.stem, inputs, outputs, constants)
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())


def info(name, shape):
    return h.make_tensor_value_info(name, T.FLOAT, shape)


def probe():
    save(MAIN / "probe.onnx", [h.make_node("Add", ["x", "one"], ["y"])], [info("x", [1])], [info("y", [1])],
         [constant("one", [1])])


def of_levels(image):
    """Nodes from an image to the probabilities of the four greys, and their constants."""
    # Logits of the four grey levels: -k (v - level)^2, so that borders lie half way between neighbouring levels.
    levels = np.array([0.0, 1.0, 0.35, 0.65], np.float32).reshape(1, 4, 1, 1)
    nodes = [
        h.make_node("Sub", [image, "levels"], ["off"]),
        h.make_node("Mul", ["off", "off"], ["squared"]),
        h.make_node("Mul", ["squared", "sharp"], ["logits"]),
        h.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    return nodes, [constant("levels", levels), constant("sharp", [-60.0])]


def only_cavity(to):
    """P(LV cavity) alone, N1HW."""
    return ([h.make_node("Gather", ["probabilities", "cavity"], [to], axis=1)],
            [constant("cavity", [3], np.int64)])


def segmenter(folder, image="image", before=(), more=()):
    nodes, constants = of_levels(image)
    nodes = [*before, *nodes,
        h.make_node("Reshape", ["cam_class", "as_channels"], ["weights"]),
        h.make_node("Mul", ["probabilities", "weights"], ["chosen"]),
        h.make_node("ReduceSum", ["chosen", "channel_axis"], ["score"], keepdims=1),
        h.make_node("AveragePool", ["score"], ["gradcam"], kernel_shape=[4, 4], strides=[4, 4]),
    ]
    save(HERE / folder / "model.onnx", nodes, [info("image", ["n", 1, 64, 64]), info("cam_class", [4])],
         [info("probabilities", ["n", 4, 64, 64]), info("gradcam", ["n", 1, 16, 16])],
         [*constants, constant("as_channels", [1, 4, 1, 1], np.int64), constant("channel_axis", [1], np.int64), *more])


def neighbours():
    def part(begin, end, to):
        return h.make_node("Slice", ["image", begin, end, "batch_axis"], [to])
    segmenter("test-neighbours", "brightest",
        [part("zero", "one", "first"), part("zero", "minus_one", "heads"), part("one", "many", "tails"),
         part("minus_one", "many", "last"), h.make_node("Concat", ["first", "heads"], ["above"], axis=0),
         h.make_node("Concat", ["tails", "last"], ["below"], axis=0),
         h.make_node("Max", ["image", "above", "below"], ["brightest"])],
        [constant(n, [v], np.int64)
         for n, v in [("zero", 0), ("one", 1), ("minus_one", -1), ("many", 1 << 30), ("batch_axis", 0)]])


def volume():
    nodes, constants = of_levels("slices")
    pick, cavity = only_cavity("each")
    nodes = [h.make_node("Squeeze", ["stack", "batch_axis"], ["rows"]),
             h.make_node("Transpose", ["rows"], ["slices"], perm=[1, 0, 2, 3]), *nodes, *pick,
             h.make_node("Transpose", ["each"], ["back"], perm=[1, 0, 2, 3]),
             h.make_node("Unsqueeze", ["back", "batch_axis"], ["cam"]),
             h.make_node("AveragePool", ["each"], ["means"], kernel_shape=[15, 15]),
             h.make_node("ReduceMax", ["means", "image_axes"], ["largest"], keepdims=0),
             h.make_node("Mul", ["largest", "box"], ["sums"]),
             h.make_node("Reshape", ["sums", "flat"], ["areas"])]
    save(HERE / "test-volume/model.onnx", nodes, [info("stack", [1, 1, "d", 48, 48])],
         [info("cam", [1, 1, "d", 48, 48]), info("areas", ["d"])],
         [*constants, *cavity, constant("batch_axis", [0], np.int64), constant("image_axes", [2, 3], np.int64),
          constant("box", [225.0]), constant("flat", [-1], np.int64)])


def explainer():
    nodes, constants = of_levels("image")
    pick, cavity = only_cavity("lv")
    nodes = [*nodes, *pick, h.make_node("Sub", ["one", "lv"], ["rest"]),
             h.make_node("Concat", ["rest", "lv"], ["both"], axis=1),
             h.make_node("AveragePool", ["lv"], ["gradcam_deep"], kernel_shape=[4, 4], strides=[4, 4]),
             h.make_node("Sub", ["lv", "tenth"], ["gradcam_final"])]
    save(HERE / "test-explain/model.onnx", nodes, [info("image", ["n", 1, 40, 40])],
         [info("both", ["n", 2, 40, 40]), info("gradcam_deep", ["n", 1, 10, 10]),
          info("gradcam_final", ["n", 1, 40, 40])],
         [*constants, *cavity, constant("one", [1.0]), constant("tenth", [0.1])])


def detector():
    nodes = [
        h.make_node("ReduceMean", ["frames", "image_axes"], ["mean"], keepdims=0),
        h.make_node("ReduceMean", ["mean", "time_axis"], ["middle"], keepdims=1),
        h.make_node("Sub", ["mean", "middle"], ["difference"]),
        h.make_node("Mul", ["difference", "signs"], ["logits"]),
        h.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    save(HERE / "test-phase/model.onnx", nodes, [info("frames", ["n", 1, 48, 48])], [info("probabilities", ["n", 3])],
         [constant("image_axes", [2, 3], np.int64), constant("time_axis", [0], np.int64),
          constant("signs", [[-100.0, 100.0, 0.0]])])


def card(model_id, role, method, spacing, side, scope, name, outputs, post, layout="N1HW", patch=1, default=True,
         **more):
    file = HERE / model_id / "model.onnx"
    (HERE / model_id / "card.json").write_text(json.dumps({
        "schema": "ventricle-model-card/1", "id": model_id, "version": "0.0.1", "role": role, "method": method,
        "default": default, "title": "Formula for tests, not a trained model",
        "trainingData": {"name": "none", "cases": 0, "licence": "Apache-2.0", "citation": "none"},
        "weightsLicence": "Apache-2.0", "file": "model.onnx",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "opset": 18, "precision": "fp32", "parameters": 0,
        "input": {"name": name, "layout": layout, "spacingMm": spacing, "unknownSpacingMm": 1.5, "rows": side,
                  "cols": side, "slicesPerPatch": patch,
                  "normalisation": {"kind": "quantile", "low": 0.01, "high": 0.99, "scope": scope}},
        "outputs": outputs, "postProcessing": post, "metrics": [],
        "range": {"spacingMm": [0.7, 2.0], "slices": [1, 30], "phases": [1, 100], "minRows": 64, "minCols": 64} |
                 more.pop("range", {}), **more,
        "intended": "tests", "outOfRange": "everything else"}, indent=1) + "\n")


def bilinear(image, y, x):
    rows, cols = image.shape[-2:]
    inside = ((y >= -0.5) & (y <= rows - 0.5))[:, None] & ((x >= -0.5) & (x <= cols - 0.5))[None, :]
    y, x = np.clip(y, 0, rows - 1), np.clip(x, 0, cols - 1)
    r0, c0 = np.floor(y).astype(int), np.floor(x).astype(int)
    r1, c1 = np.minimum(r0 + 1, rows - 1), np.minimum(c0 + 1, cols - 1)
    fy, fx = (y - r0)[:, None], (x - c0)[None, :]
    top = image[..., r0[:, None], c0] * (1 - fx) + image[..., r0[:, None], c1] * fx
    bottom = image[..., r1[:, None], c0] * (1 - fx) + image[..., r1[:, None], c1] * fx
    return np.where(inside, top * (1 - fy) + bottom * fy, 0.0), inside


def golden():
    """One phase of three slices of 70 x 50 pixels at 1.3 x 1.1 mm (row, column) about (26.3, 31.8)."""
    z, r, c = np.mgrid[:3, :70, :50].astype(np.float64)
    stack = np.floor(200 + 60 * z + 500 * np.exp(-((c - 26) ** 2 + (r - 33) ** 2) / 120) + 40 * np.sin(c / 5) * np.cos(r / 6))
    y = 31.8 + (np.arange(64) - 31.5) * 1.5 / 1.3
    x = 26.3 + (np.arange(64) - 31.5) * 1.5 / 1.1
    crop, inside = bilinear(stack, y, x)
    low, high = np.quantile(crop[:, inside], [0.01, 0.99])
    image = np.where(inside, np.clip((crop - low) / (high - low), 0, 1), 0).astype(np.float32)
    run = onnxruntime.InferenceSession(HERE / "test-segment/model.onnx")
    probabilities, cam = run.run(None, {"image": image[:, None], "cam_class": np.array([0, 0, 0, 1], np.float32)})
    at = [(0, 0), (10, 15), (31, 31), (32, 20), (40, 40), (25, 50), (63, 63)]
    def soft_dice(p):
        inside = p >= 0.5
        return float(2 * p[inside].sum() / (inside.sum() + p.sum()))

    maps = {"LV_ENDO": probabilities[:, 3], "LV_EPI": probabilities[:, 2] + probabilities[:, 3],
            "RV_ENDO": probabilities[:, 1]}
    (HERE / "golden-segment.json").write_text(json.dumps({
        "confidence": [{"structure": s, "slice": i, "softDice": soft_dice(m[i].astype(np.float64)),
                        "value": float(np.interp(soft_dice(m[i].astype(np.float64)), CURVE["x"], CURVE["y"]))}
                       for s, m in maps.items() for i in range(3)],
        "insidePixels": int(inside.sum()), "low": low, "high": high,
        "samples": [{"slice": s, "row": i, "col": j, "input": float(image[s, i, j]),
                     "probabilities": [float(p) for p in probabilities[s, :, i, j]]} for s in range(3) for i, j in at],
        "camSum": float(cam.sum()), "camAt": [float(cam[1, 0, i, j]) for i, j in [(7, 7), (8, 8), (9, 5)]]}, indent=1) + "\n")


CURVE = {"x": [0.5, 0.9, 1.0], "y": [0.1, 0.8, 0.95]}

if __name__ == "__main__":
    probe()
    segmenter("test-segment")
    neighbours()
    detector()
    volume()
    explainer()
    four = [{"name": "probabilities", "layout": "NCHW",
             "channels": ["BACKGROUND", "RV_CAVITY", "LV_MYOCARDIUM", "LV_CAVITY"]},
            {"name": "gradcam", "layout": "N1HW", "selector": "cam_class", "layer": "formula", "stride": 4}]
    card("test-segment", "segment", "M2", 1.5, 64, "volume-crop", "image", four,
         {"kind": "softmax-iso", "threshold": 0.5}, range={"minMeanConfidence": 0.5},
         confidence={"kind": "soft-dice", "maps": {s: CURVE for s in ["LV_ENDO", "LV_EPI", "RV_ENDO"]}})
    card("test-neighbours", "segment", "M2", 1.5, 64, "volume-crop", "image", four,
         {"kind": "softmax-iso", "threshold": 0.5}, patch=3, default=False)
    card("test-volume", "volume", "M3", 2.0, 48, "volume-crop", "stack",
         [{"name": "cam", "layout": "11DHW", "channels": ["LV_CAVITY"], "stride": 1, "layer": "cam"},
          {"name": "areas", "layout": "D", "meaning": "LV cavity per slice in crop pixels"}],
         {"kind": "cam-mask", "threshold": 0.9, "dilation": 5}, layout="11DHW",
         errorBand={"ED": {"low": -0.2, "high": 0.25}, "ES": {"low": -0.3, "high": 0.35}})
    card("test-explain", "explain", "M4", 2.0, 40, "frame-crop", "image",
         [{"name": "both", "layout": "NCHW", "channels": ["BACKGROUND", "LV_CAVITY"]},
          {"name": "gradcam_final", "layout": "N1HW", "layer": "final", "stride": 1},
          {"name": "gradcam_deep", "layout": "N1HW", "layer": "deep", "stride": 4, "default": True}],
         {"kind": "softmax-iso", "threshold": 0.5})
    card("test-phase", "phase", "M1", 1.5, 48, "frame-crop", "frames",
         [{"name": "probabilities", "layout": "NC", "channels": ["ES", "ED", "BACKGROUND"]}],
         {"kind": "central", "threshold": 0.9})
    golden()
