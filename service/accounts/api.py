"""Signing in and out, one's own sign-ins and password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service import clock
from service.accounts import service, sessions, signing_in
from service.accounts.schemas import PasswordIn, SessionOut, SessionsOut, SignInIn, SignInOut
from service.accounts.tries import Place
from service.errors import ForbiddenError, InvalidError, NotFoundError, SignInError, TooManyError, WrongPasswordError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import OpenGuard, Parts, PersonGuard, address_of
from service.text import Id
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Đăng nhập / Signing in"])


@router.post(
    "/sessions",
    status_code=201,
    summary="Đăng nhập / Sign in",
    responses=documented(*BODY_ERRORS, WrongPasswordError, TooManyError),
)
def sign_in(
    body: SignInIn,
    context: Parts,
    request: Request,
    _who: Annotated[Principal, Depends(OpenGuard(Verb.SIGN_IN))],
) -> SignInOut:
    """Dùng mã trả về làm Authorization: Bearer. / Send the token as Authorization: Bearer."""
    place = Place(address_of(request))
    done = signing_in.sign_in(context, body.name, body.password, place, code=body.code, now=clock.now())
    return SignInOut(token=done.token, expires_at=done.expires_at, name=done.principal.name, role=done.principal.role)


@router.delete(
    "/sessions/current",
    status_code=204,
    summary="Đăng xuất / Sign out",
    responses=documented(SignInError, ForbiddenError),
)
def sign_out(
    context: Parts, request: Request, who: Annotated[Principal, Depends(PersonGuard(Verb.SIGN_OUT))]
) -> Response:
    """Mã phiên hết hiệu lực ngay. / The token ends at once."""
    with context.database.write() as session:
        service.sign_out(session, who, _token(request), now=clock.now())
    return Response(status_code=204)


@router.get(
    "/sessions",
    summary="Xem các phiên của mình / One's own sign-ins",
    responses=documented(SignInError, ForbiddenError),
)
def read_sessions(
    context: Parts, request: Request, who: Annotated[Principal, Depends(PersonGuard(Verb.READ_ACCOUNT))]
) -> SessionsOut:
    """Bắt đầu khi nào, dùng lần cuối khi nào. / When each began, and when it was last used."""
    with context.database.read() as session:
        found = sessions.listed(session, context, who, _token(request), now=clock.now())
    return SessionsOut(sessions=[SessionOut.of(one) for one in found])


@router.delete(
    "/sessions",
    status_code=204,
    summary="Đăng xuất khỏi mọi nơi / Log out everywhere",
    responses=documented(SignInError, ForbiddenError),
)
def sign_out_everywhere(context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SIGN_OUT))]) -> Response:
    """Mọi phiên của mình hết hiệu lực ngay, kể cả phiên này. / Every one's token ends at once, this one too."""
    with context.database.write() as session:
        sessions.end_all(session, who, now=clock.now())
    return Response(status_code=204)


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    summary="Kết thúc một phiên / End one sign-in",
    responses=documented(InvalidError, SignInError, ForbiddenError, NotFoundError),
)
def end_session(
    session_id: Id, context: Parts, who: Annotated[Principal, Depends(PersonGuard(Verb.SIGN_OUT))]
) -> Response:
    """Chỉ phiên của chính mình. / One's own only."""
    with context.database.write() as session:
        sessions.end_one(session, who, session_id, now=clock.now())
    return Response(status_code=204)


@router.put(
    "/password",
    status_code=204,
    summary="Đổi mật khẩu / Change one's password",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError, TooManyError),
)
def change_password(
    body: PasswordIn,
    context: Parts,
    request: Request,
    who: Annotated[Principal, Depends(PersonGuard(Verb.CHANGE_PASSWORD))],
) -> Response:
    """Mọi phiên khác của mình hết hiệu lực. / Every other sign-in of one's own ends."""
    sessions.change_password(context, who, _token(request), body.password, body.new_password, now=clock.now())
    return Response(status_code=204)


def _token(request: Request) -> str:
    return request.headers["Authorization"].split(" ", 1)[1].strip()
