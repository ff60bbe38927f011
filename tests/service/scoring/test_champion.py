import shutil
from pathlib import Path

import pytest

from service.outages import ModelMissingError
from service.scoring.champion import Champion
from service.settings import Settings
from tests.service.desk import Desk, report
from training.registry import Registry


@pytest.fixture
def var(trained: Path, tmp_path: Path) -> Path:
    return shutil.copytree(trained, tmp_path / "var")


def test_the_pointer_is_followed_and_a_bundle_that_was_changed_never_serves(var: Path) -> None:
    champion = Champion(Settings(var=var))
    assert champion.look()
    before = champion.classifier
    assert champion.look()
    assert champion.classifier is before
    (var / "models/second/model.joblib").write_bytes(b"changed after it was signed")
    (var / "models/champion").write_text("second\n")
    assert champion.look()
    assert (champion.classifier, champion.version) == (before, "first")


def test_without_a_model_nothing_serves_and_one_that_comes_later_does(var: Path) -> None:
    pointer = var / "models/champion"
    pointer.rename(var / "models/away")
    champion = Champion(Settings(var=var))
    assert not champion.look()
    assert champion.version is None
    with pytest.raises(ModelMissingError):
        _ = champion.classifier
    (var / "models/away").rename(pointer)
    assert champion.look()


def test_a_model_of_another_signer_is_refused(var: Path, tmp_path: Path) -> None:
    Registry(tmp_path / "stranger/models").signing_key()
    shutil.copy(tmp_path / "stranger/keys/model-signing.pub", var / "keys/model-signing.pub")
    assert not Champion(Settings(var=var)).look()


def test_a_running_service_changes_models_without_dropping_requests(small_desk: Desk) -> None:
    registry = Registry(small_desk.context.settings.models)
    seen = set()
    for number in range(200):
        if number == 5:
            registry.promote("second")
        sent = small_desk.client.post("/v1/score", json=report(), headers=small_desk.key)
        assert sent.status_code == 200
        seen.add(sent.json()["model"])
        if seen == {"first", "second"}:
            break
    assert seen == {"first", "second"}
    assert small_desk.client.get("/readyz").json()["model"] == "second"


def test_a_broken_bundle_that_was_mended_is_taken_up_without_a_restart(var: Path) -> None:
    model = var / "models/first/model.joblib"
    good = model.read_bytes()
    model.write_bytes(good[:1000])
    champion = Champion(Settings(var=var))
    assert not champion.look()
    assert not champion.look()
    model.write_bytes(good)
    assert champion.look()
    assert champion.version == "first"
