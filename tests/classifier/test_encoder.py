from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from classifier.encoder import FACTS, NETWORK, Encoder
from classifier.errors import BundleError, BundleMissingError
from tests.tiny_encoder import tiny_encoder, write

HEADS = {"polite": ("no", "yes"), "weather": ("dry", "rain", "snow")}
WORDS = {"chào": (0, 3, 0, 0, 0), "mưa": (0, 0, 0, 2, 0), "tuyết": (1, 0, 0, 0, 4)}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return tiny_encoder(HEADS, WORDS)


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("polite", "chào chào", [0, 6]),
        ("polite", "tuyết", [1, 0]),
        ("weather", "chào mưa tuyết", [0, 2, 4]),
        ("weather", "gì cơ", [0, 0, 0]),
    ],
)
def test_each_head_answers_with_its_own_columns(encoder: Encoder, head: str, text: str, expected: list[float]) -> None:
    assert encoder.logits([text], head).tolist() == [expected]


def test_texts_of_all_lengths_keep_their_places_in_a_batch(encoder: Encoder) -> None:
    random = np.random.default_rng(0)
    texts = [" ".join(random.choice([*WORDS, "khác"], size=random.integers(1, 30))) for _ in range(200)]
    together = encoder.logits(texts, "weather")
    assert np.array_equal(together, np.vstack([encoder.logits([text], "weather") for text in texts]))
    assert len(np.unique(together, axis=0)) > 20


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.logits([], "weather").shape == (0, 3)


def test_an_unknown_head_is_an_error(encoder: Encoder) -> None:
    with pytest.raises(KeyError):
        encoder.logits(["chào"], "football")


def test_a_copy_through_pickle_answers_alike(encoder: Encoder) -> None:
    encoder.logits(["chào"], "polite")
    copy = pickle.loads(pickle.dumps(encoder))  # noqa: S301 - our own bytes
    assert copy.logits(["chào mưa"], "weather").tolist() == [[0, 2, 0]]


def test_threads_that_open_it_together_get_the_same_answers() -> None:
    fresh = tiny_encoder(HEADS, WORDS)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: fresh.logits(["mưa", "tuyết"], "weather").tolist(), range(32)))
    assert found == [[[0, 2, 0], [0, 0, 4]]] * 32


def test_a_folder_is_read_as_it_was_written(encoder: Encoder, tmp_path: Path) -> None:
    read = Encoder.read(write(encoder, tmp_path / "encoder"))
    assert read.classes == HEADS
    assert read.logits(["tuyết"], "weather").tolist() == [[0, 0, 4]]


def test_an_absent_file_and_an_odd_one_are_told_apart(encoder: Encoder, tmp_path: Path) -> None:
    folder = write(encoder, tmp_path / "encoder")
    (folder / FACTS).write_text("{}", "utf-8")
    with pytest.raises(BundleError, match=FACTS):
        Encoder.read(folder)
    (folder / NETWORK).unlink()
    (folder / FACTS).write_text('{"classes": {}}', "utf-8")
    with pytest.raises(BundleMissingError):
        Encoder.read(folder)
