import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import update

from service import clock
from service.accounts import people
from service.accounts.service import principal
from service.models import Link, User
from service.settings import Settings
from service.words import Role
from tests.service.accounts.browser import Browser, enrol
from tests.service.accounts.openid import CLIENT_ID, CLIENT_SECRET, Provider, serving
from tests.service.desk import SCHOOL, Desk, opened

LEAVE, BACK = "/dang-nhap/noi-khac", "/dang-nhap/noi-khac/ve"
REFUSED, AWAY, UNKNOWN = "Chưa đăng nhập được bằng cách này", "chưa trả lời", "chưa được nối"


def told_of(provider: Provider, settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": SecretStr(CLIENT_SECRET),
            "oidc_label": "tài khoản Sở Giáo dục",
        }
    )


def link(desk: Desk, name: str, subject: str) -> None:
    with desk.context.database.write() as session:
        user = people.named(session, name)
        people.link(session, principal(user), user, str(desk.context.settings.oidc_issuer), subject, now=clock.now())


@pytest.fixture(scope="module")
def shared_provider() -> Iterator[Provider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(shared_provider: Provider) -> Provider:
    shared_provider.well()
    return shared_provider


@pytest.fixture
def linked_desk(settings: Settings, provider: Provider) -> Iterator[Desk]:
    yield from opened(told_of(provider, settings))


@pytest.fixture(scope="module")
def shared_desk(trained: Path, tmp_path_factory: pytest.TempPathFactory, shared_provider: Provider) -> Iterator[Desk]:
    """One service on SQLite for all sad paths; ``lan`` is linked."""
    var = tmp_path_factory.mktemp("provided") / "var"
    shutil.copytree(trained, var)
    settings = Settings(var=var, log_level="error", blind_share=0, sign_in_tries=1000)
    for desk in opened(told_of(shared_provider, settings)):
        link(desk, "lan", "8f1c-lan")
        yield desk


def go(browser: Browser, wanted: str = "/") -> str:
    """Go to the provider and give the address that it leads back to."""
    left = browser.get(f"{LEAVE}?next={wanted}")
    assert left.status_code == 303, left.text
    back = httpx2.get(left.headers["location"], follow_redirects=False).headers["location"]
    parts = urlsplit(back)
    assert parts.path == BACK
    return f"{parts.path}?{parts.query}"


def come(desk: Desk, wanted: str = "/") -> tuple[int, str, Browser]:
    """Sign in by the provider: gives the status, where it leads, and the browser."""
    browser = Browser.at(desk)
    answer = browser.get(go(browser, wanted))
    return answer.status_code, answer.headers.get("location", ""), browser


def test_a_linked_person_signs_in_and_lands_where_they_wanted(linked_desk: Desk) -> None:
    link(linked_desk, "lan", "8f1c-lan")
    status, landing, browser = come(linked_desk, "/thong-ke")
    assert (status, landing) == (303, "/thong-ke")
    assert browser.get("/tai-khoan").status_code == 200
    assert "lachan_left" not in browser.client.cookies
    status, landing, _ = come(linked_desk, "//evil.example")
    assert (status, landing) == (303, "/")


def test_the_button_is_there_only_if_a_provider_is_set(shared_desk: Desk, small_desk: Desk) -> None:
    assert "Đăng nhập bằng tài khoản Sở Giáo dục" in shared_desk.client.get("/dang-nhap").text
    assert LEAVE not in small_desk.client.get("/dang-nhap").text
    for path in (LEAVE, BACK):
        assert small_desk.client.get(path).status_code == 404


@pytest.mark.parametrize(
    "bent",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"iss": "https://other.example"}},
        {"claims": {"iss": None}},
        {"claims": {"aud": "another"}},
        {"claims": {"aud": None}},
        {"claims": {"aud": ["lachan", "another"]}},  # for two, and it does not say which of them asked
        {"claims": {"aud": ["lachan", "another"], "azp": "another"}},
        {"claims": {"exp": 1_700_000_000}},
        {"claims": {"exp": None}},
        {"claims": {"exp": "soon"}},
        {"claims": {"iat": None}},
        {"claims": {"sub": None}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 7}},
        {"algorithm": "none"},
        {"algorithm": "HS256"},
        {"other_key": True},
    ],
    ids=str,
)
def test_a_token_that_is_not_to_be_believed_lets_nobody_in(
    shared_desk: Desk, provider: Provider, bent: dict[str, Any]
) -> None:
    for name, value in bent.items():
        setattr(provider, name, value)
    status, _, browser = come(shared_desk)
    assert status == 401
    assert browser.says(REFUSED)
    assert "lachan_session" not in browser.client.cookies


def test_an_answer_to_another_question_lets_nobody_in(shared_desk: Desk, provider: Provider) -> None:
    mine, others = Browser.at(shared_desk), Browser.at(shared_desk)
    back = go(others)  # somebody else's answer, put into this browser
    assert mine.get(back).status_code == 401  # which asked nothing
    go(mine)
    assert mine.get(back).status_code == 401  # or asked something else
    again = Browser.at(shared_desk)
    back = go(again)
    asked = len(provider.asked)
    for wrong in (
        back.replace("state=", "state=x"),
        back.split("&iss=")[0] + "&iss=https%3A%2F%2Fother.example",
        BACK,
        f"{BACK}?error=access_denied",
    ):
        ticket = again.client.cookies.get("lachan_left", domain="testserver.local")
        assert again.get(wrong).status_code == 401
        again.client.cookies.set("lachan_left", str(ticket).strip('"'), domain="testserver.local")
    assert len(provider.asked) == asked  # nothing was asked of the provider about any of them
    assert again.get(back).status_code == 303


def test_a_code_works_once(shared_desk: Desk, provider: Provider) -> None:
    del provider
    browser = Browser.at(shared_desk)
    back = go(browser)
    ticket = str(browser.client.cookies.get("lachan_left", domain="testserver.local")).strip('"')
    assert browser.get(back).status_code == 303
    browser.client.cookies.set("lachan_left", ticket, domain="testserver.local")
    assert browser.get(back).status_code == 401


def test_nobody_is_made_or_found_by_what_the_provider_says(shared_desk: Desk, provider: Provider) -> None:
    provider.subject = "unknown"
    provider.claims = {"email": "hue@truong.example", "email_verified": True, "preferred_username": "hue"}
    status, _, browser = come(shared_desk)
    assert status == 401
    assert browser.says(UNKNOWN)


def test_a_disabled_account_is_told_what_an_unknown_one_is(shared_desk: Desk, provider: Provider) -> None:
    shared_desk.person("mai", Role.COUNSELLOR, SCHOOL)
    link(shared_desk, "mai", "8f1c-mai")
    provider.subject = "8f1c-mai"
    assert come(shared_desk)[0] == 303
    with shared_desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "mai").values(disabled_at=clock.now()))
    status, _, browser = come(shared_desk)
    assert status == 401
    assert browser.says(UNKNOWN)


def test_a_link_is_to_one_provider(shared_desk: Desk, provider: Provider) -> None:
    del provider
    with shared_desk.context.database.write() as session:
        session.execute(update(Link).where(Link.subject == "8f1c-lan").values(issuer="https://other.example"))
    try:
        assert come(shared_desk)[0] == 401
    finally:
        with shared_desk.context.database.write() as session:
            session.execute(
                update(Link)
                .where(Link.subject == "8f1c-lan")
                .values(issuer=str(shared_desk.context.settings.oidc_issuer))
            )


@pytest.mark.parametrize("broken", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_a_provider_that_fails_leaves_the_password(shared_desk: Desk, provider: Provider, broken: str) -> None:
    browser = Browser.at(shared_desk)
    back = go(browser)
    provider.broken = broken
    assert browser.get(back).status_code == 503
    assert browser.says(AWAY)
    assert browser.sign_in("lan").status_code == 303


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://other.example/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_wrongly_is_not_followed(
    shared_desk: Desk, provider: Provider, discovery: dict[str, Any]
) -> None:
    provider.discovery = discovery
    browser = Browser.at(shared_desk)
    assert browser.get(LEAVE).status_code == 503
    assert browser.says(AWAY)


def test_a_provider_that_is_away_leaves_the_password(small_desk: Desk) -> None:
    with serving() as gone:
        settings = told_of(gone, small_desk.context.settings)
    object.__setattr__(small_desk.context, "settings", settings)
    browser = Browser.at(small_desk)
    assert browser.get(LEAVE).status_code == 503
    assert browser.says(AWAY)
    assert browser.sign_in("lan").status_code == 303


def test_the_accounts_own_second_factor_is_asked_for_after_the_provider_too(linked_desk: Desk) -> None:
    app = enrol(linked_desk, "lan")
    link(linked_desk, "lan", "8f1c-lan")
    status, _, browser = come(linked_desk, "/thong-ke")
    assert status == 200
    assert "lachan_session" not in browser.client.cookies
    assert browser.post("/dang-nhap/ma", code="000000").status_code == 401
    assert browser.post("/dang-nhap/ma", code=app.code(), next="/thong-ke").headers["location"] == "/thong-ke"


@pytest.mark.parametrize(
    "issuer", ["http://id.example", "ftp://id.example", "id.example", "http://127.0.0.1.evil.example/"]
)
def test_a_provider_is_reached_safely_or_not_at_all(issuer: str) -> None:
    with pytest.raises(ValidationError):
        Settings(oidc_issuer=issuer)
