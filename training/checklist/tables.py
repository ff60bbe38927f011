"""Read the tables of ``datasets/checklist``: one CSV a behaviour, in a folder named for its kind.

A cell of messages holds one message, or a conversation with one message a line, each begun by ``child:``, ``other:`` or
``unknown:``. Rows are named as a spreadsheet counts them: the heading is row 1.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from classifier.limits import unusable_character
from classifier.schema import Message, Submission
from classifier.taxonomy import Category, Signal, Speaker, Tier
from training.checklist.cases import Case, Direction, Expected, Harmless, Invariance, Kind, Minimum
from training.checklist.changes import changes, read_words
from training.errors import TrainingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Row = Mapping[str, str]
    Change = Callable[[Submission], Submission | None]

CHECKLIST = Path(__file__).resolve().parents[2] / "datasets" / "checklist"

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.MINIMUM: ("at_least", "categories", "signals", "messages"),
    Kind.HARMLESS: ("messages",),
    Kind.INVARIANCE: ("base", "except", "messages"),
    Kind.DIRECTION: ("expected", "messages", "then"),
}
"""The columns of each kind of table, in this order. A column ``note`` may follow, for whoever reads the table."""

T = TypeVar("T", bound=str)

BASES = {"harmful": True, "harmless": False}

_TABLE = re.compile(r"[a-z0-9_]+")
_SPEAKER = re.compile(rf"({'|'.join(Speaker)}): (\S.*)")


class ChecklistError(TrainingError):
    """A table of the checklist cannot be read: says the table, the row and what is wrong, never the text."""


def read(folder: Path = CHECKLIST) -> list[Case]:
    """Read every table under ``folder``, in the order of their names. Raises ``ChecklistError`` for the first fault."""
    known = changes(read_words(folder / "changes"))
    return [
        case for kind in Kind for path in sorted(folder.glob(f"{kind}/*.csv")) for case in _table(kind, path, known)
    ]


def _table(kind: Kind, path: Path, known: Mapping[str, Change]) -> Iterator[Case]:
    place = f"{kind}/{path.stem}"
    if not _TABLE.fullmatch(path.stem):
        raise ChecklistError(f"{place}: the name of a table has small letters, digits and _ only")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    columns = COLUMNS[kind]
    heading = tuple(rows[0]) if rows else ()
    if heading not in (columns, (*columns, "note")):
        raise ChecklistError(f"{place}: the heading must be {','.join(columns)}, with or without a note")
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(heading):
            raise ChecklistError(f"{place}:{number}: {len(cells)} cells instead of {len(heading)}")
        try:
            yield _case(kind, path.stem, number, dict(zip(heading, cells, strict=True)), known)
        except ValueError as error:
            raise ChecklistError(f"{place}:{number}: {error}") from error


def _case(kind: Kind, table: str, number: int, row: Row, known: Mapping[str, Change]) -> Case:
    submission = _submission(row["messages"])
    if kind is Kind.MINIMUM:
        return Minimum(
            table,
            number,
            submission,
            _one(Tier, row["at_least"]),
            frozenset(_one(Category, name) for name in row["categories"].split()),
            frozenset(_one(Signal, name) for name in row["signals"].split()),
        )
    if kind is Kind.HARMLESS:
        return Harmless(table, number, submission)
    if kind is Kind.DIRECTION:
        return Direction(table, number, submission, _submission(row["then"]), _one(Expected, row["expected"]))
    unless = row["except"].split()
    if odd := set(unless) - known.keys():
        raise ValueError(f"except names no change: {', '.join(sorted(odd))}")
    changed = {name: change(submission) for name, change in known.items() if name not in unless}
    made = {name: other for name, other in changed.items() if other is not None}
    return Invariance(table, number, submission, BASES[_one(BASES, row["base"])], made)


def _one(allowed: Iterable[T], name: str) -> T:
    for value in allowed:
        if value == name:
            return value
    raise ValueError(f"{name[:40]!r} is not one of {', '.join(allowed)}")


def _submission(cell: str) -> Submission:
    if not cell.strip() or cell != cell.strip():
        raise ValueError("messages may not be empty, nor begin or end with a space")
    if cell != unicodedata.normalize("NFC", cell):
        raise ValueError("the text is not NFC")
    if unusable_character(cell) is not None:
        raise ValueError("holds a character that is no text")
    lines = cell.splitlines()
    spoken = [_SPEAKER.fullmatch(line) for line in lines]
    if not any(spoken):
        if len(lines) > 1:
            raise ValueError("in a conversation every line begins with child:, other: or unknown:")
        return Submission((Message(cell),))
    return Submission(tuple(_message(found) for found in spoken))


def _message(found: re.Match[str] | None) -> Message:
    if found is None:
        raise ValueError("in a conversation every line begins with child:, other: or unknown:")
    return Message(found[2], _one(Speaker, found[1]))
