"""Spellings that stand for two things, told apart by their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from classifier.normalize.marks import VIETNAMESE, without_marks

_PLACES = frozenset({"end", "number", "letter", "unmarked", "capital", "title"})
_LISTED = frozenset("abcdmtABCDMT")
_MARKED = re.compile(f"[{VIETNAMESE}]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One row of ``contexts.tsv``."""

    usual: str
    other: str
    after: frozenset[str]  # the word before makes it the other
    before: frozenset[str]  # the word behind does
    places: frozenset[str]


def _table() -> dict[str, Ambiguous]:
    rows = (Path(__file__).parent / "contexts.tsv").read_text("utf-8").splitlines()
    table = {}
    for row in rows:
        if not row or row.startswith("#"):
            continue
        typed, usual, other, after, before, places = row.split("\t")
        if not set(places.split()) <= _PLACES:
            raise ValueError(row)
        table[typed] = Ambiguous(usual, other, _both(after), _both(before), frozenset(places.split()))
    return table


def _both(words: str) -> frozenset[str]:
    return frozenset(words.split()) | frozenset(without_marks(words).split())


CONTEXTS = _table()


def is_other(typed: str, tokens: list[str], written: list[str], index: int) -> bool:
    """Whether the token ``index`` of a message is meant the other way.

    ``tokens`` are the message's as they were typed, ``written`` the same in normal form, each read alone.
    """
    row = CONTEXTS[typed]
    before = written[index - 1] if index else ""
    after = written[index + 1] if index + 1 < len(written) else ""
    if before.rpartition(" ")[2] in row.after or after.partition(" ")[0].rstrip(".,!?") in row.before:
        return True
    places = row.places
    token = tokens[index]
    return (
        ("end" in places and (not after or len(token) > len(typed)))
        or ("number" in places and before.isdigit())
        or ("letter" in places and (_is_listed(tokens, index - 1) or _is_listed(tokens, index + 1)))
        or ("capital" in places and index > 0 and token[0].isupper() and any(map(str.islower, tokens)))
        or ("title" in places and token.istitle() and "".join(tokens[index + 1 : index + 2])[:1].isupper())
        or ("unmarked" in places and not any(map(_MARKED.search, tokens)))
    )


def _is_listed(tokens: list[str], index: int) -> bool:
    """Whether a token is a letter as in a list of answers or of people."""
    return 0 <= index < len(tokens) and tokens[index].rstrip(".,)") in _LISTED
