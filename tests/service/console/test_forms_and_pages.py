"""Every form of every page is walked: none is taken in from elsewhere. Every page is read: nothing in it is inline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute
from lxml import html

from service import clock
from service.accounts import service as accounts
from service.console import door
from service.models import Base, Case
from service.reporters import token
from service.words import Verb
from tests.service.attachments.drawn import picture
from tests.service.desk import GROOMING, SCHOOL, Desk, opened
from tests.service.test_permissions import walked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.settings import Settings

WITHOUT_SIGN_IN = {"/gui", "/tra-cuu", "/tra-cuu/viet", "/ngon-ngu"}
"""No cookie of a person's stands behind these, so another page has nothing to act with; other sites are refused all the
same."""
FIELDS = {
    "fence": "1",
    "text": "a",
    "outcome": "closed_no_harm",
    "state": "acknowledged",
    "by": "a",
    "name": "a",
    "user": "a",
    "reason": "no_time",
    "language": "en",
    "reporter": "child",
    "receipt": "1" * 25,
}


def forms(desk: Desk) -> list[str]:
    """The address patterns of every route that takes a page's form."""
    found = [
        route.path
        for route in walked(desk.app.routes)
        if isinstance(route, APIRoute) and not route.include_in_schema and "POST" in (route.methods or ())
    ]
    assert len(found) > 20
    return found


def filled(pattern: str, case_id: str) -> str:
    known = {"case_id": case_id, "number": "1"}
    return re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], "0" * 32), pattern)


def signed_in(desk: Desk) -> str:
    """Sign the browser in as a counsellor; gives the token of its forms."""
    session_token = desk.lan["Authorization"].partition(" ")[2]
    desk.client.cookies.set(door.SESSION, session_token)
    return door.csrf(desk.context, session_token)


def written(desk: Desk) -> dict[str, int]:
    """How many rows there are in every table.

    That a case was read, which a page shown again is, does not count; nor what the service writes by itself meanwhile.
    """
    with desk.context.database.engine.connect() as connection:
        rows = {table.name: connection.execute(table.select()).all() for table in Base.metadata.sorted_tables}
    rows["audit"] = [row for row in rows["audit"] if row.verb != Verb.READ_CASE.value]
    return {name: len(found) for name, found in rows.items() if name not in _BY_ITSELF}


_BY_ITSELF = {"audit_chain", "audit_gaps", "known_as", "search_tokens"}


FOREIGN: list[tuple[str, dict[str, str]]] = [
    ("another origin", {"Origin": "https://evil.example"}),
    ("nearly our origin", {"Origin": "http://testserver.evil.example"}),
    ("our name on another port", {"Origin": "http://testserver:81"}),
    ("another site, says the browser", {"Sec-Fetch-Site": "cross-site"}),
    ("a sister site, says the browser", {"Sec-Fetch-Site": "same-site"}),
]


def test_no_form_is_taken_in_from_elsewhere_or_without_its_token(small_desk: Desk) -> None:
    desk = small_desk
    desk.file(GROOMING)
    case = desk.take()
    right, before = signed_in(desk), written(desk)
    tried = []
    for pattern in forms(desk):
        address = filled(pattern, case["id"])
        wrong: list[tuple[str, dict[str, str], str | None]] = [
            (why, headers, right) for why, headers in FOREIGN
        ]  # with the right token even
        if pattern not in WITHOUT_SIGN_IN:
            others = door.csrf(desk.context, "another session")
            wrong += [("no token", {}, None), ("empty", {}, ""), ("wrong", {}, "0" * 64), ("another's", {}, others)]
        for why, headers, csrf in wrong:
            fields = FIELDS | {"fence": str(case["fence"])} | ({} if csrf is None else {"csrf": csrf})
            fields |= {"token": token.handed_out(desk.context.secret, clock.now()), "school": SCHOOL}
            answer = desk.client.post(address, data=fields, headers=headers, follow_redirects=False)
            # "You signed in again since": the decision's form is shown again with what was typed, and nothing is done.
            kept = pattern.endswith(("/quyet-dinh", "/nhip")) and not headers and answer.status_code == 409
            assert answer.status_code == 403 or kept, (pattern, why, answer.status_code)
            tried.append(pattern)
    assert set(tried) == set(forms(desk))
    assert written(desk) == before
    with desk.context.database.read() as session:
        assert session.get_one(Case, case["id"]).state == "open"


def test_the_same_forms_with_their_token_are_taken_in(small_desk: Desk) -> None:
    """Or the walk above would prove nothing."""
    desk = small_desk
    desk.file(GROOMING)
    right = signed_in(desk)
    case = desk.take()
    note = {"csrf": right, "text": "đã gọi", "internal_note": "đã gọi", "fence": str(case["fence"])}
    done = desk.client.post(f"/ho-so/{case['id']}/ghi-chu", data=note, follow_redirects=False)
    assert done.status_code in {200, 303}, done.text
    before = written(desk)
    out = desk.client.post("/dang-xuat", data={"csrf": right}, follow_redirects=False)
    assert out.status_code == 303
    assert written(desk)["audit"] > before["audit"]


def test_a_cookie_alone_opens_no_route_of_the_api(small_desk: Desk) -> None:
    """So no page of somebody else's can act there in a counsellor's name, and the API needs no token of a form."""
    small_desk.file(GROOMING)
    signed_in(small_desk)
    for method, path in (("POST", "/v1/queue/next"), ("GET", "/v1/queue"), ("DELETE", "/v1/sessions/current")):
        assert small_desk.client.request(method, path).status_code == 401


@pytest.fixture
def full(settings: Settings) -> Iterator[Desk]:
    """A service with something on every page."""
    yield from opened(settings.model_copy(update={"public_pause_s": 0.0, "picture_workers": 0}))


def pages(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Every page there is, with its answer, wrong turns included."""
    client = desk.client
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    for path in (
        "/gui",
        "/gui/thcs-hoa-sen",
        "/da-gui",
        "/tra-cuu",
        "/ap-phich/thcs-hoa-sen",
        "/dang-nhap",
        "/nothing",
    ):
        yield path, client.get(path, headers={"Accept": "text/html"})
    fields = {"token": token.handed_out(desk.context.secret, clock.now()), "reporter": "child", "school": SCHOOL}
    filed = client.post("/gui", data=fields | {"text": evil, "copied": f"bạn kia: {evil}"})
    yield "receipt", filed
    receipt = "-".join(re.findall(r"<span>(\d{5})</span>", filed.text))
    yield "wrong form", client.post("/gui", data=fields | {"token": "x", "text": evil, "reach": evil})
    yield "standing", client.post("/tra-cuu", data={"receipt": receipt})
    yield "written back", client.post("/tra-cuu/viet", data={"receipt": receipt, "text": evil})
    yield "wrong receipt", client.post("/tra-cuu", data={"receipt": evil})
    yield "too large", client.post("/gui", content=b"a" * 2_000_001, headers={"Content-Type": "text/plain"})
    yield "wrong password", client.post("/dang-nhap", data={"name": evil, "csrf": "x"})
    desk.client.post(
        "/v1/reports",
        files=[("report", (None, '{"messages": []}', "application/json")), ("files", ("a.png", picture("a")))],
        headers=desk.key,
    )
    right = signed_in(desk)
    case = desk.take()
    for path in ("/", "/hang-doi", "/cua-toi", "/thong-ke", "/thong-ke/bao-cao", "/lam-quen", "/lam-quen/1"):
        yield path, client.get(path)
    yield "filtered", client.get("/", params={"text": evil, "tin": evil})
    yield "case", client.get(f"/ho-so/{case['id']}")
    yield "no case", client.get(f"/ho-so/{'0' * 32}")
    yield "revealed", client.post(f"/ho-so/{case['id']}/hien", data={"csrf": right, "fence": str(case["fence"])})
    decision = {"csrf": right, "fence": str(case["fence"]), "outcome": evil, "note": evil, "reason": evil}
    yield "wrong decision", client.post(f"/ho-so/{case['id']}/quyet-dinh", data=decision)
    yield "forged", client.post(f"/ho-so/{case['id']}/tra", data={"csrf": "x"})
    client.post(f"/ho-so/{case['id']}/tra", data={"csrf": right, "fence": str(case["fence"])})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_on_any_page_is_inline_or_from_elsewhere(full: Desk, language: str) -> None:
    with full.context.database.write() as session:
        accounts.school(session, SCHOOL, now=clock.now())
    full.client.cookies.set("lachan_language", language)
    seen = 0
    for name, answer in pages(full):
        assert answer.status_code < 500, name
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "nonce" not in policy
        for kind in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert kind in policy, name
        assert answer.headers["cache-control"] == "no-store"
        assert "<script>alert" not in answer.text, name
        page = html.fromstring(answer.text)
        for script in page.iter("script"):
            assert script.get("src", "").startswith("/static/"), name
            assert not (script.text or "").strip(), name
        assert not list(page.iter("style", "iframe", "object", "embed", "base", "applet")), name
        for element in page.iter():
            attributes = {str(key).lower(): str(value) for key, value in element.attrib.items()}
            assert not [key for key in attributes if key.startswith("on") or key == "style"], (name, element.tag)
            for key in ("href", "src", "action", "formaction"):
                value = attributes.get(key, "").strip().lower()
                assert not value.startswith(("javascript:", "data:text", "vbscript:", "//")), (name, value)
                leaves = value.startswith("http") and not value.startswith("http://testserver")
                assert not leaves or (element.tag == "a" and "noreferrer" in attributes.get("rel", "")), (name, value)
            assert not [key for key in attributes if key.startswith(("hx-on", "hx-vals"))], (name, element.tag)
            if element.tag == "form" and attributes.get("method", "get").lower() == "get":
                assert "csrf" not in {field.get("name") for field in element.iter("input")}, name
        seen += 1
    assert seen > 24


def test_the_browsers_own_scripts_write_no_code_into_pages() -> None:
    from service.console.pages import STATIC  # noqa: PLC0415 - where this one test looks

    for script in STATIC.glob("*.js"):
        text = script.read_text("utf-8")
        assert not re.search(
            r"\beval\(|new Function|(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|setTimeout\(\s*['\"]",
            text,
        ), script.name


def test_no_file_outside_the_static_folder_is_served(sad_desk: Desk) -> None:
    for path in (
        "..%2f..%2fsettings.py",
        "%2e%2e/%2e%2e/settings.py",
        "....//settings.py",
        "%2e%2e%2fpages.py",
        "%00",
        "",
    ):
        assert sad_desk.client.get(f"/static/{path}").status_code in {404, 405}
