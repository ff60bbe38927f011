"""The ranked queue."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from service import clock
from service.errors import ForbiddenError, InvalidError, NotFoundError, SignInError, TooManyError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.queue import service, views
from service.queue.lifting import lift_due
from service.queue.schemas import EntryOut, QueueOut, QueueQuery, SearchIn, ViewIn, ViewOut, ViewsOut
from service.queue.stream import MEDIA_TYPE, EventStream, Watcher
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1/queue", tags=["Hàng đợi / Queue"])

Reader = Annotated[Principal, Depends(PersonGuard(Verb.READ_QUEUE))]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Bỏ qua bao nhiêu. / How many to skip.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Nhiều nhất bao nhiêu. / How many at most.")]
_LARGEST = 2**63 - 1  # number of a row
Known = Annotated[
    int | None, Query(ge=0, le=_LARGEST, description="Số đã biết, khi chưa có Last-Event-ID. / Number that is known.")
]


@router.get(
    "",
    summary="Xem hàng đợi, gấp nhất trước / The queue, most urgent first",
    responses=documented(SignInError, ForbiddenError, InvalidError),
)
def read_queue(context: Parts, who: Reader, query: Annotated[QueueQuery, Query()]) -> QueueOut:
    """Chỉ hồ sơ của trường mình, không có nội dung. / One's own school's cases, without content."""
    now = clock.now()
    lift_due(context.database, now)
    service.note_search(context.database, who, query.wanted(), now=now)
    with context.database.read() as session:
        page = service.page(session, who, now=now, wanted=query.wanted(), window=(query.offset, query.limit))
    return QueueOut.of(page)


@router.post(
    "/search",
    summary="Tìm hồ sơ theo chữ / Find cases by words",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError),
)
def search(
    body: SearchIn, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SEARCH_CASES))]
) -> QueueOut:
    """Trong lời đã gõ, chữ đọc từ ảnh và thư. / In what was typed, read from pictures and written in letters.

    Việc tìm được ghi lại, chữ tìm thì không; POST để chữ tìm không nằm lại trong địa chỉ. / That somebody searched is
    written down, what for is not; POST, so that the words stay in no address.
    """
    now = clock.now()
    lift_due(context.database, now)
    with context.database.write() as session:
        window = body.offset, body.limit
        return QueueOut.of(service.search(session, who, context.secret, body.sought(), now=now, window=window))


@router.post(
    "/next",
    summary="Nhận hồ sơ tiếp theo / Take the next case",
    response_model=EntryOut,
    responses=documented(SignInError, ForbiddenError)
    | {204: {"description": "Không còn hồ sơ nào chờ. / Nothing waits."}},
)
def take_next(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.CLAIM_CASE))]) -> EntryOut | Response:
    """Đúng một người nhận được hồ sơ đầu tiên. / Exactly one person gets the first case.

    Bỏ qua hồ sơ đang có người giữ, đang được để chờ, người này đã bỏ qua, và loại mà người này xin không nhận khi còn
    đồng nghiệp nhận được. / Passed over: what is held, what rests, what this person skipped, and a harm that they opted
    out of while a colleague is there who would take it.
    """
    with context.database.write() as session:
        taken = service.take_next(session, who, now=clock.now(), lease=context.settings.lease)
    return Response(status_code=204) if taken is None else EntryOut.of(taken)


@router.get(
    "/changes",
    summary="Theo dõi thay đổi của hàng đợi / Be told when the queue changes",
    response_class=Response,
    responses=documented(SignInError, ForbiddenError, InvalidError, TooManyError)
    | {200: {"description": "Sự kiện / Server-sent events", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}},
)
def changes(
    request: Request,
    context: Parts,
    who: Reader,
    since: Known = None,
    last_event_id: Annotated[
        str | None, Header(description="Trình duyệt tự gửi khi nối lại. / On reconnecting.")
    ] = None,
) -> Response:
    """Sự kiện `changed` mỗi khi có thay đổi, không nói gì đã đổi; `id` là số của dòng nhật ký mới nhất.

    Không có `since` và `Last-Event-ID` thì sự kiện đầu là `standing`. Nhịp giữ kết nối mỗi 15 giây; kết thúc khi phiên
    đăng nhập kết thúc. / An event `changed` whenever something changed, without what; its id is the number of the
    newest audit row. Without `since` and `Last-Event-ID` the first event is `standing`. A heartbeat comment every 15
    seconds; it ends with the sign-in.
    """
    told = last_event_id if last_event_id is not None and last_event_id.isascii() else ""
    known = int(told) if told.isdecimal() and len(told) < len(str(_LARGEST)) else since
    token = request.headers["Authorization"].partition(" ")[2]
    return EventStream(context, Watcher(who, token, known))


@router.get("/views", summary="Bộ lọc đã lưu / Saved views", responses=documented(SignInError, ForbiddenError))
def read_views(context: Parts, who: Reader) -> ViewsOut:
    """Chỉ của mình. / One's own only."""
    with context.database.read() as session:
        return ViewsOut(views=[ViewOut.of(view) for view in views.of(session, who)])


@router.post(
    "/views",
    summary="Lưu bộ lọc / Save a view",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError),
)
def save_view(body: ViewIn, context: Parts, who: Reader) -> ViewOut:
    """Trùng tên thì thay; mỗi người nhiều nhất 20. / One of the same name is replaced; at most 20 a person."""
    with context.database.write() as session:
        return ViewOut.of(views.save(session, who, body.name, body.query.wanted(), now=clock.now()))


@router.delete(
    "/views/{view_id}",
    status_code=204,
    summary="Xóa bộ lọc / Delete a view",
    responses=documented(SignInError, ForbiddenError, NotFoundError, InvalidError),
)
def delete_view(view_id: Id, context: Parts, who: Reader) -> Response:
    """Chỉ của mình. / One's own only."""
    with context.database.write() as session:
        views.forget(session, who, view_id)
    return Response(status_code=204)
