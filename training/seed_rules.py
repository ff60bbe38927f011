"""The rules of the seed corpus: what makes a message count, and what may never stand in one.

A message with one word swapped is the same message: it would fill the corpus without teaching anything, and a copy in
the test part would measure memory.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Signal
from training.prepare import mask_phones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COLUMNS = ("text", "categories", "signals", "region", "style", "theme")
REGIONS = ("north", "central", "south", "any")
# Of grooming: adults and friends who mean well.
LOOK_ALIKES = (
    "clean_teachers.csv",
    "clean_family.csv",
    "clean_family_money_secrets.csv",
    "clean_first_love.csv",
    "more_parents.csv",
    "more_grandparents_relatives.csv",
    "more_teachers_coaches.csv",
    "more_classmates_forms.csv",
    "more_shops_delivery.csv",
    "more_love_and_surprises.csv",
    "more_games_clans.csv",
    "more_advice_news_lessons.csv",
    "more_kind_teencode.csv",
    "more_long_clean.csv",
    "more_clean_giving_warning_loving.csv",
)
STYLES = ("standard", "teencode", "no_marks", "emoji")

LEAST_MESSAGES = 6_000
LEAST_CLEAN = 3_300

_SHORTEST_TEMPLATE = 4  # words: shorter messages share words by nature
_ALLOWED = {"categories": frozenset(Category), "signals": frozenset(Signal), "style": frozenset(STYLES)}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the seed, with the place it stands at."""

    place: str  # file:line
    text: str
    categories: frozenset[str]
    signals: frozenset[str]
    region: str
    style: frozenset[str]
    theme: str

    @property
    def file(self) -> str:
        """Name of the file it stands in."""
        return self.place.partition(":")[0]

    @property
    def words(self) -> tuple[str, ...]:
        """Words without marks, case and signs."""
        bare = unicodedata.normalize("NFD", self.text.lower()).replace("đ", "d")
        return tuple(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))


def read(folder: Path) -> tuple[list[Message], list[str]]:
    """Read every message of ``messages/*.csv`` and the faults of the rows that could not be read."""
    messages: list[Message] = []
    faults: list[str] = []
    for path in sorted(folder.glob("messages/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                faults.append(f"{path.name}: the heading must be {','.join(COLUMNS)}")
                continue
            for row in reader:
                place = f"{path.name}:{reader.line_num}"
                if None in row or None in row.values():
                    faults.append(f"{place}: wrong number of columns (put a text with commas in quotes)")
                else:
                    messages.append(_message(row, place))
    return messages, faults


def check(messages: Sequence[Message]) -> list[str]:
    """List every fault of the messages, and of the corpus as a whole; an empty list means that all rules hold."""
    return [*(f"{m.place}: {fault}" for m in messages for fault in _faults(m)), *_copies(messages), *_balance(messages)]


def _message(row: dict[str, str], place: str) -> Message:
    return Message(
        place=place,
        text=row["text"],
        categories=frozenset(row["categories"].split()),
        signals=frozenset(row["signals"].split()),
        region=row["region"],
        style=frozenset(row["style"].split()),
        theme=row["theme"],
    )


def _faults(message: Message) -> Iterator[str]:
    for column, allowed in _ALLOWED.items():
        if odd := getattr(message, column) - allowed:
            yield f"{column} may not be {', '.join(sorted(odd))}"
    if message.region not in REGIONS:
        yield f"region must be one of {', '.join(REGIONS)}"
    if not message.style or not message.theme.strip():
        yield "style and theme may not be empty"
    if not message.text.strip():
        yield "the text is empty"
    if message.text != unicodedata.normalize("NFC", message.text):
        yield "the text is not NFC"
    if mask_phones(message.text) != message.text:
        yield "looks like a real telephone number: write [SỐ ĐIỆN THOẠI]"


def _copies(messages: Sequence[Message]) -> Iterator[str]:
    """Find messages that are equal but for marks, case and signs, or but for one word."""
    same: dict[tuple[str, ...], str] = {}
    swapped: defaultdict[tuple[tuple[str, ...], int], dict[str, None]] = defaultdict(dict)
    for message in messages:
        words = message.words
        if words in same:
            yield f"{message.place}: the same text (marks and case aside) as {same[words]}"
            continue
        same[words] = message.place
        if len(words) >= _SHORTEST_TEMPLATE:
            for at in range(len(words)):
                swapped[(*words[:at], "", *words[at + 1 :]), at][message.place] = None
    for places in swapped.values():
        if len(places) > 1:
            yield f"one word swapped: {', '.join(places)}"


def _balance(messages: Sequence[Message]) -> Iterator[str]:
    found = counts(messages)
    if found["messages"] < LEAST_MESSAGES:
        yield f"{found['messages']} messages, at least {LEAST_MESSAGES} are needed"
    if found["clean"] < LEAST_CLEAN:
        yield f"{found['clean']} clean messages, at least {LEAST_CLEAN} are needed"
    if found["harmless look-alikes of grooming"] <= found[Category.GROOMING]:
        yield "there must be more harmless look-alikes of grooming than grooming fragments"


def counts(messages: Sequence[Message]) -> Counter[str]:
    """Count messages, clean ones, and those of each category, region, style and kind of look-alike.

    Look-alikes stand in files of their own: a teacher who asks for the age, a mother who asks for a secret, first love.
    """
    found: Counter[str] = Counter(messages=len(messages))
    for message in messages:
        found["clean"] += not message.categories
        found.update(message.categories)
        found[f"region {message.region}"] += 1
        found.update(f"style {style}" for style in message.style)
        found["harmless look-alikes of grooming"] += not message.categories and message.file in LOOK_ALIKES
    return found
