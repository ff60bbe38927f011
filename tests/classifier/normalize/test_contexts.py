from __future__ import annotations

import pytest

from classifier.normalize import normalize
from classifier.normalize.contexts import CONTEXTS, PLACES
from classifier.normalize.teencode import TEENCODE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a nhớ e", "anh nhớ em"),
        ("a ơi, e vs a", "anh ơi, em với a"),
        ("bạn a đánh bạn b", "bạn a đánh bạn b"),
        ("Bạn A đánh bạn B", "bạn a đánh bạn b"),
        ("câu a sai, chọn b hoặc c", "câu a sai, chọn b hoặc c"),
        ("b gửi ảnh cho t", "bạn gửi ảnh cho t"),
        ("lớp 10 a", "lớp 10 a"),
        ("vay a", "vay a"),
        ("500 k là k đủ", "500 k là không đủ"),
        ("đ hiểu", "đéo hiểu"),
        ("giá 500 đ", "giá 500 đ"),
        ("thoai k sao", "thoai không sao"),
        ("thôi mà, thoai", "thôi mà, thôi"),
        ("doi thoai voi phu huynh", "doi thoai voi phu huynh"),
        ("hem biết", "không biết"),
        ("em o hem 12", "em o hem 12"),
        ("k bt gì", "không biết gì"),
        ("cho mk fb đây", "cho mk facebook đây"),
        ("mk mệt quá", "mình mệt quá"),
        ("kb zalo nha", "kết bạn zalo nha"),
        ("nt riêng cho anh", "nhắn tin riêng cho anh"),
        ("chưa bh gặp", "chưa bao giờ gặp"),
        ("bh đi đâu", "bây giờ đi đâu"),
        ("th đó láo", "thằng đó láo"),
        ("vậy th", "vậy thôi"),
        ("đau hông", "đau hông"),
        ("đi hông", "đi không"),
        ("lỗ hổng", "lỗ hổng"),
        ("bùn quá", "buồn quá"),
        ("dính bùn", "dính bùn"),
        ("gen Z", "gen z"),
        ("đi đâu z", "đi đâu vậy"),
        ("éo le lắm", "éo le lắm"),
        ("éo biết", "đéo biết"),
        ("hôm wa", "hôm qua"),
        ("đẹp wa", "đẹp quá"),
        ("Ms Lan", "ms lan"),
        ("ms biết", "mới biết"),
        ("A K BIẾT", "anh không biết"),
    ],
)
def test_neighbours_tell_which_word_is_meant(typed: str, meant: str) -> None:
    assert normalize(typed).text == meant


def test_the_usual_reading_is_the_table_of_teencode_s_where_both_know_a_word() -> None:
    assert {typed: TEENCODE[typed] for typed in CONTEXTS if typed in TEENCODE} == {
        typed: row.usual for typed, row in CONTEXTS.items() if typed in TEENCODE
    }


@pytest.mark.parametrize(
    ("typed", "word", "original"),
    [
        ("bảo a, đừng", "a", "a"),
        ("lúc h, a nói", "giờ", "h"),
        ("b nt riêng", "nhắn tin", "nt"),
        ("k bt.", "biết", "bt"),
    ],
)
def test_either_reading_leads_back_to_what_was_typed(typed: str, word: str, original: str) -> None:
    normal = normalize(typed)
    at = f" {normal.text}".index(f" {word}")
    assert typed[slice(*normal.origin(at, at + len(word)))] == original


def test_every_place_that_the_table_names_is_known() -> None:
    assert {place for row in CONTEXTS.values() for place in row.places} == set(PLACES)
