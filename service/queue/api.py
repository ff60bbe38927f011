"""The ranked queue."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from classifier.taxonomy import Tier
from service import clock
from service.errors import ForbiddenError, InvalidError, SignInError
from service.principal import Principal
from service.problems import documented
from service.queue import service
from service.queue.schemas import EntryOut, QueueOut
from service.security import Parts, PersonGuard
from service.words import CaseState, Verb

router = APIRouter(prefix="/v1/queue", tags=["Hàng đợi / Queue"])

Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Bỏ qua bao nhiêu. / How many to skip.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Nhiều nhất bao nhiêu. / How many at most.")]


@router.get(
    "",
    summary="Xem hàng đợi, gấp nhất trước / The queue, most urgent first",
    responses=documented(SignInError, ForbiddenError, InvalidError),
)
def read_queue(
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.READ_QUEUE))],
    state: Annotated[CaseState, Query(description="Trạng thái. / State.")] = CaseState.OPEN,
    tier: Annotated[Tier | None, Query(description="Chỉ mức này. / Only this tier.")] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> QueueOut:
    """Chỉ hồ sơ của trường mình, không có nội dung. / One's own school's cases, without content."""
    with context.database.read() as session:
        page = service.page(session, who, now=clock.now(), states=(state,), tier=tier, window=(offset, limit))
    return QueueOut.of(page)


@router.post(
    "/next",
    summary="Nhận hồ sơ tiếp theo / Take the next case",
    response_model=EntryOut,
    responses=documented(SignInError, ForbiddenError)
    | {204: {"description": "Không còn hồ sơ nào chờ. / Nothing waits."}},
)
def take_next(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.CLAIM_CASE))]) -> EntryOut | Response:
    """Đúng một người nhận được hồ sơ đầu tiên. / Exactly one person gets the first case."""
    with context.database.write() as session:
        taken = service.take_next(session, who, now=clock.now(), lease=context.settings.lease)
    return Response(status_code=204) if taken is None else EntryOut.of(taken)
