"""Whatever is done to a bundle, nothing of it runs."""

from __future__ import annotations

import hashlib
import io
import json
import os
from typing import TYPE_CHECKING, Any

import joblib
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sklearn.linear_model import LogisticRegression

from classifier import bundle
from classifier.errors import BundleError, BundleMissingError, BundleSignatureError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY, FOREIGN = (Ed25519PrivateKey.from_private_bytes(bytes([first]) * 32) for first in (1, 2))
FILES = ("model.joblib", "card.md", "manifest.json", "signature")


class Bomb:
    """Runs a command of the shell when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch '{self.mark}'",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model: Any = LogisticRegression().fit(np.array([[0.0], [1.0]]), np.array([0, 1]))
    return bundle.write(tmp_path / "models" / "v1", model, {"trained_on": ["seed"]}, KEY, card="# Thẻ mô hình\n")


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[Path]:
    """A file that is there once a bomb went off; and at the end of each test, that the bomb was a real one."""
    exploded = tmp_path / "exploded"
    yield exploded
    assert not exploded.exists()
    joblib.load(io.BytesIO(bomb(exploded)))
    assert exploded.exists()


def bomb(mark: Path) -> bytes:
    packed = io.BytesIO()
    joblib.dump(Bomb(mark), packed, compress=("zlib", 3))
    return packed.getvalue()


def signed(folder: Path, key: Ed25519PrivateKey, **changes: Any) -> None:
    """The manifest with other values and the right sums, signed by somebody."""
    facts = json.loads((folder / "manifest.json").read_bytes())
    facts["sha256"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES[:2]}
    manifest = json.dumps(facts | changes).encode()
    (folder / "manifest.json").write_bytes(manifest)
    (folder / "signature").write_bytes(key.sign(manifest))


@pytest.mark.parametrize("name", FILES)
def test_a_change_anywhere_is_refused(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    places = sorted({0, len(whole) - 1, *np.linspace(0, len(whole) - 1, 60).astype(int).tolist()})
    for at in places:
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << at % 8
        (folder / name).write_bytes(spoilt)
        with pytest.raises(BundleSignatureError):
            bundle.read(folder, KEY.public_key())
    for other in (whole[:-1], whole + b"\0", b""):
        (folder / name).write_bytes(other)
        with pytest.raises(BundleSignatureError):
            bundle.read(folder, KEY.public_key())
    (folder / name).write_bytes(whole)
    assert bundle.read(folder, KEY.public_key()).version == "v1"


def test_a_bomb_with_the_right_sum_and_a_foreign_signature_does_not_run(folder: Path, mark: Path) -> None:
    (folder / "model.joblib").write_bytes(bomb(mark))
    signed(folder, FOREIGN)
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, KEY.public_key())


@pytest.mark.parametrize("signature", [None, b"", b"\0" * 64])
def test_a_bomb_with_the_right_sum_and_no_signature_does_not_run(
    folder: Path, mark: Path, signature: bytes | None
) -> None:
    (folder / "model.joblib").write_bytes(bomb(mark))
    signed(folder, FOREIGN)
    (folder / "signature").unlink()
    if signature is not None:
        (folder / "signature").write_bytes(signature)
    with pytest.raises((BundleSignatureError, BundleMissingError)):
        bundle.read(folder, KEY.public_key())


def test_a_bomb_behind_a_link_does_not_run(folder: Path, mark: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(bomb(mark))
    (folder / "model.joblib").unlink()
    (folder / "model.joblib").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, KEY.public_key())


def test_a_folder_of_somebody_else_behind_a_link_does_not_run(folder: Path, mark: Path) -> None:
    foreign = bundle.write(folder.parent / "v2", Bomb(mark), {}, FOREIGN)  # type: ignore[arg-type]
    champion = folder.parent / "v3"
    champion.symlink_to(foreign)
    with pytest.raises(BundleSignatureError):
        bundle.read(champion, KEY.public_key())


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "a/b", ".."])
def test_no_file_outside_the_folder_is_read_even_for_whoever_holds_the_key(folder: Path, name: str) -> None:
    (folder.parent / "outside").write_bytes(b"x")
    sums = json.loads((folder / "manifest.json").read_bytes())["sha256"]
    signed(folder, KEY, sha256=sums | {name: hashlib.sha256(b"x").hexdigest()})
    with pytest.raises(BundleError):
        bundle.read(folder, KEY.public_key())


def test_a_model_that_the_manifest_does_not_name_is_not_loaded(folder: Path, mark: Path) -> None:
    (folder / "model.joblib").write_bytes(bomb(mark))
    signed(folder, KEY, sha256={})
    with pytest.raises(BundleError):
        bundle.read(folder, KEY.public_key())


def test_a_bomb_that_comes_after_the_check_does_not_run(folder: Path, mark: Path) -> None:
    bundle.verify(folder, KEY.public_key())
    (folder / "model.joblib").write_bytes(bomb(mark))
    with pytest.raises(BundleSignatureError):
        bundle.read(folder, KEY.public_key())


def test_a_bomb_that_comes_while_the_bundle_is_read_does_not_run(
    folder: Path, mark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = bundle._bytes

    def swapped(path: Path) -> bytes:
        content = plain(path)
        if path.name == "model.joblib":  # between the sum and the unpickling
            path.write_bytes(bomb(mark))
        return content

    monkeypatch.setattr(bundle, "_bytes", swapped)
    assert bundle.read(folder, KEY.public_key()).version == "v1"  # the very bytes that were summed
    assert plain(folder / "model.joblib") == bomb(mark)
