"""The queue's filter as it stands in the page's address: read leniently, since people bookmark and share addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlencode

from classifier.limits import unusable_character
from classifier.taxonomy import Category, Tier, Word
from service.queue.wanted import LONGEST_TEXT, Wanted
from service.words import CaseState, Holding

if TYPE_CHECKING:
    from collections.abc import Mapping

_W = TypeVar("_W", bound=Word)
_YES = "1"
PAGE = 30  # rows; keeps the page under 200 kB
LAST_PAGE = 10_000
STATES = (CaseState.OPEN, CaseState.ESCALATED, CaseState.CLOSED_HARM, CaseState.CLOSED_NO_HARM)


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody asked to see, and which page of it."""

    wanted: Wanted
    page: int = 0

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what it does not understand narrows nothing."""
        text = asked.get("tim", "").strip()[:LONGEST_TEXT]
        page = asked.get("trang", "")
        return cls(
            Wanted(
                states=(_known(CaseState, asked.get("tinh-trang", "")) or CaseState.OPEN,),
                tier=_known(Tier, asked.get("bac", "")),
                category=_known(Category, asked.get("loai", "")),
                holding=_known(Holding, asked.get("ai", "")) or Holding.ANYONE,
                overdue=asked.get("qua-han") == _YES,
                with_pictures=asked.get("co-anh") == _YES,
                text="" if unusable_character(text) is not None else text,
            ),
            min(int(page), LAST_PAGE) if page.isascii() and page.isdecimal() and len(page) < LAST_PAGE else 0,
        )

    @property
    def narrows(self) -> bool:
        """Whether it hides anything that the whole queue would show."""
        return self.wanted != Wanted()

    @property
    def window(self) -> tuple[int, int]:
        """Offset and limit."""
        return self.page * PAGE, PAGE

    def query(self, page: int | None = None) -> str:
        """Write it as an address's query; ``""`` for the whole queue."""
        wanted = self.wanted
        told = {
            "tinh-trang": wanted.states[0].value if wanted.states != (CaseState.OPEN,) else "",
            "bac": wanted.tier.value if wanted.tier else "",
            "loai": wanted.category.value if wanted.category else "",
            "ai": wanted.holding.value if wanted.holding is not Holding.ANYONE else "",
            "qua-han": _YES if wanted.overdue else "",
            "co-anh": _YES if wanted.with_pictures else "",
            "tim": wanted.text,
            "trang": str(page if page is not None else self.page or ""),
        }
        return urlencode({name: value for name, value in told.items() if value and value != "0"})


def _known(words: type[_W], value: str) -> _W | None:
    return words(value) if value in {word.value for word in words} else None
