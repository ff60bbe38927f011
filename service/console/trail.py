"""A case's history as a story: who did what, when, with the decisions in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.console.language import gettext as _
from service.console.language import said
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.cases.file import Decided
    from service.console.repository import Deed

_READINGS = (Verb.READ_CASE, Verb.VIEW_ATTACHMENT)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    at: datetime
    words: str
    note: str | None = None  # what the person wrote down


def trail(received_at: datetime, deeds: Iterable[Deed], decisions: Iterable[Decided]) -> list[Step]:
    """Tell a case's history, newest first. What one person reads in a row becomes one line."""
    steps = [Step(received_at, _("Nhận phản ánh"))]
    last: tuple[Verb, str | None] | None = None
    for deed in deeds:
        mine = deed.verb, deed.by
        if deed.verb is not Verb.DECIDE_CASE and not (deed.verb in _READINGS and mine == last):
            steps.append(Step(deed.at, f"{deed.by or said(deed.role)}: {said(deed.verb)}"))
        last = mine
    steps += [Step(decided.made_at, _decision(decided), decided.note) for decided in decisions]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _decision(decided: Decided) -> str:
    words = [f"{decided.by}: {said(decided.outcome)}"]
    if decided.category:
        words.append(_("loại: %(category)s") % {"category": said(decided.category)})
    if decided.tier_after is not decided.tier_before:
        told = {"before": said(decided.tier_before), "after": said(decided.tier_after), "reason": decided.reason}
        words.append(_("bậc %(before)s thành %(after)s vì %(reason)s") % told)
    return "; ".join(words)
