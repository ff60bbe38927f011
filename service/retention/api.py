"""What is erased soon, holds, and requests for erasure."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service import clock
from service.errors import DoneError, ErasedError, ForbiddenError, KeptError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.retention import holds, requests
from service.retention.overview import overview
from service.retention.schemas import AnswerIn, AskedOut, EndingOut, ErasureIn, HoldOut, ReasonIn, RetentionOut
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Lưu giữ và xóa / Retention"])

_FOUND = (SignInError, ForbiddenError, NotFoundError, ErasedError)


@router.get(
    "/retention",
    summary="Sắp xóa, đang giữ, đang chờ đồng ý / What ends soon, what is held, what was asked",
    responses=documented(SignInError, ForbiddenError),
)
def read_retention(
    context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_RETENTION))]
) -> RetentionOut:
    """Hồ sơ hết hạn trong 14 ngày tới; không có nội dung. / Cases whose time ends within 14 days; no content."""
    days = context.settings.retention_days
    with context.database.write() as session:
        found = overview(session, who, days=days, now=clock.now())
    return RetentionOut(
        days=days,
        ending=[EndingOut.of(one) for one in found.ending],
        held=[HoldOut.of(one) for one in found.held],
        asked=[AskedOut.of(one) for one in found.asked],
    )


@router.post(
    "/cases/{case_id}/hold",
    status_code=204,
    summary="Giữ hồ sơ lại, không cho xóa / Keep a case from being erased",
    responses=documented(*BODY_ERRORS, *_FOUND, DoneError),
)
def place_hold(
    case_id: Id, body: ReasonIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.HOLD_CASE))]
) -> Response:
    """Không hạn nào, không ai xóa được cho đến khi bỏ giữ. / Nothing erases it until the hold is lifted."""
    with context.database.write() as session:
        holds.place(session, who, case_id, body.reason, now=clock.now())
    return Response(status_code=204)


@router.post(
    "/cases/{case_id}/hold/lift",
    status_code=204,
    summary="Thôi giữ lại / Lift a hold",
    responses=documented(*BODY_ERRORS, *_FOUND),
)
def lift_hold(
    case_id: Id, body: ReasonIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.LIFT_HOLD))]
) -> Response:
    """Thời hạn lưu giữ tính lại từ đầu. / Its time begins anew."""
    with context.database.write() as session:
        holds.lift(session, who, case_id, body.reason, now=clock.now())
    return Response(status_code=204)


@router.post(
    "/cases/{case_id}/erasure",
    status_code=204,
    summary="Đề nghị xóa trước hạn / Ask for erasure",
    responses=documented(*BODY_ERRORS, *_FOUND, KeptError),
)
def ask_erasure(
    case_id: Id, body: ErasureIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.ASK_ERASURE))]
) -> Response:
    """Phải có một đồng nghiệp khác đồng ý. / Somebody else has to agree."""
    with context.database.write() as session:
        requests.ask(session, who, case_id, body.reason, report_id=body.report, now=clock.now())
    return Response(status_code=204)


@router.post(
    "/cases/{case_id}/erasure/answer",
    status_code=204,
    summary="Trả lời đề nghị xóa / Answer a request for erasure",
    responses=documented(*BODY_ERRORS, *_FOUND, KeptError),
)
def answer_erasure(
    case_id: Id, body: AnswerIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.ANSWER_ERASURE))]
) -> Response:
    """Đồng ý thì nội dung bị xóa vĩnh viễn ngay. / Agreeing erases the content for good, at once."""
    with context.database.write() as session:
        requests.answer(session, who, case_id, agrees=body.agrees, now=clock.now())
    return Response(status_code=204)
