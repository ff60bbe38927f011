from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.features import Compounds, items_of, read_words
from classifier.features.compounds import learnt
from classifier.features.grams import features_of
from classifier.features.vectors import Vectors, bags, learn
from classifier.linear import Linear

COMPOUNDS = Compounds(["học sinh", "nói chuyện", "nói chuyện riêng"])
TEXTS = ["đồ ngu", "học sinh ngu", "nói chuyện riêng nhé", "ngu ngu", "", "học sinh giỏi nhé 😂"]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return learn(bags(TEXTS, COMPOUNDS), COMPOUNDS, least_texts=1)


def test_the_longest_compound_wins_and_none_overlap() -> None:
    words = ["em", "nói", "chuyện", "riêng", "với", "học", "sinh", "nói", "chuyện"]
    assert COMPOUNDS.find(words) == [(1, 4, "nói chuyện riêng"), (5, 7, "học sinh"), (7, 9, "nói chuyện")]


def test_compounds_are_what_underthesea_finds_often_enough() -> None:
    found = learnt(["các bạn học sinh ơi"] * 3 + ["nhà trường thông báo"])
    assert found.entries == ("học sinh",)


def test_a_text_is_its_words_its_neighbours_and_its_compounds() -> None:
    assert items_of("học sinh ngu!", COMPOUNDS) == {
        "học", "sinh", "ngu", "!", ("học", "sinh"), ("sinh", "ngu"), ("ngu", "!"), "học sinh",
    }  # fmt: skip


def test_an_endless_word_is_cut() -> None:
    assert read_words("a" * 500).written == ["a" * 24]
    assert items_of("a" * 500, COMPOUNDS) == {"a" * 24}


def test_marked_and_unmarked_spellings_share_features() -> None:
    assert set(features_of("đồ")) & set(features_of("do"))
    assert set(features_of(("đồ", "ngu"))) & set(features_of(("do", "ngu")))
    assert set(features_of("học sinh")) & set(features_of("hoc sinh"))


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12))
def test_no_feature_holds_a_line_feed_whatever_the_text(words: list[str]) -> None:
    for item in items_of(" ".join(words), COMPOUNDS):
        assert not any("\n" in feature for feature in features_of(item))


def test_vectors_of_texts_have_length_about_one_and_empty_texts_none(vectors: Vectors) -> None:
    rows = vectors.of_bags(bags(TEXTS, COMPOUNDS))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    assert lengths[4] == 0
    assert (np.delete(lengths, 4) > 0.9).all()


def test_remembered_sums_equal_the_matrix_product(vectors: Vectors) -> None:
    random = np.random.default_rng(0)
    coefficients = random.normal(size=(len(vectors), 3)).astype(np.float32)
    linear = Linear(vectors, coefficients, np.array([0.1, 0.2, 0.3]))
    expected = vectors.of_bags(bags(TEXTS, COMPOUNDS)) @ coefficients + np.array([0.1, 0.2, 0.3])
    for _ in range(2):  # the second time from what was kept
        margins, readable = linear.margins(TEXTS)
        np.testing.assert_allclose(margins, expected, atol=1e-5)
        assert readable.tolist() == [True, True, True, True, False, True]


def test_shares_of_a_text_add_up_to_its_margin(vectors: Vectors) -> None:
    coefficients = np.random.default_rng(1).normal(size=(len(vectors), 2)).astype(np.float32)
    linear = Linear(vectors, coefficients, np.zeros(2))
    margin = linear.margins(["học sinh ngu"])[0][0, 1]
    shares = linear.shares(items_of("học sinh ngu", COMPOUNDS), 1)
    assert sum(shares.values()) == pytest.approx(margin, abs=1e-5)


def test_vectors_come_back_from_a_pickle_as_they_were(vectors: Vectors) -> None:
    again = pickle.loads(pickle.dumps(vectors))  # noqa: S301 - our own bytes
    assert again.names == vectors.names
    columns = [known.of_items(["học sinh"])[0].indices.tolist() for known in (again, vectors)]
    assert columns[0] == columns[1] != []


def test_only_the_commonest_features_are_kept_when_there_are_too_many() -> None:
    kept = learn(bags(TEXTS, COMPOUNDS), COMPOUNDS, least_texts=1, most=5)
    assert len(kept) == 5
    assert "wngu" in kept.names
