"""Cuts a quote that can be read alone: the clause around some words, so that nobody has to guess what was said."""

from __future__ import annotations

import re

from classifier.schema import Span

_ENDS = re.compile(r"[.!?;,:…\n]")
_WORD = re.compile(r"\S+")
_MOST_BEFORE, _MOST_AFTER = 6, 6  # words beside those that were found


def quote(text: str, span: Span, least: int, most: int) -> Span:
    """Widen a span of ``text`` to its clause, within ``least`` and ``most`` and a few words on either side.

    Never narrower than it was; it begins and ends with a visible character wherever the span does.
    """
    before = text[least : span.start]
    start = least + max((end.end() for end in _ENDS.finditer(before)), default=0)
    words = [word.start() for word in _WORD.finditer(text, start, span.start)]
    joined = bool(words) and not text[span.start - 1].isspace()  # the last is the beginning of the found word
    kept = words[-_MOST_BEFORE - joined :]
    start = kept[0] if kept else span.start

    after = _ENDS.search(text, span.end, most)
    end = after.start() if after else most
    words = [word.end() for word in _WORD.finditer(text, span.end, end)]
    kept = words[:_MOST_AFTER]
    end = kept[-1] if kept else span.end
    return Span(span.message, start, end)
