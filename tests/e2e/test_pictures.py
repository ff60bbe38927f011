"""Pictures on the case page: covered until somebody asks, marked where it matters, sealed ones never shown."""

from __future__ import annotations

import hashlib
import json
import re
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, PATIENCE_S, WIDE, Desks, Site
from tests.e2e.test_looks import check
from tests.service.attachments.drawn import picture

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.timeout(120)
SAID = "dung noi voi bo me nhe"


def file_pictures(site: Site, *files: bytes, texts: Sequence[str] = ()) -> None:
    """File a report with pictures and wait until all of them are done with."""
    body = {"messages": [{"speaker": "other", "text": text} for text in texts], "reporter": "child"}
    parts: list[tuple[str, tuple[str | None, bytes]]] = [("report", (None, json.dumps(body).encode()))]
    parts += [("files", (f"{number}.png", content)) for number, content in enumerate(files)]
    headers = {"Authorization": f"Bearer {site.key}"}
    filed = httpx.post(f"{site.address}/v1/reports", files=parts, headers=headers, timeout=PATIENCE_S)
    assert filed.status_code == 201, filed.text
    until = time.monotonic() + 2 * PATIENCE_S
    while True:
        told = httpx.get(f"{site.address}/v1/reports/{filed.json()['id']}", headers=headers, timeout=PATIENCE_S).json()
        if told["assessed"] and all(file["state"] != "stored" for file in told["files"]):
            return
        assert time.monotonic() < until, told
        time.sleep(0.1)


def case(desks: Desks, **more: Any) -> Page:
    page = desks.sign_in(**more)
    page.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    page.wait_for_url(re.compile("/ho-so/"))
    return page


def test_a_picture_stays_where_it_is_until_somebody_opens_it(site: Site, desks: Desks) -> None:
    file_pictures(site, picture("toi nay gap nhau nhe", SAID))
    page = desks.sign_in()
    expect(page.locator(".row").first).to_contain_text("1 ảnh")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if re.search(r"/anh/.", request.url) else None)
    page.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    expect(page.get_by_role("img", name="Ảnh 1 đang được che; có chỗ đáng để ý")).to_be_visible()
    assert asked == []

    page.get_by_role("button", name="Mở ảnh 1").click()
    shown = page.get_by_role("img", name="Ảnh 1 như người gửi chụp")
    expect(shown).to_be_visible()
    assert shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 540
    assert len(asked) == 1
    page.get_by_role("link", name=re.compile("^Tin [12]: ")).click()
    expect(page).to_have_url(re.compile("#tin-"))

    page.get_by_role("button", name="Che lại ảnh 1").click()
    expect(page.get_by_role("img", name="Ảnh 1 đang được che; có chỗ đáng để ý")).to_be_visible()
    page.reload()
    page.get_by_text("Lịch sử hồ sơ").click()
    expect(page.locator(".trail")).to_contain_text("Cô Lan: mở xem ảnh")


def test_a_message_says_which_picture_it_was_read_from(site: Site, desks: Desks) -> None:
    file_pictures(site, picture(SAID), texts=["mai nhớ mang vở toán đi nhé"])
    page = case(desks)
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").nth(0)).not_to_contain_text("đọc từ")
    page.locator(".turn").nth(1).get_by_role("link", name="ảnh 1").click()
    expect(page.locator(".sheet:target")).to_have_count(1)


def test_a_sealed_picture_tells_what_to_do_and_cannot_be_opened(site: Site, desks: Desks) -> None:
    content = picture(SAID)
    hashes = site.app.state.context.settings.hashes
    hashes.mkdir(parents=True, exist_ok=True)
    (hashes / "test.hashes").write_text(f"sha256 {hashlib.sha256(content).hexdigest()}\n", "ascii")
    file_pictures(site, content)
    page = desks.sign_in()
    expect(page.locator(".row").first).to_contain_text("1 ảnh niêm phong")
    page.keyboard.press("n")
    expect(page.get_by_text("Đã niêm phong", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Nên làm gì")).to_contain_text("Có ảnh đã niêm phong")
    expect(page.get_by_role("button", name=re.compile("Mở ảnh"))).to_have_count(0)
    check(page)


def test_a_picture_without_words_is_dimmed_until_pressed_again(site: Site, desks: Desks) -> None:
    file_pictures(site, picture(), b"GIF89a")
    page = desks.sign_in()
    expect(page.locator(".row").first).to_contain_text("2 ảnh cần người xem")
    page.keyboard.press("n")
    expect(page.get_by_text("Không nhận được ảnh này; người gửi đã được báo")).to_be_visible()
    page.get_by_role("button", name="Mở ảnh 1").click()
    shown = page.get_by_role("img", name="Ảnh 1 như người gửi chụp")
    expect(shown).to_have_css("filter", re.compile("grayscale.*blur"))
    page.get_by_role("switch", name="Xem rõ").check()
    expect(shown).to_have_css("filter", "none")


def test_pictures_open_without_scripts_and_without_a_mouse(site: Site, desks: Desks) -> None:
    file_pictures(site, picture(SAID))
    page = case(desks, java_script_enabled=False)
    page.get_by_role("button", name="Mở ảnh 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Ảnh 1 như người gửi chụp")).to_be_visible()
    page.get_by_role("button", name="Che lại ảnh 1").click()
    expect(page.get_by_role("button", name="Mở ảnh 1")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide-light", "narrow-dark"])
def test_opened_pictures_are_reachable_for_everybody(
    site: Site, desks: Desks, size: tuple[int, int], scheme: str
) -> None:
    file_pictures(site, picture("toi nay gap nhau nhe", SAID), picture(), b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    page = case(desks, size=size, scheme=scheme)
    check(page)
    page.get_by_role("button", name="Mở ảnh 1").click()
    page.get_by_role("button", name="Mở ảnh 2").click()
    expect(page.get_by_role("img", name="Ảnh 2 như người gửi chụp")).to_be_visible()
    check(page)
