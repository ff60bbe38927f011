"""Letters that look alike, told apart by their size and by where they stand.

The recogniser sees each line brought to one height, so that a lone "v" is as tall as a "V", and the dot of an "i" is a
small mark among small marks. What the line itself shows decides: the height of its other letters, the width of a stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

SAME_SHAPE = frozenset("COSVWXZ")  # as capitals the same shape as small, only taller
SMALL = frozenset("aemnru")  # letters as tall as those
TALLER = 1.13  # a capital, in heights of small letters; it is 1.3 to 1.4 in fonts of screens
STEM = 0.27  # an "i" no wider than this, in heights of small letters, bears nothing wider than a dot
THIN_STEM = 0.2  # likewise, in a line whose other letters bear marks
WIDE_MARKS = frozenset("\u0303\u0308\u0309")  # tilde, diaeresis, hook: wider than a stem in every font
DOT_BELOW = "\u0323"
FEW = 0.06  # of a line's letters: with so few marks it is written without any
LONG = 20  # letters of a line whose only mark, over an "i", is the dot of that "i": people mark all words or none
BELOW = 0.12  # a dot below hangs under the line by more

_CAPITAL_AFTER_SMALL = re.compile(r"(?<=[^\W\d_A-Z])[À-ỸĂĐƠƯ]+")
_SHUT_UP = r"(?:lặng|đi|re|ắng|nào|miệng|mồm)"  # what follows when "Im" is meant
_IM = re.compile(rf"(?<![.!?…:])(?<=[\w,)])(?<!\bI) Im\b(?! {_SHUT_UP})|^Im$")
_ZERO_K = re.compile(r"^0(?=k\b)")
_SPACE_BEFORE = re.compile(r"(?<=\w) ([,;])(?=\w)")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One letter as the recogniser saw it; its rectangle in points of the strip."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    starts_word: bool = False

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top


def by_size(symbols: Sequence[Symbol]) -> list[Symbol]:
    """Correct each letter that the line's other letters show to be another."""
    small = [symbol for symbol in symbols if symbol.text in SMALL]
    if not small:
        return list(symbols)
    height = float(np.median([symbol.height for symbol in small]))
    foot = float(np.median([symbol.bottom for symbol in small]))
    marks = sum(_marked(symbol.text) for symbol in symbols)
    bare, alone = marks <= FEW * len(symbols), marks == 1 and len(symbols) >= LONG
    return [replace(symbol, text=_seen(symbol, height, foot, bare=bare, alone=alone)) for symbol in symbols]


def by_place(text: str) -> str:
    """Correct letters that cannot stand where they stand: a capital within a small word, "Im" within a sentence."""
    text = _CAPITAL_AFTER_SMALL.sub(lambda found: found[0].lower() if _small_word(text, found) else found[0], text)
    text = _IM.sub(lambda found: found[0].replace("I", "l"), text)
    return _ZERO_K.sub("O", _SPACE_BEFORE.sub(r"\1 ", text))


def _seen(symbol: Symbol, height: float, foot: float, *, bare: bool, alone: bool) -> str:
    text = symbol.text
    if text in SAME_SHAPE and symbol.height < TALLER * height:
        return text.lower()
    parts = unicodedata.normalize("NFD", text)
    if parts[:1] != "i" or len(parts) == 1:
        return text
    if DOT_BELOW in parts:
        dotted = symbol.bottom > foot + BELOW * height or not bare
    else:
        dotted = (
            not alone and symbol.right - symbol.left > (STEM if bare or WIDE_MARKS & set(parts) else THIN_STEM) * height
        )
    return text if dotted else "i"


def _marked(text: str) -> bool:
    return text in "đĐ" or len(unicodedata.normalize("NFD", text)) > 1


def _small_word(text: str, found: re.Match[str]) -> bool:
    """Tell whether the word around a capital with marks is otherwise small."""
    start = text.rfind(" ", 0, found.start()) + 1
    return text[start : found.start()].islower()
