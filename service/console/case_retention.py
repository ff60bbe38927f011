"""How long a case is kept: holding it back, asking that it be erased early, and answering that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from service.console.door import Visitor, sender
from service.console.failures import PageRoute
from service.console.trying import tried
from service.retention import holds, requests

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

router = APIRouter(prefix="/ho-so/{case_id}", route_class=PageRoute, include_in_schema=False)

Sender = Annotated[Visitor, Depends(sender)]
Words = Annotated[str, Form(max_length=2_000)]


@router.post("/giu-lai")
def hold(case_id: str, visitor: Sender, reason: Words = "") -> Response:
    """Keep it from being erased."""

    def act(session: Session, now: datetime) -> None:
        holds.place(session, visitor.who, case_id, reason, now=now)

    return tried(visitor, case_id, act, f"/ho-so/{case_id}?tin=da-giu-lai", part="retention")


@router.post("/thoi-giu")
def lift(case_id: str, visitor: Sender, reason: Words = "") -> Response:
    """Let it be erased again, when its time is over."""

    def act(session: Session, now: datetime) -> None:
        holds.lift(session, visitor.who, case_id, reason, now=now)

    return tried(visitor, case_id, act, f"/ho-so/{case_id}?tin=da-thoi-giu", part="retention")


@router.post("/xoa")
def ask(case_id: str, visitor: Sender, reason: Words = "", report: Words = "") -> Response:
    """Ask that it, or one report of it, be erased early."""

    def act(session: Session, now: datetime) -> None:
        requests.ask(session, visitor.who, case_id, reason, report_id=report or None, now=now)

    return tried(visitor, case_id, act, f"/ho-so/{case_id}?tin=da-de-nghi-xoa", part="retention")


@router.post("/xoa/tra-loi")
def answer(case_id: str, visitor: Sender, agrees: Annotated[bool, Form()] = False) -> Response:  # noqa: FBT002 - a form's field
    """Agree to what a colleague asked, or refuse it."""

    def act(session: Session, now: datetime) -> None:
        requests.answer(session, visitor.who, case_id, agrees=agrees, now=now)

    landing = f"/ho-so/{case_id}" if agrees else f"/ho-so/{case_id}?tin=khong-xoa"
    return tried(visitor, case_id, act, landing, part="retention")
