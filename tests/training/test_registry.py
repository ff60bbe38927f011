"""Versions, the champion and the signing key, on a real disk."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from classifier import bundle
from classifier.errors import BundleError, BundleMissingError, BundleSignatureError
from training.errors import RegistryError
from training.registry import Registry

if TYPE_CHECKING:
    from classifier.text_model import TextModel


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "models")


def add(registry: Registry, version: str) -> Path:
    model = cast("TextModel", LogisticRegression().fit(np.array([[0.0], [1.0]]), np.array([0, 1])))
    return bundle.write(registry.models / version, model, {}, registry.signing_key())


def test_the_signing_key_is_made_once_and_only_its_owner_may_read_it(registry: Registry) -> None:
    first = registry.signing_key()
    assert registry.private_key.stat().st_mode & 0o777 == 0o600
    assert registry.private_key.parent.stat().st_mode & 0o777 == 0o700
    assert registry.signing_key().private_bytes_raw() == first.private_bytes_raw()
    assert registry.trusted().public_bytes_raw() == first.public_key().public_bytes_raw()
    assert sorted(path.name for path in registry.private_key.parent.iterdir()) == [
        "model-signing.key",
        "model-signing.pub",
    ]


def test_two_trainings_at_once_agree_on_one_key(registry: Registry) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {key.private_bytes_raw() for key in pool.map(lambda _: registry.signing_key(), range(16))}
    assert keys == {registry.signing_key().private_bytes_raw()}
    assert registry.trusted().public_bytes_raw() == registry.signing_key().public_key().public_bytes_raw()


def test_a_key_that_others_may_read_is_refused(registry: Registry) -> None:
    registry.signing_key()
    registry.private_key.chmod(0o644)
    with pytest.raises(RegistryError, match="chmod 600"):
        registry.signing_key()


def test_what_is_no_key_is_refused(registry: Registry) -> None:
    registry.private_key.parent.mkdir()
    registry.private_key.write_bytes(b"no key")
    registry.private_key.chmod(0o600)
    with pytest.raises(RegistryError, match="no private key"):
        registry.signing_key()


def test_before_the_first_training_there_is_nothing(registry: Registry) -> None:
    assert registry.versions() == []
    assert registry.champion() is None
    with pytest.raises(BundleMissingError):
        registry.trusted()


def test_versions_are_listed_oldest_first_and_strangers_are_not(registry: Registry) -> None:
    add(registry, "20260101T000000Z")
    add(registry, "20260102T000000Z")
    tampered = add(registry, "20260103T000000Z")
    (tampered / "card.md").write_text("other", encoding="utf-8")
    (registry.models / "notes").mkdir()
    assert [found.version for found in registry.versions()] == ["20260101T000000Z", "20260102T000000Z"]


def test_promoting_and_rolling_back_moves_the_champion(registry: Registry) -> None:
    add(registry, "v1")
    add(registry, "v2")
    for version in ("v1", "v2", "v1"):
        registry.promote(version)
        found = registry.champion()
        assert found is not None
        assert found.version == version
        assert bundle.champion_folder(registry.models) == registry.models / version
    assert sorted(path.name for path in registry.models.iterdir()) == ["champion", "v1", "v2"]


@pytest.mark.parametrize("version", ["nothing", "../v1", "", "champion"])
def test_what_is_no_version_is_not_promoted(registry: Registry, version: str) -> None:
    add(registry, "v1")
    registry.promote("v1")
    with pytest.raises((RegistryError, BundleError)):
        registry.promote(version)
    assert (registry.models / "champion").read_text(encoding="utf-8") == "v1\n"


def test_a_tampered_bundle_is_neither_promoted_nor_champion(registry: Registry) -> None:
    folder = add(registry, "v1")
    registry.promote("v1")
    (folder / "model.joblib").write_bytes(b"other")
    assert registry.champion() is None
    with pytest.raises(BundleSignatureError):
        registry.promote("v1")


def test_versions_of_one_second_do_not_collide(registry: Registry) -> None:
    now = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)
    names = []
    for _ in range(3):
        names.append(registry.new_version(now))
        add(registry, names[-1])
    assert names == ["20260901T073000Z", "20260901T073000Z-2", "20260901T073000Z-3"]


def test_a_pointer_that_cannot_be_replaced_leaves_no_half_file(registry: Registry) -> None:
    add(registry, "v1")
    (registry.models / "champion" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="champion"):
        registry.promote("v1")
    assert sorted(path.name for path in registry.models.iterdir()) == ["champion", "v1"]


def test_what_a_killed_training_left_is_no_version(registry: Registry) -> None:
    add(registry, "v1")
    (registry.models / "v1").rename(registry.models / ".v2.partial")
    assert registry.versions() == []


def test_a_champion_of_another_scikit_learn_does_not_count(registry: Registry) -> None:
    folder = add(registry, "v1")
    registry.promote("v1")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["libraries"]["scikit-learn"] = "0.1.0"
    signed = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(signed)
    (folder / "signature").write_bytes(registry.signing_key().sign(signed))
    assert registry.champion() is None
