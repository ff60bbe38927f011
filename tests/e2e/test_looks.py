"""Every page, light and dark, on a school's PC and on a phone: reachable for everybody, nothing cut off.

With ``LACHAN_SCREENSHOTS=1`` the pictures of ``docs/images`` are made anew.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import select

from service.models import Case
from tests.e2e.conftest import NARROW, WIDE, Desks, Site

IMAGES = Path(__file__).parents[2] / "docs" / "images"
GRAVE = ("serious", "critical")


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    grave = {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found if rule["impact"] in GRAVE}
    assert not grave, f"{page.url}: {grave}"
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px too wide"


TOUR = tuple(f"/lam-quen/{number}" for number in range(1, 6))
PAGES = ("/", "/?bac=P1&qua-han=1", "/?tim=ffffff", "/thong-ke?ngay=30", "/cua-toi", *TOUR)
TOLD_BY_TWO = (  # both name one account, so that the case page has something related to show
    "tiktok @meo.con.xinh nhắn cho em rồi bảo đừng nói với bố mẹ nhé",
    "bạn cùng lớp cũng bị tiktok @meo.con.xinh rủ đi chơi xa, sợ lắm mà không dám kể",
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_reachable_for_everybody_in_both_languages(
    site: Site, desks: Desks, size: tuple[int, int], scheme: str, language: str
) -> None:
    for text in TOLD_BY_TWO:
        site.file(text, happening_now=True)
    page = desks.sign_in(size=size, scheme=scheme)
    page.context.add_cookies([{"name": "lachan_language", "value": language, "url": site.address}])
    for path in PAGES:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", language)
        check(page)
    page.goto("/")
    page.locator("#take-next").click()
    page.wait_for_url(re.compile("/ho-so/"))
    page.locator("[data-key=h]").first.click()
    page.locator(".passing summary").click()
    expect(page.locator(".related").first).to_be_visible()
    page.locator("#letter-text").fill("Cảm ơn em.")
    page.locator("#letter button:not([name])").click()
    expect(page.locator(".letters")).to_contain_text("Cảm ơn em.")
    page.locator(".passing summary").click()
    check(page)
    page.locator("[name=outcome]").first.check()
    page.locator(".decide button[type=submit]").click()
    expect(page.locator(".undo")).to_be_visible()
    check(page)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_reachable_for_everybody(site: Site, desks: Desks, size: tuple[int, int], scheme: str) -> None:
    site.file_samples()
    check(desks.open(size=size, scheme=scheme))
    page = desks.sign_in(size=size, scheme=scheme)
    check(page)

    page.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    page.wait_for_url(re.compile("/ho-so/"))
    check(page)
    page.get_by_role("button", name="Hiện tất cả").click()
    page.locator("mark").first.focus()
    check(page)
    page.get_by_label("Chuyển tiếp", exact=True).check()
    page.get_by_label("Bậc đúng").select_option("P3")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Hãy chọn nơi chuyển tiếp")).to_be_visible()
    check(page)
    page.get_by_label("Tổng đài 111", exact=True).check()
    page.get_by_label("Lý do đổi bậc").fill("Đã gặp em")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("chờ xác nhận", exact=True)).to_be_visible()
    check(page)
    page.goto("/")
    check(page)
    page.goto("/thong-ke")
    check(page)
    page.goto("/khong-co")
    check(page)


def test_an_empty_desk_says_so(desks: Desks) -> None:
    page = desks.sign_in()
    expect(page.get_by_text("Chưa có hồ sơ nào đang chờ")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận hồ sơ tiếp theo")).to_be_disabled()
    check(page)
    page.goto("/thong-ke")
    check(page)


def test_the_keys_are_explained(desks: Desks) -> None:
    page = desks.sign_in()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    check(page)


def test_charts_are_drawn(site: Site, desks: Desks) -> None:
    site.file("đừng nói với bố mẹ nhé, qua Zalo nói chuyện riêng")
    page = desks.sign_in()
    page.get_by_role("link", name="Thống kê").click()
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    for canvas in page.locator("canvas").all():
        assert canvas.evaluate(drawn)


def test_pictures_for_the_documents(site: Site, desks: Desks) -> None:
    site.file_samples()
    spread(site)
    minh = desks.sign_in("thay-minh")
    minh.keyboard.press("n")
    minh.wait_for_url(re.compile("/ho-so/"))
    page = desks.sign_in()
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / "queue.png")

    page.set_viewport_size({"width": 1366, "height": 1000})
    talk = page.locator(".row:not(.taken)").filter(has_text=re.compile("[3-9] tin nhắn")).filter(has_text="Dụ dỗ")
    talk.locator("a.open").first.click()
    page.get_by_role("button", name="Nhận hồ sơ này").click()
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.locator("mark").first).to_be_visible()
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    page.locator("mark").first.hover()
    page.screenshot(path=IMAGES / "case.png")

    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto("/thong-ke")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "statistics.png")
    page.goto("/lam-quen/3")
    page.screenshot(path=IMAGES / "tour.png")


def spread(site: Site) -> None:
    """Let the samples have come in over the last half hour, as on a real morning."""
    with site.app.state.context.database.write() as session:
        for number, case in enumerate(session.scalars(select(Case).order_by(Case.received_at))):
            earlier = timedelta(minutes=number * 13 % 29)
            case.received_at -= earlier
            case.due_at -= earlier
            for report in case.reports:
                report.received_at -= earlier
