"""Words whose letters were pulled apart to get past a filter: ``n g u``, ``đ.ị.t m.ẹ``, ``v_c_l``."""

from __future__ import annotations

import re
from functools import lru_cache

from classifier.normalize.glyphs import Glyphs
from classifier.normalize.syllables import LONGEST, is_syllable
from classifier.normalize.teencode import TEENCODE

SEPARATORS = frozenset(".-_*|/\\·•~'`,+")
_APART = re.compile(r"[^\W\d_](?:[.\-_*|/\\·•~'`,+]{1,3}[^\W\d_])+")
_CUT = re.compile(r"([^\W\d_]+)[.\-_*|·•~]([^\W\d_]+)")
_CONSONANTS = frozenset("b c d đ g h k l m n p q r s t v x ch gh gi kh ng nh ngh ph qu th tr".split())  # noqa: SIM905 - a row to read
_FEWEST = 3  # letters; two letters apart ("k.o") count only where the table knows the word
_LONGEST_RUN = 64  # letters; nobody spells a longer insult, and the search stays short


def closed_up(core: Glyphs) -> Glyphs | None:
    """Find the word whose letters stand apart in one token (``n.g.u``), or ``None`` if there is none."""
    if not _APART.fullmatch(core.text):
        return None
    letters = core.kept([at for at, character in enumerate(core.text) if character not in SEPARATORS])
    if letters.text in TEENCODE or (len(letters.text) < _FEWEST and _is_marked_syllable(letters.text)):
        return letters
    return spelt(letters)


def mended(core: Glyphs) -> Glyphs | None:
    """Find the one word that a sign cuts in two (``ng.u``, ``lồ.n``), or ``None``.

    One part must be of consonants; what is often shortened so must not be meant: ``m.anh`` is somebody's name.
    """
    parts = _CUT.fullmatch(core.text)
    if parts is None:
        return None
    first, second = parts[1], parts[2]
    opens = first in _CONSONANTS and len(first) > 1 and (len(second) == 1 or not second.isascii())
    ends = second in _CONSONANTS and not first.isascii()
    letters = core.kept([at for at, character in enumerate(core.text) if character not in SEPARATORS])
    return letters if (opens or ends) and is_syllable(letters.text) else None


def _is_marked_syllable(text: str) -> bool:
    """Tell whether two letters apart can only be a word (``m.ẹ``); ``g.u`` might be none."""
    return not text.isascii() and "đ" not in text and is_syllable(text)


def spelt(letters: Glyphs) -> Glyphs | None:
    """Find the words that single letters spell, with spaces between them; ``None`` if they spell none."""
    cuts = _cuts(letters.text) if _FEWEST <= len(letters.text) <= _LONGEST_RUN else None
    if cuts is None:
        return None
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for first, last in cuts:
        if text:  # the space stands for what lay between the letters
            text.append(" ")
            starts.append(ends[-1])
            ends.append(max(ends[-1], letters.starts[first]))
        text.append(letters.text[first:last])
        starts += letters.starts[first:last]
        ends += letters.ends[first:last]
    return Glyphs("".join(text), starts, ends)


@lru_cache(maxsize=4096)
def _cuts(letters: str) -> tuple[tuple[int, int], ...] | None:
    """Find the fewest syllables of two letters or more that spell ``letters`` in full, as ``(start, end)`` pairs."""
    best: list[tuple[int, int] | None] = [None] * (len(letters) + 1)  # (syllables so far, where the last began)
    best[0] = (0, 0)
    for start in range(len(letters)):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 2, min(len(letters), start + LONGEST) + 1):
            known = best[end]
            if (known is None or known[0] > here[0] + 1) and is_syllable(letters[start:end]):
                best[end] = (here[0] + 1, start)
    if best[-1] is None:
        return None
    cuts: list[tuple[int, int]] = []
    end = len(letters)
    while end:
        step = best[end]
        assert step is not None  # noqa: S101 - every reached place knows where it was reached from
        cuts.append((step[1], end))
        end = step[1]
    return tuple(reversed(cuts))
