"""Characters that remember where they came from: what the steps of the normaliser hand to each other."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """``text[i]`` stands for the original's ``starts[i]:ends[i]``; offsets count from the token's first character."""

    text: str
    starts: list[int]
    ends: list[int]

    def cut(self, start: int, end: int) -> Glyphs:
        """Take the glyphs of ``text[start:end]``."""
        return Glyphs(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def respelt(self, text: str) -> Glyphs:
        """Spell the same place of the original otherwise; letter by letter where the length allows it."""
        if len(text) == len(self.text):
            return Glyphs(text, self.starts, self.ends)
        return Glyphs(text, [self.starts[0]] * len(text), [self.ends[-1]] * len(text))

    def kept(self, indices: list[int]) -> Glyphs:
        """Keep only these characters; what was dropped after one, or before the first, now belongs to it."""
        text = "".join(map(self.text.__getitem__, indices))
        starts = [self.starts[at] for at in indices]
        starts[:1] = self.starts[:1]
        following = [*indices[1:], len(self.text)]
        return Glyphs(text, starts, [self.ends[after - 1] for after in following])


def joined(parts: list[Glyphs]) -> Glyphs:
    """Put glyphs one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Glyphs(
        "".join(part.text for part in parts),
        [start for part in parts for start in part.starts],
        [end for part in parts for end in part.ends],
    )
