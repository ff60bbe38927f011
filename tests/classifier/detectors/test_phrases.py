"""Which phrases the words of a message allow."""

from __future__ import annotations

import csv
from pathlib import Path

from classifier.detectors import DETECTORS
from classifier.detectors.phrase import Phrase, compile_phrase
from classifier.detectors.phrases import Phrases, members
from classifier.normalize import normalize

SEED = Path(__file__).parents[3] / "datasets" / "seed" / "messages"


def phrases(*sources: str) -> Phrases:
    return Phrases(phrase for phrase in map(compile_phrase, sources) if phrase is not None)


def every_phrase(*, bare: bool) -> list[Phrase]:
    sources = [
        source
        for detector in DETECTORS
        for source in (*detector.phrases, *detector.marked, *detector.reported, *detector.quiet, *detector.idioms)
    ]
    return [phrase for source in dict.fromkeys(sources) if (phrase := compile_phrase(source, bare=bare)) is not None]


def test_a_phrase_is_allowed_where_every_part_has_a_word() -> None:
    row = phrases("(gửi|đưa) ~2 (ảnh|hình)", "giữ bí mật", "ảnh")
    assert list(members(row.allowed(frozenset({"gửi", "cho", "ảnh"})))) == [0, 2]
    assert list(members(row.allowed(frozenset({"đưa", "hình"})))) == [0]
    assert row.allowed(frozenset({"gửi", "bí", "giữ"})) == row.allowed(frozenset()) == 0


def test_no_phrases_allow_nothing() -> None:
    assert Phrases(()).allowed(frozenset({"gì"})) == 0
    assert not Phrases(()).holds("gì", frozenset({"gì"}))


def test_members_lists_every_bit_once_in_order() -> None:
    assert list(members(0b1000_0000_0101)) == [0, 2, 11]
    assert list(members(1 << 700 | 1)) == [0, 700]


def test_words_never_hide_a_phrase_that_a_message_holds() -> None:
    """What is searched without asking for words first is found with asking, on messages of every file of the seed."""
    texts = []
    for path in sorted(SEED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)][:4]
    for bare in (False, True):
        row = Phrases(every_phrase(bare=bare))
        found = 0
        for message in map(normalize, texts):
            text, words = (message.bare, message.bare_words) if bare else (message.text, message.words)
            held = {index for index, phrase in enumerate(row.row) if phrase.pattern.search(text)}
            assert held <= set(members(row.allowed(words)))
            assert row.holds(text, words) is bool(held)
            found += len(held)
        assert found > len(texts) / 2


def test_equal_sources_are_compiled_once() -> None:
    assert compile_phrase("giữ bí mật") is compile_phrase("giữ bí mật")
