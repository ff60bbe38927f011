"""The statistics page: counts and times of the desk, as pictures and as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from classifier.taxonomy import Tier, Word
from service import clock
from service.console.door import Visitor, visitor
from service.console.failures import PageRoute
from service.console.language import gettext as _
from service.console.language import said
from service.console.rendering import page
from service.console.wording import count, duration, first_upper
from service.statistics import service as statistics
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_TIER_COLOURS = tuple(f"--{tier.value.lower()}" for tier in Tier)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Board:
    """One chart and its table."""

    title: str
    of: str  # what the rows are
    labels: tuple[str, ...]
    values: tuple[int, ...]
    colours: tuple[str, ...]  # names of the stylesheet's colours


@router.get("/thong-ke")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show the counts."""
    now = clock.now()
    with visitor.context.database.read() as session:
        found = statistics.gather(session, visitor.who, now=now)
    figures = (
        Figure(_("Đang mở"), count(found.by_state[CaseState.OPEN])),
        Figure(_("Quá hạn"), count(found.overdue)),
        Figure(_("Nhận trong %(days)s ngày") % {"days": found.days}, count(found.received)),
        Figure(_("Thường được nhận sau"), _time(found.median_seconds_to_claim)),
    )
    boards = (
        _board(_("Hồ sơ đang mở theo bậc"), _("Bậc"), found.open_by_tier.items(), _TIER_COLOURS),
        _board(
            _("Loại sự việc máy gợi ý trong %(days)s ngày") % {"days": found.days}, _("Loại"), found.by_category.items()
        ),
        _board(_("Mọi hồ sơ theo tình trạng"), _("Tình trạng"), found.by_state.items()),
    )
    return HTMLResponse(page("statistics.html", visitor.request, here="statistics", figures=figures, boards=boards))


def _board(title: str, of: str, counts: Iterable[tuple[Word, int]], colours: Sequence[str] = ()) -> Board:
    rows = list(counts)
    return Board(
        title=title,
        of=of,
        labels=tuple(first_upper(said(word)) for word, _number in rows),
        values=tuple(number for _word, number in rows),
        colours=tuple(colours) or ("--brand",) * len(rows),
    )


def _time(seconds: float | None) -> str:
    return _("chưa có") if seconds is None else duration(seconds)
