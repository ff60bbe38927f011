"""The pictures of a case, a page at a time."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from classifier.screenshot.looked import WORKING_COPY_TYPE
from service import clock
from service.attachments import service
from service.attachments.service import PageName
from service.errors import ErasedError, ForbiddenError, InvalidError, NotFoundError, SignInError
from service.outages import UnopenedError
from service.principal import Principal
from service.problems import documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1/cases", tags=["Hồ sơ / Cases"])


@router.get(
    "/{case_id}/files/{file_id}/pages/{number}",
    summary="Xem một trang ảnh / Look at a page of a picture",
    response_class=Response,
    responses={
        200: {"content": {WORKING_COPY_TYPE: {"schema": {"type": "string", "format": "binary"}}}},
        **documented(SignInError, ForbiddenError, NotFoundError, ErasedError, InvalidError, UnopenedError),
    },
)
def read_page(
    case_id: Id,
    file_id: Id,
    number: Annotated[int, Path(ge=0, le=10_000)],
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.VIEW_ATTACHMENT))],
) -> Response:
    """Bản không kèm dữ liệu khác; ảnh niêm phong: 404. / Without the file's other data; a sealed one: 404. Logged."""
    wanted = PageName(case_id, file_id, number)
    with context.database.write() as session:
        copy = service.working_copy(session, context.files, who, wanted, now=clock.now())
    return Response(copy.content, media_type=copy.media_type)
