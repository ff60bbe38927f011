"""The queue page: what waits, most urgent first, and one large button to take the next case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.attachments import service as attachments
from service.care import service as care
from service.console import repository
from service.console.door import Visitor, sender, session_token, visitor
from service.console.failures import PageRoute, is_step
from service.console.notices import Notice
from service.console.queue_filter import STATES, Filter
from service.console.queue_view import Desk, desk
from service.console.rendering import page
from service.console.wording import greeting
from service.deliveries import service as deliveries
from service.errors import InvalidError
from service.queue import service as queue
from service.queue import views
from service.queue.lifting import lift_due
from service.queue.stream import EventStream, Watcher
from service.words import Holding

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show the queue."""
    return _page(visitor, Filter.of(visitor.request.query_params))


@router.get("/hang-doi")
def refresh(request: Request, visitor: Annotated[Visitor, Depends(visitor)]) -> Response:
    """Give the list alone, for a page that is open already."""
    asked = Filter.of(request.query_params)
    if not is_step(request):
        return RedirectResponse(_address(asked), 303)
    answer = HTMLResponse(page("queue_list.html", request, desk=_desk(visitor, asked)))
    answer.headers["HX-Replace-Url"] = _address(asked)
    return answer


@router.get("/hang-doi/thay-doi")
def changes(request: Request, visitor: Annotated[Visitor, Depends(visitor)]) -> Response:
    """Say that something changed, as long as the page is open: server-sent events without any content."""
    return EventStream(visitor.context, Watcher(visitor.who, session_token(request)))


@router.post("/nhan")
def take_next(visitor: Annotated[Visitor, Depends(sender)]) -> RedirectResponse:
    """Give the first free case to whoever asks, and open it."""
    context = visitor.context
    with context.database.write() as session:
        entry = queue.take_next(session, visitor.who, now=clock.now(), lease=context.settings.lease)
    return RedirectResponse(f"/ho-so/{entry.case_id}" if entry else "/?tin=het", 303)


@router.post("/bo-loc")
def save_view(
    visitor: Annotated[Visitor, Depends(sender)], name: Annotated[str, Form()] = "", query: Annotated[str, Form()] = ""
) -> Response:
    """Keep the present filter under a name."""
    asked = Filter.of(dict(part.split("=", 1) for part in query.split("&") if "=" in part))
    try:
        with visitor.context.database.write() as session:
            views.save(session, visitor.who, name, asked.wanted, now=clock.now())
    except InvalidError as error:
        wrong = error.errors[0]
        return _page(visitor, asked, Notice(wrong.vi.capitalize(), wrong.en.capitalize(), "warn"), error.status)
    return RedirectResponse(_address(asked), 303)


@router.post("/bo-loc/{view_id}/xoa")
def forget_view(view_id: str, visitor: Annotated[Visitor, Depends(sender)]) -> RedirectResponse:
    """Forget a saved filter."""
    with visitor.context.database.write() as session:
        views.forget(session, visitor.who, view_id)
    return RedirectResponse("/", 303)


def _page(visitor: Visitor, asked: Filter, notice: Notice | None = None, status: int = 200) -> HTMLResponse:
    now = clock.now()
    context = visitor.context
    with context.database.read() as session:
        saved = views.of(session, visitor.who)
        load = care.care(session, visitor.who, most=context.settings.heavy_cases_before_break, now=now)
    values: dict[str, object] = {
        "here": "queue",
        "desk": _desk(visitor, asked),
        "greeting": greeting(now),
        "filter": asked,
        "views": [(view, Filter(view.wanted).query()) for view in saved],
        "states": STATES,
        "holdings": list(Holding),
        "care": load,
    }
    if notice is not None:
        values["notice"] = notice
    return HTMLResponse(page("queue.html", visitor.request, **values), status)


def _address(asked: Filter) -> str:
    query = asked.query()
    return f"/?{query}" if query else "/"


def _desk(visitor: Visitor, asked: Filter) -> Desk:
    now = clock.now()
    lift_due(visitor.context.database, now)
    queue.note_search(visitor.context.database, visitor.who, asked.wanted, now=now)
    with visitor.context.database.read() as session:
        shown = queue.page(session, visitor.who, now=now, wanted=asked.wanted, window=asked.window)
        case_ids = [entry.case_id for entry in shown.entries]
        sizes, pictures = repository.sizes(session, case_ids), attachments.states_of_cases(session, case_ids)
        awaited = () if asked.narrows else deliveries.unconfirmed(session, visitor.who)
    return desk(shown, sizes, pictures, awaited, asked, now)
