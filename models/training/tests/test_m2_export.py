import dataclasses
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from conftest import look_around, warm_up

from ventricle_training import config, onnx_export
from ventricle_training.m2.ensemble import Shipped, members, present, rounded
from ventricle_training.m2.export import CAM_LEVEL, card, check, write_onnx
from ventricle_training.m2.gradcam import SegmenterWithGradCam
from ventricle_training.m2.network import PspUNet


def test_the_mean_of_two_with_gradcam_equals_pytorch(tmp_path: Path) -> None:
    first, path = warm_up(PspUNet(base=4), (4, 1, 32, 32)), tmp_path / "model.onnx"
    look_around(first)
    networks = [rounded(first), rounded(warm_up(PspUNet(base=4, context=False), (4, 1, 32, 32)))]
    example = (torch.rand(2, 1, 32, 32), torch.tensor([0.0, 0, 0, 1]))
    onnx_export.write(SegmenterWithGradCam(networks, CAM_LEVEL).eval(), example, path, ["image", "cam_class"],
                      ["probabilities", "gradcam"], {"image": {0: "N"}, "cam_class": None}, half=True)
    check(Shipped(networks), path, [torch.rand(n, 1, 32, 32) for n in (1, 5)])
    model = onnx.load(path)
    assert any(node.op_type == "If" for node in model.graph.node), "Grad-CAM must be skippable"
    large = [i for i in model.graph.initializer if len(i.dims) == 4 and len(i.raw_data) > 4096]
    assert large and all(i.data_type == onnx.TensorProto.FLOAT16 for i in large)


def test_the_narrow_network_speaks_where_the_field_of_view_is_narrow_and_the_others_elsewhere(tmp_path: Path) -> None:
    settings = config.load("m2")
    small = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=32, cols=32))
    three = [warm_up(PspUNet(base=4), (4, 1, 32, 32)) for _ in range(3)]
    for network in three:
        look_around(network)
    first, second, third = map(rounded, three)
    files = {"all": Shipped([first, second], [third]), "wide": Shipped([first, second]), "narrow": Shipped([third])}
    for name, shipped in files.items():
        write_onnx(shipped, small, tmp_path / f"{name}.onnx")
    whole = torch.rand(4, 1, 32, 32) * 0.9 + 0.1
    cut = whole.clone()
    cut[..., 24:] = 0
    check(files["all"], tmp_path / "all.onnx", [whole, cut])
    main, *branches = onnx_export.graphs(onnx.load(tmp_path / "all.onnx").graph)
    weights = [len([i for i in graph.initializer if i.name.endswith("_half")]) for graph in (main, *branches)]
    assert weights[0] == 0, "each network's lie in the branch that computes with them"
    assert sorted(weights)[-1] == 2 * sorted(weights)[-2] > 0
    sessions = {name: onnx_export.session(tmp_path / f"{name}.onnx") for name in files}
    for images, speaks in ((whole, "wide"), (cut, "narrow")):
        for selector in (np.zeros(4, np.float32), np.eye(4, dtype=np.float32)[3]):
            given = {"image": images.numpy(), "cam_class": selector}
            expected = sessions[speaks].run(None, given)
            for one, other in zip(sessions["all"].run(None, given), expected, strict=True):
                np.testing.assert_allclose(one, other, atol=1e-6)


def test_another_exported_file_can_be_a_member_if_it_is_the_one_that_the_recipe_names(tmp_path: Path) -> None:
    settings = config.load("m2")
    small = dataclasses.replace(settings, input=dataclasses.replace(settings.input, rows=32, cols=32),
                                network={**settings.network, "base": 4, "context": False})
    earlier, file = rounded(warm_up(PspUNet(base=4, context=False), (4, 1, 32, 32))), tmp_path / "earlier.onnx"
    write_onnx(Shipped([earlier]), small, file)

    def recipe(digest: str) -> config.Config:
        return dataclasses.replace(small, more={"ensemble": {"members": [file.name], "exported": {file.name: digest}}})

    shipped, state = members(recipe(onnx_export.sha256(file)), tmp_path, "last")
    networks = shipped.all()
    x = torch.rand(3, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(networks[0](x)[0], earlier(x)[0], atol=1e-5, rtol=1e-4)
    assert len(networks) == 1 and state == {"epoch": 0, "seconds": 0.0}
    with pytest.raises(ValueError, match="sha256"):
        members(recipe("0" * 64), tmp_path, "last")


def test_an_exported_member_that_is_not_there_is_said_and_left_out(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = config.load("m2", config.CONFIGS / "rows" / "m2-held-out.toml")
    assert settings.more["ensemble"]["members"] == ["warm-start", "finish/last.pt"]
    assert present(settings, tmp_path).more["ensemble"]["members"] == ["finish/last.pt"]
    assert "warm-start" in capsys.readouterr().out
    (tmp_path / "warm-start.onnx").touch()
    assert present(settings, tmp_path) == settings


def test_the_networks_of_a_file_are_shipped_beside_the_narrow_one_where_the_file_is_there(tmp_path: Path) -> None:
    settings = config.load("m2")
    assert present(settings, tmp_path).more["ensemble"]["members"] == ["finish/last.pt"]
    (tmp_path / "m2-0.6.0.onnx").touch()
    assert present(settings, tmp_path).more["ensemble"]["members"] == [
        "network 0 of m2-0.6.0.onnx", "network 1 of m2-0.6.0.onnx"]
    assert present(settings, tmp_path).more["ensemble"]["narrow"] == ["narrow/last.pt"]
    for apart in ("m2-folds.toml", "rows/m2-held-out.toml"):
        other = present(config.load("m2", config.CONFIGS / apart), tmp_path)
        assert other.more["ensemble"]["members"] == ["finish/last.pt"], apart


def card_of(manifest: dict[str, list[str]], **split: str) -> dict:  # type: ignore[type-arg]
    settings = config.load("m2")
    kept = dataclasses.replace(settings, split=dataclasses.replace(settings.split, more=split))
    onnx = Path(__file__)  # any file: its hash alone is looked at
    return card(kept, onnx, 1, manifest, {"epoch": 1, "seconds": 1.0}, {"probabilities": 0.0}, [])["trainingData"]


def test_the_card_counts_everybody_who_was_trained_on() -> None:
    manifest = {"train": ["a", "b"], "validation": ["c"], "lvOnly": ["d", "e"]}
    assert card_of(manifest)["cases"] == 2
    everybody = card_of(manifest, unseen_by="m2-folds.toml")
    assert everybody["cases"] == 3 and everybody["lvCavityAlone"]["cases"] == 2
    assert everybody["lvCavityAlone"]["licence"] == "CC0-1.0"
    assert "lvCavityAlone" not in card_of({**manifest, "lvOnly": []})
