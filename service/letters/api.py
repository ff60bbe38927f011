"""Letters to reporters, and the phrases to start them from."""

from typing import Annotated

from fastapi import APIRouter, Depends

from service import clock
from service.errors import DoneError, ErasedError, ForbiddenError, NotFoundError, SignInError, StaleClaimError
from service.letters import service
from service.letters.phrases import phrases
from service.letters.schemas import LetterIn, LetterOut, PhraseListOut, PhraseOut, UnreadListOut, UnreadOut
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Thư / Letters"])


@router.post(
    "/cases/{case_id}/letters",
    status_code=201,
    summary="Viết cho người gửi phản ánh / Write to the reporter",
    responses=documented(
        *BODY_ERRORS, SignInError, ForbiddenError, NotFoundError, ErasedError, StaleClaimError, DoneError
    ),
)
def write(
    case_id: Id,
    body: LetterIn,
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.WRITE_LETTER))],
) -> LetterOut:
    """Người giữ hồ sơ viết; ai giữ mã biên nhận thì đọc được. / Its holder writes; the receipt's holder reads."""
    with context.database.write() as session:
        return LetterOut.of(service.write(session, who, body.answer(case_id), now=clock.now()))


@router.get(
    "/letters/unread",
    summary="Hồ sơ có thư chưa xem / Cases with unseen letters",
    responses=documented(SignInError, ForbiddenError),
)
def unread(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_QUEUE))]) -> UnreadListOut:
    """Chỉ đếm, không có nội dung. / Counts only, no content."""
    with context.database.read() as session:
        found = service.unread(session, who)
    return UnreadListOut(cases=[UnreadOut(case_id=case_id, letters=number) for case_id, number in found.items()])


@router.get(
    "/letters/phrases",
    summary="Các câu soạn sẵn / Ready-made phrases",
    responses=documented(SignInError, ForbiddenError),
)
def list_phrases(_who: Annotated[Principal, Depends(PersonGuard(Verb.WRITE_LETTER))]) -> PhraseListOut:
    """Viết bằng lời của thầy cô tư vấn, gửi được ngay. / In a counsellor's words, ready to be sent."""
    return PhraseListOut(phrases=[PhraseOut.of(phrase) for phrase in phrases()])
