"""Who did what: for the lead of a school, and for an administrator."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service import clock
from service.audit import reading
from service.audit.schemas import AuditOut, AuditQuery, DeedOut
from service.errors import ForbiddenError, InvalidError, SignInError
from service.principal import Principal
from service.problems import documented
from service.security import Parts, PersonGuard
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Nhật ký / Audit"])


@router.get(
    "/audit",
    summary="Ai đã đọc, đã làm gì / Who read and did what",
    responses=documented(SignInError, ForbiddenError, InvalidError),
)
def read_audit(
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.READ_AUDIT))],
    query: Annotated[AuditQuery, Query()],
) -> AuditOut:
    """Không có nội dung; việc xem này cũng được ghi lại. / Without content; asking is written down as well."""
    with context.database.write() as session:
        found = reading.asked_by(session, who, query.asked(), now=clock.now())
    return AuditOut(deeds=[DeedOut.of(deed) for deed in found])
