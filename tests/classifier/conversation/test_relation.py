"""Who the other person seems to be: told by their own words and by the child's, never by talk about somebody."""

from __future__ import annotations

import pytest

from classifier.conversation.relation import relation_of
from classifier.normalize import normalize
from classifier.taxonomy import Relation, Speaker

OTHER, CHILD = Speaker.OTHER, Speaker.CHILD
PARENT, RELATIVE, TEACHER, CLASSMATE = Relation


@pytest.mark.parametrize(
    ("speaker", "text", "relation"),
    [
        (OTHER, "Mẹ đây, con gửi mẹ tấm hình lúc mặc áo dài với", PARENT),
        (OTHER, "Ba nạp thẻ cho con nhé, học giỏi nghe", PARENT),
        (OTHER, "Tối nay ba đón con ở cổng sau nghen, má bận", PARENT),
        (OTHER, "Hai bố con mình mua hoa trước nhé", PARENT),
        (OTHER, "Anh hai nạp cho em thẻ hai chục đó", RELATIVE),
        (OTHER, "Nội cho con hai chục ăn sáng", RELATIVE),
        (OTHER, "Em ơi cô Hương chủ nhiệm đây", TEACHER),
        (OTHER, "Thầy nhắn các em chiều thứ năm ở lại lớp mười lăm phút", TEACHER),
        (OTHER, "tớ đợi cậu ở cổng", CLASSMATE),
        (OTHER, "mai tao qua nhà mày", CLASSMATE),
        (CHILD, "dạ mẹ", PARENT),
        (CHILD, "mẹ ơi con đang ăn cơm", PARENT),
        (CHILD, "dạ em cảm ơn anh hai", RELATIVE),
        (CHILD, "em chào thầy ạ", TEACHER),
        (CHILD, "cậu cho tớ mượn vở nhé", CLASSMATE),
    ],
)
def test_told_by_the_form_of_address(speaker: Speaker, text: str, relation: Relation) -> None:
    told = relation_of(normalize(text), speaker)
    assert told is not None
    assert told.relation is relation
    assert text[told.start : told.end].strip()


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        (OTHER, "mẹ em có nhà không"),
        (OTHER, "ba mẹ con mấy giờ về"),
        (OTHER, "đừng nói với mẹ nhé"),
        (OTHER, "đừng cho mẹ xem tin nhắn"),
        (OTHER, "chú đón con, đừng để má biết"),
        (OTHER, "giấu ba đi nhé"),
        (OTHER, "anh mua điện thoại cho em nhé"),
        (OTHER, "chú thương con lắm"),
        (OTHER, "cô chủ nhiệm em giả tạo lắm"),
        (CHILD, "dạ mẹ em đi làm rồi"),
        (CHILD, "con méc mẹ đó"),
        (CHILD, "lớp mình đang học Toán"),
        (CHILD, "chú đừng nhắn con nữa"),
    ],
)
def test_talk_about_somebody_tells_nothing(speaker: Speaker, text: str) -> None:
    assert relation_of(normalize(text), speaker) is None


def test_the_words_are_found_in_the_text_as_written() -> None:
    text = "  EM CHÀO THẦY 🌸"
    told = relation_of(normalize(text), CHILD)
    assert told is not None
    assert text[told.start : told.end] == "EM CHÀO THẦY"
