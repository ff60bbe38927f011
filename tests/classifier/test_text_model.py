from __future__ import annotations

import io
import threading

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.normalize import normalize
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from training.fit import fit
from training.spans import Marked
from training.word_marker import fit_marker

GROOMING, BULLYING = (list(Category).index(category) for category in (Category.GROOMING, Category.BULLYING))
SECRET = ["đừng nói với bố mẹ nhé", "giữ bí mật chuyện này nhé", "đừng kể với mẹ em", "bí mật của hai anh em mình thôi"]
INSULT = ["đồ ngu", "mày ngu như chó", "thằng ngu này", "con óc chó", "mày là đồ óc chó"]
CLEAN = [
    "mai thi toán nhé",
    "các bạn học sinh ơi",
    "cho mình mượn vở",
    "chiều đá bóng không",
    "mẹ đón em lúc năm giờ",
    "cô khen bài em",
]


@pytest.fixture(scope="module")
def model() -> TextModel:
    texts = [*SECRET, *INSULT, *CLEAN] * 2
    labels = np.zeros((len(texts), len(Category)), dtype=bool)
    labels[:, GROOMING] = [text in SECRET for text in texts]
    labels[:, BULLYING] = [text in INSULT for text in texts]
    return fit(texts, labels)


def test_each_category_speaks_for_its_own(model: TextModel) -> None:
    found = model.probabilities(["giữ bí mật với bố mẹ nhé", "thằng óc chó", "mai đá bóng nhé"])
    assert found.shape == (3, len(Category))
    assert found[0].argmax() == GROOMING
    assert found[1].argmax() == BULLYING
    assert found[2].max() < min(found[0, GROOMING], found[1, BULLYING])


@pytest.mark.parametrize("spelling", ["do oc cho", "ĐỒ ÓC CHÓOOO", "đồ ó.c c.h.ó", "đ ồ ó c c h ó"])
def test_other_spellings_of_an_insult_are_still_found(model: TextModel, spelling: str) -> None:
    assert model.probabilities([spelling])[0].argmax() == BULLYING


def test_original_and_normalised_texts_score_the_same(model: TextModel) -> None:
    texts = ["Đừng nói với bố mẹ nhéeee", "n g u", "ok"]
    np.testing.assert_array_equal(model.probabilities(texts), model.probabilities_of([normalize(t) for t in texts]))


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "qwxzj", "漢字", "\ud800", "\n\n"])
def test_what_the_model_cannot_read_raises_no_alarm(model: TextModel, text: str) -> None:
    assert model.probabilities([text]).max() < 0.5
    assert isinstance(model.evidence(normalize(text), Category.BULLYING), list)


def test_no_texts_give_no_rows(model: TextModel) -> None:
    assert model.probabilities([]).shape == (0, len(Category))


def test_evidence_is_the_words_that_speak_for_the_category(model: TextModel) -> None:
    text = "Hôm nay nó bảo mày là đồ ÓC CHÓ đấy"
    start, end, weight = model.evidence(normalize(text), Category.BULLYING)[0]
    assert "ÓC CHÓ" in text[start:end]
    assert weight > 0


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([*"aáeoô bcđ.n", "ngu ", "n g u ", "đm ", "bí mật ", "óc chó "]), max_size=40).map("".join)
)
def test_evidence_lies_in_the_text_and_pieces_do_not_overlap(model: TextModel, text: str) -> None:
    found = model.evidence(normalize(text), Category.BULLYING)
    assert len(found) <= 3
    taken: set[int] = set()
    for start, end, weight in found:
        assert 0 <= start < end <= len(text)
        assert weight > 0
        assert taken.isdisjoint(range(start, end))
        taken |= set(range(start, end))


def test_a_model_survives_joblib(model: TextModel) -> None:
    stored = io.BytesIO()
    joblib.dump(model, stored)
    stored.seek(0)
    again = joblib.load(stored)
    np.testing.assert_array_equal(again.probabilities(INSULT + CLEAN), model.probabilities(INSULT + CLEAN))


def test_threads_get_what_one_thread_gets(model: TextModel) -> None:
    texts = [f"{word} {number} {other}" for number in range(40) for word in INSULT for other in CLEAN]
    stored = io.BytesIO()
    joblib.dump(model, stored)
    stored.seek(0)
    fresh = joblib.load(stored)
    expected = model.probabilities(texts)
    wrong: list[int] = []

    def score(by: int) -> None:
        wrong.extend(
            at
            for at in range(by, len(texts), 7)
            if not np.allclose(fresh.probabilities([texts[at]])[0], expected[at], atol=1e-5)
        )

    threads = [threading.Thread(target=score, args=(by,)) for by in range(7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_hurtful_words_are_the_markers_where_it_marks_any(model: TextModel) -> None:
    taught = [Marked("mày là đồ chó", frozenset(range(10, 13))), Marked("chó nhà tớ ngoan", frozenset())] * 6
    with_marker = TextModel(model.linear, model.slopes, model.offsets, fit_marker(taught))
    text = normalize("mày là đồ chó nhé")
    ((start, end, _),) = with_marker.evidence(text, Category.BULLYING)
    assert text.original[start:end] == "chó"
    assert with_marker.evidence(text, Category.GROOMING) == model.evidence(text, Category.GROOMING)
    unmarked = normalize("chó nhà tớ ngoan")
    assert with_marker.marker is not None
    assert with_marker.marker.mark(unmarked) == []
    assert with_marker.evidence(unmarked, Category.BULLYING) == model.evidence(unmarked, Category.BULLYING)
