"""A small language for phrases, and the regular expressions it becomes.

A phrase is words in order: ``"đừng ~2 (nói|kể|@tell) ~3 @parents"``.

=============  =======================================================================================
``word``       that word
``(a b|c)``    one of several; each may be several words; ``@group`` is allowed inside
``@group``     one of the words of :data:`classifier.detectors.vocabulary.GROUPS`
``~3``         up to three words may stand in between, no comma among them
``~~3``        the same, over commas too
``x?``         may be missing (never first)
``#``          a number
``[ảnh]``      a placeholder that reporters' texts carry in place of content
``^`` ``$``    the message begins, ends here
=============  =======================================================================================

Words never cross a full stop, and a comma only where ``~~`` allows it, so that two thoughts are not read as one. Every
repetition is bounded and possessive: the time to search grows with the length of the text, never faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from classifier.detectors.vocabulary import AMBIGUOUS_BARE, AMBIGUOUS_PAIRS, GROUPS
from classifier.normalize import without_marks

_PART = re.compile(r"\([^)]*\)\??|\[[^\]]*\]\??|~~?\d+|\S+")
_WORD = re.compile(r"\w+")
_APART = r"[^\w.,;:!?\n\[]{1,4}+"
_APART_OVER_COMMAS = r"[^\w.!?\n\[]{1,4}+"
_ANY = r"\[?+\w++"  # one word to pass over, also the first of a placeholder

# Syllables in the order of how many everyday messages of the seed corpus hold them: a phrase is hung on its rarest
# words.
_RANKED = resources.files(__package__).joinpath("frequent.txt").read_text(encoding="utf-8").split()
_COST = {word: 1 + 300 // (1 + rank) for rank, word in reversed(list(enumerate(_RANKED)))}
_COST_BARE: dict[str, int] = {}
for _word, _price in _COST.items():
    _COST_BARE[without_marks(_word)] = _COST_BARE.get(without_marks(_word), 0) + _price
_COST_OF_A_RARE_WORD = 0.3


@dataclass(frozen=True)
class Phrase:
    """A phrase made ready: what to look for, and the words without which looking is useless."""

    expression: str
    needs: tuple[frozenset[str], ...]  # of each of these sets too, the message holds at least one word; rarest first
    key: frozenset[str]  # the message holds at least one of these words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression. All thousand of them take two seconds, and a message needs a handful."""
        return re.compile(self.expression)


def _alternatives(part: str) -> list[str]:
    body = part[1:-1] if part.startswith("(") else part
    found: list[str] = []
    for alternative in body.split("|"):
        if alternative.startswith("@"):
            found += GROUPS[alternative[1:]].split("|")
        else:
            found.append(alternative)
    return found


def _literal(words: str, *, first: bool) -> str:
    """One alternative. A phrase begins with a plain letter, and only then asks what stood before it.

    So the engine skips from candidate to candidate by that letter instead of trying every place of the message.
    """
    if words.startswith("["):
        return r"\[\s{0,2}" + r"\s{1,2}".join(map(re.escape, words[1:-1].split())) + r"\s{0,2}\]"
    if words == "#":
        return r"\d{1,6}+(?!\w)"
    spelt = _APART.join(map(re.escape, words.split())) + r"(?!\w)"
    if not first or words[0] == "\\":
        return spelt
    return f"{words[0]}(?<!\\w{words[0]}){spelt[1:]}"


def _cost(word: str, *, bare: bool) -> float:
    return (_COST_BARE if bare else _COST).get(word, _COST_OF_A_RARE_WORD)


def _rarest(words: str, *, bare: bool) -> str:
    found: list[str] = _WORD.findall(words)
    return min(found, key=lambda word: (_cost(word, bare=bare), -len(word)))


def _ambiguous(words: str) -> bool:
    """Whether one word, or two, would mean something else without their marks; three are clear together."""
    parts = words.split()
    if len(parts) == 1:
        return words in AMBIGUOUS_BARE
    return len(parts) == 2 and not AMBIGUOUS_PAIRS.isdisjoint(parts)  # noqa: PLR2004 - as the docstring says


@cache  # many detectors share their guards
def compile_phrase(source: str, *, bare: bool = False) -> Phrase | None:
    """Compile a phrase; ``bare`` for the view without Vietnamese marks, where ambiguous words are left out.

    ``None`` if a bare phrase is left without one of its parts.

    Raises ``KeyError`` for an unknown group and ``ValueError`` for a phrase without any word to look for.
    """
    needs: list[frozenset[str]] = []
    pattern, gap, apart, first = "", 0, _APART, True
    for part in _PART.findall(source):
        if part.startswith("~"):
            apart = _APART_OVER_COMMAS if part.startswith("~~") else _APART
            gap = int(part.lstrip("~"))
            continue
        if part == "^":
            pattern += r"\A[^\w\[]*+"
            continue
        if part == "$":
            pattern += r"(?=[^\w\[]*+\Z)"
            continue
        optional = part.endswith("?") and len(part) > 1
        words = _alternatives(part[:-1] if optional else part)
        if bare:
            words = [without_marks(word) for word in words if not _ambiguous(word)]
            if not words and optional:
                continue
            if not words:
                return None
        words = sorted(set(words), key=lambda word: (-len(word), word))
        piece = "(?:" + "|".join(_literal(word, first=first) for word in words) + ")"
        between = "" if first else apart + (rf"(?:{_ANY}{apart}){{0,{gap}}}?" if gap else "")
        pattern += f"(?:{between}{piece})?" if optional else between + piece
        if not optional and "#" not in words:
            needs.append(frozenset(_rarest(word, bare=bare) for word in words))
        gap, apart, first = 0, _APART, False
    if not needs:
        raise ValueError(f"no word to look for in {source!r}")
    needs.sort(key=lambda words: sum(_cost(word, bare=bare) for word in words))
    return Phrase(pattern, tuple(needs[1:]), needs[0])
