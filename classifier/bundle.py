"""A trained model on disk: signed, so that nothing is unpickled which this installation did not write.

A bundle is a folder::

    model.joblib    the model
    card.md         what it is, what it was trained on, what was measured, for people
    manifest.json   version, facts, library versions, sha256 of the other files
    signature       Ed25519 over the bytes of manifest.json

and, in a bundle with a second tier, beside a ``model.joblib`` that is the same as without::

    encoder.onnx    the encoder in int8
    tokenizer.json  its words
    joining.json    how it speaks together with the n-grams, and where it is asked

joblib executes what it loads, so the order of `read` is the safety of the whole service: signature, then sha256, then
the model from exactly the bytes that were hashed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from classifier.errors import BundleError, BundleLibraryError, BundleMissingError, BundleSignatureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from classifier.text_model import TextModel

FORMAT = 1
TIERED_FORMAT = 2  # with an encoder: a release that knows nothing of one must refuse it, not judge without it
MODEL = "model.joblib"
CARD = "card.md"
MANIFEST = "manifest.json"
SIGNATURE = "signature"
CHAMPION = "champion"  # text file beside the bundles: the version that serves

_LIBRARIES = ("scikit-learn", "numpy", "scipy", "joblib", "underthesea")
_TIER_LIBRARIES = ("onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself, once its signature held."""

    version: str
    created: str  # ISO 8601, UTC
    facts: Mapping[str, Any]
    libraries: Mapping[str, str]  # name → version the model was trained with
    sha256: Mapping[str, str]  # file name → hex digest


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle and its model."""

    version: str
    model: TextModel
    facts: Mapping[str, Any]


def write(
    folder: Path, model: TextModel, facts: Mapping[str, object], signing_key: Ed25519PrivateKey, *, card: str = ""
) -> Path:
    """Write ``model`` as a signed bundle to ``folder``, whose name is the bundle's version; gives the folder back.

    A ``TwoTierModel`` is written as its n-grams and, beside them, its encoder.

    The folder appears whole or not at all, and an existing one is never written over: a version means one model.
    Raises ``BundleError`` if there is a bundle already, ``TypeError`` if a fact cannot be written as JSON.
    """
    import joblib  # noqa: PLC0415 - verifying a bundle must not wait for numpy

    from classifier.second_tier import apart  # noqa: PLC0415 - the same

    if folder.exists():
        raise BundleError(f"{folder} exists already; a version is never written twice")
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        packed = io.BytesIO()
        ngrams, beside = apart(model)
        joblib.dump(ngrams, packed, compress=("zlib", 3))
        contents = {MODEL: packed.getvalue(), CARD: card.encode(), **beside}
        libraries = (*_LIBRARIES, *_TIER_LIBRARIES) if beside else _LIBRARIES
        manifest = json.dumps(
            {
                "format": TIERED_FORMAT if beside else FORMAT,
                "version": folder.name,
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
                "facts": facts,
                "libraries": {name: installed(name) for name in libraries},
                "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
            },
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        ).encode()
        contents[MANIFEST] = manifest
        contents[SIGNATURE] = signing_key.sign(manifest)
        for name, content in contents.items():
            _write_through(partial / name, content)
        partial.chmod(0o755)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    _sync_folder(folder.parent)
    return folder


def verify(folder: Path, trusted: Ed25519PublicKey) -> Manifest:
    """Give the manifest in ``folder``, once its signature and the sha256 of its files held; loads no model.

    Raises ``BundleMissingError`` if the bundle or one of its files is absent, ``BundleSignatureError`` if anything in
    it was changed or another key signed it, ``BundleError`` if its format is of another release.
    """
    return _verified(folder, trusted)[0]


def read(folder: Path, trusted: Ed25519PublicKey) -> Bundle:
    """Load the model of the bundle in ``folder``; errors as `verify`, and nothing is unpickled before that is over.

    Raises ``BundleError`` too if the model was trained with another release of scikit-learn: it would load, and might
    score otherwise than it was measured. For the same reason a bundle with an encoder is not read without it:
    ``BundleLibraryError`` if what runs it is not installed.
    """
    import joblib  # noqa: PLC0415 - verifying a bundle must not wait for numpy

    from classifier.second_tier import joined  # noqa: PLC0415 - the same

    manifest, contents = _verified(folder, trusted)
    if not _same_release(manifest):
        trained, here = manifest.libraries.get("scikit-learn", "unknown"), installed("scikit-learn")
        raise BundleError(f"{folder} was trained with scikit-learn {trained}, this is {here}: train again")
    if (library := _missing(manifest)) is not None:
        raise BundleLibraryError(library)
    model = joined(joblib.load(io.BytesIO(contents.pop(MODEL))), contents)
    return Bundle(manifest.version, model, manifest.facts)


def readable_here(manifest: Manifest) -> bool:
    """Tell whether `read` will find here what it needs: the release of scikit-learn, and what runs an encoder."""
    return _same_release(manifest) and _missing(manifest) is None


def champion_folder(models: Path) -> Path:
    """Find the folder of the bundle that serves, as the file ``champion`` in ``models`` names it.

    Raises ``BundleMissingError`` if no model was promoted yet.
    """
    try:
        version = (models / CHAMPION).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise BundleMissingError(f"no model serves yet: {models / CHAMPION} is absent; run `lachan train`") from None
    if not version or Path(version).name != version:
        raise BundleMissingError(f"{models / CHAMPION} names no version")
    return models / version


def read_public_key(path: Path) -> Ed25519PublicKey:
    """Load the key that bundles must be signed with, from a PEM file.

    Raises ``BundleMissingError`` if there is none, ``BundleSignatureError`` if it is no Ed25519 key.
    """
    try:
        key = load_pem_public_key(path.read_bytes())
    except FileNotFoundError:
        raise BundleMissingError(f"the public key {path} is absent; run `lachan train`") from None
    except ValueError as error:
        raise BundleSignatureError(f"{path} holds no public key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BundleSignatureError(f"{path} holds no Ed25519 key")
    return key


def _verified(folder: Path, trusted: Ed25519PublicKey) -> tuple[Manifest, dict[str, bytes]]:
    """Give the manifest and the contents of all files it names, each with the sha256 it should have."""
    signed = _bytes(folder / MANIFEST)
    try:
        trusted.verify(_bytes(folder / SIGNATURE), signed)
    except InvalidSignature:
        raise BundleSignatureError(
            f"{folder}: the manifest was changed after it was signed, or another key signed it"
        ) from None
    manifest = _manifest(signed, folder)
    contents = {}
    if MODEL not in manifest.sha256 or any(Path(name).name != name for name in manifest.sha256):
        raise BundleError(f"{folder} names files that belong to no bundle")
    for name, digest in manifest.sha256.items():
        contents[name] = _bytes(folder / name)
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            raise BundleSignatureError(f"{folder / name} was changed after the bundle was signed")
    return manifest, contents


def _manifest(signed: bytes, folder: Path) -> Manifest:
    """Read a manifest whose signature held; BundleError if this release did not write one like it."""
    try:
        facts = json.loads(signed)
        found, form = Manifest(*(facts[one.name] for one in fields(Manifest))), facts["format"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise BundleError(f"{folder}: the manifest is signed, but no manifest of a bundle") from error
    if form not in (FORMAT, TIERED_FORMAT):
        raise BundleError(f"{folder} has bundle format {form}, this release reads {TIERED_FORMAT}: train again")
    plain = isinstance(found.version, str) and all(isinstance(one, dict) for one in (found.libraries, found.sha256))
    texts = (*found.libraries.values(), *found.sha256.values()) if plain else (None,)
    if not all(isinstance(one, str) for one in texts) or any(Path(name).name != name for name in found.sha256):
        raise BundleError(f"{folder}: the manifest is signed, but no manifest of a bundle")
    return found


def _same_release(manifest: Manifest) -> bool:
    """Whether the model was trained with the release of scikit-learn (major and minor) that is installed here."""
    trained = manifest.libraries.get("scikit-learn", "unknown")
    return trained.split(".")[:2] == installed("scikit-learn").split(".")[:2]


def _missing(manifest: Manifest) -> str | None:
    """Name the first library that an encoder needs and that is not installed here."""
    needed = [name for name in _TIER_LIBRARIES if name in manifest.libraries]
    return next((name for name in needed if find_spec(name) is None), None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise BundleMissingError(f"{path} is absent") from None


def _write_through(path: Path, content: bytes) -> None:
    """Write and wait for the disk: a bundle that was renamed into place is whole after a power cut too."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
