"""Whether the service lives, whether it can do its whole work, and its counters. Nothing about reports."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from classifier.taxonomy import Tier
from service.attachments.repository import count_waiting
from service.deliveries.repository import counts
from service.intake.repository import count_pending
from service.models import Case
from service.principal import Principal
from service.problems import documented
from service.pulse import WAIT_S, Pulse
from service.security import OpenGuard, Parts
from service.words import CaseState, DeliveryState, Verb

router = APIRouter(tags=["Tình trạng / Health"])
Anyone = Annotated[Principal, Depends(OpenGuard(Verb.READ_HEALTH))]


class Alive(BaseModel):
    """The process answers."""

    status: Annotated[str, Field(examples=["ok"])] = "ok"


class Ready(BaseModel):
    """What works."""

    ready: bool
    database: bool
    disk: Annotated[bool, Field(description="Ghi được và còn chỗ. / It can be written to, and has room.")]
    model: Annotated[str | None, Field(description="Phiên bản mô hình đang chạy. / The model that serves.")]
    pictures: Annotated[bool, Field(description="Có đọc ảnh không. / Whether pictures are read here.")]
    jobs: Annotated[bool, Field(description="Việc nền có chạy không. / Whether background work goes on.")]


@router.get("/healthz", summary="Dịch vụ còn sống / Alive", responses=documented())
async def healthz(_who: Anyone) -> Alive:
    """Chỉ cho biết tiến trình còn trả lời. / Says only that the process answers."""
    return Alive()


@router.get(
    "/readyz",
    summary="Sẵn sàng làm việc / Ready",
    responses=documented() | {503: {"description": "Chưa sẵn sàng. / Not ready.", "model": Ready}},
)
async def readyz(request: Request, response: Response, _who: Anyone) -> Ready:
    """Phần nào hỏng thì phần đó là false; vẫn nhận phản ánh khi chỉ thiếu mô hình. / What fails is false."""
    # In the event loop, and not for longer than a moment: it answers even if every thread waits for the database.
    pulse: Pulse = request.app.state.pulse
    asked = [asyncio.wrap_future(one) for one in pulse.begin()]
    await asyncio.wait(asked, timeout=WAIT_S)
    database, disk = (one.done() and one.result() for one in asked)
    health = pulse.tell(database=database, disk=disk)
    response.status_code = 200 if health.ready else 503
    return Ready(
        ready=health.ready,
        database=health.database,
        disk=health.disk,
        model=health.model,
        pictures=health.pictures,
        jobs=health.jobs,
    )


@router.get(
    "/metrics",
    summary="Số đo cho Prometheus / Prometheus metrics",
    response_class=Response,
    responses=documented() | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(context: Parts, _who: Anyone) -> Response:
    """Không có nội dung, không có mã hồ sơ. / No content, no ids."""
    context.metrics.model.set(context.scorer.champion.version is not None)
    try:
        with context.database.read() as session:
            context.metrics.pending.set(count_pending(session))
            context.metrics.unread.set(count_waiting(session))
            passed_on = counts(session)
            found = session.execute(
                select(Case.tier, func.count().label("number"))
                .where(Case.state == CaseState.OPEN.value)
                .group_by(Case.tier)
            ).all()
    except SQLAlchemyError:
        found, passed_on = (), {}  # the other counters are worth most when the database is away
    for tier in Tier:
        number = sum(row.number for row in found if row.tier == tier.value)
        context.metrics.queue.labels(tier.value).set(number)
    for state in DeliveryState:
        context.metrics.deliveries.labels(state.value).set(passed_on.get(state, 0))
    return Response(context.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
