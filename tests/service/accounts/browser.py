"""A person at the pages without a browser's engine: cookies, forms with their token, and what the page says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyotp
from starlette.testclient import TestClient

from service import clock
from service.accounts import repository, second_factor
from service.accounts.service import principal
from tests.service.desk import PASSWORD

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.service.desk import Desk

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_CODES = re.compile(r"<code>([0-9A-Z]{5}-[0-9A-Z]{5})</code>")


@dataclass
class Browser:
    """Cookies of its own beside the desk's other clients."""

    client: TestClient
    last: str = ""

    @classmethod
    def at(cls, desk: Desk) -> Browser:
        return cls(TestClient(desk.app, follow_redirects=False))

    def get(self, path: str) -> Response:
        answer = self.client.get(path, headers={"Accept": "text/html"})
        self.last = answer.text or self.last
        return answer

    def post(self, path: str, **fields: Any) -> Response:
        found = _TOKEN.search(self.last)
        answer = self.client.post(path, data={"csrf": found[1] if found else "", **fields})
        self.last = answer.text or self.last
        return answer

    def sign_in(self, name: str = "lan", password: str = PASSWORD) -> Response:
        self.get("/dang-nhap")
        return self.post("/dang-nhap", name=name, password=password)

    def says(self, words: str) -> bool:
        return words in html.unescape(self.last)

    def codes(self) -> list[str]:
        return _CODES.findall(self.last)


@dataclass(frozen=True)
class Enrolled:
    """A person's authenticator app and paper."""

    secret: str
    codes: tuple[str, ...]

    def code(self, steps: int = 1) -> str:
        """A code that was not used yet: the first one went into the enrolment."""
        return pyotp.TOTP(self.secret).at(clock.now(), counter_offset=steps)


def enrol(desk: Desk, name: str) -> Enrolled:
    """Give an account a second factor, as its page does."""
    context, now = desk.context, clock.now()
    with context.database.write() as session:
        user = repository.user_named(session, name)
        assert user is not None
        who = principal(user)
        second_factor.begin(session, context, who, now=now)
        session.flush()
        draft = second_factor.draft(session, context, who, now=now)
        assert draft is not None
        first = pyotp.TOTP(draft.secret).at(now)
        return Enrolled(draft.secret, second_factor.confirm(session, context, who, first, now=now))
