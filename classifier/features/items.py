"""What a text is made of for the model: words, pairs of neighbours, and compounds.

Everything finer (character n-grams, the view without marks) depends on one item alone, so it is worked out once an item
and remembered; reading a message then costs one look-up an item.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from classifier.features.compounds import Compounds

Item = str | tuple[str, str]
"""A word or sign (``"ngu"``), a compound (``"học sinh"``: it has a space), or two neighbours (``("đồ", "ngu")``)."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]+")
_LONGEST = 24  # characters of a word; the rest of a longer one tells nothing


class Words(NamedTuple):
    """The words and groups of signs of a normalised text, cut to 24 characters, and where each begins and ends."""

    written: list[str]
    starts: list[int]
    ends: list[int]


def read_words(text: str) -> Words:
    """Split a normalised text into words and groups of signs, with offsets in it."""
    found = list(_WORD.finditer(text))
    return Words(
        [match[0][:_LONGEST] for match in found],
        [match.start() for match in found],
        [match.end() for match in found],
    )


def items_of(text: str, compounds: Compounds) -> set[Item]:
    """Give the distinct items of a normalised text; empty where there is nothing to read."""
    words = _WORD.findall(text)
    if len(text) > _LONGEST:
        words = [word[:_LONGEST] for word in words]
    items: set[Item] = set(words)
    items.update(pairwise(words))
    items.update(compound for _, _, compound in compounds.find(words))
    return items
