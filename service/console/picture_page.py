"""A case's pictures: opened and covered on the page, and their working copies; sealed ones are never among them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from service import clock
from service.attachments import service as attachments
from service.attachments.service import PageName
from service.console.case_page import case_page, opened
from service.console.case_view import report_views
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute, is_step
from service.console.picture_view import Opened
from service.console.rendering import page
from service.errors import NotFoundError

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.post("/ho-so/{case_id}/anh")
def show(
    case_id: str,
    visitor: Annotated[Visitor, Depends(sender)],
    picture: Annotated[str, Form()],
    number: Annotated[int, Form()],
    cover: Annotated[bool, Form()] = False,  # noqa: FBT002 - a field of the form
) -> HTMLResponse:
    """Open one page of a picture, or cover it again."""
    asked = [] if cover else [Opened(picture, number)]
    if not is_step(visitor.request):
        return case_page(visitor, case_id, pictures=asked)
    file, _ = opened(visitor, case_id)
    for report in report_views(file, opened=asked):
        for view in report.pictures:
            if view.id == picture and 0 <= number < len(view.pages):
                shown = {"report": report, "picture": view, "sheet": view.pages[number], "moved": True}
                return HTMLResponse(page("picture_page.html", visitor.request, **shown))
    raise NotFoundError


@router.get("/ho-so/{case_id}/anh/{picture}/{number}")
def working_copy(case_id: str, picture: str, number: int, visitor: Annotated[Visitor, Depends(visitor)]) -> Response:
    """Give a page's working copy; that it was looked at is written down."""
    context = visitor.context
    wanted = PageName(case_id, picture, number)
    with context.database.write() as session:
        copy = attachments.working_copy(session, context.files, visitor.who, wanted, now=clock.now())
    return Response(copy.content, media_type=copy.media_type)
