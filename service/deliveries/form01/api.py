"""Mẫu số 01, drawn up for a case, to be gone on with or to be signed."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from service import clock
from service.context import Context
from service.deliveries.form01 import document, page
from service.deliveries.form01.fields import Wanted, known
from service.deliveries.form01.outline import outline
from service.deliveries.form01.schemas import FormIn
from service.errors import ForbiddenError, InvalidError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1/cases", tags=["Chuyển tiếp / Deliveries"])

Drawer = Annotated[Principal, Depends(PersonGuard(Verb.DRAW_UP_FORM))]
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {document.MEDIA_TYPE: _FILE, page.MEDIA_TYPE: _FILE}}}


class Kind(StrEnum):
    """A file's kind."""

    DOCX = "docx"
    PDF = "pdf"


@router.get(
    "/{case_id}/form01.{kind}",
    summary="Lập Mẫu số 01 / Draw up form Mẫu số 01",
    response_class=Response,
    responses=_FILES | documented(InvalidError, SignInError, ForbiddenError, NotFoundError),
)
def draw_up(
    case_id: Id,
    kind: Kind,
    context: Parts,
    who: Drawer,
    with_content: Annotated[bool, Query(description="Kèm nguyên văn phản ánh. / With the reports' words.")] = False,  # noqa: FBT002 - a query parameter
) -> Response:
    """Điều chưa biết để trống cho người ghi tay; lập biểu đều được ghi lại. / What is not known stays blank. Logged."""
    return answer(context, who, kind, Wanted(case_id, with_content=with_content))


@router.post(
    "/{case_id}/form01.{kind}",
    summary="Lập Mẫu số 01 với tóm tắt / Draw it up with a summary",
    response_class=Response,
    responses=_FILES | documented(*BODY_ERRORS, SignInError, ForbiddenError, NotFoundError),
)
def draw_up_with(case_id: Id, kind: Kind, body: FormIn, context: Parts, who: Drawer) -> Response:
    """Tóm tắt không nằm trong địa chỉ, nên không vào nhật ký của ai. / A summary in no address, so in nobody's log."""
    return answer(context, who, kind, Wanted(case_id, body.summary, body.with_content))


def answer(context: Context, who: Principal, kind: Kind, wanted: Wanted) -> Response:
    """Fill the form in and hand it over as a file."""
    with context.database.write() as session:
        filled_in = known(session, who, wanted, context=context, now=clock.now())
    written = outline(filled_in)
    content, media_type = (
        (document.filled(written), document.MEDIA_TYPE)
        if kind is Kind.DOCX
        else (page.printed(written), page.MEDIA_TYPE)
    )
    headers = {
        "Content-Disposition": f'attachment; filename="mau-so-01-{filled_in.code}.{kind.value}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
