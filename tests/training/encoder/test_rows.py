from __future__ import annotations

from training.encoder.rows import kept_aside, learning_rows, mark_of
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
