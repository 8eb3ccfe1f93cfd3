import dataclasses
import json
from pathlib import Path

import torch

from ventricle_training import config, manifest

CPU = torch.device("cpu")


def test_manifest_names_settings_versions_and_data(tmp_path: Path) -> None:
    settings = config.load("m2")
    (tmp_path / "m2.json").write_text(json.dumps({"index_sha256": "abc"}))
    run = tmp_path / "runs" / settings.model_id
    path = manifest.write(tmp_path, settings, CPU, tmp_path, finished=False)
    first = json.loads(path.read_text())
    assert path == run / "run.json"
    assert first["config"]["schedule"]["epochs"] == settings.schedule.epochs
    assert first["packages"]["torch"] == torch.__version__.split("+")[0]
    assert first["data"]["index"] == "abc" and len(first["data"]["m2.json"]) == 64
    assert first["finished"] is None and first["git"] is None
    (run / "log.jsonl").write_text('{"epoch": 3, "seconds": 12.5}\n')
    last = json.loads(manifest.write(tmp_path, settings, CPU, tmp_path, finished=True).read_text())
    assert (last["seconds"], last["epochs"], last["started"]) == (12.5, 3, first["started"])
    assert last["finished"] is not None and str(tmp_path) not in path.read_text()


def test_a_run_that_goes_on_with_other_settings_says_so(tmp_path: Path) -> None:
    settings = config.load("m2")
    assert manifest.changes(tmp_path, settings) == []
    manifest.write(tmp_path, settings, CPU, tmp_path, finished=False)
    assert manifest.changes(tmp_path, settings) == []
    longer = dataclasses.replace(settings, schedule=dataclasses.replace(settings.schedule, epochs=999))
    assert manifest.changes(tmp_path, longer) == [f"schedule.epochs: {settings.schedule.epochs} -> 999"]


def test_git_state_is_a_commit_of_the_project_or_nothing(tmp_path: Path) -> None:
    assert manifest.git_state(tmp_path) is None
