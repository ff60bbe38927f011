"""Spellings that stand for two things, told apart by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from classifier.normalize.marks import VIETNAMESE, without_marks

_LISTED = frozenset("abcdmtABCDMT")
_MARKED = re.compile(f"[{VIETNAMESE}]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One row of ``contexts.tsv``."""

    usual: str
    other: str
    after: frozenset[str]  # the word before makes it the other
    before: frozenset[str]  # the word behind does
    places: tuple[str, ...]  # keys of PLACES


def _table() -> dict[str, Ambiguous]:
    rows = (Path(__file__).parent / "contexts.tsv").read_text("utf-8").splitlines()
    table = {}
    for row in rows:
        if not row or row.startswith("#"):
            continue
        typed, usual, other, after, before, places = row.split("\t")
        table[typed] = Ambiguous(usual, other, _both(after), _both(before), tuple(places.split()))
    return table


def _both(words: str) -> frozenset[str]:
    return frozenset(words.split()) | frozenset(without_marks(words).split())


CONTEXTS = _table()


def is_other(typed: str, text: str, tokens: list[str], written: list[str], index: int) -> bool:
    """Whether the token ``index`` of the message ``text`` is meant the other way.

    ``tokens`` are the message's as they were typed, ``written`` the same in normal form, each read alone.
    """
    row = CONTEXTS[typed]
    before = written[index - 1] if index else ""
    if before.rpartition(" ")[2] in row.after:
        return True
    after = written[index + 1] if index + 1 < len(written) else ""
    if row.before and after.partition(" ")[0].rstrip(".,!?") in row.before:
        return True
    return bool(row.places) and any(PLACES[place](text, tokens, index) for place in row.places)


def _at_the_end(_text: str, tokens: list[str], index: int) -> bool:
    return index + 1 == len(tokens) or not tokens[index][-1].isalpha()


def _after_a_number(_text: str, tokens: list[str], index: int) -> bool:
    return index > 0 and tokens[index - 1].isdigit()


def _beside_a_letter(_text: str, tokens: list[str], index: int) -> bool:
    """Whether it stands as in a list of answers or of people."""
    return any(
        token.rstrip(".,)") in _LISTED for token in (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])
    )


def _without_marks(text: str, _tokens: list[str], _index: int) -> bool:
    return text.isascii() or _MARKED.search(text) is None


def _capital(_text: str, tokens: list[str], index: int) -> bool:
    return index > 0 and tokens[index][0].isupper() and any(map(str.islower, tokens))


def _title(_text: str, tokens: list[str], index: int) -> bool:
    return tokens[index].istitle() and "".join(tokens[index + 1 : index + 2])[:1].isupper()


PLACES: dict[str, Callable[[str, list[str], int], bool]] = {
    "end": _at_the_end,
    "number": _after_a_number,
    "letter": _beside_a_letter,
    "unmarked": _without_marks,
    "capital": _capital,
    "title": _title,
}
