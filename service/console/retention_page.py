"""What will be erased soon, what is held and what waits for a second word: for leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from service import clock
from service.console.door import Visitor, visitor
from service.console.failures import PageRoute
from service.console.rendering import page
from service.permissions import require
from service.retention import due, holds, requests
from service.words import Verb

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/luu-giu")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show it."""
    require(visitor.who, Verb.READ_RETENTION)
    days, now = visitor.context.settings.retention_days, clock.now()
    with visitor.context.database.read() as session:
        ending = due.ending(session, visitor.who, now=now, days=days, within=due.NOTICE)
        held, asked = holds.of_school(session, visitor.who), requests.of_school(session, visitor.who)
    values = {"here": "retention", "days": days, "notice_days": due.NOTICE.days}
    return HTMLResponse(page("retention_page.html", visitor.request, ending=ending, held=held, asked=asked, **values))
