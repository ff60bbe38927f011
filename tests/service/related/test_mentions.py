"""What is found and what is not, kind by kind; the tables stand in ``cases``."""

import time
from pathlib import Path

import pytest
from hypothesis import given, strategies

from service.related.mentions import mentions
from service.words import MentionKind

CASES = Path(__file__).parent / "cases"
NAMED = (MentionKind.PHONE, MentionKind.ACCOUNT, MentionKind.LINK, MentionKind.BANK)


def rows(kind: MentionKind) -> list[tuple[str, list[str]]]:
    lines = (CASES / f"{kind.value}.tsv").read_text("utf-8").splitlines()
    split = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, values) for text, *values in split]


def values(text: str, kind: MentionKind) -> list[str]:
    return list(dict.fromkeys(found.value for found in mentions(text) if found.kind is kind))


@pytest.mark.parametrize(
    ("kind", "number", "text", "expected"),
    [(kind, number, *row) for kind in NAMED for number, row in enumerate(rows(kind))],
    ids=lambda value: value if isinstance(value, MentionKind | int) else "",
)
def test_a_mention_is_found_where_there_is_one_and_nowhere_else(
    kind: MentionKind, number: int, text: str, expected: list[str]
) -> None:
    assert values(text, kind) == expected, number


@pytest.mark.parametrize("kind", NAMED)
def test_each_table_holds_enough_of_both(kind: MentionKind) -> None:
    found = [bool(expected) for _, expected in rows(kind)]
    assert found.count(True) >= 20
    assert found.count(False) >= 20


def test_the_place_is_the_one_in_the_message_as_it_was_written() -> None:
    text = "dạ  gọi   o9l2\u200b 345 678 nha"
    [found] = mentions(text)
    assert text[found.start : found.end] == "o9l2\u200b 345 678"


def test_an_account_number_that_is_a_telephone_number_is_both() -> None:
    assert {(one.kind, one.value) for one in mentions("stk 0912345678 mb")} == {
        (MentionKind.BANK, "0912345678"),
        (MentionKind.PHONE, "+84912345678"),
    }


@given(strategies.text(max_size=200) | strategies.text("0123456789 .-oOlLsắ@:/fbstkmn", max_size=300))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    for found in mentions(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["0", "0 ", "a.", "@a", "stk ", "http://", "fb la ", "mb 1", "một ", "0-", "a@a."])
def test_a_long_hostile_message_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    mentions(piece * (20_000 // len(piece)))
    assert time.process_time() - began < 2


def test_a_link_with_half_a_character_in_it_is_passed_over() -> None:
    assert [found.value for found in mentions("https://vidu.vn/\udfff?a=\ud800 rồi https://vidu.vn/b")] == ["vidu.vn/b"]


def test_a_message_of_nothing_but_links_takes_no_longer_than_its_length() -> None:
    short, long = " https://zalo.me/0912345678" * 40, " https://zalo.me/0912345678" * 320
    mentions(short)
    began = time.process_time()
    mentions(short)
    once = time.process_time() - began
    began = time.process_time()
    mentions(long)
    assert time.process_time() - began < 30 * once  # eight times as long; it was sixty
