"""What somebody wants to see of the queue: a filter as one value, for a page, an answer and a saved view alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from classifier.taxonomy import Category, Tier
from service.words import CaseState, Holding, Reporter

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TEXT = 60
_CODE = re.compile(r"[0-9a-f]{1,6}")  # of a case, as people see it: "3F9-A2C"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases; everything that is not set narrows nothing."""

    states: tuple[CaseState, ...] = (CaseState.OPEN,)
    tier: Tier | None = None  # that they are served in
    category: Category | None = None  # found in them; a case that is read blind shows none and is never among them
    holding: Holding = Holding.ANYONE
    overdue: bool = False
    with_pictures: bool = False
    received_since: datetime | None = None
    text: str = ""  # the beginning of a case's code, or who sent it in ("phụ huynh", "parent")
    tokens: tuple[bytes, ...] = ()  # of words that must all be in its reports: see ``search``; never laid down

    @property
    def code(self) -> str | None:
        """The beginning of a case's code, if ``text`` can be one."""
        written = self.text.strip().replace("-", "").replace(" ", "").lower()
        return written if _CODE.fullmatch(written) else None

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        """Who sent it in, if ``text`` begins the word for it in Vietnamese (with or without marks) or English."""
        written = _plain(self.text)
        if not written:
            return ()
        return tuple(
            one for one in Reporter if any(_plain(word).startswith(written) for word in (one.value, one.vi, one.en))
        )

    def laid_down(self) -> dict[str, Any]:
        """Write it as JSON, without what is not set."""
        written: dict[str, Any] = {
            "states": [state.value for state in self.states] if self.states != (CaseState.OPEN,) else None,
            "tier": self.tier.value if self.tier else None,
            "category": self.category.value if self.category else None,
            "holding": self.holding.value if self.holding is not Holding.ANYONE else None,
            "overdue": self.overdue or None,
            "with_pictures": self.with_pictures or None,
            "received_since": self.received_since.isoformat() if self.received_since else None,
            "text": self.text or None,
        }
        return {name: value for name, value in written.items() if value is not None}

    @classmethod
    def taken_up(cls, written: Mapping[str, Any]) -> Self:
        """Read what ``laid_down`` wrote."""
        since = written.get("received_since")
        return cls(
            states=tuple(CaseState(state) for state in written.get("states", (CaseState.OPEN.value,))),
            tier=Tier(written["tier"]) if "tier" in written else None,
            category=Category(written["category"]) if "category" in written else None,
            holding=Holding(written.get("holding", Holding.ANYONE.value)),
            overdue=bool(written.get("overdue", False)),
            with_pictures=bool(written.get("with_pictures", False)),
            received_since=datetime.fromisoformat(since) if since else None,
            text=str(written.get("text", "")),
        )


def _plain(text: str) -> str:
    """Write a word without its marks, so that "phu huynh" finds "phụ huynh"."""
    split = unicodedata.normalize("NFD", text.strip().casefold().replace("đ", "d"))
    return "".join(char for char in split if not unicodedata.combining(char))
