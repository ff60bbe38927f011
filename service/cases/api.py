"""The work on one case."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service import clock
from service.cases import service, undoing
from service.cases.file import Held, Rules
from service.cases.held import ClaimOut, HeldIn
from service.cases.schemas import CaseOut, DecisionIn
from service.errors import (
    DoneError,
    ErasedError,
    ForbiddenError,
    HeldError,
    InvalidError,
    NotFoundError,
    SignInError,
    StaleClaimError,
)
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.queue.schemas import EntryOut
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1/cases", tags=["Hồ sơ / Cases"])

Claimer = Annotated[Principal, Depends(PersonGuard(Verb.CLAIM_CASE))]
_FOUND = (SignInError, ForbiddenError, NotFoundError, ErasedError)


@router.get("/{case_id}", summary="Đọc hồ sơ / Read a case", responses=documented(*_FOUND, InvalidError))
def read_case(case_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_CASE))]) -> CaseOut:
    """Có nội dung; mỗi lần đọc đều được ghi lại. / With its content; every reading is written down."""
    with context.database.write() as session:
        return CaseOut.of(service.read(session, context, who, case_id, now=clock.now()))


@router.post(
    "/{case_id}/claim",
    summary="Nhận đúng hồ sơ này / Claim this very case",
    responses=documented(*_FOUND, HeldError, InvalidError),
)
def claim(case_id: Id, context: Parts, who: Claimer) -> ClaimOut:
    """Giữ trong 15 phút, gia hạn bằng heartbeat. / A lease; a heartbeat lengthens it."""
    with context.database.write() as session:
        return ClaimOut.of(service.claim(session, who, case_id, now=clock.now(), lease=context.settings.lease))


@router.post(
    "/{case_id}/heartbeat",
    summary="Giữ thêm / Hold it longer",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError),
)
def heartbeat(case_id: Id, body: HeldIn, context: Parts, who: Claimer) -> ClaimOut:
    """Mã cũ thì nhận 409. / A stale token gets 409."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        return ClaimOut.of(service.heartbeat(session, who, held, now=clock.now(), lease=context.settings.lease))


@router.post(
    "/{case_id}/release",
    status_code=204,
    summary="Trả lại hàng đợi / Put it back into the queue",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError),
)
def release(
    case_id: Id,
    body: HeldIn,
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.RELEASE_CASE))],
) -> Response:
    """Chưa quyết định gì. / Undecided."""
    with context.database.write() as session:
        service.release(session, who, Held(case_id, body.fence), now=clock.now())
    return Response(status_code=204)


@router.post(
    "/{case_id}/decision",
    summary="Quyết định / Decide",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError),
)
def decide(
    case_id: Id,
    body: DecisionIn,
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.DECIDE_CASE))],
) -> EntryOut:
    """Người quyết định luôn là con người; hạ mức phải có lý do. / A person decides; another tier needs a reason."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        rules = Rules.of(context.settings, context.calendar)
        decided = service.decide(session, who, held, body.ruling(), rules=rules, now=clock.now())
    return EntryOut.of(decided)


@router.post(
    "/{case_id}/undo",
    summary="Hoàn tác quyết định / Undo a decision",
    responses=documented(*_FOUND, DoneError, InvalidError),
)
def undo(case_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.UNDO_DECISION))]) -> EntryOut:
    """Chỉ người vừa quyết định, trong vài giây; mọi thứ như cũ. / Who decided only, for seconds; all is as before."""
    with context.database.write() as session:
        rules = Rules.of(context.settings, context.calendar)
        return EntryOut.of(undoing.undo(session, who, case_id, rules=rules, now=clock.now()))
