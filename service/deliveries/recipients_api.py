"""Where deliveries go, and who is called: set by the lead or the administrator of a school."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service import clock
from service.deliveries import on_call, recipients
from service.deliveries.recipients_schemas import (
    OnCallIn,
    OnCallOut,
    RecipientIn,
    RecipientMadeOut,
    RecipientOut,
    RecipientsOut,
    TrialOut,
)
from service.errors import ForbiddenError, InvalidError, NotFoundError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import Parts, PersonGuard
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Nơi nhận và người trực / Recipients and who is on call"])

Setter = Annotated[Principal, Depends(PersonGuard(Verb.SET_RECIPIENTS))]


@router.get(
    "/recipients", summary="Xem nơi nhận / Recipients in use", responses=documented(SignInError, ForbiddenError)
)
def read_recipients(context: Parts, who: Setter) -> RecipientsOut:
    """Không bao giờ hiện lại khóa ký. / Secrets are never shown again."""
    with context.database.read() as session:
        found = recipients.in_use(session, who)
    return RecipientsOut(recipients=[RecipientOut.of(reached) for reached in found])


@router.post(
    "/recipients",
    status_code=201,
    summary="Thêm nơi nhận / Add a recipient",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError),
)
def add_recipient(body: RecipientIn, context: Parts, who: Setter) -> RecipientMadeOut:
    """Khóa ký của webhook chỉ hiện một lần. / A webhook's secret is shown once."""
    with context.database.write() as session:
        reached, secret = recipients.add(
            session, who, body.new(), settings=context.settings, operator_key=context.operator_key, now=clock.now()
        )
    return RecipientMadeOut(recipient=RecipientOut.of(reached), secret=secret)


@router.delete(
    "/recipients/{recipient_id}",
    status_code=204,
    summary="Ngừng dùng nơi nhận / End a recipient",
    responses=documented(InvalidError, SignInError, ForbiddenError, NotFoundError),
)
def end_recipient(recipient_id: Id, context: Parts, who: Setter) -> Response:
    """Việc đã gửi vẫn còn ghi. / What was sent stays on record."""
    with context.database.write() as session:
        recipients.end(session, who, recipient_id, now=clock.now())
    return Response(status_code=204)


@router.post(
    "/recipients/{recipient_id}/test",
    summary="Gửi thử / Send a test",
    responses=documented(InvalidError, SignInError, ForbiddenError, NotFoundError),
)
def try_recipient(recipient_id: Id, context: Parts, who: Setter) -> TrialOut:
    """Gửi ngay một tin thử, không có hồ sơ nào. / Sends a test at once; there is no case in it."""
    with context.database.read() as session:
        trial = recipients.prepare_trial(session, who, recipient_id)
    attempt = recipients.send(
        trial.notice,
        trial.recipient,
        settings=context.settings,
        operator_key=context.operator_key,
        now=clock.now(),
    )
    return TrialOut.of(attempt)


@router.get(
    "/on-call", summary="Xem danh sách trực / Who is on call", responses=documented(SignInError, ForbiddenError)
)
def read_on_call(context: Parts, who: Setter) -> OnCallOut:
    """Theo thứ tự gọi. / In the order of calling."""
    with context.database.read() as session:
        return OnCallOut.of(on_call.listed(session, who))


@router.put(
    "/on-call",
    summary="Đặt danh sách trực / Set who is on call",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError),
)
def set_on_call(body: OnCallIn, context: Parts, who: Setter) -> OnCallOut:
    """Thay cả danh sách. / Replaces the whole list."""
    people = [(place.recipient_id, place.name) for place in body.people]
    with context.database.write() as session:
        return OnCallOut.of(on_call.set_list(session, who, people, now=clock.now()))
