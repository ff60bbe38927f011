"""Changes that keep the meaning of a report: how a hurried, a careful or a hiding pupil would have typed the same.

Each is a pure function of the submission, so that a run can be repeated. None stands for "nothing to change here".
Placeholders such as ``[ẢNH]`` stay as they are: they stand for a picture, not for letters somebody typed.

The teencode is this folder's own list, neither the normaliser's nor the one that the training texts are written with:
with those the test would ask for what was learnt by heart.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from classifier.normalize import without_marks
from classifier.schema import Message, Submission
from classifier.taxonomy import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLACEHOLDER = re.compile(r"(\[[^\]\n]*\])")
_LONG_WORD = re.compile(r"\w{4,}")
_LAST_WORD = re.compile(r"[^\W\d_](?=[^\w\]]*\Z)")
_SIGNS = re.compile(r"[,.?!:;\"“”]")
_DRAWN_OUT = 4
_ZERO_WIDTH = "\u200b"
_EMOJI = " 🌸✨"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that some changes need, from ``datasets/checklist/changes``."""

    teencode: Mapping[str, str]  # written → typed; lower case
    names: Mapping[str, str]
    schools: Mapping[str, str]
    chatter: tuple[str, ...]  # harmless messages to put around others


def read_words(folder: Path) -> Words:
    """Read ``teencode.csv``, ``names.csv``, ``schools.csv`` (two columns each) and ``chatter.csv`` (one)."""
    return Words(
        teencode=_pairs(folder / "teencode.csv"),
        names=_pairs(folder / "names.csv"),
        schools=_pairs(folder / "schools.csv"),
        chatter=tuple(text for (text,) in _rows(folder / "chatter.csv")),
    )


def changes(words: Words) -> dict[str, Callable[[Submission], Submission | None]]:
    """Give every change by its name."""
    first, second, *_ = words.chatter
    return {
        "marks_stripped": _each(without_marks),
        "teencode": _each(lambda text: _swapped(text, words.teencode, fold=True)),
        "teencode_without_marks": _each(lambda text: without_marks(_swapped(text, words.teencode, fold=True))),
        "upper_case": _each(str.upper),
        "lower_case": _each(str.lower),
        "signs_dropped": _each(lambda text: _SIGNS.sub("", text)),
        "letters_repeated": _each(lambda text: _LAST_WORD.sub(lambda m: m[0] * _DRAWN_OUT, text)),
        "emoji_added": _each(lambda text: text + _EMOJI, whole=True),
        "zero_width_inserted": _each(lambda text: _LONG_WORD.sub(lambda m: m[0][:2] + _ZERO_WIDTH + m[0][2:], text)),
        "decomposed": _each(lambda text: unicodedata.normalize("NFD", text)),
        "names_swapped": _each(lambda text: _swapped(text, words.names)),
        "schools_swapped": _each(lambda text: _swapped(text, words.schools)),
        "chatter_before": lambda submission: _among(submission, (first, second), ()),
        "chatter_after": lambda submission: _among(submission, (), (first, second)),
        "chatter_in_another_order": lambda submission: _among(submission, (second,), (first,)),
        "in_a_long_chat": lambda submission: _among(submission, words.chatter[0::2], words.chatter[1::2]),
        "sent_in_two": _sent_in_two,
    }


def _pairs(path: Path) -> dict[str, str]:
    return {written: other for written, other in _rows(path)}  # noqa: C416 - two columns, or ValueError


def _rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def _each(change: Callable[[str], str], *, whole: bool = False) -> Callable[[Submission], Submission | None]:
    """Change every message; ``whole``: with its placeholders."""

    def changed(text: str) -> str:
        if whole:
            return change(text)
        parts = _PLACEHOLDER.split(text)
        return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))

    def applied(submission: Submission) -> Submission | None:
        messages = tuple(Message(changed(message.text), message.speaker) for message in submission.messages)
        return None if messages == submission.messages else replace(submission, messages=messages)

    return applied


def _swapped(text: str, table: Mapping[str, str], *, fold: bool = False) -> str:
    """Replace whole words; the longest first, so that "nhắn tin" is not read as "tin"."""
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE if fold else 0)
    return pattern.sub(lambda m: table[m[0].lower() if fold else m[0]], text)


def _among(submission: Submission, before: tuple[str, ...], after: tuple[str, ...]) -> Submission:
    """Put chatter around; from the child where a child speaks, so that it tells nothing about the other person."""
    speakers = {message.speaker for message in submission.messages}
    who = Speaker.UNKNOWN if speakers == {Speaker.UNKNOWN} else Speaker.CHILD
    around = [tuple(Message(text, who) for text in texts) for texts in (before, after)]
    return replace(submission, messages=(*around[0], *submission.messages, *around[1]))


def _sent_in_two(submission: Submission) -> Submission | None:
    """Send the first message that has a comma as two, cut where the comma stands nearest to its middle."""
    for i, message in enumerate(submission.messages):
        commas = [found.start() for found in re.finditer(", ", message.text)]
        if commas:
            at = min(commas, key=lambda place: abs(place - len(message.text) / 2))
            halves = (message.text[:at], message.text[at + 2 :])
            parts = tuple(Message(half, message.speaker) for half in halves)
            return replace(submission, messages=submission.messages[:i] + parts + submission.messages[i + 1 :])
    return None
