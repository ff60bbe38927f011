"""What ties a case to others: letters with the reporter, deliveries and their form, cases that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from service.cases.file import Held
from service.console.case_page import Tried, case_page
from service.console.door import Visitor, sender
from service.console.failures import PageRoute
from service.console.trying import tried
from service.deliveries import service as deliveries
from service.deliveries.form01 import api as form01
from service.deliveries.form01.fields import Wanted
from service.letters import service as letters
from service.letters.phrases import phrases
from service.related import merging

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

router = APIRouter(prefix="/ho-so/{case_id}", route_class=PageRoute, include_in_schema=False)

Sender = Annotated[Visitor, Depends(sender)]
Fence = Annotated[int, Form(ge=0)]


@router.post("/thu")
def write(  # noqa: PLR0913, PLR0917 - the fields of the form
    case_id: str,
    visitor: Sender,
    text: Annotated[str, Form()] = "",
    fence: Annotated[int | None, Form(ge=0)] = None,
    report: Annotated[str, Form()] = "",
    phrase: Annotated[str, Form()] = "",
    insert: Annotated[str, Form()] = "",
) -> Response:
    """Write to the reporter, or put a ready-made phrase into what is typed."""
    if insert:
        words = next((one.vi for one in phrases() if one.key == phrase), "")
        return case_page(
            visitor, case_id, tried=Tried(letter="\n\n".join(part for part in (text.strip(), words) if part))
        )

    def act(session: Session, now: datetime) -> None:
        letters.write(session, visitor.who, letters.Answer(case_id, text, fence, report or None), now=now)

    return tried(visitor, case_id, act, _again(case_id, "da-gui-thu"), letter=text)


@router.post("/gop")
def merge(case_id: str, visitor: Sender, fence: Fence, other: Annotated[str, Form()]) -> Response:
    """Put another case's reports into this one."""

    def act(session: Session, now: datetime) -> None:
        merging.merge(session, visitor.who, Held(case_id, fence), other, now=now)

    return tried(visitor, case_id, act, _again(case_id, "da-gop"))


@router.post("/tach/{merge_id}")
def part(case_id: str, merge_id: str, visitor: Sender) -> Response:
    """Take a merge back."""

    def act(session: Session, now: datetime) -> None:
        merging.undo(session, visitor.context, visitor.who, merge_id, now=now)

    return tried(visitor, case_id, act, _again(case_id, "da-tach"))


@router.post("/chuyen-tiep/{delivery_id}/gui-lai")
def send_again(case_id: str, delivery_id: str, visitor: Sender) -> Response:
    """Try a delivery again that failed."""

    def act(session: Session, now: datetime) -> None:
        deliveries.send_again(session, visitor.who, delivery_id, now=now)

    return tried(visitor, case_id, act, _again(case_id, "da-luu"))


@router.post("/mau-so-01")
def draw_up(
    case_id: str,
    visitor: Sender,
    kind: Annotated[Literal["docx", "pdf"], Form()],
    summary: Annotated[str, Form(max_length=5_000)] = "",
) -> Response:
    """Hand Mẫu số 01 over as a file, filled in as far as the case tells."""
    return form01.answer(visitor.context, visitor.who, form01.Kind(kind), Wanted(case_id, summary.strip() or None))


def _again(case_id: str, notice: str) -> str:
    return f"/ho-so/{case_id}?tin={notice}"
