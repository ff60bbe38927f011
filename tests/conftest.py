"""What tests of several packages share: a small model of sentences written here, and the seed's; each trained once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from classifier import bundle
from classifier.engine import Classifier
from classifier.text_model import TextModel
from tests.made_once import made_once
from tests.tiny_model import fit_tiny
from training.pipeline import Plan, train
from training.registry import Registry


@pytest.fixture(scope="session")
def tiny_model() -> TextModel:
    """A text model of some forty sentences: real in every part, and good for nothing but tests."""
    return fit_tiny()


@pytest.fixture(scope="session")
def tiny_classifier(tiny_model: TextModel) -> Classifier:
    return Classifier(tiny_model, "tiny")


@pytest.fixture(scope="session")
def tiny_var(tiny_model: TextModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``LACHAN_VAR`` names it, with the tiny model as its champion. Read it, do not write to it."""
    return _install(tiny_model, tmp_path_factory.mktemp("var"))


@pytest.fixture
def make_var(tiny_model: TextModel, tmp_path: Path) -> Callable[[], Path]:
    """The same, a fresh one a call, for tests that change it."""
    made = iter(range(1_000))
    return lambda: _install(tiny_model, tmp_path / f"var-{next(made)}")


@pytest.fixture(scope="session")
def seed_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with what ``lachan train`` makes of the repository alone. Read it, do not write to it."""

    def make(var: Path) -> None:
        registry = Registry(var / "models")
        registry.promote(train(Plan(), registry).version)

    return made_once(tmp_path_factory, "seed", make)


@pytest.fixture(scope="session")
def seed_classifier(seed_var: Path) -> Classifier:
    """The champion of ``seed_var``."""
    trusted = bundle.read_public_key(seed_var / "keys" / "model-signing.pub")
    return Classifier.load(bundle.champion_folder(seed_var / "models"), trusted)


def _install(model: TextModel, var: Path) -> Path:
    key = Ed25519PrivateKey.generate()
    bundle.write(var / "models" / "tiny", model, {"purpose": "tests"}, key)
    (var / "models" / bundle.CHAMPION).write_text("tiny\n", encoding="utf-8")
    (var / "keys").mkdir()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (var / "keys" / "model-signing.pub").write_bytes(public)
    return var
