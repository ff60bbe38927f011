"""A pupil at the public pages, in a real browser: send, keep the receipt, come back, read, write back, leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from service import clock
from service.letters import service as letters
from service.letters.service import Answer
from service.models import Attachment, Case, Letter, Report, User
from service.principal import Principal
from service.sealing.keyring import unsealed
from service.words import Role
from tests.e2e.conftest import NARROW, WIDE, Desks, Site
from tests.e2e.test_looks import IMAGES, check
from tests.service.attachments.drawn import picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.timeout(180)

TOLD = "có một anh trên mạng bảo em đừng nói với bố mẹ rồi rủ em qua Zalo nói chuyện riêng, em sợ lắm"
KIND = "Cảm ơn em đã kể. Em không có lỗi gì cả.\nGiờ ra chơi em ghé phòng tư vấn nhé."
ASSETS = re.compile(r'(?:href|src)="(/static/[^"]+)"')
THEIRS = "https://vnexpress.net/"


def visit(desks: Desks, path: str = "/gui", **more: Any) -> Page:
    page = desks.open(**more)
    page.goto(path)
    return page


def fill(page: Page, *files: bytes) -> None:
    page.get_by_label("Chuyện gì đã xảy ra?").fill(TOLD)
    if files:
        page.get_by_label("Ảnh chụp màn hình").set_input_files(
            [FilePayload(name=f"ảnh {n}.png", mimeType="image/png", buffer=file) for n, file in enumerate(files)]
        )


def press(page: Page) -> None:
    page.get_by_role("button", name="Gửi cho thầy cô").click()


def words_of(page: Page) -> str:
    return " ".join(page.locator(".receipt-words li").all_inner_texts())


def answer(site: Site, text: str = KIND) -> None:
    """Take the one case as Cô Lan and write to its reporter."""
    context = site.app.state.context
    with context.database.write() as session:
        lan = session.scalars(select(User).where(User.name == "co-lan")).one()
        case = session.scalars(select(Case)).one()
        case.claimed_by, case.claimed_until, case.fence = lan.id, clock.now() + context.settings.lease, 7
        session.flush()
        who = Principal(lan.id, Role.COUNSELLOR, lan.school_id, lan.display_name)
        letters.write(session, who, Answer(case.id, text, 7), now=clock.now())


def test_a_pupil_sends_keeps_the_words_reads_the_answer_and_writes_back(site: Site, desks: Desks) -> None:
    page = visit(desks, size=NARROW)
    fill(page, picture("dung noi voi bo me nhe"))
    page.get_by_text("Không chụp được ảnh?").click()
    page.get_by_label("Tin nhắn", exact=True).fill("bạn kia: bí mật của hai đứa mình nha\ntôi: sao vậy ạ")
    page.get_by_label("Thầy cô liên lạc").fill("giờ ra chơi")
    press(page)
    expect(page.get_by_role("heading", name="Đã nhận rồi")).to_be_visible()
    words = words_of(page)
    assert len(words.split()) == 10
    with site.app.state.context.database.read() as session:
        report = session.scalars(select(Report)).one()
        assert len(unsealed(session, report, Report.content)["messages"]) == 3
        assert session.scalars(select(Attachment)).one().refusal is None

    page.reload()  # neither sends it again nor shows the receipt to whoever comes next
    expect(page.get_by_role("heading", name="Phản ánh đã đến nơi.")).to_be_visible()
    assert words.split()[0] not in page.locator("main").inner_text().split()
    answer(site)

    page.get_by_role("button", name="Tra cứu bằng mã").click()
    page.get_by_label("Mã của em").fill(words.upper())
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Thầy cô đang xem phản ánh của em.")).to_be_visible()
    expect(page.locator(".letter.desk")).to_contain_text("Em không có lỗi gì cả.")
    page.get_by_label("Viết thêm cho thầy cô").fill("dạ em cảm ơn cô")
    press(page)
    expect(page.get_by_role("status")).to_contain_text("Thầy cô đã nhận được")
    expect(page.locator(".letter.reporter")).to_contain_text("dạ em cảm ơn cô")
    assert page.url == f"{site.address}/tra-cuu"
    with site.app.state.context.database.read() as session:
        desk, reporter = session.scalars(select(Letter).order_by(Letter.at))
        assert (desk.read_at is not None, reporter.user_id) == (True, None)
    page.reload()
    expect(page.get_by_label("Mã của em")).to_have_value("")


def test_the_whole_way_works_without_scripts(site: Site, desks: Desks) -> None:
    page = visit(desks, java_script_enabled=False)
    press(page)
    expect(page.get_by_text("Hãy kể vài chữ, hoặc gửi một tấm ảnh")).to_be_visible()
    fill(page, b"<svg/>", picture("a"))
    page.get_by_label("Người lớn đó đang ở gần em").check()
    press(page)
    expect(page.get_by_text("Tệp thứ 1")).to_be_visible()
    digits = page.locator(".receipt-digits").inner_text()
    expect(page.get_by_role("button", name="In ra giấy")).to_be_hidden()
    answer(site)
    page.goto("/tra-cuu")
    page.get_by_label("Mã của em").fill(digits)
    page.get_by_role("button", name="Xem").click()
    page.get_by_label("Viết thêm cho thầy cô").fill("dạ")
    press(page)
    expect(page.locator(".letter")).to_have_count(2)
    expect(page.get_by_role("button", name="Thoát nhanh")).to_have_attribute("href", THEIRS)


def test_a_qr_code_fills_the_receipt_in_and_the_address_forgets_it(site: Site, desks: Desks) -> None:
    page = visit(desks)
    fill(page)
    press(page)
    groups = [text for text in page.locator(".receipt-digits span").all_inner_texts() if text.isdigit()]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/tra-cuu#{'-'.join(groups)}")
    expect(page.get_by_label("Mã của em")).to_have_value("-".join(groups))
    assert page.url == f"{site.address}/tra-cuu"
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Đã nhận được")).to_be_visible()
    assert not [url for url in asked if groups[1] in url]


@pytest.mark.parametrize("way", ["press", "escape twice"])
def test_leaving_is_quick_and_leaves_nothing_to_go_back_to(site: Site, chrome: Browser, way: str) -> None:
    context = chrome.new_context(base_url=site.address)
    context.route("https://vnexpress.net/**", lambda route: route.fulfill(body="nắng", content_type="text/html"))
    sent: list[dict[str, str]] = []
    context.on("request", lambda request: sent.append(request.headers) if "vnexpress" in request.url else None)
    page = context.new_page()
    page.goto("/tra-cuu")
    page.goto("/gui")
    page.get_by_label("Chuyện gì đã xảy ra?").fill("x")
    if way == "press":
        page.get_by_role("button", name="Thoát nhanh").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url(THEIRS)
    assert "referer" not in sent[0]
    page.go_back()
    assert page.url == f"{site.address}/tra-cuu"  # what stood before; the form itself is gone
    context.close()


def test_what_was_typed_stays_when_the_language_is_changed_or_something_is_wrong(desks: Desks) -> None:
    page = visit(desks)
    fill(page, picture("a"))
    page.get_by_label("Phụ huynh").check()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Is something worrying")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(TOLD)
    expect(page.get_by_label("Parent")).to_be_checked()
    page.get_by_label("What happened?").fill(" ")
    page.get_by_role("button", name="Send to the counsellors").click()
    expect(page.get_by_text("Write a few words, or send a picture")).to_be_visible()
    expect(page.get_by_label("Parent")).to_be_checked()
    page.get_by_label("What happened?").fill(TOLD)
    page.get_by_role("button", name="Send to the counsellors").click()
    expect(page.get_by_role("heading", name="We have it.")).to_be_visible()


def test_the_whole_way_needs_no_mouse(desks: Desks) -> None:
    page = visit(desks)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.type("em bi ban kia doa")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Gửi cho thầy cô":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đã nhận rồi")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_every_page_is_reachable_for_everybody(
    site: Site, desks: Desks, size: tuple[int, int], scheme: str, spoken: str
) -> None:
    desks.stranger()  # a second school: there is something to choose
    page = visit(desks, size=size, scheme=scheme)
    if spoken == "en":
        page.get_by_role("button", name="English").click()
    check(page)
    page.locator("button.big").click()
    expect(page.locator("#wrong-text")).to_be_visible()
    page.locator("summary").click()
    check(page)
    page.locator("#school").fill("thcs hoa sen")
    page.locator("#text").fill(TOLD)
    page.locator("#files").set_input_files(FilePayload(name="a.svg", mimeType="image/svg+xml", buffer=b"<svg/>"))
    page.locator("button.big").click()
    expect(page.locator(".receipt-words li")).to_have_count(10)
    check(page)
    words = words_of(page)
    answer(site)
    page.goto("/da-gui")
    check(page)
    page.goto("/tra-cuu")
    page.locator("#receipt").fill("mèo")
    page.locator("button.big").click()
    expect(page.locator("#wrong-receipt")).to_be_visible()
    check(page)
    page.locator("#receipt").fill(words)
    page.locator("button.big").click()
    page.locator("#text").fill("dạ em cảm ơn cô")
    page.locator("main button[type=submit]").click()
    expect(page.locator(".letter")).to_have_count(2)
    check(page)
    page.goto("/ap-phich/thcs-hoa-sen")
    check(page)
    page.goto("/gui/x/y")
    check(page)


def test_the_form_weighs_less_than_200_kilobytes_and_asks_no_other_host(site: Site, desks: Desks) -> None:
    page = visit(desks)
    html = page.content()
    weights = {"html": len(html.encode())}
    for asset in set(ASSETS.findall(html)):
        weights[asset] = len(httpx.get(site.address + asset).content)
    assert sum(weights.values()) < 200_000, weights


def test_pictures_for_the_documents(desks: Desks) -> None:
    page = visit(desks, size=(NARROW[0], 1_500))
    page.get_by_label("Chuyện gì đã xảy ra?").fill(TOLD)
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / "report-form.png")
