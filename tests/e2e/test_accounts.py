"""A person's own account in a real browser: a second factor, a code, a recovery code, and leaving everywhere."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from service import clock
from service.words import Role
from tests.e2e.conftest import NARROW, WIDE, Desks, Site
from tests.e2e.test_looks import check
from tests.service.desk import PASSWORD


def enrol(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """Set a second factor up from the account's page; gives the app and the paper."""
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    page.get_by_role("button", name="Bắt đầu").click()
    qr = page.get_by_role("img", name="Mã QR")
    expect(qr).to_be_visible()
    assert qr.evaluate("image => image.naturalWidth") > 100  # the content policy lets it be drawn
    page.get_by_text("Không quét được?").click()
    app = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Mã xác thực").fill(app.at(clock.now()))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Hãy cất mã dự phòng")).to_be_visible()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    return app, codes


def password(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill("co-lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_title("Nhập mã xác thực · Lá Chắn")


def code(page: Page, given: str) -> None:
    page.get_by_label("Mã xác thực").fill(given)
    page.get_by_role("button", name="Tiếp tục").click()


def test_a_counsellor_turns_it_on_comes_back_with_a_code_then_with_paper_and_leaves_everywhere(desks: Desks) -> None:
    page = desks.sign_in()
    page.get_by_role("link", name="Cô Lan").click()
    expect(page).to_have_title("Tài khoản · Lá Chắn")
    app, codes = enrol(page)
    page.get_by_role("button", name="Tôi đã cất mã").click()
    expect(page).to_have_title("Hàng đợi · Lá Chắn")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất.")).to_be_visible()

    page.goto("/dang-nhap?next=/thong-ke")
    password(page)
    expect(page.get_by_label("Mã xác thực")).to_be_focused()
    code(page, "000000")
    expect(page.get_by_role("alert").filter(has_text="Mã không đúng")).to_be_visible()
    code(page, app.at(clock.now(), counter_offset=1))
    expect(page).to_have_title("Thống kê · Lá Chắn")

    other = desks.open()
    password(other)
    code(other, codes[0])
    expect(other).to_have_title("Hàng đợi · Lá Chắn")
    other.goto("/tai-khoan")
    expect(other.get_by_text("Còn 9 mã dự phòng chưa dùng.")).to_be_visible()
    expect(other.locator(".sessions li")).to_have_count(2)
    other.get_by_role("button", name="Đăng xuất khỏi mọi nơi").click()
    expect(other.get_by_text("Bạn đã đăng xuất khỏi mọi nơi.")).to_be_visible()
    page.goto("/tai-khoan")
    expect(page).to_have_title("Đăng nhập · Lá Chắn")


def test_a_new_password_works_and_the_old_one_does_not(desks: Desks) -> None:
    page = desks.sign_in()
    page.goto("/tai-khoan")
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill("mot mat khau khac han")
    page.get_by_label("Nhập lại mật khẩu mới").fill("mot mat khau khac han")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Đã đổi mật khẩu.")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    for given, title in ((PASSWORD, "Đăng nhập · Lá Chắn"), ("mot mat khau khac han", "Hàng đợi · Lá Chắn")):
        page.get_by_label("Tên đăng nhập").fill("co-lan")
        page.get_by_label("Mật khẩu").fill(given)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_title(title)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide-light", "narrow-dark"])
def test_every_page_of_an_account_is_reachable_for_everybody(
    site: Site, desks: Desks, size: tuple[int, int], scheme: Any, language: str
) -> None:
    desks.hire("co-hue", Role.LEAD, "Cô Huệ")
    page = desks.sign_in("co-hue", size=size, scheme=scheme)
    page.context.add_cookies([{"name": "lachan_language", "value": language, "url": site.address}])
    page.goto("/nguoi-dung")
    page.locator(".people summary").first.click()
    check(page)
    page.goto("/tai-khoan")
    check(page)
    page.goto("/tai-khoan/buoc-hai")
    check(page)
    page.locator("main button[type=submit]").click()
    page.locator("details summary").click()
    check(page)
    app = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.locator("#code").fill("12345")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    check(page)
    page.locator("#code").fill(app.at(clock.now()))
    page.locator("main button[type=submit]").click()
    expect(page.locator(".codes li")).to_have_count(10)
    check(page)
    page.goto("/tai-khoan")
    check(page)
    page.locator(".who form button").click()
    page.locator("#name").fill("co-hue")
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator("#code")).to_be_visible()
    check(page)
