"""Short words at the top of a page after something was done. The address carries a code, never a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell; ``kind`` is ``""`` (done), ``"warn"`` or ``"urgent"``."""

    vi: str
    en: str
    kind: str = ""


NOTICES = {
    "da-ghi": Notice(
        "Đã ghi quyết định. Cảm ơn bạn; nghỉ một chút rồi hãy nhận hồ sơ tiếp theo.",
        "The decision is written down. Thank you; take a breath before the next case.",
    ),
    "da-chuyen": Notice(
        "Đã ghi quyết định. Khi bên nhận xác nhận, hãy ghi lại ở mục “Đã chuyển tiếp”.",
        "The decision is written down. When the other side confirms, note it under “Passed on”.",
        "warn",
    ),
    "da-tra": Notice(
        "Đã trả hồ sơ về hàng đợi; người khác có thể nhận.", "The case is back in the queue; a colleague can take it."
    ),
    "da-nhan": Notice(
        "Bạn đã nhận hồ sơ này.",
        "You hold this case now.",
    ),
    "het": Notice(
        "Chưa có hồ sơ nào đang chờ. Trang này tự cập nhật khi có phản ánh mới.",
        "No case is waiting. This page updates itself when a report comes in.",
    ),
    "da-xac-nhan": Notice(
        "Đã ghi kết quả chuyển tiếp.",
        "What came of it is written down.",
    ),
    "da-dang-xuat": Notice(
        "Bạn đã đăng xuất.",
        "You are signed out.",
    ),
}
