"""The look-up page over HTTP, on both engines."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from service.intake import receipt
from service.models import Letter
from tests.service.desk import Desk

KIND = "Cảm ơn em đã kể. Em không có lỗi gì cả."


def answered(desk: Desk) -> str:
    filed: str = desk.file()["receipt"]
    case = desk.take()
    assert desk.post(f"/v1/cases/{case['id']}/letters", {"fence": case["fence"], "text": KIND}).status_code == 201
    return filed


def test_digits_and_words_lead_to_the_same_letters(desk: Desk) -> None:
    told = answered(desk)
    words = " ".join(receipt.in_words(told))
    for typed in (told, told.replace("-", " "), words, words.upper()):
        page = desk.client.post("/tra-cuu", data={"receipt": typed})
        assert page.status_code == 200
        assert KIND in page.text
        assert "Thầy cô đang xem" in page.text
        assert "Lan" not in page.text
    with desk.context.database.read() as session:
        assert session.scalars(select(Letter)).one().read_at is not None


def test_whoever_reads_may_write_back(desk: Desk) -> None:
    told = answered(desk)
    page = desk.client.post("/tra-cuu/viet", data={"receipt": told, "text": "em <b>cảm ơn</b> cô"})
    assert page.status_code == 200
    assert "em &lt;b&gt;cảm ơn&lt;/b&gt; cô" in page.text
    assert "Thầy cô đã nhận được" in page.text
    with desk.context.database.read() as session:
        assert [row.user_id is None for row in session.scalars(select(Letter).order_by(Letter.at))] == [False, True]


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_what_cannot_be_sent_is_said_beside_it(small_desk: Desk, text: str) -> None:
    told = answered(small_desk)
    page = small_desk.client.post("/tra-cuu/viet", data={"receipt": told, "text": text})
    assert page.status_code == 422
    assert 'id="wrong-text"' in page.text
    assert text in html.unescape(page.text)


@pytest.mark.parametrize("typed", ["", "1", "1" * 25, "mèo", "mèo " * 10, "x" * 5_000, '"><script>'])
@pytest.mark.parametrize("path", ["/tra-cuu", "/tra-cuu/viet"])
def test_a_wrong_receipt_is_told_kindly_and_kept_in_its_box(small_desk: Desk, path: str, typed: str) -> None:
    page = small_desk.client.post(path, data={"receipt": typed, "text": "chữ của em"})
    assert page.status_code == 404
    assert "Không tìm thấy mã này" in page.text
    assert typed[:300].strip() in html.unescape(page.text)
    assert "<script>" not in page.text.replace('<script src="/static/reporters.js" defer></script>', "")
    if path == "/tra-cuu/viet":
        assert "chữ của em" in page.text


def test_what_was_written_with_a_wrong_receipt_is_there_again_with_the_right_one(small_desk: Desk) -> None:
    told = answered(small_desk)
    page = small_desk.client.post("/tra-cuu", data={"receipt": told, "kept": "chữ của em"})
    assert ">\nchữ của em</textarea>" in page.text


def test_receipts_cannot_be_tried_out_on_the_page(small_desk: Desk) -> None:
    statuses = [small_desk.client.post("/tra-cuu", data={"receipt": "1" * 25}).status_code for _ in range(25)]
    assert statuses[:20] == [404] * 20
    assert statuses[-1] == 429


def test_the_language_can_be_changed_before_and_after_looking_up(small_desk: Desk) -> None:
    told = answered(small_desk)
    half = small_desk.client.post("/tra-cuu", data={"receipt": told[:7], "language": "en"})
    assert (half.status_code, told[:7] in half.text) == (200, True)
    assert "Read the answer" in half.text
    whole = small_desk.client.post("/tra-cuu", data={"receipt": told, "language": "vi", "shown": "1"})
    assert KIND in whole.text
    assert "Thầy cô đang xem" in whole.text


def test_a_poster_leads_to_the_schools_own_form(small_desk: Desk) -> None:
    page = small_desk.client.get("/ap-phich/thcs-hoa-sen")
    assert page.status_code == 200
    assert "http://testserver/gui/thcs-hoa-sen" in page.text
    assert small_desk.client.get("/ap-phich/khong-co").status_code == 404
