"""Cuts a quote that can be read alone: the clause around some words, so that nobody has to guess what was said."""

from __future__ import annotations

import re

from classifier.schema import Span

_ENDS = re.compile(r"[.!?;,:…\n\"“”«»]")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")
_WORD = re.compile(r"\S+")
_WHOLE_CLAUSE = 18  # words; of a longer one only those beside the found ones are quoted
_BESIDE = 6


def whole(text: str, span: Span) -> Span:
    """Widen a span of ``text`` over the placeholders that it cuts: ``[ẢNH`` is no word."""
    start, end = span.start, span.end
    for placeholder in _PLACEHOLDER.finditer(text):
        if placeholder.start() < span.end and span.start < placeholder.end():
            start, end = min(start, placeholder.start()), max(end, placeholder.end())
    return Span(span.message, start, end)


def quote(text: str, span: Span, least: int, most: int, *, beside: int = _BESIDE) -> Span:
    """Widen a span of ``text`` to its clause, within ``least`` and ``most`` and ``beside`` words on either side.

    Never narrower than it was; it begins and ends with a visible character wherever the span does.
    """
    start = least + max((end.end() for end in _ENDS.finditer(text[least : span.start])), default=0)
    after = _ENDS.search(text, span.end, most)
    end = after.start() if after else most
    if len(text[start:end].split()) > _WHOLE_CLAUSE:
        words = [word.start() for word in _WORD.finditer(text, start, span.start)]
        joined = bool(words) and not text[span.start - 1].isspace()  # the last is the beginning of the found word
        start = (words[-beside - joined :] or [span.start])[0]
        words = [word.end() for word in _WORD.finditer(text, span.end, end)]
        end = (words[:beside] or [span.end])[-1]
    return _uncut(text, Span(span.message, start, end), span)


def _uncut(text: str, wide: Span, span: Span) -> Span:
    """Leave out a placeholder of several words of which only a part fitted."""
    start, end = wide.start, wide.end
    for placeholder in _PLACEHOLDER.finditer(text):
        first, last = placeholder.span()
        if first < start < last <= span.start:
            start = last
        if span.end <= first < end < last:
            end = first
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    end -= len(text[span.end : end]) - len(text[span.end : end].rstrip())
    return Span(span.message, start, end)
