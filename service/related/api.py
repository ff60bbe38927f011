"""Related cases, merging and unmerging."""

from typing import Annotated

from fastapi import APIRouter, Depends

from service import clock
from service.cases.file import Held
from service.errors import (
    DoneError,
    ErasedError,
    ForbiddenError,
    HeldError,
    InvalidError,
    NotFoundError,
    SignInError,
    StaleClaimError,
)
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.related import merging, service
from service.related.schemas import MergeIn, MergeOut, RelatedOut
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Hồ sơ liên quan / Related cases"])

_FOUND = (SignInError, ForbiddenError, NotFoundError, ErasedError)


@router.get(
    "/cases/{case_id}/related",
    summary="Hồ sơ liên quan / Related cases",
    responses=documented(*_FOUND, InvalidError),
)
def read_related(
    case_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_RELATED))]
) -> RelatedOut:
    """Cùng số điện thoại, tài khoản, đường dẫn, ảnh hoặc gần giống nội dung. / What they share, without content."""
    with context.database.write() as session:
        most = context.settings.related_most
        return RelatedOut.of(service.asked(session, who, case_id, context.secret, most=most, now=clock.now()))


@router.post(
    "/cases/{case_id}/merge",
    summary="Gộp hồ sơ khác vào hồ sơ này / Merge another case into this one",
    responses=documented(*BODY_ERRORS, *_FOUND, StaleClaimError, HeldError, DoneError),
)
def merge(
    case_id: Id, body: MergeIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.MERGE_CASES))]
) -> MergeOut:
    """Phải đang giữ hồ sơ này; hồ sơ kia không do người khác giữ. / Hold this one; nobody else may hold the other."""
    held = Held(case_id, body.fence)
    with context.database.write() as session:
        return MergeOut.of(merging.merge(session, who, held, body.other, now=clock.now()))


@router.post(
    "/merges/{merge_id}/undo",
    summary="Tách hồ sơ đã gộp / Undo a merge",
    responses=documented(*_FOUND, HeldError, DoneError, InvalidError),
)
def undo(merge_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.UNMERGE_CASES))]) -> MergeOut:
    """Các phản ánh trở lại hồ sơ riêng, chờ xử lý với mức và hạn cũ. / Its reports wait in their own case again."""
    with context.database.write() as session:
        return MergeOut.of(merging.undo(session, context, who, merge_id, now=clock.now()))
