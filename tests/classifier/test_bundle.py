"""A bundle is read only when nothing in it changed since it was signed."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING, Any, cast

import joblib
import numpy as np
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from sklearn.linear_model import LogisticRegression

from classifier import bundle
from classifier.errors import BundleError, BundleMissingError, BundleSignatureError

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

    from classifier.text_model import TextModel

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FACTS = {"trained_on": ["seed"], "seed": 0, "tiếng": "Việt"}


def fitted() -> TextModel:
    """Any fitted estimator: a bundle does not look into its model."""
    return cast("TextModel", LogisticRegression().fit(np.array([[0.0], [1.0]]), np.array([0, 1])))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bundle.write(tmp_path / "models" / "v1", fitted(), FACTS, KEY, card="# Thẻ mô hình\n")


def test_what_was_written_is_read_back(folder: Path) -> None:
    read = bundle.read(folder, KEY.public_key())
    assert (read.version, read.facts) == ("v1", FACTS)
    assert np.array_equal(cast("Any", read.model).coef_, cast("Any", fitted()).coef_)
    assert (folder / "card.md").read_text(encoding="utf-8") == "# Thẻ mô hình\n"
    assert sorted(p.name for p in folder.parent.iterdir()) == ["v1"]


def test_the_manifest_names_the_libraries_and_the_time(folder: Path) -> None:
    manifest = bundle.verify(folder, KEY.public_key())
    assert set(manifest.libraries) >= {"scikit-learn", "numpy"}
    assert manifest.created.endswith("+00:00")


class Bomb:
    """Runs a command when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.mark),)


def test_a_pickle_bomb_in_place_of_the_model_does_not_run(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "exploded"
    packed = io.BytesIO()
    joblib.dump(Bomb(mark), packed)
    (folder / "model.joblib").write_bytes(packed.getvalue())
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, KEY.public_key())
    assert not mark.exists()
    joblib.load(io.BytesIO(packed.getvalue()))  # and it is a real bomb
    assert mark.exists()


@pytest.mark.parametrize("name", ["model.joblib", "card.md", "manifest.json", "signature"])
def test_one_changed_byte_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, KEY.public_key())


def test_a_changed_fact_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["facts"]["trained_on"] = ["another"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(BundleSignatureError):
        bundle.verify(folder, KEY.public_key())


def test_another_key_is_refused(folder: Path) -> None:
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, Ed25519PrivateKey.generate().public_key())


@pytest.mark.parametrize("name", ["model.joblib", "card.md", "manifest.json", "signature"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleMissingError, match=name):
        bundle.read(folder, KEY.public_key())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError):
        bundle.read(tmp_path / "nothing", KEY.public_key())


def test_a_version_is_never_written_twice(folder: Path) -> None:
    before = (folder / "model.joblib").read_bytes()
    with pytest.raises(BundleError):
        bundle.write(folder, fitted(), {}, KEY)
    assert (folder / "model.joblib").read_bytes() == before


def test_a_bundle_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        bundle.write(tmp_path / "v1", fitted(), {"no json": object()}, KEY)
    assert list(tmp_path.iterdir()) == []


def signed_again(folder: Path, **changes: object) -> None:
    """The manifest with other values, honestly signed: what another release would have written."""
    manifest = json.dumps(json.loads((folder / "manifest.json").read_bytes()) | changes).encode()
    (folder / "manifest.json").write_bytes(manifest)
    (folder / "signature").write_bytes(KEY.sign(manifest))


def test_another_format_asks_to_train_again(folder: Path) -> None:
    signed_again(folder, format=99)
    with pytest.raises(BundleError, match="train again"):
        bundle.verify(folder, KEY.public_key())


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"format": [], "version": 1, "created": 1, "facts": 1, "libraries": 1, "sha256": 1}',
    ],
    ids=["empty", "a list", "no fields", "no text", "too deep", "of other kinds"],
)
def test_a_signed_manifest_that_is_none_is_said(folder: Path, written: bytes) -> None:
    sign(folder, written)
    with pytest.raises(BundleError):
        bundle.verify(folder, KEY.public_key())


def test_a_manifest_names_no_file_outside_its_folder(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    sign(folder, json.dumps(manifest | {"sha256": {"../champion": "00"}}).encode())
    with pytest.raises(BundleError, match="no manifest"):
        bundle.verify(folder, KEY.public_key())


def sign(folder: Path, written: bytes) -> None:
    (folder / "manifest.json").write_bytes(written)
    (folder / "signature").write_bytes(KEY.sign(written))


def test_another_release_of_scikit_learn_asks_to_train_again(folder: Path) -> None:
    signed_again(folder, libraries={"scikit-learn": "0.1.0"})
    with pytest.raises(BundleError, match=r"scikit-learn 0\.1\.0"):
        bundle.read(folder, KEY.public_key())


def test_the_champion_file_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError, match="lachan train"):
        bundle.champion_folder(tmp_path)
    (tmp_path / "champion").write_text("v1\n", encoding="utf-8")
    assert bundle.champion_folder(tmp_path) == tmp_path / "v1"


@pytest.mark.parametrize("content", ["", "../elsewhere", "/etc"])
def test_a_champion_outside_the_registry_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "champion").write_text(content, encoding="utf-8")
    with pytest.raises(BundleMissingError):
        bundle.champion_folder(tmp_path)


def pem(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def test_only_an_ed25519_key_is_trusted(tmp_path: Path) -> None:
    path = tmp_path / "key.pub"
    with pytest.raises(BundleMissingError):
        bundle.read_public_key(path)
    path.write_bytes(b"no key")
    with pytest.raises(BundleSignatureError):
        bundle.read_public_key(path)
    path.write_bytes(pem(generate_private_key(65537, 2048).public_key()))
    with pytest.raises(BundleSignatureError):
        bundle.read_public_key(path)
    path.write_bytes(pem(KEY.public_key()))
    assert bundle.read_public_key(path).public_bytes_raw() == KEY.public_key().public_bytes_raw()
