"""What was erased, as training and every export must know it: reports that may be in no dataset and no later bundle.

The service writes ``<var>/erasures.tsv`` (see docs/retention.md): a head, then one line a report, tabs between:
erasure, moment, report, case, state, why. Whoever makes rows out of reports passes them through ``without_erased``;
each bundle's manifest says which erasure was the last one known when it was trained, so that it can be shown to be
after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

NAME = "erasures.tsv"
_FIELDS = 6
_HEAD, _NO_REPORT = "erasure", "-"
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Erased:
    """The list as it stands."""

    reports: frozenset[str]  # ids
    latest: str | None  # id of the newest erasure; None: there was none

    @classmethod
    def read(cls, var: Path) -> Self:
        """Read the list of a var folder; an empty one if there is no such file. A torn line counts for nothing."""
        try:
            text = (var / NAME).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return cls(frozenset(), None)
        rows = [line.split("\t") for line in text.split("\n")[:-1]]
        rows = [row for row in rows if len(row) == _FIELDS and row[0] != _HEAD]
        return cls(frozenset(row[2] for row in rows) - {_NO_REPORT}, rows[-1][0] if rows else None)

    def without_erased(self, rows: Iterable[_Row], report_of: Callable[[_Row], str]) -> Iterator[_Row]:
        """Give the rows whose report was not erased."""
        return (row for row in rows if report_of(row) not in self.reports)

    def facts(self) -> dict[str, Any]:
        """Tell what a bundle's manifest says of it."""
        return {"latest": self.latest, "reports": len(self.reports)}
