"""The statistics page: counts and times of the desk, as pictures and as tables, and the month's report as a file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from service import clock
from service.console.door import Visitor, reader_of_counts
from service.console.failures import PageRoute
from service.console.rendering import page
from service.console.statistics_view import board, figures
from service.statistics import api
from service.statistics import service as statistics
from service.statistics.period import Period, months_before
from service.statistics.sheet import sheet
from service.statistics.workbook import workbook

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_MONTHS = 12  # that a report can be chosen of
_FILES = {"xlsx": (workbook, api.XLSX), "pdf": (sheet, api.PDF)}

Days = Annotated[Literal[30, 90, 365], Query()]


@router.get("/thong-ke")
def show(visitor: Annotated[Visitor, Depends(reader_of_counts)], ngay: Days = 90) -> HTMLResponse:
    """Show the counts of the last month, three months or year."""
    now = clock.now()
    with visitor.context.database.read() as session:
        found = statistics.gather(session, visitor.who, Period.past(ngay, now), now=now)
    return HTMLResponse(
        page(
            "statistics.html",
            visitor.request,
            here="statistics",
            figures=figures(found),
            boards=board(found),
            days=ngay,
            months=months_before(now, _MONTHS),
        )
    )


@router.get("/thong-ke/bao-cao")
def report(
    visitor: Annotated[Visitor, Depends(reader_of_counts)],
    thang: Annotated[str, Query(max_length=7)],
    tep: Literal["xlsx", "pdf"],
) -> Response:
    """Hand over a month's report as a file."""
    written, kind = _FILES[tep]
    return api.answer(visitor.context, visitor.who, thang, written, kind)
