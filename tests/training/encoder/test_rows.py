from __future__ import annotations

import numpy as np

from classifier.normalize import normalize
from classifier.taxonomy import Category
from training.corpus import Corpus, group_of
from training.encoder.rows import category_rows, kept_aside, learning_rows, mark_of
from training.labelled import Labelled

TEXTS = tuple(f"câu số {word} đây" for word in "abcdefghijklmnopqrstuvwxyz") * 2


def test_a_mark_names_a_text_whatever_its_marks_and_signs() -> None:
    assert mark_of("Đi chơi!") == mark_of("di choi")
    assert mark_of("Đi chơi!") != mark_of("đi ngủ")


def test_about_a_tenth_stays_aside_in_every_task() -> None:
    marks = [mark_of(chr(97 + first) + chr(97 + second)) for first in range(26) for second in range(26)]
    assert 0.05 < sum(map(kept_aside, marks)) / len(marks) < 0.15


def test_nothing_that_is_kept_aside_or_equal_to_a_barred_text_is_learnt() -> None:
    labels = tuple("01" * (len(TEXTS) // 2))
    rows = learning_rows({"task": Labelled(TEXTS, labels)}, ["CÂU SỐ a ĐÂY", "cau so b day"])["task"]
    expected = [text for text in TEXTS if not kept_aside(mark_of(text)) and text[7] not in "ab"]
    assert list(rows.texts) == expected
    assert rows.classes == ("0", "1")
    assert [rows.classes[at] for at in rows.truth] == [
        label for text, label in zip(TEXTS, labels, strict=True) if text in expected
    ]


BULLYING = list(Category).index(Category.BULLYING)


def corpus(own: int, strangers: int) -> Corpus:
    """Pupils' messages, of which all four categories are known, and strangers' comments, of which one is."""
    letters = "bcdghklmnpqrstvx"
    texts = [f"Tớ KO bít {first}a {second}u" for first in letters for second in letters][:own]
    texts += [f"nó là đồ {first}o {second}i" for first in letters for second in letters][:strangers]
    known = np.ones((len(texts), 4), dtype=np.bool_)
    known[own:] = np.arange(4) == BULLYING
    labels = np.zeros((len(texts), 4), dtype=np.bool_)
    labels[own:, BULLYING] = True
    return Corpus(
        tuple(texts),
        labels,
        known,
        tuple(group_of(text) for text in texts),
        ("seed",) * own + ("vihos",) * strangers,
        ("",) * len(texts),
        (frozenset(),) * len(texts),
        np.zeros(len(texts), dtype=np.bool_),
    )


def test_the_products_rows_are_normalised_and_each_stands_once() -> None:
    learning = corpus(40, 0)
    rows = category_rows(learning, seed=0)
    assert len(set(rows.texts)) == len(rows.texts)
    assert {normalize(text).text for text in learning.texts} <= set(rows.texts)
    assert any(text.startswith("to không") for text in rows.texts)  # without marks, too
    assert not any("KO" in text or "bít" in text for text in rows.texts)
    assert rows.labels.shape == rows.known.shape == (len(rows.texts), 4)
    assert rows.classes == tuple(str(category) for category in Category)


def test_strangers_comments_are_no_more_than_the_pupils_messages_and_speak_of_what_they_know() -> None:
    rows = category_rows(corpus(20, 200), seed=0)
    strange = ~rows.known.all(axis=1)
    assert 0 < strange.sum() <= (~strange).sum()
    assert rows.labels[strange, BULLYING].all()
    assert (rows.known[strange].sum(axis=1) == 1).all()


def test_the_same_texts_and_seed_give_the_same_rows() -> None:
    first, second = (category_rows(corpus(20, 200), seed=3) for _ in range(2))
    assert first.texts == second.texts
    assert np.array_equal(first.labels, second.labels)
