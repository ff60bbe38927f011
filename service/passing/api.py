"""Who works on a case, and when."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service import clock
from service.cases.file import Held
from service.cases.held import ClaimOut
from service.errors import (
    DoneError,
    ErasedError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    SignInError,
    StaleClaimError,
)
from service.passing import service
from service.passing.schemas import ColleaguesOut, HandOverIn, RestIn, SkipIn, TakeOverIn
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1/cases/{case_id}", tags=["Hồ sơ / Cases"])

_FOUND = (SignInError, ForbiddenError, NotFoundError, ErasedError)


@router.post("/skip", summary="Bỏ qua / Pass it over", responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError))
def skip(
    case_id: Id, body: SkipIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SKIP_CASE))]
) -> ColleaguesOut:
    """Trả lời: ai còn nhận được; trống thì báo tổ trưởng. / Who can still be given it; if nobody, tell the lead."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        return ColleaguesOut.of(service.skip(session, who, held, body.reason, body.note, now=clock.now()))


@router.delete(
    "/skips/{user_id}",
    status_code=204,
    summary="Cho nhận lại / Take a skip back",
    responses=documented(*_FOUND, InvalidError),
)
def take_back_skip(
    case_id: Id, user_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.TAKE_BACK_SKIP))]
) -> Response:
    """Tổ trưởng cho người đã bỏ qua nhận lại. / The lead lets somebody be given it again."""
    with context.database.write() as session:
        service.take_back_skip(session, who, case_id, user_id, now=clock.now())
    return Response(status_code=204)


@router.post(
    "/rest",
    status_code=204,
    summary="Để chờ đến một lúc khác / Let it rest",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError),
)
def rest(
    case_id: Id, body: RestIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.REST_CASE))]
) -> Response:
    """Có phản ánh mới, thư mới hoặc lên mức thì hết chờ. / A report, a letter or a higher tier ends it early."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        service.rest(session, who, held, body.wish(), calendar=context.calendar, now=clock.now())
    return Response(status_code=204)


@router.get(
    "/colleagues",
    summary="Giao được cho ai / Whom it can be handed over to",
    responses=documented(*_FOUND, InvalidError),
)
def read_colleagues(
    case_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.HAND_OVER_CASE))]
) -> ColleaguesOut:
    """Người trong ban tư vấn của trường chưa bỏ qua hồ sơ. / At this school's desk, and did not pass it over."""
    with context.database.read() as session:
        return ColleaguesOut.of(service.colleagues(session, who, case_id))


@router.post(
    "/hand-over",
    status_code=204,
    summary="Giao cho đồng nghiệp / Hand it over",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError),
)
def hand_over(
    case_id: Id, body: HandOverIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.HAND_OVER_CASE))]
) -> Response:
    """Người nhận thấy ai giao và vì sao; mã cũ hết hiệu lực. / They see who and why; the old token ends."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        service.hand_over(session, who, held, body.wish(), lease=context.settings.lease, now=clock.now())
    return Response(status_code=204)


@router.post("/take-over", summary="Tiếp quản / Take it over", responses=documented(*BODY_ERRORS, *_FOUND, DoneError))
def take_over(
    case_id: Id, body: TakeOverIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.TAKE_OVER_CASE))]
) -> ClaimOut:
    """Chỉ tổ trưởng; bản nháp của người đang giữ vẫn còn. / The lead only; drafts of who held it are kept."""
    lease = context.settings.lease
    with context.database.write() as session:
        return ClaimOut.of(service.take_over(session, who, case_id, body.reason, lease=lease, now=clock.now()))
