"""A case's history as a story: who did what, when, with the decisions in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.console.language import gettext as _
from service.console.language import said
from service.console.wording import moment
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.cases.file import Decided
    from service.console.repository import Deed
    from service.passing.move import Move

_READINGS = (Verb.READ_CASE, Verb.VIEW_ATTACHMENT)
_TOLD_WITH_REASONS = (
    Verb.DECIDE_CASE,
    Verb.SKIP_CASE,
    Verb.TAKE_BACK_SKIP,
    Verb.REST_CASE,
    Verb.HAND_OVER_CASE,
    Verb.TAKE_OVER_CASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    at: datetime
    words: str
    note: str | None = None  # what the person wrote down


def trail(
    received_at: datetime, deeds: Iterable[Deed], decisions: Iterable[Decided], moves: Iterable[Move] = ()
) -> list[Step]:
    """Tell a case's history, newest first. What one person reads in a row becomes one line."""
    steps = [Step(received_at, _("Nhận phản ánh"))]
    last: tuple[Verb, str | None] | None = None
    for deed in deeds:
        mine = deed.verb, deed.by
        if deed.verb not in _TOLD_WITH_REASONS and not (deed.verb in _READINGS and mine == last):
            steps.append(Step(deed.at, f"{deed.by or said(deed.role)}: {said(deed.verb)}"))
        last = mine
    steps += [Step(decided.made_at, _decision(decided), decided.note) for decided in decisions]
    steps += [Step(move.at, _move(move), move.reason) for move in moves]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _decision(decided: Decided) -> str:
    words = [f"{decided.by}: {said(decided.outcome)}"]
    if decided.category:
        words.append(_("loại: %(category)s") % {"category": said(decided.category)})
    if decided.tier_after is not decided.tier_before:
        told = {"before": said(decided.tier_before), "after": said(decided.tier_after), "reason": decided.reason}
        words.append(_("bậc %(before)s thành %(after)s vì %(reason)s") % told)
    if decided.undone_at is not None:
        words.append(_("đã hoàn tác"))
    return "; ".join(words)


def _move(move: Move) -> str:
    told = {"by": move.by, "other": move.other, "verb": said(move.verb)}
    match move.verb:
        case Verb.SKIP_CASE if move.skip is not None:
            return _("%(by)s: %(verb)s; lý do: %(reason)s") % (told | {"reason": said(move.skip)})
        case Verb.TAKE_BACK_SKIP:
            return _("%(by)s: cho %(other)s nhận lại hồ sơ đã bỏ qua") % told
        case Verb.REST_CASE if move.until is not None:
            return _("%(by)s: để hồ sơ chờ đến %(time)s") % (told | {"time": moment(move.until)})
        case Verb.HAND_OVER_CASE:
            return _("%(by)s: giao hồ sơ cho %(other)s") % told
        case Verb.TAKE_OVER_CASE if move.other is not None:
            return _("%(by)s: tiếp quản hồ sơ từ %(other)s") % told
        case _:
            return f"{move.by}: {said(move.verb)}"
