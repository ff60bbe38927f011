"""The first-day tour: five small pages on a sample case; what is done there changes nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from classifier.taxonomy import Tier
from service import clock
from service.console import tour
from service.console.case_view import Lease, Reveal, report_views
from service.console.decision_form import DecisionForm
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute
from service.console.guidance import steps
from service.console.queue_filter import Filter
from service.console.queue_view import desk
from service.console.rendering import page
from service.console.repository import Size
from service.errors import NotFoundError
from service.queue.service import Page
from service.words import Outcome, Reporter, Target

router = APIRouter(route_class=PageRoute, include_in_schema=False)

LAST = 5


@router.get("/lam-quen")
def begin(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Begin with the queue."""
    return _step(visitor.request, 1)


@router.get("/lam-quen/{number}")
def show(number: int, visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show one step."""
    return _step(visitor.request, number)


@router.post("/lam-quen/{number}")
def go_on(number: int, visitor: Annotated[Visitor, Depends(sender)]) -> RedirectResponse:
    """Take what was pressed for done, and go on; nothing is stored."""
    del visitor
    return RedirectResponse(f"/lam-quen/{min(number + 1, LAST)}", 303)


def _step(request: Request, number: int) -> HTMLResponse:
    if not 1 <= number <= LAST:
        raise NotFoundError
    now = clock.now()
    entries = tour.entries(now)
    file = tour.file(now)
    waiting = Page(entries, {tier: sum(one.served_as is tier for one in entries) for tier in Tier}, len(entries))
    sizes = {one.case_id: Size(1, 4, Reporter.CHILD) for one in entries}
    reveals = [Reveal(tour.CASE_ID)] if number > 2 else []  # noqa: PLR2004 - the third step shows the words
    return HTMLResponse(
        page(
            "tour.html",
            request,
            here="tour",
            step=number,
            last=LAST,
            desk=desk(waiting, sizes, {}, (), Filter.of({}), now),
            file=file,
            lease=Lease.of(file.entry),
            reports=report_views(file, reveals),
            steps=steps(file.entry.served_as, file.entry.categories),
            outcomes=list(Outcome),
            targets=[target for target in Target if target is not Target.ON_CALL],
            form=DecisionForm.blank(file.entry),
            errors={},
            moved=False,
            single=False,
            saved_at=None,
        )
    )
