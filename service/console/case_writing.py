"""What is written on a case page beside the decision: the draft that keeps what is typed, and notes for colleagues."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from classifier.limits import unusable_character
from service import clock
from service.console.case_page import Tried, case_page
from service.console.decision_form import LONGEST_NOTE, DecisionForm, decision_form
from service.console.door import Visitor, sender
from service.console.failures import PageRoute
from service.console.language import gettext as _
from service.console.notices import Notice
from service.writing import service as writing

router = APIRouter(prefix="/ho-so/{case_id}", route_class=PageRoute, include_in_schema=False)

_NOT_TYPED = ("fence", "csrf")
_EMPTY = Notice("Ghi chú chưa có chữ nào, hoặc dài quá.", "The note is empty or too long.", "warn")


@router.post("/nhap")
def save_draft(
    case_id: str,
    visitor: Annotated[Visitor, Depends(sender)],
    form: Annotated[DecisionForm, Depends(decision_form)],
) -> Response:
    """Keep what was typed so far; the page says that it is kept."""
    if not form.fits:
        return PlainTextResponse(_("Nháp quá dài nên chưa lưu được."), 422)
    typed = {name: value for name, value in asdict(form).items() if name not in _NOT_TYPED}
    with visitor.context.database.write() as session:
        writing.save_draft(session, visitor.who, case_id, typed, now=clock.now())
    return PlainTextResponse(_("Đã lưu nháp; chỉ bạn thấy."))


@router.post("/ghi-chu")
def add_note(case_id: str, visitor: Annotated[Visitor, Depends(sender)], text: Annotated[str, Form()] = "") -> Response:
    """Write something down for colleagues."""
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_NOTE or unusable_character(text) is not None:
        return case_page(visitor, case_id, tried=Tried(_EMPTY, status=422, note=text))
    with visitor.context.database.write() as session:
        writing.add_note(session, visitor.who, case_id, text, now=clock.now())
    return RedirectResponse(f"/ho-so/{case_id}?tin=da-ghi-chu", 303)
