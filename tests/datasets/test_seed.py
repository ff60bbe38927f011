"""The seed corpus keeps its rules, and the rules catch what they are for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from training import manifest, readings, seed_rules
from training.corpus import group_of
from training.seed_rules import Message

FOLDER = manifest.load("seed").folder


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    found, faults = seed_rules.read(FOLDER)
    assert faults == []
    return found


def test_the_seed_keeps_every_rule(messages: list[Message]) -> None:
    assert seed_rules.check(messages) == []


def test_the_seed_is_large_enough(messages: list[Message]) -> None:
    assert len({m.words for m in messages}) >= 2_500
    assert len({m.words for m in messages if not m.categories}) >= 1_300
    assert len({group_of(m.text) for m in messages}) >= 2_500


def test_there_are_more_harmless_look_alikes_than_grooming_fragments(messages: list[Message]) -> None:
    counts = seed_rules.counts(messages)
    assert counts["harmless look-alikes of grooming"] > counts["grooming"] > 0


def test_every_region_style_and_category_is_there(messages: list[Message]) -> None:
    assert {m.region for m in messages} == set(seed_rules.REGIONS)
    assert frozenset[str]().union(*(m.style for m in messages)) == set(seed_rules.STYLES)
    assert frozenset[str]().union(*(m.categories for m in messages)) == {
        "grooming",
        "bullying",
        "explicit",
        "self_harm",
    }


def test_no_mark_means_no_mark(messages: list[Message]) -> None:
    for m in messages:
        if "no_marks" in m.style:
            written = re.sub(r"\[[^]]*\]", "", m.text)  # placeholders keep their marks
            assert not [c for c in written if c.isalpha() and not c.isascii()], m.place


GOOD = Message("a.csv:2", "mai cậu có đi học không", frozenset(), frozenset(), "north", frozenset({"standard"}), "x")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"categories": frozenset({"harm"})}, "categories"),
        ({"signals": frozenset({"rude"})}, "signals"),
        ({"style": frozenset({"loud"})}, "style"),
        ({"style": frozenset[str]()}, "style and theme"),
        ({"theme": " "}, "style and theme"),
        ({"region": "west"}, "region"),
        ({"text": "  "}, "empty"),
        ({"text": "cậu ơi".encode().decode() + "\u0065\u0302"}, "NFC"),
        ({"text": "gọi tớ nhé 0912 345 678"}, "telephone"),
    ],
)
def test_a_broken_rule_is_named(change: dict[str, object], says: str) -> None:
    faults = seed_rules.check([replace(GOOD, **change)])  # type: ignore[arg-type]
    assert any(says in fault and fault.startswith("a.csv:2") for fault in faults)
    assert not any(fault.startswith("a.csv:2") for fault in seed_rules.check([GOOD]))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mai cau co di hoc khong?", "the same text"),
        ("mai bạn có đi học không", "one word swapped"),
        ("mai cậu có đi chơi không 🙂", "one word swapped"),
    ],
)
def test_a_copy_does_not_count(text: str, says: str) -> None:
    faults = seed_rules.check([GOOD, replace(GOOD, text=text, place="b.csv:2")])
    assert any(says in fault and "a.csv:2" in fault and "b.csv:2" in fault for fault in faults)


def test_another_sentence_is_no_copy() -> None:
    other = replace(GOOD, text="mai tớ không đi học được", place="b.csv:2")
    assert not any("b.csv" in fault for fault in seed_rules.check([GOOD, other]))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "a.csv").write_text("text,label\nx,1\n", encoding="utf-8")
    (tmp_path / "messages" / "b.csv").write_text(f"{','.join(seed_rules.COLUMNS)}\na,b\n", encoding="utf-8")
    found, faults = seed_rules.read(tmp_path)
    assert found == []
    assert [fault.partition(":")[0] for fault in faults] == ["a.csv", "b.csv"]


def test_every_addition_was_read_a_second_time_and_stands_as_settled() -> None:
    read = {reading.message: reading for reading in readings.read(FOLDER)}
    found, _ = seed_rules.read(FOLDER)
    additions = [message for message in found if message.file.startswith("more_")]
    assert len(additions) > 2_000
    for message in additions:
        assert read[readings.name_of(message.text)].settled == " ".join(sorted(message.categories)), message.place


def test_the_two_readers_agreement_is_what_the_card_says() -> None:
    card = (FOLDER / "card.md").read_text(encoding="utf-8")
    both = readings.read(FOLDER)
    assert f"{len(both):,} messages" in card
    for category, kappa in readings.agreement(both).items():
        assert f"| `{category}` | {kappa:.3f} |" in card
