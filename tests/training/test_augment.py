from __future__ import annotations

import numpy as np

from classifier.normalize import normalize, without_marks
from training.augment import Shares, augment

TEXTS = ["Đừng nói với bố mẹ nhé", "không biết gì luôn", "ok", "người yêu của bạn đẹp quá", ""]
LABELS = np.eye(5, 4, dtype=bool)
KNOWN = ~np.eye(5, 4, dtype=bool)
NONE = Shares(0, 0, 0)


def test_the_same_seed_makes_the_same_rows_and_another_seed_others() -> None:
    one, same, other = (augment(TEXTS, LABELS, KNOWN, seed=seed)[0] for seed in (1, 1, 2))
    assert one == same != other


def test_each_extra_row_keeps_the_labels_of_its_text() -> None:
    texts, labels, known = augment(TEXTS, LABELS, KNOWN, seed=0, shares=NONE._replace(unmarked=1.0))
    assert texts == [without_marks(TEXTS[at]) for at in (0, 1, 3)]  # "ok" and "" have no other spelling
    np.testing.assert_array_equal(labels, LABELS[[0, 1, 3]])
    np.testing.assert_array_equal(known, KNOWN[[0, 1, 3]])


def test_teencode_reads_back_as_the_same_sentence() -> None:
    sentences = [TEXTS[0].lower(), TEXTS[1], TEXTS[3]]
    for seed in range(20):
        texts, _, _ = augment(sentences, LABELS[:3], KNOWN[:3], seed=seed, shares=NONE._replace(teencode=1.0))
        assert {normalize(text).text for text in texts} <= set(sentences)


def test_slips_change_a_little() -> None:
    texts, _, _ = augment([TEXTS[0]] * 50, LABELS[[0] * 50], KNOWN[[0] * 50], seed=0, shares=NONE._replace(slips=1.0))
    assert len(texts) > 20
    assert all(abs(len(text) - len(TEXTS[0])) <= 2 for text in texts)


def test_no_share_makes_no_row() -> None:
    texts, labels, known = augment(TEXTS, LABELS, KNOWN, seed=0, shares=NONE)
    assert texts == []
    assert labels.shape == known.shape == (0, 4)
