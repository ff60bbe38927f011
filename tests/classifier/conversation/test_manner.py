"""A child's no, a question, an elder's form of address."""

from __future__ import annotations

import pytest

from classifier.conversation.manner import as_elder, asks, refuses, tells
from classifier.normalize import normalize


@pytest.mark.parametrize(
    "text",
    [
        "không, em không gửi đâu",
        "em ngại lắm",
        "thôi ạ",
        "con hông thích giấu má đâu",
        "thôi, chú đừng nhắn con nữa",
        "em không đi, em méc mẹ đó",
        "em ko muon gui",
        "em về đây",
        "em không nói đâu",
        "con hông qua đó đâu",
    ],
)
def test_a_no_is_heard(text: str) -> None:
    assert refuses(normalize(text))


@pytest.mark.parametrize("text", ["dạ đợi em chút", "vâng ạ", "em gửi liền nè", "ok anh", "dạ được"])
def test_a_yes_is_no_no(text: str) -> None:
    assert not refuses(normalize(text))


@pytest.mark.parametrize(
    "text",
    [
        "mấy bạn lớp bên cứ hất nước vào bàn em",
        "con tôi về nhà áo dính đầy mực",
        "em thấy anh khối trên giật cặp của bạn",
        "ban em bi tui no lay het tien an sang",
    ],
)
def test_what_others_do_is_told(text: str) -> None:
    assert tells(normalize(text))


@pytest.mark.parametrize("text", ["mày bị khùng hả", "tao cho nó biết tay", "cút đi", "trời hôm nay đẹp"])
def test_what_is_said_to_somebody_is_not_told(text: str) -> None:
    assert not tells(normalize(text))


@pytest.mark.parametrize(
    ("text", "question"),
    [("em học lớp mấy", True), ("ăn cơm chưa", True), ("đi đâu đó?", True), ("anh về rồi", False), ("ừ", False)],
)
def test_a_question_is_known_with_and_without_its_mark(text: str, question: bool) -> None:
    assert asks(normalize(text)) is question


def test_kinship_needs_both_sides() -> None:
    assert as_elder(normalize("chú mua cho cháu"))
    assert not as_elder(normalize("chú ăn cơm rồi"))
    assert not as_elder(normalize("em ăn cơm rồi"))
