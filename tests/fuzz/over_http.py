"""Odd requests to a whole running service: its API by its document, its pages by their forms, and bytes that are no HTTP.

Each function raises at the first answer of 500 or more, and gives how many requests it sent.
"""

from __future__ import annotations

import itertools
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from service.console import door
from service.words import Role
from tests.fuzz.odd_text import FRAGMENTS, ODD
from tests.fuzz.of_reports import BODIES, BOUNDARY
from tests.service.test_permissions import walked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.fuzz.stage import Stage

ENDLESS = ("/v1/queue/changes", "/hang-doi/thay-doi")
"""Streams: they never end, tests/service/queue/test_changes.py has them."""

_MAY_SAY_503 = "/readyz"
_WAIT_S = 60.0  # a crowded machine takes long; what never answers is a fault all the same


class ServerError(AssertionError):
    """The service failed at a request."""


def tried(strategy: st.SearchStrategy[Any], examples: int, number: int, send: Callable[[Any], None]) -> None:
    """Send ``examples`` requests of a strategy; the same ones for the same ``number``."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(value: Any) -> None:
        send(value)

    try:
        one()
    except Unsatisfiable:
        return  # nothing about this operation can be wrong, or right


def checked(status: int, what: str) -> None:
    if status >= 500 and not (what.endswith(_MAY_SAY_503) and status == 503):
        raise ServerError(f"{status} for {what}")


def try_operations(stage: Stage, address: str, examples: int, *, number: int = 0) -> int:
    """Send what the document allows and what it forbids to every operation, as everybody, about things that there are."""
    sent, turns = itertools.count(), itertools.count()
    for found in _document(address).get_all_operations():
        assert isinstance(found, Ok), found
        operation, callers, ids = found.ok(), stage.callers(), stage.ids()
        for mode in GenerationMode:

            def send(
                case: Case[Any],
                callers: Any = callers,
                ids: dict[str, list[str]] = ids,
                label: str = operation.label,
            ) -> None:
                turn = next(turns)
                _about_real_things(case, ids, stage.fence, turn)
                for role, headers in list(callers.items())[turn % 2 :: 2]:  # half of them, then the other half
                    next(sent)
                    answer = case.call(headers=headers, timeout=_WAIT_S, allow_redirects=False)
                    checked(answer.status_code, f"{role.value}: {label}")

            tried(operation.as_strategy(generation_mode=mode), examples, number, send)
    return next(sent)


def _document(address: str) -> Any:
    """Read the service's document, without what never ends and what would sign the callers out."""
    document: Any = schemathesis.openapi.from_url(f"{address}/openapi.json", timeout=_WAIT_S)
    for path in (*ENDLESS, "/v1/sessions/current"):
        document = document.exclude(path=path)
    return document


def _about_real_things(case: Case[Any], ids: dict[str, list[str]], fence: int, turn: int) -> None:
    """Three times of four, speak of something that there is: most of a service is behind its 404."""
    if turn % 4 == 0:
        return
    for name in case.path_parameters or {}:
        if name in ids:
            case.path_parameters[name] = ids[name][turn % len(ids[name])]
    if isinstance(case.body, dict) and "fence" in case.body and turn % 2:
        case.body["fence"] = fence


def try_links(address: str, headers: dict[str, str], examples: int, steps: int) -> int:
    """Follow what one answer says into the next request: ids that one operation gives are what another is asked about."""
    document, sent = _document(address), itertools.count()

    class Machine(document.as_state_machine()):  # type: ignore[misc]  # schemathesis makes the class
        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:  # noqa: ARG002 - as schemathesis calls it
            return {"headers": headers, "timeout": _WAIT_S}

        def validate_response(self, response: Any, case: Case[Any], **_more: Any) -> None:
            next(sent)
            checked(response.status_code, case.operation.label)

    Machine.run(
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )
    return next(sent)


VALUES = ODD | st.sampled_from(
    ("P0", "grooming", "mine", "vi", "en", "child", "true", "0", "-1", "99999999999999999999", "2026-01-01T00:00:00Z", "2026-13",
     "closed_harm", "escalated", "knows", "police", "on", "tốt", "//x.example", "/\\x.example", "x" * 6_000)
)  # fmt: skip
EXTRA = st.dictionaries(
    st.sampled_from(FRAGMENTS) | st.sampled_from(("text", "fence", "next", "id", "school")), VALUES, max_size=2
)
HEADERS = st.dictionaries(
    st.sampled_from(
        (
            "Accept-Language",
            "X-Request-ID",
            "Idempotency-Key",
            "Origin",
            "Sec-Fetch-Site",
            "Host",
            "Last-Event-ID",
            "HX-Request",
            "X-Forwarded-For",
            "Content-Length",
            "Authorization",
            "Range",
            "If-None-Match",
            "HX-Current-URL",
            "Referer",
            "Accept",
        )
    ),
    st.binary(max_size=40).map(lambda raw: bytes(b for b in raw if b >= 32 and b != 127))
    | st.sampled_from(
        (
            b"vi,en;q=0.5",
            b"x;q=1e999,*",
            b"null",
            b"http://[",
            b"Bearer \xff",
            b"Basic Og==",
            b"http://127.0.0.1",
            b"true",
            b"1",
        )
    ),
    max_size=3,
)
COOKIES = st.binary(max_size=40).map(lambda raw: bytes(b for b in raw if b >= 32 and b != 127)) | st.just(
    b"lachan_session=; lachan_form=x; lachan_language=en"
)


def try_pages(stage: Stage, examples: int, *, number: int = 0) -> int:
    """Send odd fields, queries, cookies and headers to every page and form of the desk and of reporters."""
    sent = itertools.count()
    for route in walked(stage.desk.app.routes):
        if not isinstance(route, APIRoute) or route.include_in_schema or route.path in ENDLESS:
            continue
        for method in sorted(route.methods or ()):
            ids = stage.ids()
            lead = stage.person(Role.LEAD)["Authorization"].removeprefix("Bearer ")
            names = st.dictionaries(st.sampled_from(_fields(route)), VALUES, max_size=8)
            requests = st.tuples(names, EXTRA, HEADERS, COOKIES | st.none(), st.integers(0, 10_000), ODD)

            def send(
                given: Any, route: APIRoute = route, method: str = method, ids: Any = ids, lead: str = lead
            ) -> None:
                fields, extra, headers, cookies, turn, odd = given
                next(sent)
                request = Odd(method, _path(route.path, ids, turn, odd), fields | extra, headers, cookies, turn)
                answer = _page(stage, request, lead)
                checked(answer, f"{method} {route.path}")

            tried(requests, examples, number, send)
    return next(sent)


def _fields(route: APIRoute) -> list[str]:
    def of(dependant: Any) -> Iterable[str]:
        for one in (*dependant.query_params, *dependant.body_params):
            yield one.alias
        for inner in dependant.dependencies:
            yield from of(inner)

    return sorted({*of(route.dependant), "csrf"})


def _path(pattern: str, ids: dict[str, list[str]], turn: int, odd: str) -> str:
    parts = []
    for part in pattern.split("/"):
        name = part.strip("{}").partition(":")[0]
        if not part.startswith("{"):
            parts.append(part)
        elif name in ids and turn % 5:
            parts.append(ids[name][turn % len(ids[name])])
        else:
            parts.append(
                str(turn % 4) if turn % 3 == 0 else quote(odd.encode("utf-8", "surrogatepass")[:200], safe="") or "x"
            )
    return "/".join(parts)


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd request to a page."""

    method: str
    path: str
    fields: dict[str, str]
    headers: dict[str, bytes]
    cookies: bytes | None  # None: of somebody who is signed in
    turn: int


def _page(stage: Stage, odd: Odd, lead: str) -> int:
    """Send it; twice of three times its form is one of the sender's own pages."""
    method, path, fields, headers, cookies, turn = odd.method, odd.path, odd.fields, odd.headers, odd.cookies, odd.turn
    context = stage.desk.context
    if turn % 3:
        fields = fields | {"csrf": door.csrf(context, lead)}
    if "fence" in fields and turn % 2:
        fields = fields | {"fence": str(stage.fence)}
    written = urlencode(
        {k.encode("utf-8", "surrogatepass"): v.encode("utf-8", "surrogatepass") for k, v in fields.items()}
    )
    sent = {name.encode(): value for name, value in headers.items() if name != "Content-Length" or method == "GET"}
    sent[b"Cookie"] = cookies if cookies is not None else f"{door.SESSION}={lead}".encode()
    if method == "GET":
        answer = stage.desk.client.get(f"{path}?{written}", headers=sent, follow_redirects=False)
    else:
        sent[b"Content-Type"] = b"application/x-www-form-urlencoded"
        answer = stage.desk.client.request(method, path, content=written.encode(), headers=sent, follow_redirects=False)
    stage.desk.client.cookies.clear()
    return int(answer.status_code)


TYPES = st.sampled_from(
    (b"multipart/form-data; boundary=" + BOUNDARY, b"multipart/form-data", b'multipart/form-data; boundary="', b"multipart/form-data; boundary=\xff",
     b"Multipart/Form-Data ;boundary=" + BOUNDARY, b"multipart/form-data; boundary=" + b"x" * 300)
)  # fmt: skip


def try_uploads(stage: Stage, examples: int, *, number: int = 0) -> int:
    """Send bodies of files, whole and broken, to every entrance that takes them; nothing of a refused one is left."""
    sent = itertools.count()
    entrances: tuple[tuple[str, dict[str, str]], ...] = (
        ("/v1/reports", stage.desk.key),
        ("/v1/score", stage.desk.key),
        ("/gui", {}),
    )

    def send(given: tuple[bytes, bytes, dict[str, bytes]]) -> None:
        body, kind, headers = given
        for path, who in entrances:
            next(sent)
            more = {
                name.encode(): value
                for name, value in headers.items()
                if name not in {"Content-Length", "Authorization", "Host"}
            }
            credentials = {name.encode(): value.encode() for name, value in who.items()}
            answer = stage.desk.client.post(path, content=body, headers=more | credentials | {b"Content-Type": kind})
            checked(answer.status_code, f"POST {path}")

    tried(st.tuples(BODIES, TYPES, HEADERS), examples, number, send)
    return next(sent)


LINES = st.sampled_from(
    (b"GET / HTTP/1.1", b"GET /gui HTTP/1.1", b"POST /v1/reports HTTP/1.1", b"POST /gui HTTP/1.0", b"OPTIONS * HTTP/1.1", b"GET http://x/ HTTP/1.1",
     b"POST /v1/receipts HTTP/1.1", b"TRACE / HTTP/1.1", b"PRI * HTTP/2.0", b"GET /%00%ff/..%2f HTTP/1.1", b"HEAD /static/../x HTTP/1.1",
     b"GET /ho-so/%F0%9F HTTP/1.1", b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1")
) | st.binary(max_size=40)  # fmt: skip
FIELDS = st.lists(
    st.sampled_from(
        (b"Host: a", b"Host: ", b"Content-Length: 5", b"Content-Length: 99", b"Content-Length: -1", b"Transfer-Encoding: chunked", b"Expect: 100-continue",
         b"Content-Type: application/json", b"Content-Type: multipart/form-data; boundary=" + BOUNDARY, b"Connection: upgrade", b"Upgrade: websocket",
         b"Cookie: lachan_session=\xff\x00", b"Accept-Language: vi;q=\xff", b"Content-Encoding: gzip", b"Range: bytes=0-1,-9", b"Content-Type: ;;;")
    )
    | st.binary(max_size=30),
    max_size=6,
)  # fmt: skip


def try_bytes(address: str, examples: int, *, number: int = 0) -> int:
    """Write bytes into connections that are requests, nearly requests, or nothing of the kind; it answers or hangs up."""
    sent, place = itertools.count(), urlsplit(address)

    def send(given: tuple[bytes, list[bytes], bytes]) -> None:
        line, fields, body = given
        next(sent)
        with socket.create_connection((place.hostname or "", place.port or 0), _WAIT_S) as connection:
            try:
                connection.sendall(b"\r\n".join([line, *fields, b"", b""]) + body)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(4_096)
            except ConnectionError:
                return
        if answer.startswith(b"HTTP/"):
            checked(int(answer.split(b" ", 2)[1]), repr(line))

    tried(
        st.tuples(LINES, FIELDS, BODIES | st.sampled_from((b"{}", b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n"))),
        examples,
        number,
        send,
    )
    return next(sent)
