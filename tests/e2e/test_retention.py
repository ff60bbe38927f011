"""A lead holds a case back and lets go of it; two people erase it together; what is left says so, to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from service import clock
from service.models import Case, Report
from service.words import Role
from tests.e2e.conftest import PATIENCE_S

if TYPE_CHECKING:
    from tests.e2e.conftest import Desks, Site

pytestmark = pytest.mark.timeout(180)


def closed(site: Site, text: str) -> tuple[str, str]:
    """File a report and close its case; gives the case's id and the receipt."""
    headers = {"Authorization": f"Bearer {site.key}"}
    body = {"messages": [{"speaker": "other", "text": text}]}
    filed = httpx.post(f"{site.address}/v1/reports", json=body, headers=headers, timeout=PATIENCE_S).json()
    with site.app.state.context.database.write() as session:
        report = session.scalars(select(Report).where(Report.id == filed["id"])).one()
        case = session.get_one(Case, report.case_id)
        case.state, case.decided_at = "closed_harm", clock.now()
        return case.id, filed["receipt"]


def test_a_case_is_held_let_go_and_erased_by_two(site: Site, desks: Desks) -> None:
    desks.hire("co-hue", Role.LEAD, "Cô Huệ")
    case_id, receipt = closed(site, "mai chặn đường nó, đừng kể ai")
    lead, colleague = desks.sign_in("co-hue"), desks.sign_in("co-lan")
    card = "section[aria-labelledby=keeping-title]"
    lead.goto(f"/ho-so/{case_id}")
    lead.locator(card).get_by_text("Giữ lại, không cho xóa").click()
    lead.locator("#hold-why").fill("Công an phường đang xác minh")
    lead.locator("form[action$=giu-lai] button").click()
    expect(lead.locator(card)).to_contain_text("Đang được giữ lại")
    expect(lead.locator(card)).to_contain_text("Công an phường đang xác minh")
    lead.goto("/luu-giu")
    expect(lead.get_by_role("heading", name="Đang giữ lại (1)")).to_be_visible()
    lead.goto(f"/ho-so/{case_id}")
    lead.locator(card).get_by_text("Thôi giữ lại").first.click()
    lead.locator("#lift-why").fill("Đã xác minh xong")
    lead.locator("form[action$=thoi-giu] button").click()
    lead.locator(card).get_by_text("Đề nghị xóa trước hạn").click()
    lead.locator("#erase-why").fill("Gia đình yêu cầu bằng văn bản")
    lead.locator("form[action$=xoa] button").click()
    expect(lead.get_by_role("button", name="Đồng ý xóa vĩnh viễn")).to_have_count(0)
    expect(lead.get_by_role("button", name="Rút lại đề nghị")).to_be_visible()
    colleague.goto(f"/ho-so/{case_id}")
    expect(colleague.locator(card)).to_contain_text("Gia đình yêu cầu bằng văn bản")
    colleague.get_by_role("button", name="Đồng ý xóa vĩnh viễn").click()
    expect(colleague.get_by_role("heading", name="đã được xóa")).to_be_visible()
    expect(colleague.locator("main")).to_contain_text("Cô Huệ đề nghị, Cô Lan đồng ý.")
    pupil = desks.open()
    pupil.goto("/tra-cuu")
    pupil.get_by_label("Mã của em").fill(receipt)
    pupil.get_by_role("button", name="Xem").click()
    expect(pupil.get_by_role("heading", name="Điều em gửi đã được xóa.")).to_be_visible()


def test_a_counsellor_does_not_see_the_page_of_leads(desks: Desks) -> None:
    page = desks.sign_in("co-lan")
    expect(page.get_by_role("link", name="Lưu giữ")).to_have_count(0)
    answer = page.goto("/luu-giu")
    assert answer is not None
    assert answer.status == 403
