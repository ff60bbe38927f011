"""One's own page: how much heavy work there was today, what one does not want to be given, comforts of this browser.

Nobody else sees it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from classifier.taxonomy import Category
from service import clock
from service.care import service as care
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute
from service.console.notices import Notice
from service.console.rendering import page
from service.errors import InvalidError

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/cua-toi")
def show(visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show it."""
    return _page(visitor)


async def chosen(request: Request) -> list[Category]:
    """Read which kinds are ticked; unknown words are nothing."""
    ticked = (await request.form()).getlist("opt_out")
    return [category for category in Category if category.value in ticked]


@router.post("/cua-toi")
def set_opt_outs(
    visitor: Annotated[Visitor, Depends(sender)], opt_outs: Annotated[list[Category], Depends(chosen)]
) -> Response:
    """Set what one does not want to be given."""
    try:
        with visitor.context.database.write() as session:
            care.set_opt_outs(session, visitor.who, opt_outs, now=clock.now())
    except InvalidError as error:
        wrong = error.errors[0]
        return _page(visitor, Notice(wrong.vi.capitalize(), wrong.en.capitalize(), "warn"), error.status)
    return RedirectResponse("/cua-toi?tin=da-luu", 303)


@router.post("/cua-toi/de-sau")
def put_off(visitor: Annotated[Visitor, Depends(sender)]) -> RedirectResponse:
    """Be left in peace for a while about a break."""
    with visitor.context.database.write() as session:
        care.put_off_break(session, visitor.who, now=clock.now())
    return RedirectResponse("/", 303)


def _page(visitor: Visitor, notice: Notice | None = None, status: int = 200) -> HTMLResponse:
    context = visitor.context
    with context.database.read() as session:
        found = care.care(session, visitor.who, most=context.settings.heavy_cases_before_break, now=clock.now())
    values: dict[str, object] = {"here": "me", "care": found, "most": context.settings.heavy_cases_before_break}
    if notice is not None:
        values["notice"] = notice
    return HTMLResponse(page("me.html", visitor.request, **values), status)
