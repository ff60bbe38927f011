"""Looking for cases by words, with scripts and without: the words stay in no address."""

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from service.search.indexing import index_next
from tests.e2e.conftest import NARROW, WIDE, Desks, Site

pytestmark = pytest.mark.timeout(240)
NUMBER = "anh ấy bảo gọi số 0912 345 678 rồi đừng kể với ai trong nhà"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_counsellor_finds_a_case_by_words(site: Site, desks: Desks, scripts: bool) -> None:
    site.file(NUMBER)
    site.file("mai nhớ mang vở toán đi nhé")
    index_next(site.app.state.context)
    looks: list[dict[str, Any]] = [{"size": WIDE}]
    pictures = os.environ.get("LACHAN_LOOK")
    if pictures:
        looks = [{"size": size, "scheme": scheme} for size in (WIDE, NARROW) for scheme in ("light", "dark")]
    for number, look in enumerate(looks):
        page = desks.sign_in(java_script_enabled=scripts, **look)
        page.get_by_role("link", name="Tìm", exact=True).click()
        page.get_by_role("searchbox").fill("0912345678 dung ke")
        page.get_by_role("button", name="Tìm", exact=True).click()
        expect(page.locator("#found .row")).to_have_count(1)
        assert page.url == f"{site.address}/tim-kiem"
        if pictures:
            page.screenshot(path=f"{pictures}/search-{number}-{scripts}.png")
        page.get_by_role("searchbox").fill("bể bơi")
        page.get_by_role("button", name="Tìm", exact=True).click()
        expect(page.get_by_text("Không có hồ sơ nào có đủ các chữ này")).to_be_visible()
        if pictures:
            page.screenshot(path=f"{pictures}/search-none-{number}-{scripts}.png")
