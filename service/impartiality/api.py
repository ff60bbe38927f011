"""Cases that nobody at their school's desk may read: somebody else must be let in."""

from typing import Annotated

from fastapi import APIRouter, Depends

from service.errors import ForbiddenError, SignInError
from service.impartiality import service
from service.impartiality.schemas import StrandedListOut, StrandedOut
from service.principal import Principal
from service.problems import documented
from service.security import Parts, PersonGuard
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Hồ sơ / Cases"])


@router.get(
    "/stranded",
    summary="Hồ sơ không ai ở trường được đọc / Cases that nobody may read",
    responses=documented(SignInError, ForbiddenError),
)
def read_stranded(
    context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_STRANDED))]
) -> StrandedListOut:
    """Vì hồ sơ nhắc tên tất cả; không có nội dung. / Since they name everybody there; without content."""
    with context.database.read() as session:
        return StrandedListOut(cases=[StrandedOut.of(one) for one in service.stranded(session, who)])
