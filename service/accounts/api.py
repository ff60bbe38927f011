"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service import clock
from service.accounts import service
from service.accounts.schemas import SignInIn, SignInOut
from service.errors import ForbiddenError, SignInError, TooManyError, WrongPasswordError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.security import OpenGuard, Parts, PersonGuard, address_of
from service.words import Verb

router = APIRouter(prefix="/v1/sessions", tags=["Đăng nhập / Signing in"])


@router.post(
    "",
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
    done = service.sign_in(context, body.name, body.password, address_of(request), now=clock.now())
    return SignInOut(token=done.token, expires_at=done.expires_at, name=done.principal.name, role=done.principal.role)


@router.delete(
    "/current",
    status_code=204,
    summary="Đăng xuất / Sign out",
    responses=documented(SignInError, ForbiddenError),
)
def sign_out(
    context: Parts, request: Request, who: Annotated[Principal, Depends(PersonGuard(Verb.SIGN_OUT))]
) -> Response:
    """Mã phiên hết hiệu lực ngay. / The token ends at once."""
    token = request.headers["Authorization"].split(" ", 1)[1].strip()
    with context.database.write() as session:
        service.sign_out(session, who, token, now=clock.now())
    return Response(status_code=204)
