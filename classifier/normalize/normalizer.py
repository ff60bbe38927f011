"""A whole message in normal form: its tokens one by one, and the words that were spelt across them."""

from __future__ import annotations

import re
from operator import attrgetter

from classifier.normalize.characters import cleaned
from classifier.normalize.contexts import is_other
from classifier.normalize.glyphs import Glyphs, joined
from classifier.normalize.marks import without_marks
from classifier.normalize.normalized import Normalized
from classifier.normalize.spacing import spelt
from classifier.normalize.tokens import Piece, piece

__all__ = ["normalize", "without_marks"]

_TOKEN = re.compile(r"\S+")
_COUNT = tuple(range(4_002))  # 0, 1, 2 …: slices of it are the offsets of text whose characters kept their places
_WRITTEN = attrgetter("text")
_MOVED = attrgetter("moved")
_OTHER = attrgetter("other")
_FEWEST_APART = 3  # tokens of one character before anybody looks for a word spelt across tokens


def normalize(text: str) -> Normalized:
    """Bring ``text`` to the form that the model and the detectors read, with the way back to every original character.

    Lower case and composed; tone marks in one place; drawn-out letters once; teencode, look-alike letters and digits
    typed for letters as the words that are meant; zero-width characters dropped; letters that were pulled apart closed
    up; one space between words. Never raises, whatever the text; its time grows linearly with the length.
    """
    tokens = text.split()
    pieces = [piece(token) for token in tokens]
    lengths = list(map(len, tokens))
    evenly = sum(lengths) + len(tokens) - 1 == len(text)
    if evenly and lengths.count(1) < _FEWEST_APART and len(text) < len(_COUNT) and not any(map(_MOVED, pieces)):
        return Normalized(text, " ".join(map(_WRITTEN, pieces)), _COUNT[: len(text)], _COUNT[1 : len(text) + 1])
    if evenly:
        starts = []  # one space between tokens, none around them: no need to look for them
        at = 0
        for length in lengths:
            starts.append(at)
            at += length + 1
    else:
        starts = [found.start() for found in _TOKEN.finditer(text)]
    if any(map(_OTHER, pieces)):
        pieces = _read_together(text, tokens, pieces)
    if lengths.count(1) >= _FEWEST_APART:
        return _with_spelt_words(text, tokens, pieces, starts)
    return _assembled(text, pieces, starts)


def _read_together(text: str, tokens: list[str], pieces: list[Piece]) -> list[Piece]:
    """Choose among two readings of a token by its neighbours."""
    written = list(map(_WRITTEN, pieces))
    chosen = pieces.copy()
    for index, found in enumerate(pieces):
        if found.other is not None and is_other(found.typed, text, tokens, written, index):
            chosen[index] = found.other
    return chosen


def _assembled(text: str, pieces: list[Piece], places: list[int]) -> Normalized:
    """Tokens in a row, one space between them.

    Most tokens keep their places; as long as they do, one range stands for all of them and their spaces.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    first = last = 0  # a stretch of the original that stands letter by letter, not yet in the lists
    for found, at in zip(pieces, places, strict=True):
        written = found.text
        if not written:
            continue
        if not out:
            first = last = at
        elif at != last + 1 or found.moved:  # the space stands for all that lay between the two
            starts += range(first, last)
            ends += range(first + 1, last + 1)
            starts.append(last)
            ends.append(at)
            first = at
        if found.starts is None:
            last = at + len(written)
        else:
            starts += [at + start for start in found.starts]
            ends += [at + end for end in found.ends or ()]
            first = last = ends[-1]
        out.append(written)
    starts += range(first, last)
    ends += range(first + 1, last + 1)
    return Normalized(text, " ".join(out), tuple(starts), tuple(ends))


def _with_spelt_words(text: str, tokens: list[str], pieces: list[Piece], places: list[int]) -> Normalized:
    """Assemble a message after words that were spelt across tokens (``n g u``) were closed up."""
    new_pieces: list[Piece] = []
    new_places: list[int] = []
    index = 0
    while index < len(tokens):
        end = _run(pieces, index)
        word = _spelt(tokens[index:end], places[index:end]) if end - index >= _FEWEST_APART else None
        if word is None:
            end = max(end, index + 1)
            new_pieces += pieces[index:end]
            new_places += places[index:end]
        else:
            new_pieces.append(word)
            new_places.append(places[index])
        index = end
    return _assembled(text, new_pieces, new_places)


def _run(pieces: list[Piece], start: int) -> int:
    """Where a run of single letters (and signs that keep them apart) ends; ``start`` if there is none."""
    at = start
    while at < len(pieces) and pieces[at].letter:
        at += 1
        if pieces[at - 1].closes:
            break
    return at


def _spelt(tokens: list[str], places: list[int]) -> Piece | None:
    """Read the words that a run of single letters spells; one letter before or after them may be a word of its own."""
    parts = [(cleaned(token), place - places[0]) for token, place in zip(tokens, places, strict=True)]
    glyphs = joined(
        [Glyphs(part.text, [at + by for at in part.starts], [at + by for at in part.ends]) for part, by in parts]
    )
    alphabetic = [at for at, character in enumerate(glyphs.text) if character.isalpha()]
    if not alphabetic:
        return None
    tail_at = alphabetic[-1] + 1
    tail = glyphs.cut(tail_at, len(glyphs.text))
    letters = glyphs.cut(0, tail_at).kept(alphabetic)  # none of them stands for the signs after the last
    for first, last in ((0, 0), (1, 0), (0, 1)):
        word = spelt(letters.cut(first, len(letters.text) - last))
        if word is None:
            continue
        row = [word]
        if first:
            row = [letters.cut(0, 1), _space(letters.ends[0], word.starts[0]), word]
        if last:
            row = [
                word,
                _space(word.ends[-1], letters.starts[-1]),
                letters.cut(len(letters.text) - 1, len(letters.text)),
            ]
        whole = joined([*row, tail] if tail.text else row)
        return Piece(whole.text, tuple(whole.starts), tuple(whole.ends), moved=True, letter="", closes=False)
    return None


def _space(start: int, end: int) -> Glyphs:
    return Glyphs(" ", [start], [max(start, end)])
