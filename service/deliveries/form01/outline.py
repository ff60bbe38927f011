"""The form, block by block, for the document and for the page alike. The headings are the decree's.

The published form has no field for what happened and for what the school did after it was told; both stand under
"Ghi chú thêm", the form's own place for more.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from service.deliveries.form01.fields import Known

SOURCE = "Ban hành kèm theo Nghị định số 56/2017/NĐ-CP ngày 09 tháng 5 năm 2017 của Chính phủ"
NOTES = (
    "(1) Tên cơ quan tiếp nhận thông tin.",
    "(2) Chữ viết tắt tên cơ quan tiếp nhận thông tin.",
    "(3) Địa danh.",
    "(4) Trẻ em thuộc đối tượng: bị xâm hại; có nguy cơ bị bạo lực, bóc lột, bỏ rơi; có hoàn cảnh đặc biệt.",
    "(5) Ghi nếu biết.",
    "(6) Tình trạng thể chất, tinh thần của trẻ em.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A label and what stands behind it; without a value a dotted line."""

    label: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the form."""

    kind: str  # heading, line (of one to three parts), dots (an empty line), item (of a list)
    text: str = ""
    parts: tuple[Part, ...] = ()


def outline(known: Known) -> dict[str, Any]:
    """Write the whole form as plain values."""
    made, received = known.made_at, known.received_at
    blocks = (
        _heading("A. Thông tin chung"),
        _heading("1. Nguồn nhận thông tin"),
        _line("Thông qua (điện thoại/gặp trực tiếp/người khác báo):", _through(known)),
        _lines(
            Part("Thời gian (mấy giờ):", f"{received:%H} giờ {received:%M} phút"),
            Part("", f"Ngày {received:%d} tháng {received:%m} năm {received:%Y}"),
        ),
        _heading("2. Thông tin về trẻ em"),
        _line("Họ và tên trẻ em (5):"),
        _lines(Part("Ngày tháng năm sinh (5):"), Part("hoặc ước lượng tuổi:")),
        _lines(Part("Giới tính (5): Nam"), Part("Nữ"), Part("Không biết")),
        _line("Địa điểm xảy ra vụ việc:"),
        _DOTS,
        _line("Tình trạng hiện tại của trẻ em (6):"),
        _DOTS,
        _line("Phỏng đoán hậu quả có thể sẽ xảy ra cho trẻ em nếu không có được hỗ trợ, can thiệp:"),
        _DOTS,
        _lines(Part("Họ và tên cha (5):"), Part("Tuổi:"), Part("Nghề nghiệp:")),
        _lines(Part("Họ và tên mẹ (5):"), Part("Tuổi:"), Part("Nghề nghiệp:")),
        _line("Hoàn cảnh gia đình (5):"),
        _DOTS,
        _line("Hiện nay ai là người chăm sóc trẻ em (nếu biết):"),
        _line("Những hành động hỗ trợ, can thiệp đã được thực hiện đối với trẻ em trước khi nhận được thông tin:"),
        _DOTS,
        _heading("3. Thông tin về người cung cấp thông tin (nếu đồng ý cung cấp)"),
        _line("Họ và tên:"),
        _lines(Part("Số điện thoại:"), Part("Địa chỉ:")),
        _line("Ghi chú thêm:", f"hồ sơ số {known.code} của trường."),
        *_what_happened(known),
        *_what_was_done(known),
    )
    return {
        "source": SOURCE,
        "school": known.school,
        "day": f"{made:%d}",
        "month": f"{made:%m}",
        "year": f"{made:%Y}",
        "blocks": [asdict(block) for block in blocks],
        "receiver": known.receiver,
        "notes": list(NOTES),
        "annex": [{"speaker": speaker, "text": text} for speaker, text in known.content],
    }


def _through(known: Known) -> str:
    return f"người khác báo, qua hệ thống tiếp nhận phản ánh của trường (người gửi cho biết là: {known.reporter.vi})"


def _what_happened(known: Known) -> tuple[Block, ...]:
    kind = "Loại sự việc theo tư vấn viên:" if known.by_person else "Dấu hiệu bước đầu, chưa được xác minh:"
    kinds = ", ".join(category.vi for category in known.categories) or None
    if known.summary:
        return _line(kind, kinds), _line("Tóm tắt sự việc:", known.summary)
    return _line(kind, kinds), _line("Tóm tắt sự việc:"), _DOTS, _DOTS


def _what_was_done(known: Known) -> tuple[Block, ...]:
    label = "Việc nhà trường đã làm từ khi nhận thông tin:"
    if not known.measures:
        return _line(label), _DOTS
    return _line(label, " "), *(Block("item", text=measure) for measure in known.measures)


def _heading(text: str) -> Block:
    return Block("heading", text=text)


def _line(label: str, value: str | None = None) -> Block:
    return Block("line", parts=(Part(label, value),))


def _lines(*parts: Part) -> Block:
    return Block("line", parts=parts)


_DOTS = Block("dots")
