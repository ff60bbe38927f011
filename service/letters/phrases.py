"""Ready-made phrases of a kind counsellor, to start a letter from; ``phrases.toml`` holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from classifier.taxonomy import Word

_FILE = Path(__file__).parent / "phrases.toml"


class Audience(Word):
    """Whom a phrase is written to."""

    PUPIL = "pupil", "học sinh", "pupil"
    PARENT = "parent", "phụ huynh", "parent"
    TEACHER = "teacher", "giáo viên", "teacher"


@dataclass(frozen=True, slots=True)
class Said:
    """The same in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A paragraph for a letter. There is nothing to fill in: it can be sent as it stands."""

    key: str
    audience: Audience
    title: Said  # what to choose it by
    vi: str
    en: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """Give all phrases, in the order in which they are offered."""
    with _FILE.open("rb") as file:
        stored = tomllib.load(file)["phrase"]
    return tuple(
        Phrase(one["key"], Audience(one["audience"]), Said(**one["title"]), one["vi"].strip(), one["en"].strip())
        for one in stored
    )
