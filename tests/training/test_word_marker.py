"""Teaching the word marker."""

from __future__ import annotations

import numpy as np
import pytest

from training.spans import Marked
from training.word_marker import fit_marker, words_of


@pytest.mark.parametrize(
    ("text", "characters", "words", "wanted"),
    [
        ("nó ngu quá", range(3, 6), ["nó", "ngu", "quá"], [False, True, False]),
        ("nguuu quá", range(5), ["ngu", "quá"], [True, False]),
        ("con chó", range(1), ["con", "chó"], [False, False]),
        ("ngu😡", range(4), ["ngu", "😡"], [True, True]),
    ],
)
def test_a_word_is_wanted_where_half_of_it_was_marked(
    text: str, characters: range, words: list[str], wanted: list[bool]
) -> None:
    found, labels = words_of(Marked(text, frozenset(characters)))
    assert found == words
    assert labels.tolist() == wanted


def test_the_same_comments_give_the_same_marker() -> None:
    comments = [Marked("nó ngu quá", frozenset({3, 4, 5})), Marked("trời đẹp quá", frozenset())] * 4
    first, second = fit_marker(comments, seed=1), fit_marker(comments, seed=1)
    assert np.array_equal(first.coefficients, second.coefficients)
    assert first.intercept == second.intercept


@pytest.mark.parametrize("comments", [[], [Marked("", frozenset())], [Marked("trời đẹp", frozenset())]])
def test_nothing_marked_is_nothing_to_learn(comments: list[Marked]) -> None:
    with pytest.raises(ValueError, match="marked"):
        fit_marker(comments)


def test_harmless_messages_teach_that_a_word_beside_an_insult_does_not_hurt_by_itself() -> None:
    marked = [Marked("con ngu quá", frozenset(range(7))), Marked("con ngu thế", frozenset(range(7)))] * 4
    calm = [Marked("con chào cô ạ", frozenset()), Marked("con gái tôi đi học", frozenset())] * 4
    words = ["con", "ăn", "cơm"]
    alone, taught = (fit_marker([*marked, *more]).odds(words)[0] for more in ([Marked("trời đẹp", frozenset())], calm))
    assert taught < alone - 1
