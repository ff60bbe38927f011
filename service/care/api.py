"""Care for the counsellors: everybody sees and sets their own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service import clock
from service.care import service
from service.care.schemas import CareIn, CareOut
from service.errors import ForbiddenError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.words import Verb

router = APIRouter(prefix="/v1/me/care", tags=["Chăm sóc người làm / Care"])


@router.get(
    "", summary="Xem việc nặng của mình / One's own heavy work", responses=documented(SignInError, ForbiddenError)
)
def read_care(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_CARE))]) -> CareOut:
    """Đếm từ nhật ký đọc hồ sơ; không ai khác xem được. / Counted from the log of readings; nobody else sees it."""
    most = context.settings.heavy_cases_before_break
    with context.database.read() as session:
        return CareOut.of(service.care(session, who, most=most, now=clock.now()))


@router.put(
    "",
    summary="Đặt loại không muốn nhận / Set what not to be given",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError),
)
def set_care(
    body: CareIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SET_OPT_OUTS))]
) -> CareOut:
    """Không cần nói lý do; đổi lại lúc nào cũng được. / No reason needed; it can be changed at any time."""
    most, now = context.settings.heavy_cases_before_break, clock.now()
    with context.database.write() as session:
        service.set_opt_outs(session, who, body.opt_outs, now=now)
        return CareOut.of(service.care(session, who, most=most, now=now))


@router.post(
    "/break/put-off",
    status_code=204,
    summary="Để lời nhắc nghỉ lại sau / Put a break off",
    responses=documented(SignInError, ForbiddenError),
)
def put_off_break(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.PUT_OFF_BREAK))]) -> Response:
    """Chỉ nhắc lại sau chừng ấy hồ sơ nặng nữa. / Said again only after as many heavy cases more."""
    with context.database.write() as session:
        service.put_off_break(session, who, now=clock.now())
    return Response(status_code=204)
