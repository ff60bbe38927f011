"""The models on disk: versions, which one serves, and the key they are signed with.

::

    <models>/<version>/      bundles, never changed
    <models>/champion        the version that serves
    <models>/../keys/        model-signing.key (0600) and model-signing.pub
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from classifier import bundle
from classifier.errors import BundleError, BundleMissingError
from training.errors import RegistryError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from classifier.bundle import Manifest

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Registry:
    """The folder of the models, and beside it the folder of the keys."""

    models: Path

    @property
    def private_key(self) -> Path:
        """Where the signing key lies."""
        return self.models.parent / "keys" / "model-signing.key"

    @property
    def public_key(self) -> Path:
        """Where the key lies that everybody checks with."""
        return self.models.parent / "keys" / "model-signing.pub"

    def signing_key(self) -> Ed25519PrivateKey:
        """Load the signing key; make it on first use, readable by its owner only.

        Raises ``RegistryError`` if there is one that cannot be read as Ed25519, or that others may read.
        """
        path = self.private_key
        if not path.exists():
            self._make_key()
        if path.stat().st_mode & 0o077:
            raise RegistryError(f"{path} may be read by others; `chmod 600` it, or make a new one and train again")
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except ValueError as error:
            raise RegistryError(f"{path} holds no private key") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise RegistryError(f"{path} holds no Ed25519 key")
        if not self.public_key.exists():
            _replace(self.public_key, _public_pem(key), mode=0o644)
        return key

    def trusted(self) -> Ed25519PublicKey:
        """Load the key that bundles must be signed with; raises ``BundleMissingError`` before the first training."""
        return bundle.read_public_key(self.public_key)

    def new_version(self, now: datetime | None = None) -> str:
        """Name a version that is not taken, by the time in UTC: names sort as the models were made."""
        name = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
        taken = {path.name for path in self.models.glob(f"{name}*")}
        return next(v for v in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if v not in taken)

    def versions(self) -> list[Manifest]:
        """List the bundles that verify, oldest first; what does not verify is no version."""
        try:
            trusted = self.trusted()
        except BundleMissingError:
            return []
        found = []
        for folder in sorted(self.models.glob("[!.]*/")):
            try:
                found.append(bundle.verify(folder, trusted))
            except BundleError:
                continue
        return found

    def champion(self) -> Manifest | None:
        """Give the manifest of the bundle that serves; None if none does, it does not verify or cannot be read here."""
        try:
            manifest = bundle.verify(bundle.champion_folder(self.models), self.trusted())
        except BundleError:
            return None
        return manifest if bundle.readable_here(manifest) else None

    def promote(self, version: str) -> None:
        """Make ``version`` the one that serves. Raises ``BundleError`` if it does not verify; then nothing changes."""
        if not _VERSION.fullmatch(version):
            raise RegistryError(f"{version!r} is no version")
        bundle.verify(self.models / version, self.trusted())
        _replace(self.models / bundle.CHAMPION, f"{version}\n".encode(), mode=0o644)

    def _make_key(self) -> None:
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.private_key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, partial = tempfile.mkstemp(prefix=".key.", dir=self.private_key.parent)  # 0600 from its first byte
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            os.link(partial, self.private_key)  # never replaces: of two trainings at once, the first key is the key
        except FileExistsError:
            return
        finally:
            Path(partial).unlink()
        _replace(self.public_key, _public_pem(key), mode=0o644)


def _public_pem(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _replace(path: Path, content: bytes, *, mode: int) -> None:
    """Replace a file in one step that a power cut cannot halve."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
