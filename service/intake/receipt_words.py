"""A receipt as words: the same number as its digits, easier to copy out and to say on the telephone.

The words are in ``receipt_words.txt``: short, friendly, of one syllable. No two of them are alike without their marks,
and none sounds like another anywhere in the country (d/gi/r/v, ch/tr, s/x, l/n, final n/ng/nh and c/t), so a word is
understood however it was written down.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "receipt_words.txt"
LENGTH = 10
"""Words in a receipt. So many can say more numbers than there are receipts, so most slips of a word are noticed."""

_FIRST = re.compile(r"(ngh|ng|nh|ch|tr|gi(?=[aeou])|gh|kh|ph|th|qu|[bcdghklmnprstvx])?(.*)")
_LAST = re.compile(r"(.*?)(nh|ng|ch|[nctmp])?")
_SOUNDS_AS = {"ngh": "ng", "tr": "ch", "gi": "d", "r": "d", "v": "d", "x": "s", "n": "l", "gh": "g", "k": "c"}
_ENDS_AS = {"nh": "n", "ng": "n", "ch": "t", "c": "t"}
_NOT_LETTERS = re.compile(r"[^a-z]+")


@cache
def words() -> tuple[str, ...]:
    """Give the list, in the order that the numbers count it."""
    return tuple(_FILE.read_text("utf-8").split())


@cache
def _numbers() -> dict[str, int]:
    return {sound(word): number for number, word in enumerate(words())}


def spoken(number: int) -> tuple[str, ...]:
    """Say a receipt's number as words."""
    said = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(words()))
        said.append(words()[place])
    return tuple(reversed(said))


def understood(typed: str) -> int | None:
    """Read the number off words, with or without marks, capitals, commas; ``None`` if they are no receipt."""
    heard = [_numbers().get(_sound(word)) for word in _NOT_LETTERS.split(plain(typed)) if word]
    if len(heard) != LENGTH:
        return None
    number = 0
    for place in heard:
        if place is None:
            return None
        number = number * len(words()) + place
    return number


def plain(text: str) -> str:
    """Write a text in small letters without marks: ``Đồng hồ`` is ``dong ho``."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def sound(word: str) -> str:
    """Give what is left of a word when everything is taken off that a region does not hear or a hand leaves out."""
    return _sound(plain(word))


def _sound(word: str) -> str:
    first, rest = _parts(_FIRST, word)
    vowels, last = _parts(_LAST, rest.replace("y", "i"))
    first, last = _SOUNDS_AS.get(first, first), _ENDS_AS.get(last, last)
    vowels = {"uou": "iu", "uu": "iu", "ieu": "iu", "uoi": "ui"}.get(vowels, vowels)
    vowels = {("ie", "m"): "i", ("ie", "p"): "i", ("uo", "m"): "u"}.get((vowels, last), vowels)
    return f"{first}|{vowels}{last}"


def _parts(pattern: re.Pattern[str], word: str) -> tuple[str, str]:
    found = pattern.fullmatch(word)
    one, two = found.groups() if found else ("", word)
    return one or "", two or ""
