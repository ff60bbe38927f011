"""A whole working day at the desk: take, reveal, decide, undo, pass on, write, merge, hand over, count, go home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import Page, expect

from service.words import Role
from tests.e2e.conftest import Desks, Site
from tests.e2e.test_working_day import rows, tab_until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(240)

SAID = "đừng nói với bố mẹ nhé, mình qua Zalo nói chuyện riêng"
NUMBER = "anh ấy bảo gọi số 0912 345 678 rồi đừng kể với ai trong nhà"
ALSO = "em cũng bị người dùng số 0912345678 nhắn tin rủ giữ bí mật với mẹ"
HARMLESS = "mai nhớ mang vở toán đi nhé"
TALK = (
    ("other", "em học lớp mấy rồi"),
    ("child", "dạ lớp 7"),
    ("other", "bố mẹ em tối mấy giờ về"),
    ("other", "đừng nói với bố mẹ nhé"),
    ("other", "qua Zalo nói chuyện riêng"),
)


def decide(page: Page, outcome: str, note: str = "") -> None:
    page.get_by_label(outcome, exact=False).first.check()
    if note:
        page.locator("#note").fill(note)
    page.get_by_role("button", name="Ghi quyết định").click()


def test_a_working_day_from_sign_in_to_sign_out(  # noqa: PLR0915 - a day is long
    site: Site, desks: Desks, tmp_path: Path
) -> None:
    receipt = file_with_receipt(site, NUMBER)
    page = desks.sign_in()

    # take, reveal, a note for colleagues, a letter to the reporter
    page.keyboard.press("n")
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    site.file(ALSO)
    page.reload()
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.locator(".bubble").first).to_contain_text("0912")
    page.get_by_label("Ghi chú mới").fill("Mẹ em hẹn chiều thứ Năm.")
    page.get_by_role("button", name="Thêm ghi chú").click()
    expect(page.locator(".notes")).to_contain_text("Mẹ em hẹn chiều thứ Năm.")
    page.get_by_label("Câu viết sẵn").select_option(index=2)
    page.get_by_role("button", name="Chèn", exact=True).click()
    expect(page.locator("#letter-text")).to_have_value(re.compile("không có lỗi"))
    page.get_by_role("button", name="Gửi thư").click()
    expect(page.locator(".letters")).to_contain_text("người gửi chưa đọc")

    # the reporter reads it and writes back
    answer = httpx.post(f"{site.address}/v1/receipts", json={"receipt": receipt}).json()
    assert "không có lỗi" in answer["letters"][0]["text"]
    back = {"receipt": receipt, "text": "dạ em cảm ơn thầy cô"}
    assert httpx.post(f"{site.address}/v1/receipts/letters", json=back).status_code in (200, 201)
    page.reload()
    expect(page.locator(".letters")).to_contain_text("em cảm ơn thầy cô")
    expect(page.locator(".letters")).to_contain_text("người gửi đã đọc")

    # another report names the same number: seen, joined, taken apart again
    related = page.get_by_role("region", name="Hồ sơ liên quan")
    expect(related).to_contain_text("phản ánh khác nhắc tới số điện thoại này")
    related.get_by_role("button", name=re.compile("^Gộp hồ sơ")).click()
    expect(page.get_by_text("Đã gộp hai hồ sơ")).to_be_visible()
    expect(page.get_by_text("Phản ánh 2 trong 2")).to_be_visible()
    page.get_by_role("button", name="Tách ra lại").click()
    expect(page.get_by_text("Đã tách hồ sơ ra")).to_be_visible()

    # Mẫu số 01 as a file
    page.get_by_label("Tóm tắt sự việc").fill("Em bị người lạ nhắn tin.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải .docx").click()
    download.value.save_as(tmp_path / "mau.docx")
    assert (tmp_path / "mau.docx").read_bytes()[:2] == b"PK"

    # decide, undo, decide again by passing it on
    page.goto("/")
    page.locator(".row.mine a.open").first.click()
    decide(page, "Đóng: có sự việc gây hại", "Đã gặp em.")
    expect(page.get_by_text("Bạn vừa quyết định hồ sơ")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("z")
    expect(page.get_by_text("Đã hoàn tác quyết định")).to_be_visible()
    expect(page.locator("#note")).to_have_value("Đã gặp em.")
    page.get_by_label("Chuyển tiếp", exact=True).check()
    page.get_by_label("Tổng đài 111", exact=True).check()
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.locator(".passed")).to_contain_text("chờ xác nhận")

    # what the day was, and home
    page.get_by_role("link", name="Thống kê").click()
    expect(page.get_by_role("heading", name="Hồ sơ nhận được theo tuần")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Một trang (.pdf)").click()
    download.value.save_as(tmp_path / "thang.pdf")
    assert (tmp_path / "thang.pdf").read_bytes()[:4] == b"%PDF"
    page.get_by_role("link", name="Của tôi").click()
    expect(page.get_by_text("hồ sơ nặng hôm nay")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất")).to_be_visible()


def file_with_receipt(site: Site, text: str) -> str:
    headers = {"Authorization": f"Bearer {site.key}"}
    body = {"messages": [{"speaker": "unknown", "text": text}], "reporter": "child"}
    return str(httpx.post(f"{site.address}/v1/reports", json=body, headers=headers).json()["receipt"])


def test_three_cases_are_taken_and_decided_with_the_keyboard_by_what_the_screen_says(site: Site, desks: Desks) -> None:
    for text in (SAID, "cả lớp nghỉ chơi với nó đi, ai chơi là tẩy chay luôn", HARMLESS):
        site.file(text)
    page = desks.sign_in()
    for left in (2, 1, 0):
        shown = page.locator("#take-next kbd").inner_text()  # the key that the button itself shows
        page.keyboard.press(shown.lower())
        expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
        page.wait_for_load_state()
        page.keyboard.press(page.locator("[data-key=h] kbd").inner_text().lower())
        expect(page.locator(".bubble:not(.veil)").first).to_be_visible()
        page.keyboard.press(page.locator("#decide-title kbd").inner_text().lower())
        expect(page.locator("#decide-title")).to_be_focused()
        page.keyboard.press("2" if left == 0 else "1")  # the numbers stand beside the outcomes
        expect(page.locator("[name=outcome]:checked")).to_be_focused()
        page.keyboard.press(page.locator(".decide [type=submit] kbd").inner_text())
        expect(page.get_by_role("status").filter(has_text="Đã ghi quyết định")).to_be_visible()
        assert rows(page) == left


def test_the_queue_is_filtered_searched_and_remembers_a_view(site: Site, desks: Desks) -> None:
    site.file(SAID)
    site.file(HARMLESS)
    page = desks.sign_in()
    page.keyboard.press("l")
    expect(page.locator("#tim")).to_be_focused()
    page.get_by_label("Bậc", exact=True).select_option("P1")
    expect(page.locator("#queue .rows a.open")).to_have_count(1)
    expect(page).to_have_url(re.compile("bac=P1"))
    page.get_by_label("Lưu bộ lọc này với tên").fill("Gấp của tôi")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto("/")
    assert rows(page) == 2
    page.get_by_role("navigation", name="Bộ lọc đã lưu").get_by_role("link", name="Gấp của tôi").click()
    expect(page.locator("#queue .rows a.open")).to_have_count(1)
    page.goto("/?tim=ffffff")
    expect(page.get_by_text("Không có hồ sơ nào khớp bộ lọc")).to_be_visible()
    page.goto("/?bac=P9&trang=-3&loai=<x>&tim=%00")  # an address of somebody's own making
    assert rows(page) == 2


def test_a_change_reaches_an_open_page_by_itself(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.mouse.move(0, 0)
    site.file(HARMLESS)
    expect(page.locator("#queue .rows a.open")).to_have_count(2, timeout=8_000)


def test_what_is_typed_is_kept_as_a_draft_through_a_lost_page(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    address = page.url
    page.get_by_label("Đóng: có sự việc gây hại").check()
    page.locator("#note").fill("Chữ tôi đã gõ")
    expect(page.locator("#draft-saved")).to_contain_text("Đã lưu nháp", timeout=8_000)
    page.close()
    again = desks.sign_in()
    again.goto(address)
    expect(again.locator("#note")).to_have_value("Chữ tôi đã gõ")
    expect(again.get_by_label("Đóng: có sự việc gây hại")).to_be_checked()
    other = desks.sign_in("thay-minh")
    other.goto(address)
    assert "Chữ tôi đã gõ" not in other.content()


def test_a_case_goes_to_a_colleague_who_sees_who_gave_it_and_why(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    address = page.url
    page.keyboard.press("k")
    page.get_by_label("Giao cho", exact=True).select_option(label=re.compile("Thầy Minh").pattern + " (tư vấn viên)")
    page.locator("#giao-vi").fill("Thầy đang chủ nhiệm em")
    page.get_by_role("button", name="Giao hồ sơ").click()
    expect(page.get_by_text("Đã giao hồ sơ cho đồng nghiệp")).to_be_visible()
    minh = desks.sign_in("thay-minh")
    expect(minh.get_by_role("heading", name="Bạn đang giữ")).to_be_visible()
    minh.goto(address)
    expect(minh.locator("main")).to_contain_text("Cô Lan đã giao hồ sơ này cho bạn")
    expect(minh.locator("main")).to_contain_text("Thầy đang chủ nhiệm em")


def test_a_case_rests_and_is_passed_over(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    page.keyboard.press("k")
    page.locator("#cho-den").fill(page.locator("#cho-den").get_attribute("max") or "")
    page.locator("#cho-vi").fill("Chờ mẹ em đến")
    page.get_by_role("button", name="Để chờ", exact=True).click()
    expect(page.get_by_text("Đã để hồ sơ chờ")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận hồ sơ tiếp theo")).to_be_disabled()

    page.locator("a.open").first.click()
    page.get_by_role("button", name="Nhận hồ sơ này").click()
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    page.keyboard.press("k")
    page.locator("#bo-vi").select_option("knows")
    page.get_by_role("button", name="Bỏ qua", exact=True).click()
    expect(page.get_by_text("Đã bỏ qua hồ sơ")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận hồ sơ tiếp theo")).to_be_disabled()


def test_the_lead_takes_a_case_over(site: Site, desks: Desks) -> None:
    site.file(SAID)
    desks.hire("co-hue", Role.LEAD, "Cô Huệ")
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    lead = desks.sign_in("co-hue")
    lead.goto(page.url)
    lead.get_by_text("Tiếp quản hồ sơ").click()
    lead.locator("#take-over-why").fill("Cô Lan đã về")
    lead.get_by_role("button", name="Tiếp quản", exact=True).click()
    expect(lead.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()
    decide(page, "Đóng: có sự việc gây hại", "Chữ đã gõ")
    expect(page.get_by_role("alert").filter(has_text="chưa mất gì")).to_be_visible()
    expect(page.locator("#note")).to_have_value("Chữ đã gõ")


def test_a_long_talk_shows_its_signs_in_time_and_a_dot_leads_to_its_message(site: Site, desks: Desks) -> None:
    headers = {"Authorization": f"Bearer {site.key}"}
    body = {"messages": [{"speaker": speaker, "text": text} for speaker, text in TALK]}
    httpx.post(f"{site.address}/v1/reports", json=body, headers=headers)
    page = desks.sign_in()
    page.keyboard.press("n")
    figure = page.get_by_role("region", name="Dòng thời gian của các dấu hiệu")
    expect(figure).to_be_visible()
    dot = figure.get_by_role("link", name=re.compile("^Tin 4: dặn giữ bí mật"))
    dot.click()
    expect(page).to_have_url(re.compile("-3$"))


def test_the_first_day_is_walked_with_the_keys_it_names(desks: Desks) -> None:
    page = desks.sign_in()
    page.get_by_role("link", name="Của tôi").click()
    page.get_by_role("link", name="Xem lại phần làm quen ngày đầu").click()
    expect(page.get_by_role("heading", name="Hàng đợi: hồ sơ gấp nhất luôn ở trên")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="nội dung được che")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("h")
    expect(page.locator(".bubble").nth(1)).to_contain_text("đội múa")
    page.wait_for_load_state()
    page.keyboard.press("q")
    page.keyboard.press("1")
    tab_until(page, ".decide button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="10 giây để hoàn tác")).to_be_visible()
    page.get_by_role("button", name="Tiếp").click()
    page.get_by_role("button", name="Vào hàng đợi").click()
    expect(page.get_by_text("Chưa có hồ sơ nào đang chờ")).to_be_visible()


def test_a_break_is_suggested_and_a_kind_is_opted_out_of(site: Site, desks: Desks) -> None:
    for number in range(4):
        site.file(f"{SAID}, lần {number} ở lớp {number}A hôm {number}")
    page = desks.sign_in()
    for row in [link.get_attribute("href") for link in page.locator("a.open").all()]:
        page.goto(row or "")
    page.goto("/")
    if page.get_by_role("heading", name="Nghỉ một chút nhé").count():
        page.get_by_role("button", name="Để sau").click()
        expect(page.get_by_role("heading", name="Nghỉ một chút nhé")).to_have_count(0)
    page.goto("/cua-toi")
    page.get_by_label("Tự hại").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_label("Tự hại")).to_be_checked()


def test_english_is_one_press_away_and_stays(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Take the next case")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("You hold this case.")).to_be_visible()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_text("Bạn đang giữ hồ sơ này.")).to_be_visible()


def test_data_staff_see_counts_and_nothing_else(site: Site, desks: Desks) -> None:
    site.file(SAID)
    desks.hire("anh-du", Role.DATA, "Anh Dữ")
    page = desks.open()
    page.get_by_label("Tên đăng nhập").fill("anh-du")
    page.get_by_label("Mật khẩu").fill("mot mat khau du dai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Thống kê", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Hàng đợi")).to_have_count(0)
    page.goto("/")
    expect(page.get_by_text("dành cho ban tư vấn")).to_be_visible()


def test_without_the_network_the_page_says_so_keeps_what_was_typed_and_goes_on_after(site: Site, desks: Desks) -> None:
    site.file(SAID)
    page = desks.sign_in()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/ho-so/"))
    page.locator("#note").fill("Chữ đã gõ")
    trouble = page.locator("#trouble")
    expect(trouble).to_be_hidden()
    page.context.set_offline(True)
    hidden = page.get_by_role("button", name=re.compile("^Hiện")).first
    hidden.click()
    expect(trouble).to_be_visible()
    expect(page.locator("#note")).to_have_value("Chữ đã gõ")
    page.context.set_offline(False)
    hidden.click()
    expect(trouble).to_be_hidden()
    expect(page.locator("#note")).to_have_value("Chữ đã gõ")
    lost = desks.watches[0].said
    assert all(line.startswith("htmx:") or line.endswith("net::ERR_INTERNET_DISCONNECTED") for line in lost), lost
    lost.clear()  # what a browser writes about the lost request, and nothing else
