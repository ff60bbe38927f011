"""One token (what stands between spaces) in normal form, remembered for the next time it is met."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from classifier.normalize.characters import cleaned
from classifier.normalize.contexts import CONTEXTS
from classifier.normalize.glyphs import Glyphs, joined
from classifier.normalize.keys import decoded
from classifier.normalize.letters import once, plain_letters, with_grave
from classifier.normalize.sounds import heard
from classifier.normalize.spacing import closed_up, mended
from classifier.normalize.syllables import place_tone
from classifier.normalize.teencode import TEENCODE

_LONGEST_WORD = 40  # characters; what is longer is a link or noise, and is only lower-cased
_LONGEST_KEPT = 24  # characters of a token that is worth remembering
_MOST_KEPT = 100_000  # tokens; some 40 MB when full
_WORD = re.compile(r"[^\W_]+")
_SIGN_REPEATED = re.compile(r"([\W_])\1{2,}")
_LETTER_APART = re.compile(r"[^\W\d_][^\w\s]{0,3}|[.\-_*|/\\·•~'`,+]")
_TWO_READINGS = re.compile(rf"({'|'.join(CONTEXTS)})[.,!?)…]*")
_FACE = re.compile(r"[:;=][-'^]?[a-z]")  # ":v" and "=d" are no words
_TITLES = frozenset({"th", "ths", "tp"})  # "Th.S", "Tp.HCM"
_ADDRESS = re.compile(r"://|^www\.|@\w+\.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A token in normal form; offsets count from the token's first character."""

    text: str
    starts: tuple[int, ...] | None  # None: letter by letter, the commonest case
    ends: tuple[int, ...] | None
    moved: bool  # whether the two are there
    letter: str  # what a token gives to a word spelt across tokens: one letter, or the sign between two; else ""
    closes: bool  # such a letter with a full stop or the like behind it: no letter may follow
    typed: str = ""  # a spelling that stands for two things, if this is one …
    other: Piece | None = None  # … and the token with the other of them


_kept: dict[str, Piece] = {}


def piece(token: str) -> Piece:
    """Bring one token without white space to normal form."""
    known = _kept.get(token)
    if known is not None:
        return known
    plain = cleaned(token)
    ambiguous = _TWO_READINGS.fullmatch(plain.text)
    if ambiguous is None:
        made = _piece(token, plain, _token(plain))
    else:
        typed = ambiguous[1]
        core, tail = plain.cut(0, len(typed)), _signs(plain.cut(len(typed), len(plain.text)))
        readings = (core.respelt(CONTEXTS[typed].usual), core.respelt(CONTEXTS[typed].other))
        usual, other = (_piece(token, plain, joined([core, tail] if tail.text else [core])) for core in readings)
        made = replace(usual, moved=True, typed=typed, other=other)
    if len(token) <= _LONGEST_KEPT:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[token] = made
    return made


def _piece(token: str, plain: Glyphs, result: Glyphs) -> Piece:
    identical = len(result.text) == len(token) and result.starts == list(range(len(token)))
    identical = identical and result.ends == list(range(1, len(token) + 1))
    apart = bool(_LETTER_APART.fullmatch(plain.text))
    return Piece(
        result.text,
        None if identical else tuple(result.starts),
        None if identical else tuple(result.ends),
        not identical,
        plain.text[0] if apart else "",
        closes=len(plain.text) > 1,
    )


def forget() -> None:
    """Forget the tokens met so far; only a measurement of the first meeting needs it."""
    _kept.clear()


def _token(token: Glyphs) -> Glyphs:
    if token.text in TEENCODE:
        return token.respelt(TEENCODE[token.text])
    if token.text.isalnum():
        return _word(token)
    first, last = _core(token.text)
    if first == last or _FACE.fullmatch(token.text) or _ADDRESS.search(token.text):
        return _signs(token)
    core = token.cut(first, last)
    parts = [_signs(token.cut(0, first)), _core_word(core), _signs(token.cut(last, len(token.text)))]
    return joined([part for part in parts if part.text])


def _core(text: str) -> tuple[int, int]:
    """Where a token's first letter or digit stands, and where its last one ends."""
    first, last = 0, len(text)
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    if first and text[first - 1] == "@":
        first -= 1  # "@nh"
    if last < len(text) and text[last] in "@*`" and last - first < _LONGEST_WORD:
        last += 1  # "đm*", "c@"
    return first, last


def _core_word(core: Glyphs) -> Glyphs:
    """Normalise what stands between a token's first and last letter, signs inside it included."""
    if core.text in TEENCODE:
        return core.respelt(TEENCODE[core.text])
    if core.text.isalnum():
        return _word(core)
    meant = plain_letters(core)
    if meant is not None:
        return _word(meant)
    closed = closed_up(core)
    if closed is not None:
        return joined(
            [
                _word(closed.cut(found.start(), found.end())) if found[0] != " " else closed.cut(*found.span())
                for found in re.finditer(r" |[^ ]+", closed.text)
            ]
        )
    one = mended(core) or with_grave(core)
    return _word(one) if one is not None else _compound(core)


def _compound(core: Glyphs) -> Glyphs:
    """Words with signs between them."""
    parts: list[Glyphs] = []
    last = 0
    compound = "-" in core.text or "&" in core.text  # "k-pop", "e-mail", "r&b", "64-bit"
    for found in _WORD.finditer(core.text):
        if _stays(core.text, found, compound=compound):
            continue  # stays as it is, among the signs
        parts.append(_signs(core.cut(last, found.start())))
        parts.append(_word(core.cut(found.start(), found.end())))
        last = found.end()
    parts.append(_signs(core.cut(last, len(core.text))))
    return joined([part for part in parts if part.text])


def _stays(text: str, found: re.Match[str], *, compound: bool) -> bool:
    """Whether one of a token's words is no word of its own."""
    if found[0] in _TITLES and text.startswith(".", found.end()):
        return True
    if len(found[0]) == 1:
        return compound or found[0] not in TEENCODE
    return compound and text[0].isdigit()


def _word(word: Glyphs) -> Glyphs:
    """Letters and digits only."""
    if len(word.text) > _LONGEST_WORD:
        return word
    if word.text in TEENCODE:
        return word.respelt(TEENCODE[word.text])
    meant = (plain_letters(word) if not word.text.isalpha() else None) or decoded(word)
    if meant is None:
        short = once(word)
        if short is not word and short.text in CONTEXTS:
            return short.respelt(CONTEXTS[short.text].usual)  # "hongggg" is drawn out as nobody draws out a rose
        word = short
        if word.text not in TEENCODE:
            meant = plain_letters(word) or decoded(word) or heard(word)
    word = meant or word
    word = word.respelt(place_tone(word.text))
    return word.respelt(TEENCODE.get(word.text, word.text))


def _signs(signs: Glyphs) -> Glyphs:
    """Signs and emoji: what is repeated stands twice, and an underscore is a space (``mặc_định``)."""
    if signs.text == "_":
        return signs.respelt(" ")
    if not _SIGN_REPEATED.search(signs.text):
        return signs
    kept: list[int] = []
    last = 0
    for found in _SIGN_REPEATED.finditer(signs.text):
        kept.extend(range(last, found.start() + 2))
        last = found.end()
    kept.extend(range(last, len(signs.text)))
    return signs.kept(kept)
