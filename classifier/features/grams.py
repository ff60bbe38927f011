"""The features of one item: what of it may be met again in another spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.normalize import without_marks

if TYPE_CHECKING:
    from classifier.features.items import Item

# 4 and 5 doubled the time and gave nothing (cross-validation on ViHSD: .6647 with 3, .6647 with 4)
_SHORTEST, _LONGEST = 2, 3  # characters of an n-gram, the word's edges counted


def features_of(item: Item) -> list[str]:
    """List the features of an item in both views: as written, and without marks.

    The first letter of a feature says what it is: ``w`` a word, ``c`` an n-gram of characters in a word (``<`` and
    ``>`` are its edges), ``b`` a pair of neighbours, ``s`` a compound; ``v``, ``d``, ``e`` and ``t`` are the same in
    the view without marks.
    """
    if isinstance(item, tuple):
        pair = " ".join(item)
        return ["b" + pair, "e" + without_marks(pair)]
    bare = without_marks(item)
    if " " in item:
        return ["s" + item, "t" + bare]
    return ["w" + item, "v" + bare, *_grams("c", item), *_grams("d", bare)]


def _grams(kind: str, word: str) -> list[str]:
    edged = f"<{word}>"
    size = len(edged)
    return [
        kind + edged[at : at + length]
        for length in range(_SHORTEST, min(_LONGEST, size - 1) + 1)
        for at in range(size - length + 1)
    ]
