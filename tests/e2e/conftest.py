"""A real service on a real port, filled with the sample reports, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright

from service import clock, demo
from service.accounts import service as accounts
from service.app import create_app
from service.edge.server import Server
from service.settings import Settings
from service.words import Role
from tests.service.desk import PASSWORD, trained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

__all__ = ["trained"]

SCHOOL = "THCS Hoa Sen"
PATIENCE_S = 30.0
WIDE, NARROW = (1366, 768), (390, 844)

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Deselected, not skipped: a skipped browser test is a failure in CI.
    if os.environ.get("LACHAN_SCREENSHOTS") != "1":
        pictures = [item for item in items if item.name == "test_pictures_for_the_documents"]
        config.hook.pytest_deselected(items=pictures)
        items[:] = [item for item in items if item not in pictures]
    for item in items:
        if "/e2e/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """A running service with two counsellors and a reporting system's key."""

    address: str
    app: FastAPI
    key: str

    def file(self, *texts: str, **more: Any) -> str:
        """File a report as a reporting system does, and tell its id."""
        body = {"messages": [{"speaker": "other", "text": text} for text in texts], **more}
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = httpx.post(f"{self.address}/v1/reports", json=body, headers=headers, timeout=PATIENCE_S)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def file_samples(self) -> None:
        demo.file_samples(self.address, self.key)


@dataclass
class Watch:
    """What went wrong in a browser while a test ran."""

    host: str
    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        # Chromium and HTMX write a line about each answer of 4xx; the tests ask for such answers.
        told = "status of 4" in message.text or "Status Error Code 4" in message.text
        if message.type in ("error", "warning") and not told:
            self.said.append(message.text)

    def see(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host and not request.url.startswith("data:"):
            self.foreign.append(request.url)


@pytest.fixture
def site(trained: Path, tmp_path: Path) -> Iterator[Site]:
    var = tmp_path / "var"
    shutil.copytree(best_model(trained), var)
    app = create_app(Settings(var=var, log_level="error", blind_share=0))
    server = Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_S
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        assert time.monotonic() < until, "the service did not start in time"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with app.state.context.database.write() as session:
        for name, shown in (("co-lan", "Cô Lan"), ("thay-minh", "Thầy Minh")):
            new = accounts.NewUser(name, PASSWORD, Role.COUNSELLOR, SCHOOL, shown)
            accounts.add_user(session, new, now=clock.now())
        key = accounts.add_key(session, "e2e", SCHOOL, now=clock.now())
    yield Site(f"http://127.0.0.1:{port}", app, key)
    server.should_exit = True
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def best_model(trained: Path) -> Path:
    """The small model of the tests; for pictures the champion of this checkout, if it has one."""
    own = Path(os.environ.get("LACHAN_VAR", "var"))
    if os.environ.get("LACHAN_SCREENSHOTS") == "1" and (own / "models" / "champion").is_file():
        for folder in ("models", "keys"):
            shutil.copytree(own / folder, trained.parent / "champion" / folder, dirs_exist_ok=True)
        return trained.parent / "champion"
    return trained


def chromium() -> str | None:
    """Path of a Chromium on this machine: ``LACHAN_CHROMIUM``, or one of the names distributions give it."""
    return os.environ.get("LACHAN_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
    )


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium at hand: install it, or set LACHAN_CHROMIUM to its path")
    with sync_playwright() as playwright:
        # Rootless containers have no sandbox of their own to give; the pages under test are ours.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@dataclass
class Desks:
    """Browsers of people at the desk, each watched."""

    site: Site
    chrome: Browser
    opened: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)

    def open(self, size: tuple[int, int] = WIDE, scheme: Any = "light", **more: Any) -> Page:
        """Open a fresh browser at the log-in page."""
        context = self.chrome.new_context(
            base_url=self.site.address,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **more,
        )
        watch = Watch(urlsplit(self.site.address).netloc)
        context.on("console", watch.hear)
        context.on("weberror", lambda error: watch.said.append(str(error.error)))
        context.on("request", watch.see)
        self.opened.append(context)
        self.watches.append(watch)
        page = context.new_page()
        page.goto("/dang-nhap")
        return page

    def hire(self, name: str, role: Role, shown: str) -> None:
        """Make one more person of the school."""
        with self.site.app.state.context.database.write() as session:
            accounts.add_user(session, accounts.NewUser(name, PASSWORD, role, SCHOOL, shown), now=clock.now())

    def stranger(self) -> None:
        """Make a counsellor of another school: ``co-la``."""
        with self.site.app.state.context.database.write() as session:
            new = accounts.NewUser("co-la", PASSWORD, Role.COUNSELLOR, "THCS Sao Mai", "Cô Lạ")
            accounts.add_user(session, new, now=clock.now())

    def sign_in(self, name: str = "co-lan", **more: Any) -> Page:
        """Open a fresh browser and sign in; the queue is shown."""
        page = self.open(**more)
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_title("Hàng đợi · Lá Chắn")
        page.wait_for_load_state()  # the keys are listened to from then on
        return page


@pytest.fixture
def desks(site: Site, chrome: Browser) -> Iterator[Desks]:
    desks = Desks(site, chrome)
    yield desks
    for context in desks.opened:
        context.close()
    # No test may leave an error in the console (a breach of the content policy is one) or ask another host.
    assert [line for watch in desks.watches for line in watch.said] == []
    assert [url for watch in desks.watches for url in watch.foreign] == []
