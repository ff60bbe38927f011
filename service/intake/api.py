"""Filing reports, and asking where they stand."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from service import clock
from service.attachments.incoming import Incoming
from service.attachments.schemas import with_files
from service.errors import ErasedError, ForbiddenError, InvalidError, NotFoundError, SignInError, TooManyError
from service.intake import service, standing
from service.intake.schemas import FiledOut, ReceiptIn, ReceiptOut, ReportIn, StandingOut, WriteBackIn
from service.letters import service as letters
from service.outages import NoSpaceError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import OpenGuard, Parts, SystemGuard, address_of
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Phản ánh / Reports"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,200}$",
        description="Gửi lại cùng khóa và cùng nội dung thì nhận đúng phản ánh cũ. / "
        "The same key with the same body gives the same report again.",
        examples=["hs-1024-2026-11-23"],
    ),
]


@router.post(
    "/reports",
    status_code=201,
    summary="Gửi một phản ánh / File a report",
    responses=documented(*BODY_ERRORS, NoSpaceError, SignInError, ForbiddenError),
    openapi_extra={"requestBody": {"content": {"multipart/form-data": with_files("report", "ReportIn")}}},
)
def file_report(
    body: ReportIn,
    request: Request,
    context: Parts,
    who: Annotated[Principal, Depends(SystemGuard(Verb.FILE_REPORT))],
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> FiledOut:
    """Lưu trước, chấm sau: khi đã trả 201 thì không mất nữa. / Stored before it is scored: a 201 is never lost."""
    incoming: Incoming | None = request.scope["state"].get("incoming")
    if incoming is None or not incoming.received:
        body.check_said()
    request.scope["state"].pop("incoming", None)  # from here on the report takes care of them
    names = [one.name for one in incoming.received] if incoming is not None else []
    filed = service.file_report(
        context, who, body.content(), idempotency_key=idempotency_key, now=clock.now(), incoming=incoming
    )
    response.headers["Location"] = f"/v1/reports/{filed.standing.id}"
    if filed.repeated:
        response.headers["Idempotent-Replayed"] = "true"
    return FiledOut.of_filed(filed, names)


@router.get(
    "/reports/{report_id}",
    summary="Xem phản ánh đang ở đâu / Where a report stands",
    responses=documented(SignInError, ForbiddenError, NotFoundError, InvalidError),
)
def read_standing(
    report_id: Id, context: Parts, who: Annotated[Principal, Depends(SystemGuard(Verb.READ_REPORT_STATE))]
) -> StandingOut:
    """Chỉ phản ánh của trường mình. / Only reports of one's own school."""
    with context.database.read() as session:
        return StandingOut.of(standing.standing(session, who, report_id, now=clock.now()))


@router.post(
    "/receipts",
    summary="Tra cứu bằng mã biên nhận / Look up a receipt",
    responses=documented(*BODY_ERRORS, NotFoundError, TooManyError),
)
def look_up(
    body: ReceiptIn,
    context: Parts,
    request: Request,
    _who: Annotated[Principal, Depends(OpenGuard(Verb.LOOK_UP_RECEIPT))],
) -> ReceiptOut:
    """Trạng thái và thư của ban tư vấn, không có nội dung phản ánh. / The state and the desk's letters, no report."""
    return ReceiptOut.of(letters.look_up(context, body.receipt, address_of(request), now=clock.now()))


@router.post(
    "/receipts/letters",
    summary="Viết thêm cho ban tư vấn bằng mã biên nhận / Write back with a receipt",
    responses=documented(*BODY_ERRORS, NotFoundError, TooManyError, ErasedError),
)
def write_back(
    body: WriteBackIn,
    context: Parts,
    request: Request,
    _who: Annotated[Principal, Depends(OpenGuard(Verb.WRITE_BACK))],
) -> ReceiptOut:
    """Hồ sơ được đưa ra trước lại, đã đóng thì mở lại. / The case comes forward again, reopened if it was closed."""
    now = clock.now()
    return ReceiptOut.of(letters.write_back(context, body.receipt, body.text, address_of(request), now=now))
