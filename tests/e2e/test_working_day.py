"""A counsellor's way through a case, with the mouse and with the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Desks, Site

SAID = "đừng nói với bố mẹ nhé, mình qua Zalo nói chuyện riêng"


def rows(page: Page) -> int:
    return page.locator("#queue .rows a.open").count()


def test_a_case_is_taken_read_and_decided_and_the_queue_is_one_shorter(site: Site, desks: Desks) -> None:
    site.file(SAID)
    site.file("mai nhớ mang vở toán đi nhé")
    page = desks.sign_in()
    assert rows(page) == 2

    page.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    assert "Zalo" not in page.content()

    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.locator(".bubble")).to_contain_text("Zalo")
    expect(page.get_by_role("heading", name="Tin nhắn")).to_be_focused()
    marked = page.locator("mark").first
    marked.focus()
    expect(marked.get_by_role("tooltip")).to_be_visible()

    page.get_by_label("Đóng: có sự việc gây hại").check()
    page.locator("#note").fill("Đã gặp em và gia đình.")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_role("status").filter(has_text="Đã ghi quyết định")).to_be_visible()
    assert rows(page) == 1


def test_one_message_can_be_revealed_alone(site: Site, desks: Desks) -> None:
    site.file(SAID, "tan học ra quán nhé")
    page = desks.sign_in()
    page.keyboard.press("n")
    page.get_by_role("button", name="Hiện tin nhắn số 2").click()
    expect(page.locator(".bubble").nth(1)).to_contain_text("tan học")
    assert "Zalo" not in page.content()
    expect(page.locator(".bubble").nth(1)).to_be_focused()


def test_what_is_quoted_of_a_message_is_revealed_with_it(site: Site, desks: Desks) -> None:
    site.file("vô trận rồi, đồ óc chó", "cả lớp nghỉ chơi với nó đi")
    page = desks.sign_in()
    page.keyboard.press("n")
    against = page.get_by_role("region", name="Điều có thể nói ngược lại")
    expect(against).to_contain_text("chơi game")
    assert "nghỉ chơi" not in page.content()
    page.get_by_role("button", name="Hiện tin nhắn số 2").click()
    expect(page.get_by_role("region", name="Những lời nên đọc trước")).to_contain_text("cả lớp nghỉ chơi với nó đi")
    assert "vô trận" not in page.content()
    page.get_by_role("link", name="Lên mức trung bình từ tin nhắn thứ 2").click()
    expect(page.locator(".turn").nth(1)).to_contain_text("Từ tin này: mức trung bình")


def test_every_reading_is_in_the_history(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    page.get_by_text("Lịch sử hồ sơ").click()
    expect(page.locator(".trail")).to_contain_text("Cô Lan: nhận hồ sơ")
    expect(page.locator(".trail")).to_contain_text("Cô Lan: đọc hồ sơ")


def test_a_case_passed_on_waits_until_somebody_confirmed_it(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.get_by_label("Chuyển tiếp", exact=True).check()
    page.get_by_label("Tổng đài 111", exact=True).check()
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.locator(".passed")).to_contain_text("chờ xác nhận")

    page.get_by_role("link", name="Hàng đợi").click()
    page.get_by_role("link", name=re.compile("Tổng đài 111: hồ sơ")).click()
    page.get_by_label(re.compile("Ai xác nhận")).fill("Chị Hoa, phiếu 1203")
    page.get_by_role("button", name="Đã xác nhận").click()
    expect(page.locator(".passed")).to_contain_text("bên nhận đã xác nhận")
    expect(page.locator(".passed")).to_contain_text("phiếu 1203")


def test_a_wrong_decision_says_what_is_missing_and_keeps_what_was_typed(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.get_by_label("Đóng: có sự việc gây hại").check()
    page.get_by_label("Bậc đúng").select_option("P3")
    page.locator("#note").fill("Chưa xong")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Hãy ghi lý do khi đổi mức khẩn cấp")).to_be_visible()
    expect(page.locator("#note")).to_have_value("Chưa xong")
    page.get_by_label("Lý do đổi bậc").fill("Hai em đã làm hòa")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Chưa có hồ sơ nào đang chờ")).to_be_visible()


def test_a_case_that_a_colleague_has_now_refuses_kindly_and_keeps_the_text(site: Site, desks: Desks) -> None:
    site.file(SAID)
    lan, minh = desks.sign_in(), desks.sign_in("thay-minh")
    lan.keyboard.press("n")
    lan.get_by_label("Để lại trong hàng đợi").check()
    lan.locator("#note").fill("Chữ tôi đã gõ lâu lắm")

    second = lan.context.new_page()  # the same person lets go in another tab, and a colleague takes the case
    second.goto(lan.url)
    second.get_by_role("button", name="Trả lại hàng đợi").click()
    minh.goto("/")
    minh.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    expect(minh.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()

    with lan.expect_response(lambda answer: answer.url.endswith("/quyet-dinh")) as answered:
        lan.get_by_role("button", name="Ghi quyết định").click()
    assert answered.value.status == 409
    expect(lan.get_by_role("alert").filter(has_text="chưa mất gì")).to_be_visible()
    expect(lan.get_by_text("Thầy Minh đang giữ hồ sơ này.")).to_be_visible()
    expect(lan.locator("#note")).to_have_value("Chữ tôi đã gõ lâu lắm")

    minh.get_by_role("button", name="Trả lại hàng đợi").click()
    lan.locator("#note").press("End")
    lan.reload()  # the browser sends the form again: still refused, still kept, and now the case is free
    lan.get_by_role("button", name="Nhận lại hồ sơ để quyết định").click()
    expect(lan.locator("#note")).to_have_value("Chữ tôi đã gõ lâu lắm")
    lan.get_by_role("button", name="Ghi quyết định").click()
    expect(lan.get_by_role("status").filter(has_text="Đã ghi quyết định")).to_be_visible()


def test_somebody_signed_out_over_a_pause_loses_no_word(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    page.get_by_label("Đóng: có sự việc gây hại").check()
    page.locator("#note").fill("Chữ tôi đã gõ lâu lắm")
    session = {cookie["name"]: cookie for cookie in page.context.cookies()}["lachan_session"]
    page.context.clear_cookies(name=session["name"])
    page.evaluate("htmx.trigger('#lease', 'alive')")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="đăng nhập lại ở thẻ khác").click()
    other = opened.value
    other.get_by_label("Tên đăng nhập").fill("co-lan")
    other.get_by_label("Mật khẩu").fill("mot mat khau du dai")
    other.keyboard.press("Enter")
    expect(other).to_have_title("Hàng đợi · Lá Chắn")

    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_role("alert").filter(has_text="bấm ghi một lần nữa")).to_be_visible()
    expect(page.locator("#note")).to_have_value("Chữ tôi đã gõ lâu lắm")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_role("status").filter(has_text="Đã ghi quyết định")).to_be_visible()


def test_a_forgotten_page_without_typed_words_goes_to_the_log_in(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.context.clear_cookies(name="lachan_session")
    page.evaluate("htmx.trigger('#queue', 'refresh')")
    expect(page).to_have_title("Đăng nhập · Lá Chắn")


def test_the_whole_way_needs_no_mouse(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.open()
    page.keyboard.type("co-lan")
    page.keyboard.press("Tab")
    page.keyboard.type("mot mat khau du dai")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Hàng đợi · Lá Chắn")
    page.wait_for_load_state()

    page.keyboard.press("n")
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("h")
    expect(page.locator(".bubble")).to_contain_text("Zalo")
    tab_until(page, "mark")
    expect(page.locator("mark").first.get_by_role("tooltip")).to_be_visible()

    page.keyboard.press("q")
    tab_until(page, "[name=outcome]")
    page.keyboard.press("Space")
    tab_until(page, "#note")
    page.keyboard.type("Đã gặp em.\nHẹn thứ Năm.")  # letters typed into a field are no shortcuts
    tab_until(page, ".decide button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã ghi quyết định")).to_be_visible()
    expect(page.get_by_text("Chưa có hồ sơ nào đang chờ")).to_be_visible()


def test_single_letter_keys_can_be_switched_off(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("?")
    page.get_by_role("switch").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    expect(page).to_have_title("Hàng đợi · Lá Chắn")


def test_a_new_report_appears_by_itself_and_the_focus_stays(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.locator("a.open").first.focus()
    site.file("mai nhớ mang vở toán đi nhé")
    page.evaluate("htmx.trigger('#queue', 'refresh')")
    expect(page.locator("#queue .rows a.open")).to_have_count(2)
    expect(page.locator("a.open").first).to_be_focused()


def test_rows_hold_still_under_the_pointer(site: Site, desks: Desks) -> None:
    site.file("mai nhớ mang vở toán đi nhé")
    page = desks.sign_in()
    page.locator(".row").first.hover()
    site.file(SAID)
    page.evaluate("htmx.trigger('#queue', 'refresh')")
    page.get_by_role("button", name="Hàng đợi vừa thay đổi").click()
    expect(page.locator("#queue .rows a.open")).to_have_count(2)


def test_everything_works_without_scripts(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in(java_script_enabled=False)
    page.get_by_role("button", name="Nhận hồ sơ tiếp theo").click()
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.locator(".bubble")).to_contain_text("Zalo")
    page.get_by_label("Đóng: không có dấu hiệu gây hại").check()
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Đã ghi quyết định")).to_be_visible()


def tab_until(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")
