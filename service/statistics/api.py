"""How the desk is doing."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service import clock
from service.errors import ForbiddenError, InvalidError, SignInError
from service.principal import Principal
from service.problems import documented
from service.security import Parts, PersonGuard
from service.statistics import service
from service.statistics.schemas import StatisticsOut
from service.words import Verb

router = APIRouter(prefix="/v1/statistics", tags=["Thống kê / Statistics"])


@router.get("", summary="Thống kê / Statistics", responses=documented(SignInError, ForbiddenError, InvalidError))
def read_statistics(
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.READ_STATISTICS))],
    days: Annotated[int, Query(ge=1, le=3_660, description="Bao nhiêu ngày gần đây. / How many past days.")] = 90,
) -> StatisticsOut:
    """Của trường mình. / Of one's own school."""
    with context.database.read() as session:
        return StatisticsOut.of(service.gather(session, who, now=clock.now(), days=days))
