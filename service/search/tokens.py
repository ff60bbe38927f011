"""What a text is found by: its words without marks, and the numbers, accounts and links in it, as keyed hashes.

The key is the service's own and the school is hashed with it, so that one word has another token at every school.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from classifier.normalize import normalize, without_marks
from service.related.mentions import mentions
from service.words import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.related.found import Found
    from service.secret import Secret

BYTES = 8
"""Of a token: enough that two words of a school hardly ever meet, too little to be worth a search for the word."""
MOST_WORDS = 2_000  # of one report
_MOST_CHARACTERS = 200_000
_WORD = re.compile(r"\w+")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that texts are found by: lower case, teencode as written out, without marks; things by their kind.

    The words of a number or a link are there, too, so that a part of one can be typed.
    """
    found: set[str] = set()
    left = _MOST_CHARACTERS
    for text in texts:
        found |= {_thing(one) for one in mentions(text[:left])}
        found |= set(_words(text[:left]))
        left -= min(left, len(text))
    return frozenset(sorted(found)[:MOST_WORDS])


def words_asked(text: str) -> frozenset[str]:
    """Give the words of what somebody looks for: a number that is written with spaces is one thing, not three words."""
    found: set[str] = set()
    rest = text
    for one in reversed(mentions(text)):
        found.add(_thing(one))
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return frozenset(found | set(_words(rest)))


def tokens(secret: Secret, school_id: str, words: Iterable[str]) -> list[bytes]:
    """Hash words for a school."""
    school = school_id.encode()
    return [secret.digest("search", school, word.encode())[:BYTES] for word in words]


def _thing(one: Found) -> str:
    """Name a thing by its kind; an account without its platform, which one report names and another does not."""
    value = one.value.rpartition(":")[2] if one.kind is MentionKind.ACCOUNT else one.value
    return f"{one.kind.value}:{value}"


def _words(text: str) -> list[str]:
    return _WORD.findall(without_marks(normalize(text).text))
