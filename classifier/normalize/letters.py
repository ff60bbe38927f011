"""Letters typed too often, and digits or signs typed for letters."""

from __future__ import annotations

import re

from classifier.normalize.glyphs import Glyphs
from classifier.normalize.keys import ENGLISH
from classifier.normalize.marks import without_marks
from classifier.normalize.syllables import LONGEST, is_syllable, is_written, with_tone

_THREE = re.compile(r"([^\W\d_])\1{2,}")
_LAUGHTER = re.compile(r"([^\W\d_]{2,3}?)\1{2,}")  # hahaha, hihihi
_DOUBLE = re.compile(r"([^\W\d_])\1")
_FOREIGN = ENGLISH | {
    "app",
    "bee",
    "boo",
    "coo",
    "ddos",
    "lee",
    "oop",
    "see",
    "too",
    "zoo",
}  # double letters that are meant
_SIGNS = str.maketrans("013457@$!|", "oieastasii")
_SIGN_FOR_LETTER = re.compile(r"[^\W\d_]+(?:[0134@$!|]+[^\W\d_]+)+|[^\W\d_aeiouy]+[0@]|@[^\W\d_]+")


def once(word: Glyphs) -> Glyphs:
    """Bring a drawn-out word to its spelling: ``nguuuu`` becomes ``ngu``, ``hahahaha`` becomes ``haha``.

    A letter that is the whole word stays twice (``kkkk`` is a laugh, not the word ``không``). A letter typed twice goes
    only where that makes a Vietnamese syllable of what was none (``lắmm``).
    """
    text = without_marks(word.text)  # "quáaa": the drawn-out letter need not bear the mark
    if _THREE.search(text):
        word = word.kept(_without_repeats(text, word.text))
        text = without_marks(word.text)
    if len(text) >= 6 and _LAUGHTER.search(text):  # noqa: PLR2004 - the shortest laugh: three times two letters
        word = word.kept(_without_laughter(text))
        text = without_marks(word.text)
    if _DOUBLE.search(text) and len(text) <= LONGEST + 1 and text not in _FOREIGN and not is_syllable(text):
        for found in _DOUBLE.finditer(text):
            first, second = found.start(), found.start() + 1
            if len(text) > 2 and is_syllable(text[:first] + text[second:]):  # noqa: PLR2004 - "oo" stays
                dropped = second if word.text[second] == text[second] else first
                return word.kept([at for at in range(len(text)) if at != dropped])
    return word


def _without_repeats(bare: str, text: str) -> list[int]:
    """List the indices to keep when letters that stand three times or more stand once: the one that bears the mark."""
    kept: list[int] = []
    last = 0
    for found in _THREE.finditer(bare):
        first, end = found.span()
        kept.extend(range(last, first))
        if end - first == len(bare):
            kept.extend((first, first + 1))
        else:
            kept.append(next((at for at in range(first, end) if text[at] != bare[at]), first))
        last = end
    kept.extend(range(last, len(bare)))
    return kept


def _without_laughter(text: str) -> list[int]:
    """List the indices to keep when a syllable that stands three times or more stands twice."""
    kept: list[int] = []
    last = 0
    for found in _LAUGHTER.finditer(text):
        kept.extend(range(last, found.start() + 2 * len(found[1])))
        last = found.end()
    kept.extend(range(last, len(text)))
    return kept


def plain_letters(token: Glyphs) -> Glyphs | None:
    """Find the syllable meant by digits and signs typed for letters (``đ1t``, ``ch0``, ``c@c``), or ``None``.

    Only where a syllable comes of it, so that ``10a1``, ``h2o`` and prices stay.
    """
    if len(token.text) > LONGEST or not _SIGN_FOR_LETTER.fullmatch(token.text):
        return None
    meant = token.text.translate(_SIGNS)
    return token.respelt(meant) if is_syllable(meant) else None


def with_grave(token: Glyphs) -> Glyphs | None:
    """Read a grave accent typed behind a word as its tone (``bo`` and a grave: ``bò``); ``None`` if it is none."""
    word = token.text[:-1]
    if not token.text.endswith("`") or not word.isascii() or not word.isalnum():
        return None
    letters = word.translate(_SIGNS)
    meant = with_tone(letters, "\u0300") if is_syllable(letters) else ""
    if not meant or not is_written(meant):
        return None
    spelt = token.cut(0, len(word)).respelt(meant)
    return Glyphs(spelt.text, spelt.starts, [*spelt.ends[:-1], token.ends[-1]])
