"""What was passed on, and whether it arrived."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service import clock
from service.deliveries import service
from service.deliveries.schemas import DeliveriesOut, DeliveryOut, MarkIn
from service.errors import DoneError, ForbiddenError, InvalidError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.queue.api import Limit, Offset
from service.security import Parts, PersonGuard
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
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError, NotFoundError, DoneError),
)
def mark(
    delivery_id: Id,
    body: MarkIn,
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.MARK_DELIVERY))],
) -> DeliveryOut:
    """Chỉ ghi được một lần. / Only once."""
    state = DeliveryState(body.state)
    with context.database.write() as session:
        marked = service.mark(session, who, delivery_id, state=state, reference=body.reference, now=clock.now())
    return DeliveryOut.of(marked)
