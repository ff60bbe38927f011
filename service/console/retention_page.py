"""What will be erased soon, what is held and what waits for a second word: for leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from service import clock
from service.console.door import Visitor, visitor
from service.console.failures import PageRoute
from service.console.rendering import page
from service.retention.due import NOTICE
from service.retention.overview import overview

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/luu-giu")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show it."""
    days = visitor.context.settings.retention_days
    with visitor.context.database.write() as session:
        found = overview(session, visitor.who, days=days, now=clock.now())
    values = {"here": "retention", "days": days, "notice_days": NOTICE.days}
    lists = {"ending": found.ending, "held": found.held, "asked": found.asked}
    return HTMLResponse(page("retention_page.html", visitor.request, **lists, **values))
