"""One token's characters in plain form: lower case, composed, no invisible ones, no look-alikes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from classifier.normalize.glyphs import Glyphs
from classifier.normalize.marks import VIETNAMESE

_VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_VOWELS = frozenset("aeiouy")
_MOST_MARKS = 3  # a letter bears at most two; a third is a slip; more ("zalgo") is there to hide the word
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # letters and marks that show nothing
_LONGEST_SPELLING = 4  # characters; a few signs stand for whole sentences, and a text of them would grow eighteenfold


def _lookalikes() -> dict[str, str]:
    rows = (Path(__file__).parent / "lookalikes.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {character: letter for character, letter, *_ in pairs}


_LOOKALIKES = _lookalikes()
_MARKABLE = frozenset(VIETNAMESE.replace("đ", "")) | _VOWELS
_PLAIN = re.compile(f"[!-~{VIETNAMESE}“”‘’–—]*")


def cleaned(token: str) -> Glyphs:
    """Lower case, composed, without invisible characters, stacked marks and look-alike letters.

    The fast way out is taken when nothing but the case changes.
    """
    lower = token.lower()
    if len(lower) == len(token) and _PLAIN.fullmatch(lower):
        return Glyphs(lower, list(range(len(token))), list(range(1, len(token) + 1)))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(token):
        end = at + 1
        while end < len(token) and unicodedata.combining(token[end]):
            end += 1
        for character in _cluster(token[at], token[at + 1 : end]):
            out.append(character)
            starts.append(at)
            ends.append(end)
        at = end
    return Glyphs("".join(out), starts, ends)


def _is_invisible(character: str) -> bool:
    """Zero-width and formatting characters, and the variation selectors that follow an emoji."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character in _BLANK


def _latin(character: str) -> str:
    """Take off what no Vietnamese letter bears (``ü``, ``ć``): it changes nothing for the eye that knows the word."""
    if character.isascii() or character in VIETNAMESE:
        return character
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    if not base.isascii() or not marks:
        return character
    kept = "".join(mark for mark in marks if mark in _VIETNAMESE_MARKS) if base in _VOWELS else ""
    return unicodedata.normalize("NFC", base + kept)


def _cluster(base: str, marks: str) -> str:
    """One letter with the marks that stand on it, in plain form; may be empty."""
    if _is_invisible(base) or unicodedata.combining(base):
        return ""
    seen: list[str] = []
    for mark in marks[:64]:
        if mark in _VIETNAMESE_MARKS and mark not in seen and len(seen) < _MOST_MARKS:
            seen.append(mark)
    plain = unicodedata.normalize("NFKC", base).lower()
    if len(plain) > _LONGEST_SPELLING:
        plain = base
    plain = "".join(map(_latin, plain))
    plain = "".join(_LOOKALIKES.get(character, character) for character in plain)
    if plain[-1:] not in _MARKABLE:
        seen = []  # "c" with an accent is "c"
    plain = unicodedata.normalize("NFC", plain + "".join(seen))
    return "".join(
        character
        for character in plain
        if not (character.isspace() or _is_invisible(character) or unicodedata.combining(character))
    )
