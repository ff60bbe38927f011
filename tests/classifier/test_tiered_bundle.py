"""A bundle with an encoder: every byte of it is signed, and it is never read without what runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from classifier import bundle
from classifier.encoder import CATEGORIES
from classifier.engine import Classifier
from classifier.errors import BundleError, BundleLibraryError, BundleMissingError, BundleSignatureError
from classifier.second_tier import Joining, TwoTierModel
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from tests.tiny_encoder import tiny_encoder

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FILES = ("encoder.onnx", "joining.json", "tokenizer.json")
TEXTS = ["chiều nay lớp mình học thêm", "đầu óc trống rỗng", "mày ngu như bò"]


@pytest.fixture(scope="module")
def model(tiny_model: TextModel) -> TwoTierModel:
    encoder = tiny_encoder({CATEGORIES: [str(category) for category in Category]}, {"trống": (1, 9, 0, 0)})
    return TwoTierModel(tiny_model, encoder, Joining((1.0,) * 4, (0.5, 1.0, 0.0, 0.0), (0.0,) * 4, 0.001))


@pytest.fixture
def folder(model: TwoTierModel, tmp_path: Path) -> Path:
    return bundle.write(tmp_path / "models" / "v2", model, {}, KEY)


def test_it_scores_as_the_model_that_was_written(model: TwoTierModel, folder: Path) -> None:
    read = Classifier.load(folder, KEY.public_key())
    assert isinstance(read.model, TwoTierModel)
    assert read.model.joining == model.joining
    assert np.array_equal(read.model.probabilities(TEXTS), model.probabilities(TEXTS))
    assert not np.array_equal(read.model.probabilities(TEXTS), model.ngrams.probabilities(TEXTS))


def test_its_n_grams_are_byte_for_byte_those_of_a_plain_bundle(
    model: TwoTierModel, folder: Path, tmp_path: Path
) -> None:
    plain = bundle.write(tmp_path / "v1", model.ngrams, {}, KEY)
    assert (plain / "model.joblib").read_bytes() == (folder / "model.joblib").read_bytes()
    assert {path.name for path in folder.iterdir()} - {path.name for path in plain.iterdir()} == set(FILES)


def test_a_plain_bundle_says_nothing_of_encoders(model: TwoTierModel, folder: Path, tmp_path: Path) -> None:
    plain = bundle.write(tmp_path / "v1", model.ngrams, {}, KEY)
    told, tiered = (json.loads((at / "manifest.json").read_bytes()) for at in (plain, folder))
    assert (told["format"], tiered["format"]) == (1, 2)  # a release without encoders refuses the second
    assert set(told["sha256"]) == {"card.md", "model.joblib"}
    assert set(tiered["libraries"]) - set(told["libraries"]) == {"onnxruntime", "tokenizers"}


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_of_the_encoder_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    for check in (bundle.verify, bundle.read):
        with pytest.raises(BundleSignatureError, match=name):
            check(folder, KEY.public_key())


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_of_the_encoder_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleMissingError, match=name):
        bundle.read(folder, KEY.public_key())


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_without_what_runs_it_the_bundle_is_refused_in_both_languages(
    folder: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setattr("classifier.bundle.find_spec", _without(library))
    with pytest.raises(BundleLibraryError, match=rf"chưa có thư viện {library}.*lachan\[second-tier\].*is missing"):
        bundle.read(folder, KEY.public_key())
    assert not bundle.readable_here(bundle.verify(folder, KEY.public_key()))


def test_a_plain_bundle_needs_none_of_it(model: TwoTierModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = bundle.write(tmp_path / "v1", model.ngrams, {}, KEY)
    monkeypatch.setattr("classifier.bundle.find_spec", _without("onnxruntime"))
    assert type(bundle.read(plain, KEY.public_key()).model) is TextModel
    assert bundle.readable_here(bundle.verify(plain, KEY.public_key()))


def test_a_signed_file_that_is_no_network_is_told(model: TwoTierModel, tmp_path: Path) -> None:
    broken = type(model.encoder)(b"no network", model.encoder.words, model.encoder.classes)
    folder = bundle.write(tmp_path / "v3", TwoTierModel(model.ngrams, broken, model.joining), {}, KEY)
    with pytest.raises(BundleError, match="cannot be opened"):
        bundle.read(folder, KEY.public_key())


def _without(library: str) -> Callable[[str], object]:
    return lambda name: None if name == library else find_spec(name)
