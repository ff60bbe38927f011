"""The service at its port: raw sockets, strange names, proxies, slow lines."""

from __future__ import annotations

import json
import re
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from service import clock
from service.accounts import repository as people
from service.accounts import service as accounts
from service.app import create_app
from service.edge.hosts import host_name
from service.edge.server import server
from service.security import address_of
from service.settings import Settings
from service.words import Role
from tests.service.desk import PASSWORD, SCHOOL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI

SLOW_S = 0.6


@contextmanager
def serving(var: Path, **more: Any) -> Iterator[tuple[FastAPI, int]]:
    """As ``lachan serve`` does it, in a thread of this process; gives the application and its port."""
    chosen: dict[str, Any] = {"log_level": "error", "picture_workers": 0, "header_timeout_s": SLOW_S} | more
    app = create_app(Settings(var=var, **chosen))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        served = server(app, "127.0.0.1", 0)
        thread = threading.Thread(target=served.run, args=([listener],), daemon=True)
        thread.start()
        while not served.started:
            assert thread.is_alive()
            time.sleep(0.02)
        try:
            yield app, listener.getsockname()[1]
        finally:
            served.should_exit = True
            thread.join(30)


@pytest.fixture(scope="module")
def port(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    var = tmp_path_factory.mktemp("edge") / "var"
    shutil.copytree(trained, var)
    with serving(var) as (_app, number):
        yield number


def exchange(port: int, *pieces: bytes, pause_s: float = 0.0, patience_s: float = 10.0) -> bytes:
    """Send pieces and read until the other side closes, or a keep-alive connection falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience_s) as line:
        for piece in pieces:
            line.sendall(piece)
            time.sleep(pause_s)
        told = b""
        line.settimeout(patience_s)
        try:
            while more := line.recv(65_536):
                told += more
        except (TimeoutError, ConnectionResetError):
            pass
        return told


def heads(told: bytes) -> list[tuple[int, dict[str, str]]]:
    """Status and headers of every answer on a connection."""
    found = []
    for head in re.findall(rb"HTTP/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n", told):
        lines = [line.partition(":") for line in head[1].decode("latin-1").splitlines()]
        found.append((int(head[0]), {name.lower(): value.strip() for name, _, value in lines}))
    return found


def closing(*lines: str) -> bytes:
    return "\r\n".join([*lines, "Host: localhost", "Connection: close", "", ""]).encode()


KINDS_OF_ANSWER = {
    "a page": closing("GET /gui HTTP/1.1"),
    "the log-in": closing("GET /dang-nhap HTTP/1.1"),
    "the API": closing("GET /v1/queue HTTP/1.1"),
    "the description": closing("GET /openapi.json HTTP/1.1"),
    "a static file": closing("GET /static/tokens.css HTTP/1.1"),
    "no static file": closing("GET /static/nothing HTTP/1.1"),
    "outside the static files": closing("GET /static/../login.py HTTP/1.1"),
    "health": closing("GET /healthz HTTP/1.1"),
    "counters": closing("GET /metrics HTTP/1.1"),
    "not found": closing("GET /nothing HTTP/1.1"),
    "another method": closing("PUT /v1/reports HTTP/1.1"),
    "TRACE": closing("TRACE / HTTP/1.1", "X-Secret: abc"),
    "OPTIONS": closing("OPTIONS /v1/reports HTTP/1.1", "Origin: https://evil.example"),
    "HEAD": closing("HEAD /gui HTTP/1.1"),
    "HEAD of nothing": closing("HEAD /nothing HTTP/1.1"),
    "a redirect": closing("GET / HTTP/1.1"),
    "too large": closing("POST /v1/reports HTTP/1.1", "Content-Length: 999999999"),
    "no such type": closing("POST /v1/reports HTTP/1.1", "Content-Length: 1") + b"x",
    "a forged form": closing("POST /dang-nhap HTTP/1.1", "Origin: https://evil.example", "Content-Length: 0"),
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "a head without end": b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000,
    "a WebSocket": closing("GET / HTTP/1.1", "Upgrade: websocket", "Sec-WebSocket-Version: 13"),
}


@pytest.mark.parametrize("asked", KINDS_OF_ANSWER.values(), ids=list(KINDS_OF_ANSWER))
def test_every_kind_of_answer_is_protected_and_names_no_software(port: int, asked: bytes) -> None:
    told = exchange(port, asked)
    [(status, headers)] = heads(told)
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in headers
    assert not {"server", "x-powered-by", "via", "access-control-allow-origin"} & set(headers)
    if status >= 400:
        assert not re.search(rb"uvicorn|starlette|fastapi|python|h11|traceback", told, re.IGNORECASE)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("HEAD", "/gui", 200),
        ("HEAD", "/healthz", 200),
        ("HEAD", "/v1/queue", 401),
        ("OPTIONS", "/v1/reports", 405),
        ("TRACE", "/v1/reports", 405),
        ("TRACE", "/gui", 405),
        ("CONNECT", "/gui", 405),
        ("BREW", "/gui", 405),
    ],
)
def test_methods_other_than_the_routes_own(port: int, method: str, path: str, status: int) -> None:
    told = exchange(port, closing(f"{method} {path} HTTP/1.1", "X-Secret: canary-of-trace"))
    [(found, _headers)] = heads(told)
    assert found == status
    assert b"canary-of-trace" not in told
    if method == "HEAD":
        assert told.endswith(b"\r\n\r\n")


REPORT = b'{"messages": [{"speaker": "other", "text": "a"}]}'
SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
SMUGGLING = {
    "length and chunks": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    ],
    "two lengths": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n" + SMUGGLED,
    ],
    "a length with a sign": [b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\nhello"],
    "an odd encoding": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    ],
    "a space before the colon": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    ],
    "a folded length": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length:\r\n %d\r\n\r\n" % len(SMUGGLED) + SMUGGLED
    ],
    "a bare line end in a header": [b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n"],
    "a null in a header": [b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"],
    "two hosts": [b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"],
    "no host": [b"GET /healthz HTTP/1.1\r\n\r\n"],
    "a chunk of odd length": [
        b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n"
        + SMUGGLED,
    ],
}


@pytest.mark.parametrize("pieces", SMUGGLING.values(), ids=list(SMUGGLING))
def test_a_request_that_two_servers_could_read_differently_hides_no_second_one(port: int, pieces: list[bytes]) -> None:
    answers = heads(exchange(port, *pieces, patience_s=3))
    assert len(answers) <= 1
    assert all(status != 200 for status, _headers in answers)


def test_length_and_chunks_together_are_refused_or_close_the_connection(port: int) -> None:
    both = b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
    both += b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert len(heads(exchange(port, both + SMUGGLED, patience_s=3))) <= 1


def slowly(port: int, first: bytes) -> float:
    """Send a byte now and then; gives the seconds until the other side is tired of it."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(first)
        line.settimeout(0.1)
        while time.monotonic() - began < 10:
            try:
                if not line.recv(1024):
                    break
            except TimeoutError:
                pass
            except OSError:
                break
            try:
                line.sendall(b"a")
            except OSError:
                break
    return time.monotonic() - began


@pytest.mark.parametrize(
    "first",
    [b"", b"G", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", SMUGGLED + b"GET / HTTP/1.1\r\nX: "],
    ids=["nothing", "a letter", "a head", "a second head"],
)
def test_a_head_that_comes_byte_by_byte_is_not_waited_for(port: int, first: bytes) -> None:
    assert slowly(port, first) < 5


def test_whoever_takes_no_answer_in_loses_the_connection(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.settimeout(0.2)
        asked = waiting = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20
        cut = False
        until = time.monotonic() + 20
        while not cut and time.monotonic() < until:
            try:
                waiting = waiting[line.send(waiting) :] or asked
            except TimeoutError:
                continue
            except OSError:
                cut = True
        assert cut


@pytest.mark.parametrize(("limit", "room"), [("connections", 3), ("connections_per_address", 3)])
def test_one_connection_too_many_is_closed_and_room_is_there_again_afterwards(
    trained: Path, tmp_path: Path, limit: str, room: int
) -> None:
    shutil.copytree(trained, tmp_path / "var")
    more: dict[str, Any] = {limit: room, "trusted_proxies": (), "header_timeout_s": 30.0}
    with serving(tmp_path / "var", **more) as (app, port):
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(room)]
        for line in held:
            line.sendall(b"G")
        assert exchange(port, closing("GET /healthz HTTP/1.1")) == b""
        assert 'lachan_turned_away_total{why="connections"}' in app.state.context.metrics.text().decode()
        for line in held:
            line.close()
        wait_for(lambda: heads(exchange(port, closing("GET /healthz HTTP/1.1")))[:1] != [])


def test_a_trusted_proxy_may_hold_more_connections_than_anybody_else(trained: Path, tmp_path: Path) -> None:
    shutil.copytree(trained, tmp_path / "var")
    with serving(tmp_path / "var", connections_per_address=1) as (_app, port):
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        assert heads(exchange(port, closing("GET /healthz HTTP/1.1")))[0][0] == 200
        for line in held:
            line.close()


def wait_for(done: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


@contextmanager
def opened(var: Path, client: str = "203.0.113.9", **more: Any) -> Iterator[TestClient]:
    app = create_app(Settings(var=var, log_level="error", picture_workers=0, **more))
    with TestClient(app, client=(client, 5000)) as browser:
        yield browser


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("lachan.example", True),
        ("LACHAN.example:443", True),
        ("lachan.example.", True),
        ("evil.example", False),
        ("lachan.example.evil.example", False),
        ("evil.example:lachan.example", False),
        ("lachan.example@evil.example", False),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("", False),
    ],
)
def test_only_the_services_own_names_are_answered(tmp_path: Path, host: str, known: bool) -> None:
    with opened(tmp_path, public_url="https://lachan.example") as browser:
        answer = browser.get("/gui", headers={"Host": host})
        assert answer.status_code == (200 if known else 421), answer.text
        assert "evil" not in answer.text + str(answer.headers)
        assert browser.get("/healthz", headers={"Host": host}).status_code == 200
        problem = browser.get("/v1/queue", headers={"Host": host})
        assert problem.status_code == (401 if known else 421)


def test_names_can_be_given_with_everything_below_them(tmp_path: Path) -> None:
    with opened(tmp_path, allowed_hosts=("*.tinh.example",)) as browser:
        assert browser.get("/gui", headers={"Host": "truong.tinh.example"}).status_code == 200
        for wrong in ("tinh.example", "eviltinh.example", "localhost"):
            assert browser.get("/gui", headers={"Host": wrong}).status_code == 421


def test_links_and_qr_codes_hold_the_public_address_whatever_the_host(tmp_path: Path) -> None:
    with opened(tmp_path, public_url="https://lachan.example") as browser:
        with browser.app.state.context.database.write() as session:  # type: ignore[attr-defined]
            accounts.school(session, SCHOOL, now=clock.now())
        page = browser.get("/ap-phich/thcs-hoa-sen", headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"})
        assert page.status_code == 200
        assert "https://lachan.example/gui/thcs-hoa-sen" in page.text
        assert "evil" not in page.text


@pytest.mark.parametrize(
    ("host", "name"), [("a:80", "a"), ("[::1]:8", "[::1]"), ("[::1]", "[::1]"), ("A.", "a"), ("a:b", "a:b"), ("", "")]
)
def test_a_host_is_read_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name


PROXIED = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https", "Host": "lachan.example"}


def seen_from(browser: TestClient, headers: dict[str, str]) -> tuple[str, str]:
    """Address and scheme as the service sees them."""
    found: list[str] = []
    app: Any = browser.app
    lane = app.state.context.throttles.pages_address
    take = lane.left

    def noted(address: str) -> bool:
        found.append(address)
        return bool(take(address))

    lane.left = noted
    try:
        answer = browser.get("/gui", headers=headers)
    finally:
        lane.left = take
    assert answer.status_code == 200
    return found[0], answer.headers.get("strict-transport-security", "")


def test_a_proxy_is_believed_only_where_the_operator_trusts_it(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"trusted_proxies": ("10.0.0.0/8",), "hsts_days": 365}
    with opened(tmp_path / "a", "10.1.2.3", **settings) as browser:
        assert seen_from(browser, PROXIED) == ("198.51.100.7", "max-age=31536000")
        assert seen_from(browser, PROXIED | {"X-Forwarded-Proto": "http"}) == ("198.51.100.7", "")
        forged = {"X-Forwarded-For": "1.2.3.4, 198.51.100.7"}  # what the client itself had sent comes first
        assert seen_from(browser, PROXIED | forged)[0] == "198.51.100.7"
    with opened(tmp_path / "b", "203.0.113.9", **settings) as browser:
        assert seen_from(browser, PROXIED) == ("203.0.113.9", "")


def test_forged_addresses_do_not_help_against_the_throttle(tmp_path: Path) -> None:
    with opened(tmp_path, trusted_proxies=("10.0.0.1",), receipt_tries=5) as browser:
        statuses = [
            browser.post("/v1/receipts", json={"receipt": "1" * 25}, headers={"X-Forwarded-For": f"192.0.2.{last}"})
            for last in range(8)
        ]
        assert [answer.status_code for answer in statuses] == [404] * 5 + [429] * 3


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not:an:address", "not:an:address"),
    ],
)
def test_all_addresses_of_one_line_are_one(address: str, line: str) -> None:
    request: Any = type("Request", (), {"client": type("Client", (), {"host": address})})
    assert address_of(request) == line


def signed_in(browser: TestClient, headers: dict[str, str]) -> list[str]:
    """Every cookie that was set on the way in and out."""
    app: Any = browser.app
    with app.state.context.database.write() as session:
        new = accounts.NewUser("lan", PASSWORD, Role.COUNSELLOR, SCHOOL)
        accounts.add_user(session, new, now=clock.now())
    page = browser.get("/dang-nhap", headers=headers)
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token is not None
    form = {"name": "lan", "password": PASSWORD, "csrf": token[1]}
    done = browser.post("/dang-nhap", data=form, headers=headers, follow_redirects=False)
    assert done.status_code == 303, done.text
    language = browser.post("/ngon-ngu", data={"language": "en"}, headers=headers, follow_redirects=False)
    queue = browser.get("/", headers=headers)
    assert queue.status_code == 200
    out = re.search(r'name="csrf" value="([^"]+)"', queue.text)
    assert out is not None
    gone = browser.post("/dang-xuat", data={"csrf": out[1]}, headers=headers, follow_redirects=False)
    assert gone.status_code == 303
    assert browser.get("/", headers=headers, follow_redirects=False).status_code == 303
    return [cookie for answer in (page, done, language, gone) for cookie in answer.headers.get_list("set-cookie")]


@pytest.mark.parametrize("always", [True, False])
def test_cookies_over_https_are_bound_to_this_host_and_no_script_reads_them(tmp_path: Path, always: bool) -> None:
    more: dict[str, Any] = {"secure_cookies": "always"} if always else {"trusted_proxies": ("203.0.113.9",)}
    headers = {} if always else {"X-Forwarded-Proto": "https"}
    app = create_app(Settings(var=tmp_path, log_level="error", picture_workers=0, **more))
    # The client's own address is https, or it would not send secure cookies back.
    with TestClient(app, base_url="https://testserver", client=("203.0.113.9", 5000)) as browser:
        cookies = signed_in(browser, headers)
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "__Host-lachan_form",
        "__Host-lachan_session",
        "__Host-lachan_known",
        "__Host-lachan_halfway",  # taken back
        "lachan_language",
    }
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/", "secure"} <= attributes, cookie
        assert not [one for one in attributes if one.startswith("domain")]


def test_a_cookie_that_came_without_https_opens_nothing_over_https(tmp_path: Path) -> None:
    with opened(tmp_path) as browser:
        app: Any = browser.app
        signed_in(browser, {})
        with app.state.context.database.write() as session:
            user = people.user_named(session, "lan")
            assert user is not None
            token = accounts.begin(session, user, now=clock.now())
        plain = browser.get("/", headers={"Cookie": f"lachan_session={token}"}, follow_redirects=False)
        assert plain.status_code == 200
    with opened(tmp_path, secure_cookies="always") as browser:
        tossed = browser.get("/", headers={"Cookie": f"lachan_session={token}"}, follow_redirects=False)
        assert tossed.status_code == 303
        bound = browser.get("/", headers={"Cookie": f"__Host-lachan_session={token}"}, follow_redirects=False)
        assert bound.status_code == 200


def test_the_description_of_the_api_names_no_framework(port: int) -> None:
    told = exchange(port, closing("GET /openapi.json HTTP/1.1"))
    document = json.loads(told.partition(b"\r\n\r\n")[2])
    assert document["info"]["title"] != "FastAPI"
    assert not re.search("fastapi|starlette|uvicorn", json.dumps(document), re.IGNORECASE)
