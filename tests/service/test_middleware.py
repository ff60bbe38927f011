import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import structlog
from starlette.types import Message, Receive, Scope, Send

from service.edge.middleware import BodyLimit
from tests.service.desk import GROOMING, Desk, report


def test_headers_protect_every_answer(sad_desk: Desk) -> None:
    for path in ("/healthz", "/v1/queue", "/nowhere", "/dang-nhap"):
        headers = sad_desk.client.get(path).headers
        assert "'unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers
        assert "server" not in headers


def test_a_request_keeps_its_number_if_it_brings_a_usable_one(sad_desk: Desk) -> None:
    number = "018f4c1e-7d2a-7b00-8a51-0242ac120002"
    assert sad_desk.client.get("/healthz", headers={"X-Request-ID": number}).headers["x-request-id"] == number
    for odd in ("a b\tc", "be-an-0912345678", "0912345678", number + "0"):  # might be somebody's name or telephone
        assert len(sad_desk.client.get("/healthz", headers={"X-Request-ID": odd}).headers["x-request-id"]) == 16


def pieces(number: int) -> Iterator[bytes]:
    for _ in range(number):
        yield b"a" * 100_000


def test_a_body_without_a_length_is_cut_off_at_the_limit(sad_desk: Desk) -> None:
    headers = sad_desk.key | {"Content-Type": "application/json"}
    sent = sad_desk.client.post("/v1/reports", content=pieces(25), headers=headers)
    assert sent.status_code == 413
    assert sent.json()["errors"][0]["field"] == "body"
    assert sent.headers["connection"] == "close"


def ask(receive: Receive, scope: Scope | None = None) -> tuple[list[Message], bool]:
    """Send one request through the limit alone; gives the answer and whether the application was reached."""
    reached = False
    answers: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        nonlocal reached
        reached = True

    async def send(message: Message) -> None:
        answers.append(message)

    scope = scope or {"type": "http", "path": "/v1/reports", "method": "POST", "headers": []}
    limited = BodyLimit(app, 1000, 0.2)
    with ThreadPoolExecutor(1) as pool:  # of its own: the browser tests leave a loop running in this one
        pool.submit(lambda: asyncio.run(limited(scope, receive, send))).result()
    return answers, reached


def test_a_body_that_does_not_come_is_not_waited_for_for_ever() -> None:
    async def receive() -> Message:
        await asyncio.sleep(5)
        return {"type": "http.request", "body": b"", "more_body": False}

    answers, reached = ask(receive)
    assert answers[0]["status"] == 408
    assert not reached


def test_an_announced_length_over_the_limit_is_refused_before_anything_is_read() -> None:
    async def receive() -> Message:
        raise AssertionError("the body was read")

    headers = [(b"content-length", b"1001")]
    answers, reached = ask(receive, {"type": "http", "path": "/", "method": "POST", "headers": headers})
    assert answers[0]["status"] == 413
    assert not reached


@pytest.fixture
def canaries() -> list[str]:
    return ["canary in text", "canary in note", "canary-reference", "canary password", "canaryfield"]


def test_no_word_of_a_report_and_no_secret_reaches_logs_or_metrics(
    capfd: pytest.CaptureFixture[str], small_desk: Desk, canaries: list[str]
) -> None:
    text, note, reference, password, field = canaries
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(10))
    client, key = small_desk.client, small_desk.key
    client.post("/v1/reports", json=report(text, note=note, reference=reference), headers=key)
    client.post("/v1/reports", json=report(text) | {field: text}, headers=key)
    client.post("/v1/reports", content=text.encode(), headers=key | {"Content-Type": "application/json"})
    client.post("/v1/sessions", json={"name": text, "password": password})
    client.get("/v1/queue?tier=" + text, headers=small_desk.lan)
    client.post("/v1/score", json=report(text), headers=key)
    case = small_desk.take()
    client.get(f"/v1/cases/{case['id']}", headers=small_desk.lan)
    logged = capfd.readouterr()
    lines = [json.loads(line) for line in logged.err.splitlines()]
    assert {line["route"] for line in lines if "route" in line} >= {"/v1/reports", "/v1/cases/{case_id}"}
    metrics = client.get("/metrics").text
    assert 'lachan_requests_total{method="POST",route="/v1/reports",status="201"} 1.0' in metrics
    secrets = [*canaries, key["Authorization"][7:], small_desk.lan["Authorization"][7:], case["id"], "testclient"]
    for secret in secrets:
        assert secret not in logged.err + logged.out + metrics, secret


def test_an_error_nobody_expected_says_nothing_of_what_it_was_about(
    capfd: pytest.CaptureFixture[str], small_desk: Desk
) -> None:
    @small_desk.app.get("/boom")
    def boom() -> None:
        raise ZeroDivisionError(GROOMING)

    sent = small_desk.client.get("/boom")
    assert (sent.status_code, sent.json()["type"]) == (500, "urn:lachan:problem:internal")
    logged = capfd.readouterr().err
    assert GROOMING not in sent.text + logged
    page = small_desk.client.get("/boom", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "111" in page.text
    assert GROOMING not in page.text
    assert "ZeroDivisionError" in logged
    assert "test_middleware.py" in logged


def test_an_unknown_address_or_method_is_a_problem_in_two_languages(sad_desk: Desk) -> None:
    unknown = sad_desk.client.get("/v1/nowhere")
    assert (unknown.status_code, unknown.json()["title"], unknown.json()["title_en"]) == (
        404,
        "Không tìm thấy",
        "Not found",
    )
    method = sad_desk.client.put("/v1/reports", headers=sad_desk.key)
    assert (method.status_code, method.headers["allow"]) == (405, "POST")
    assert method.headers["content-type"] == "application/problem+json"
    page = sad_desk.client.get("/nowhere", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
