"""The queue page: what waits, most urgent first, and one large button to take the next case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.attachments import service as attachments
from service.console import repository
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute, is_step
from service.console.queue_view import Desk, desk
from service.console.rendering import page
from service.console.wording import greeting
from service.deliveries import service as deliveries
from service.queue import service as queue

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_ROWS = 40  # keeps the page under 200 kB; what is further down is served when it comes up


@router.get("/")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show the queue."""
    return HTMLResponse(
        page("queue.html", visitor.request, here="queue", desk=_desk(visitor), greeting=greeting(clock.now()))
    )


@router.get("/hang-doi")
def refresh(request: Request, visitor: Annotated[Visitor, Depends(visitor)]) -> Response:
    """Give the list alone, for a page that is open already."""
    if not is_step(request):
        return RedirectResponse("/", 303)
    return HTMLResponse(page("queue_list.html", request, desk=_desk(visitor)))


@router.post("/nhan")
def take_next(visitor: Annotated[Visitor, Depends(sender)]) -> RedirectResponse:
    """Give the first free case to whoever asks, and open it."""
    context = visitor.context
    with context.database.write() as session:
        entry = queue.take_next(session, visitor.who, now=clock.now(), lease=context.settings.lease)
    return RedirectResponse(f"/ho-so/{entry.case_id}" if entry else "/?tin=het", 303)


def _desk(visitor: Visitor) -> Desk:
    now = clock.now()
    with visitor.context.database.read() as session:
        shown = queue.page(session, visitor.who, now=now, window=(0, _ROWS))
        case_ids = [entry.case_id for entry in shown.entries]
        sizes, pictures = repository.sizes(session, case_ids), attachments.states_of_cases(session, case_ids)
        awaited = deliveries.unconfirmed(session, visitor.who)
    return desk(shown, sizes, pictures, awaited, now)
