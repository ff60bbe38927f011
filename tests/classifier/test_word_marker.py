"""The word marker: whole words, in the original's offsets, joined where they stand together."""

from __future__ import annotations

import io
import itertools
from concurrent.futures import ThreadPoolExecutor

import joblib
import numpy as np
import pytest

from classifier.normalize import normalize
from classifier.word_marker import WordMarker, _of_neighbours, _of_word, _ones
from training.spans import Marked
from training.word_marker import fit_marker


def marked(text: str, *phrases: str) -> Marked:
    places = {at for phrase in phrases for at in range(text.index(phrase), text.index(phrase) + len(phrase))}
    return Marked(text, frozenset(places))


COMMENTS = [
    marked("mày ngu quá", "ngu"),
    marked("đồ ngu như bò", "đồ ngu như bò"),
    marked("sao ngu thế", "ngu"),
    marked("đồ ngu như lợn", "đồ ngu như lợn"),
    marked("thằng này óc chó thật", "óc chó"),
    marked("nó óc chó lắm", "óc chó"),
    marked("con chó nhà mình dễ thương"),
    marked("đồ ăn ngon quá"),
    marked("hôm nay trời đẹp quá"),
    marked("mai mình đi học thêm toán"),
    marked("nó học giỏi thật"),
] * 3


@pytest.fixture(scope="module")
def marker() -> WordMarker:
    return fit_marker(COMMENTS)


def said(marker: WordMarker, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in marker.mark(normalize(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sao nó ngu quá", ["ngu"]),
        ("đồ ngu như bò ơi", ["đồ ngu như bò"]),
        ("nó ngu mà thằng kia óc chó", ["ngu", "óc chó"]),
        ("NGUUUU thế", ["NGUUUU"]),
        ("nó óc   chó", ["óc   chó"]),
        ("no oc cho lam", ["oc cho"]),
        ("con chó nhà tớ dễ thương", []),
        ("đồ ăn hôm nay ngon", []),
        ("", []),
        ("  \n", []),
    ],
)
def test_hurtful_words_are_marked_as_they_were_written(marker: WordMarker, text: str, words: list[str]) -> None:
    assert said(marker, text) == words


def test_the_strongest_piece_comes_first_and_no_more_than_asked_for(marker: WordMarker) -> None:
    text = normalize("mày ngu, nó óc chó, đồ ngu như bò")
    pieces = marker.evidence(text)
    assert len(pieces) == 3
    assert [weight for *_, weight in pieces] == sorted((weight for *_, weight in pieces), reverse=True)
    assert marker.evidence(text, most=1) == pieces[:1]


def test_words_that_share_their_place_are_one_piece(marker: WordMarker) -> None:
    """Teencode may stand for several words; evidence must not show it twice."""
    text = "mày đcm ngu vkl ngu"
    pieces = marker.mark(normalize(text))
    assert all(end <= start for (_, end, _), (start, _, _) in itertools.pairwise(pieces))
    assert all(0 <= start < end <= len(text) for start, end, _ in pieces)


def test_what_was_read_before_changes_nothing(marker: WordMarker, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["mày", "ngu", "quá", "đi", "mất", "thôi"]
    fresh = fit_marker(COMMENTS).odds(words)
    monkeypatch.setattr("classifier.word_marker._MOST_KEPT", 3)
    marker.odds(["ngu", "chó"])
    assert np.array_equal(marker.odds(words), fresh)
    assert np.array_equal(marker.odds(words), fresh)


def test_a_marker_survives_joblib(marker: WordMarker) -> None:
    stored = io.BytesIO()
    joblib.dump(marker, stored)
    stored.seek(0)
    assert joblib.load(stored).mark(normalize("mày ngu quá")) == marker.mark(normalize("mày ngu quá"))


def test_threads_get_what_one_thread_gets() -> None:
    texts = [normalize(comment.text) for comment in COMMENTS * 5]
    marker = fit_marker(COMMENTS)
    alone = [fit_marker(COMMENTS).mark(text) for text in texts[:11]] * 15
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(marker.mark, texts)) == alone


def test_words_weigh_to_the_last_digit_what_a_sparse_matrix_would_make_of_them(marker: WordMarker) -> None:
    words = normalize("sao mày ngu thế, đồ óc chó óc chó, nghe chưa?").text.split()
    for features in ([*map(_of_word, words)], [*_of_neighbours(words)]):
        assert marker._sums(features) == (_ones(features) @ marker.coefficients).tolist()
