"""Where Vietnamese words begin and end, as underthesea's word segmenter sees them (``học sinh`` is one word).

Slow beside the rest (some 2,000 messages a second), so it serves evidence and training, not the scoring of every text.
"""

from __future__ import annotations

from functools import lru_cache

_WINDOW = 200  # characters on either side that the segmenter reads; a word's boundaries depend on its neighbours only


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen ``text[start:end]`` to whole words, so that evidence never shows half of one.

    Offsets are code points, half open. An empty range, and one that holds only white space, stay as they are.
    """
    if start >= end or not text[start:end].strip():
        return start, end
    first, last = _edge_left(text, start), _edge_right(text, end)
    window = text[first:last]
    for word_start, word_end in words(window):
        if word_start < end - first and word_end > start - first:
            start = min(start, first + word_start)
            end = max(end, first + word_end)
    return start, end


@lru_cache(maxsize=512)
def words(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the words of ``text`` in order, as underthesea segments it; signs and emoji count as words.

    Where underthesea's words cannot be found again in the text (it may rewrite odd characters), the words are what
    stands between spaces.
    """
    places = [at for at, character in enumerate(text) if not character.isspace()]
    if not places:
        return ()
    from underthesea import word_tokenize  # noqa: PLC0415 - a model of 0.5 s, loaded when the first evidence is asked for

    found: list[tuple[int, int]] = []
    at = 0
    for word in word_tokenize(text, use_token_normalize=False):
        bare = "".join(word.split())
        stands = "".join(text[place] for place in places[at : at + len(bare)])
        if bare != stands:
            return _between_spaces(text)
        found.append((places[at], places[at + len(bare) - 1] + 1))
        at += len(bare)
    return tuple(found) if at == len(places) else _between_spaces(text)


def _between_spaces(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, character in enumerate(text):
        if character.isspace():
            if start is not None:
                found.append((start, at))
            start = None
        elif start is None:
            start = at
    if start is not None:
        found.append((start, len(text)))
    return tuple(found)


def _edge_left(text: str, start: int) -> int:
    """Beginning of the window: at a space, so that no word is cut, unless there is none."""
    if start <= _WINDOW:
        return 0
    space = text.rfind(" ", start - _WINDOW, start)
    return max(0, start - _WINDOW) if space < 0 else text.find(" ", start - _WINDOW) + 1


def _edge_right(text: str, end: int) -> int:
    """End of the window, at a space likewise."""
    if end + _WINDOW >= len(text):
        return len(text)
    space = text.rfind(" ", end, end + _WINDOW)
    return end + _WINDOW if space < 0 else space
