import io
import unicodedata
from datetime import timedelta
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from service import clock
from service.deliveries.form01 import document, page
from service.models import AuditRow
from tests.service.deliveries.passing import add_recipient, escalate
from tests.service.desk import GROOMING, Desk
from tests.service.related.desk_of_cases import case_of, claim, merge

HEADINGS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "TIẾP NHẬN THÔNG TIN TRẺ EM",
    "A. Thông tin chung",
    "1. Nguồn nhận thông tin",
    "2. Thông tin về trẻ em",
    "Tình trạng hiện tại của trẻ em",
    "Những hành động hỗ trợ, can thiệp đã được thực hiện đối với trẻ em trước khi nhận được thông tin",
    "3. Thông tin về người cung cấp thông tin (nếu đồng ý cung cấp)",
    "Cán bộ tiếp nhận thông tin",
)
HOSTILE = (
    "{{ 7*7 }} {% for x in y %} {# gone #} {{ self.__init__ }}",
    "</w:t></w:r><w:br/> <b>&amp; &lt;script&gt;",
    '#eval("1+1") *đậm* _nghiêng_ $x^2$ `mã` \\ @nhan <nhan> = Đề',
    unicodedata.normalize("NFD", "một người lạ rủ em đến chỗ vắng"),
)


def words_of(kind: str, content: bytes) -> str:
    """Read a form's words back, with every run of blanks as one."""
    if kind == "pdf":
        text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages)
    else:
        read = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*cells, *(paragraph.text for paragraph in read.paragraphs)])
    return " ".join(text.split())


@pytest.fixture
def case_id(still_desk: Desk) -> str:
    add_recipient(still_desk, "police", "form", "", "Công an xã")
    return escalate(still_desk, "police", "hotline_111", note="em sợ lắm")


def drawn(desk: Desk, case_id: str, kind: str, **body: Any) -> str:
    answer = desk.client.post(f"/v1/cases/{case_id}/form01.{kind}", json=body, headers=desk.lan)
    assert answer.status_code == 200, answer.text
    return words_of(kind, answer.content)


@pytest.mark.parametrize(("kind", "media_type"), [("docx", document.MEDIA_TYPE), ("pdf", page.MEDIA_TYPE)])
def test_the_form_holds_what_is_known_and_lines_for_what_is_not(
    still_desk: Desk, case_id: str, kind: str, media_type: str
) -> None:
    got = still_desk.client.get(f"/v1/cases/{case_id}/form01.{kind}", headers=still_desk.lan)
    assert (got.status_code, got.headers["content-type"]) == (200, media_type)
    code = f"{case_id[-6:-3]}-{case_id[-3:]}".upper()
    assert got.headers["content-disposition"] == f'attachment; filename="mau-so-01-{code}.{kind}"'
    assert got.headers["cache-control"] == "no-store"
    words = words_of(kind, got.content)
    for heading in HEADINGS:
        assert heading in words, heading
    local = clock.now() + timedelta(hours=7)
    assert f"Ngày {local:%d} tháng {local:%m} năm {local:%Y}" in words
    for known in (
        "THCS Hoa Sen",
        "người gửi cho biết là: người khác",
        f"hồ sơ số {code} của trường.",
        "Dấu hiệu bước đầu, chưa được xác minh: dụ dỗ",
        "tư vấn viên quyết định: chuyển tiếp",
        "chuyển đến công an, văn bản in (Mẫu số 01): chưa thực hiện",
        "chuyển đến tổng đài 111, gọi hoặc gặp trực tiếp: chưa thực hiện",
        "Lan",
    ):
        assert known in words, known
    for unsaid in (GROOMING, "Zalo", "em sợ lắm", "PHỤ LỤC", "None"):
        assert unsaid not in words
    if kind == "pdf":
        assert words.count("....") >= 18
    else:
        read = docx.Document(io.BytesIO(got.content))
        assert sum(paragraph.text.count("\t") for paragraph in read.paragraphs) >= 25  # dotted lines
        leaders = {stop.leader.name for one in read.paragraphs for stop in one.paragraph_format.tab_stops}
        assert leaders == {"DOTS"}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_it_is(still_desk: Desk, case_id: str, kind: str, text: str) -> None:
    words = drawn(still_desk, case_id, kind, summary=text)
    # A page breaks long lines; what was between the words is not what is asked here.
    assert "".join(unicodedata.normalize("NFC", text).split()) in "".join(unicodedata.normalize("NFC", words).split())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_reports_words_come_only_if_asked_for_and_count_as_a_reading(
    still_desk: Desk, case_id: str, kind: str
) -> None:
    without = drawn(still_desk, case_id, kind, summary="Em kể có người lạ làm quen.")
    assert "Tóm tắt sự việc: Em kể có người lạ làm quen." in without
    assert GROOMING not in without
    before = audited(still_desk, "read_case")
    withal = still_desk.client.get(f"/v1/cases/{case_id}/form01.{kind}?with_content=true", headers=still_desk.lan)
    words = words_of(kind, withal.content)
    assert "PHỤ LỤC: NGUYÊN VĂN PHẢN ÁNH" in words
    assert f"người kia: {GROOMING}" in words
    assert "người gửi ghi thêm: em sợ lắm" in words
    assert audited(still_desk, "read_case") == before + 1
    assert audited(still_desk, "draw_up_form") == 2


def test_a_person_who_named_the_harm_is_believed_and_what_was_undone_is_left_out(still_desk: Desk) -> None:
    still_desk.file()
    taken = still_desk.take()
    path = f"/v1/cases/{taken['id']}"
    body = {"fence": taken["fence"], "outcome": "closed_harm", "category": "bullying"}
    assert still_desk.post(f"{path}/decision", body).status_code == 200
    words = drawn(still_desk, taken["id"], "docx")
    assert "Loại sự việc theo tư vấn viên: bắt nạt" in words
    assert "đóng: có sự việc gây hại" in words


def test_another_schools_form_is_not_drawn_up(still_desk: Desk, case_id: str) -> None:
    path = f"/v1/cases/{case_id}/form01"
    assert still_desk.client.get(f"{path}.pdf", headers=still_desk.stranger).status_code == 404
    assert still_desk.client.get(f"{path}.odt", headers=still_desk.lan).status_code == 422
    assert still_desk.client.get(f"{path}.pdf", headers=still_desk.key).status_code == 403
    assert audited(still_desk, "draw_up_form") == 0


def test_every_vietnamese_letter_has_a_glyph_of_the_fonts_that_come_along(still_desk: Desk, case_id: str) -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    answer = still_desk.client.post(
        f"/v1/cases/{case_id}/form01.pdf", json={"summary": f"{letters} {letters.upper()}"}, headers=still_desk.lan
    )
    read = PdfReader(io.BytesIO(answer.content))
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1].split("-")[0]
        for one in read.pages
        for font in one["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts == {"LibertinusSerif"}  # a missing glyph would bring another font, or a box
    words = "".join(words_of("pdf", answer.content).split())
    assert "".join(letters.split()) in words
    assert "".join(letters.upper().split()) in words


def audited(desk: Desk, verb: str) -> int:
    with desk.context.database.read() as session:
        return len(session.scalars(select(AuditRow).where(AuditRow.verb == verb)).all())


def test_the_form_of_a_case_that_was_merged_is_drawn_up_from_the_other(still_desk: Desk) -> None:
    kept, other = (still_desk.file(text) for text in (GROOMING, "chiều đá bóng nha"))
    kept_id, other_id = case_of(still_desk, kept).id, case_of(still_desk, other).id
    assert merge(still_desk, kept_id, other_id, claim(still_desk, kept_id)).status_code == 200
    for kind in ("docx", "pdf"):
        refused = still_desk.client.get(f"/v1/cases/{other_id}/form01.{kind}", headers=still_desk.lan)
        assert refused.status_code == 404
        assert "gộp" in refused.json()["detail"]
