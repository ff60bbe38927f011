"""What counsellors write down about a case."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from service import clock
from service.errors import ErasedError, ForbiddenError, InvalidError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb
from service.writing import service
from service.writing.schemas import DraftOut, NoteIn, NoteOut, TypedIn

router = APIRouter(prefix="/v1/cases/{case_id}", tags=["Hồ sơ / Cases"])

Reader = Annotated[Principal, Depends(PersonGuard(Verb.READ_CASE))]
_FOUND = (SignInError, ForbiddenError, NotFoundError, ErasedError)
_NO_DRAFT: dict[int | str, dict[str, Any]] = {204: {"description": "Chưa có bản nháp. / There is no draft."}}


@router.post(
    "/notes", status_code=201, summary="Ghi chú nội bộ / Write a note", responses=documented(*BODY_ERRORS, *_FOUND)
)
def add_note(
    case_id: Id, body: NoteIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.WRITE_NOTE))]
) -> NoteOut:
    """Không cần đang giữ hồ sơ; ghi rồi thì không sửa được. / Needs no claim; it stays as it is."""
    with context.database.write() as session:
        return NoteOut.of(service.add_note(session, who, case_id, body.text, now=clock.now()))


@router.get(
    "/draft",
    summary="Đọc bản nháp của mình / Read one's draft",
    response_model=DraftOut,
    responses=documented(*_FOUND, InvalidError) | _NO_DRAFT,
)
def read_draft(case_id: Id, context: Parts, who: Reader) -> DraftOut | Response:
    """Chỉ người gõ đọc được. / Nobody but its owner reads it."""
    with context.database.read() as session:
        draft = service.read_draft(session, who, case_id)
    return Response(status_code=204) if draft is None else DraftOut.of(draft)


@router.put("/draft", summary="Lưu bản nháp / Save a draft", responses=documented(*BODY_ERRORS, *_FOUND))
def save_draft(case_id: Id, body: TypedIn, context: Parts, who: Reader) -> DraftOut:
    """Thay bản trước; vẫn còn khi mất hồ sơ hay đăng xuất. / Replaces the last; outlives the claim and the sign-in."""
    with context.database.write() as session:
        return DraftOut.of(service.save_draft(session, who, case_id, body.content(), now=clock.now()))


@router.delete(
    "/draft", status_code=204, summary="Bỏ bản nháp / Drop a draft", responses=documented(*_FOUND, InvalidError)
)
def drop_draft(case_id: Id, context: Parts, who: Reader) -> Response:
    """Không ghi vào nhật ký: bản nháp chưa phải việc đã làm. / Not logged: a draft is nothing done."""
    with context.database.write() as session:
        service.drop_draft(session, who, case_id)
    return Response(status_code=204)
