"""A message as the finders of mentions read it, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from classifier.normalize import without_marks
from classifier.normalize.characters import cleaned

if TYPE_CHECKING:
    from service.words import MentionKind

_TOKEN = re.compile(r"\S+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a message names and another report may name, too.

    ``value`` is the one form of it (E.164, ``platform:name``, host and path, digits). It is personal data: it is hashed
    with a key before it goes anywhere, see ``noting``.
    """

    kind: MentionKind
    value: str
    start: int  # offsets in the message as it was written
    end: int


class Written:
    """A message in plain characters: lower case, nothing invisible, wide and look-alike letters as the Latin ones.

    ``text[i]`` stands for what begins at ``starts[i]`` and ends before ``ends[i]`` of the original.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for token in _TOKEN.finditer(original):
            if at < token.start():  # all the room between two words is one space, or one line's end
                text.append("\n" if "\n" in original[at : token.start()] else " ")
                starts.append(at)
                ends.append(token.start())
            glyphs = cleaned(token[0])
            text.append(glyphs.text)
            starts += [token.start() + start for start in glyphs.starts]
            ends += [token.start() + end for end in glyphs.ends]
            at = token.end()
        self.text = "".join(text)
        self._starts, self._ends = starts, ends

    @cached_property
    def bare(self) -> str:
        """The text without Vietnamese marks, as long as ``text``."""
        return without_marks(self.text)

    def found(self, kind: MentionKind, value: str, start: int, end: int) -> Found:
        """Say that ``text[start:end]`` names something."""
        return Found(kind, value, self._starts[start], self._ends[end - 1])

    def as_typed(self, start: int, end: int) -> str:
        """Give what ``text[start:end]`` stands for, capitals and foreign letters kept, nothing invisible."""
        return _INVISIBLE.sub("", self.original[self._starts[start] : self._ends[end - 1]])
