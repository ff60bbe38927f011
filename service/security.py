"""The guard at every door of the API: it finds out who asks, and asks the table whether they may."""

from ipaddress import IPv6Address, IPv6Network
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from service import clock
from service.accounts import service as accounts
from service.context import Context
from service.errors import SignInError
from service.permissions import require
from service.principal import NOBODY, Principal
from service.words import Verb

_KEY = HTTPBearer(auto_error=False, scheme_name="ApiKey", description="Khóa API của hệ thống gửi phản ánh. / API key.")
_TOKEN = HTTPBearer(
    auto_error=False, scheme_name="Session", description="Mã phiên từ POST /v1/sessions. / Token of a sign-in."
)

_LINE = 64  # bits of an IPv6 address that name a line


class Guard:
    """Lets in whoever may do ``verb``; a subclass says how they prove who they are."""

    def __init__(self, verb: Verb) -> None:
        self.verb = verb

    def admit(self, request: Request, credentials: HTTPAuthorizationCredentials | None) -> Principal:
        """Tell who asks; SignInError, ForbiddenError."""
        if credentials is None:
            raise SignInError
        who = accounts.principal_of(
            context_of(request),
            credentials.credentials,
            now=clock.now(),
            enrolling=self.verb is Verb.SIGN_OUT,
        )
        require(who, self.verb)
        return who


class SystemGuard(Guard):
    """For reporting systems with an API key."""

    def __call__(
        self, request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_KEY)]
    ) -> Principal:
        """Let a reporting system in."""
        return self.admit(request, credentials)


class PersonGuard(Guard):
    """For people who signed in."""

    def __call__(
        self, request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]
    ) -> Principal:
        """Let a person in."""
        return self.admit(request, credentials)


class OpenGuard(Guard):
    """For what anyone may do."""

    async def __call__(self) -> Principal:
        """Let anyone in; async, so that a flood takes no thread for it."""
        require(NOBODY, self.verb)
        return NOBODY


def context_of(request: Request) -> Context:
    """Give the running service's parts."""
    context: Context = request.app.state.context
    return context


def address_of(request: Request) -> str:
    """Tell where a request came from, for throttling in memory only: never stored, never logged.

    Of IPv6 only the first half: whoever has a line has all addresses of the second.
    """
    address = request.client.host if request.client else ""
    if ":" not in address:
        return address
    try:
        exact = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(exact.ipv4_mapped or IPv6Network((exact, _LINE), strict=False))


async def _parts(request: Request) -> Context:
    return context_of(request)  # async, so that no request takes a thread for it


Parts = Annotated[Context, Depends(_parts)]
"""The running service's parts, as a parameter of a route."""
