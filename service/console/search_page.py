"""The search page: words go in a form's body, so that they stay in no address, history or log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from classifier.limits import without_unusable
from service import clock
from service.attachments import service as attachments
from service.console import repository
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute, is_step
from service.console.language import said
from service.console.queue_filter import PAGE, Filter
from service.console.queue_view import desk
from service.console.rendering import page
from service.errors import InvalidError
from service.permissions import require
from service.queue import service as queue
from service.queue.lifting import lift_due
from service.queue.wanted import Wanted
from service.words import Verb

router = APIRouter(route_class=PageRoute, include_in_schema=False)
LONGEST = 200


@router.get("/tim-kiem")
def ask(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show the empty form."""
    require(visitor.who, Verb.SEARCH_CASES)
    return HTMLResponse(page("search.html", visitor.request, **_values("", closed=False)))


@router.post("/tim-kiem")
def search(
    visitor: Annotated[Visitor, Depends(sender)],
    words: Annotated[str, Form()] = "",
    closed: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Show what was found; with HTMX the list alone."""
    require(visitor.who, Verb.SEARCH_CASES)
    words = without_unusable(words).strip()[:LONGEST]
    values = _values(words, closed=bool(closed))
    status = 200
    try:
        values["desk"] = _found(visitor, queue.Sought(words, bool(closed)))
    except InvalidError as error:
        values["wrong"], status = said(error.errors[0]), error.status
    template = "search_list.html" if is_step(visitor.request) else "search.html"
    return HTMLResponse(page(template, visitor.request, **values), 200 if is_step(visitor.request) else status)


def _values(words: str, *, closed: bool) -> dict[str, object]:
    return {"here": "search", "words": words, "closed": closed, "longest": LONGEST, "wrong": None, "desk": None}


def _found(visitor: Visitor, sought: queue.Sought) -> object:
    context, now = visitor.context, clock.now()
    lift_due(context.database, now)
    with context.database.write() as session:
        found = queue.search(session, visitor.who, context.secret, sought, now=now, window=(0, PAGE))
        case_ids = [entry.case_id for entry in found.entries]
        sizes, pictures = repository.sizes(session, case_ids), attachments.states_of_cases(session, case_ids)
    return desk(found, sizes, pictures, (), Filter(Wanted()), now)
