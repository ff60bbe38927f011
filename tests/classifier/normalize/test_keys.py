from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.normalize import normalize, without_marks
from classifier.normalize.keys import ENGLISH
from classifier.normalize.syllables import is_written, place_tone

TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
WORDS = tuple(  # a row to read
    "đừng không được người trường chuyện riêng tiếng việt đường mặt trời rừng lớn đẹp đến điện thoại buồn".split()  # noqa: SIM905
)


def _typed(word: str, keys: dict[str, str], system: int) -> str:
    tone = ""
    out = ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        tone += "".join(TONES[part][system] for part in parts if part in TONES)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        out += keys.get(plain, plain)
    return out + tone


@pytest.mark.parametrize("word", [word for word in WORDS if word != "thoại"])
def test_a_word_typed_with_telex_off_comes_back(word: str) -> None:
    assert normalize(_typed(word, TELEX, 0)).text == word


@pytest.mark.parametrize("word", ["đừng", "không", "được", "người", "trường", "chuyện", "tiếng", "điện"])
def test_a_word_typed_with_vni_off_comes_back(word: str) -> None:
    assert normalize(_typed(word, VNI, 1)).text == word


@pytest.mark.parametrize("word", sorted(ENGLISH))
def test_no_listed_english_word_becomes_vietnamese(word: str) -> None:
    assert normalize(word).text.isascii()


@given(st.text("abcdeghiklmnopqrstuvxyfjwz", min_size=1, max_size=9))
def test_marks_only_appear_where_a_whole_syllable_comes_out(typed: str) -> None:
    normal = normalize(f"x {typed} x").text.split(" ")[1:-1]
    for word in normal:
        assert word.isascii() or is_written(word) or is_written(place_tone(word)) or " " in " ".join(normal)


@pytest.mark.parametrize(
    ("word", "whole"),
    [("tiếng", True), ("tieng", False), ("cac", False), ("các", True), ("càc", False), ("xyz", False), ("đắp", True)]
    + [(word, True) for word in WORDS],
)
def test_a_syllable_is_written_with_all_its_marks(word: str, whole: bool) -> None:
    assert is_written(word) is whole


def test_marks_that_come_out_lead_back_to_all_the_keys() -> None:
    typed = "thôi ddungwf noi"
    normal = normalize(typed)
    at = normal.text.index("đừng")
    assert typed[slice(*normal.origin(at, at + 4))] == "ddungwf"
    assert without_marks(normal.text) == "thoi dung noi"
