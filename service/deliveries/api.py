"""What was passed on, and whether it arrived."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from service import clock
from service.deliveries import acknowledging, service
from service.deliveries.acknowledging import Signed
from service.deliveries.schemas import AcknowledgementIn, DeliveriesOut, DeliveryOut, MarkIn
from service.errors import DoneError, ErasedError, ForbiddenError, InvalidError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.queue.api import Limit, Offset
from service.security import OpenGuard, Parts, PersonGuard
from service.text import Id
from service.words import DeliveryState, Verb

router = APIRouter(prefix="/v1/deliveries", tags=["Chuyển tiếp / Deliveries"])


@router.get(
    "",
    summary="Xem các việc chuyển tiếp / What was passed on",
    responses=documented(SignInError, ForbiddenError, InvalidError),
)
def read_deliveries(
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.READ_QUEUE))],
    state: Annotated[DeliveryState, Query(description="Trạng thái. / State.")] = DeliveryState.QUEUED,
    offset: Offset = 0,
    limit: Limit = 50,
) -> DeliveriesOut:
    """Việc chưa ai xác nhận thì vẫn là chưa xong. / What nobody confirmed is not done."""
    with context.database.read() as session:
        found = service.of_school(session, who, state=state, window=(offset, limit))
    return DeliveriesOut(deliveries=[DeliveryOut.of(passed) for passed in found])


@router.post(
    "/{delivery_id}",
    summary="Ghi kết quả chuyển tiếp / Write down how a delivery ended",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError, NotFoundError, ErasedError, DoneError),
)
def mark(
    delivery_id: Id,
    body: MarkIn,
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.MARK_DELIVERY))],
) -> DeliveryOut:
    """Đã xác nhận thì không đổi được nữa. / What was acknowledged stays so."""
    state = DeliveryState(body.state)
    with context.database.write() as session:
        marked = service.mark(session, who, delivery_id, state=state, reference=body.reference, now=clock.now())
    return DeliveryOut.of(marked)


@router.post(
    "/{delivery_id}/retry",
    summary="Gửi lại ngay / Send it again now",
    responses=documented(InvalidError, SignInError, ForbiddenError, NotFoundError, ErasedError, DoneError),
)
def send_again(
    delivery_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SEND_DELIVERY))]
) -> DeliveryOut:
    """Vẫn cùng một mã, bên nhận không bị trùng. / The same id, so the other side sees it is one."""
    with context.database.write() as session:
        return DeliveryOut.of(service.send_again(session, who, delivery_id, now=clock.now()))


async def _signed(
    request: Request,
    timestamp: Annotated[
        str, Header(alias="Lachan-Timestamp", description="Giây từ 1970. / Seconds since 1970.", max_length=20)
    ],
    signature: Annotated[
        str, Header(alias="Lachan-Signature", description="v1=<hex HMAC-SHA256 of timestamp.body>", max_length=100)
    ],
) -> Signed:
    return Signed(timestamp, signature, await request.body())


@router.post(
    "/{delivery_id}/acknowledgement",
    status_code=204,
    summary="Bên nhận báo đã nhận / The other side has taken it up",
    responses=documented(*BODY_ERRORS, NotFoundError),
)
def acknowledge(
    delivery_id: Id,
    body: AcknowledgementIn,
    context: Parts,
    signed: Annotated[Signed, Depends(_signed)],
    _who: Annotated[Principal, Depends(OpenGuard(Verb.ACKNOWLEDGE_DELIVERY))],
) -> Response:
    """Ký bằng khóa của webhook, như khi nhận. / Signed with the webhook's secret, as deliveries are."""
    with context.database.write() as session:
        acknowledging.acknowledge(
            session,
            delivery_id,
            signed,
            reference=body.reference,
            operator_key=context.operator_key,
            now=clock.now(),
        )
    return Response(status_code=204)
