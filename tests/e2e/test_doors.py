"""What must not get in, and what must not get out."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desks, Site

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> đừng nói với bố mẹ nhé"
ASSETS = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def test_a_script_in_a_report_is_shown_as_the_text_it_is(site: Site, desks: Desks) -> None:
    site.file(EVIL, note=EVIL, reference="</dd><script>1</script>")
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    page.keyboard.press("h")
    expect(page.locator(".bubble")).to_contain_text("<script>document.title='owned'</script><img src=x")
    expect(page.locator("main")).to_contain_text("</dd><script>1</script>")
    assert page.locator("main img, main script").count() == 0
    expect(page).to_have_title(re.compile("^Hồ sơ "))


def test_the_queue_holds_no_word_of_a_report(site: Site, desks: Desks) -> None:
    site.file("đừng kể ai chuyện con mèo tam thể")
    page = desks.sign_in()
    assert "tam thể" not in page.content()


def test_a_wrong_password_is_told_and_the_name_is_kept(desks: Desks) -> None:
    page = desks.open()
    page.get_by_label("Tên đăng nhập").fill("co-lan")
    page.get_by_label("Mật khẩu").fill("sai rồi sai rồi")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert").filter(has_text="không đúng")).to_be_visible()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("co-lan")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()


def test_signing_in_leads_back_to_the_page_that_was_wanted_and_signing_out_ends_it(desks: Desks) -> None:
    page = desks.open()
    page.goto("/thong-ke")
    page.get_by_label("Tên đăng nhập").fill("co-lan")
    page.get_by_label("Mật khẩu").fill("mot mat khau du dai")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Thống kê · Lá Chắn")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất.")).to_be_visible()
    page.goto("/")
    expect(page).to_have_title("Đăng nhập · Lá Chắn")


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_signing_in_never_leads_to_another_site(site: Site, desks: Desks, target: str) -> None:
    page = desks.open()
    page.goto(f"/dang-nhap?next={target}")
    page.get_by_label("Tên đăng nhập").fill("co-lan")
    page.get_by_label("Mật khẩu").fill("mot mat khau du dai")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Hàng đợi · Lá Chắn")
    assert page.url == f"{site.address}/"


@pytest.mark.parametrize("path", ["/nhan", "/dang-xuat", f"/ho-so/{'0' * 32}/tra", f"/ho-so/{'0' * 32}/hien"])
def test_a_form_without_its_token_is_refused(site: Site, desks: Desks, path: str) -> None:
    page = desks.sign_in()
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    answer = httpx.post(site.address + path, data={"csrf": "0" * 64, "report": "x"}, cookies=cookies)
    assert answer.status_code == 403
    assert "Trang đã cũ" in answer.text


def test_a_decision_without_its_token_is_not_applied(site: Site, desks: Desks) -> None:
    site.file("đừng nói với bố mẹ nhé")
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    form = {"outcome": "closed_no_harm", "fence": page.locator(".decide [name=fence]").get_attribute("value")}
    answer = httpx.post(f"{page.url}/quyet-dinh", data=form | {"csrf": "0" * 64}, cookies=cookies)
    assert answer.status_code == 403
    page.reload()
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_of_another_site_is_refused(site: Site, desks: Desks, headers: dict[str, str]) -> None:
    page = desks.sign_in()
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    token = page.locator("[name=csrf]").first.get_attribute("value")
    answer = httpx.post(site.address + "/nhan", data={"csrf": token}, cookies=cookies, headers=headers)
    assert answer.status_code == 403


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(desks: Desks) -> None:
    page = desks.sign_in()
    (session,) = (cookie for cookie in page.context.cookies() if cookie["name"] == "lachan_session")
    assert session["httpOnly"]
    assert session["sameSite"] == "Lax"
    assert session["expires"] == -1


def test_a_page_that_is_not_there_wears_the_same_clothes(desks: Desks) -> None:
    page = desks.sign_in()
    for path in (f"/ho-so/{'0' * 32}", "/khong-co-trang-nay"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("111"))).to_be_visible()


def test_a_case_of_another_school_is_not_there(site: Site, desks: Desks) -> None:
    site.file("đừng nói với bố mẹ nhé")
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    desks.stranger()
    other = desks.sign_in("co-la")
    answer = other.goto(page.url)
    assert answer is not None
    assert answer.status == 404


def test_the_queue_page_weighs_less_than_200_kilobytes(site: Site, desks: Desks) -> None:
    site.file_samples()
    page = desks.sign_in()
    html = page.content()
    weights = {"html": len(html.encode())}
    for asset in set(ASSETS.findall(html)):
        weights[asset] = len(httpx.get(site.address + asset).content)
    assert sum(weights.values()) < 200_000, weights
