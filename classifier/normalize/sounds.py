"""Words spelt by ear or shortened with all their marks in place: ``fải``, ``kó``, ``khôg``, ``mìnk``, ``bjết``."""

from __future__ import annotations

import re

from classifier.normalize.glyphs import Glyphs
from classifier.normalize.marks import without_marks
from classifier.normalize.syllables import LONGEST, is_written, place_tone

_ONSETS = (  # typed, meant; the first that fits and leads to a syllable
    ("dz", "v"),
    ("ck", "ch"),
    ("nk", "nh"),
    ("tk", "th"),
    ("pk", "ph"),
    ("kk", "kh"),
    ("gk", "gh"),
    ("f", "ph"),
    ("j", "gi"),
    ("w", "qu"),
    ("wu", "qu"),
    ("q", "qu"),
    ("z", "v"),
    ("k", "c"),
    ("c", "k"),
    ("p", "b"),
)
_ENDS = (("nk", "nh"), ("ck", "ch"), ("g", "ng"), ("k", "c"), ("k", "ch"), ("h", "nh"), ("y", "i"))
_SLENDER = re.compile(r"(?<=[bcdđghklmnpqrstvx])j(?=\w)")  # "bjết"
_P = re.compile(r"p(?!h)")  # no Vietnamese word begins so
_SIGHED = re.compile(r"[àáạâăờơồôêòóừư][hk]")  # "ạh", "àk"; "ảh" is a picture
_LOANS = frozenset(
    {"pê", "pô", "pác", "pắc", "pá", "pả", "páo", "pín", "pôn", "pốt", "đắk", "lắk"}
)  # "pê đê", "pô tô"; places


def heard(word: Glyphs) -> Glyphs | None:
    """Find the syllable that a word with Vietnamese marks sounds like, or ``None``.

    Only for what is no syllable as it stands. Words without any mark are left alone: ``dog`` is not ``dong``.
    """
    text = word.text
    if text.isascii() or len(text) > LONGEST + 2 or text in _LOANS or (is_written(text) and not _P.match(text)):
        return None
    if _SIGHED.fullmatch(text):
        return word.kept([0])
    text = _SLENDER.sub("i", text)
    for start in (text, *(meant + text[len(typed) :] for typed, meant in _ONSETS if text.startswith(typed))):
        for whole in (start, *(start[: -len(typed)] + meant for typed, meant in _ENDS if start.endswith(typed))):
            placed = place_tone(whole)
            if placed != word.text and is_written(placed) and without_marks(placed) != without_marks(word.text):
                return word.respelt(placed)
    return None
