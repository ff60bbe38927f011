"""Short words at the top of a page after something was done. The address carries a code, never a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell; ``kind`` is ``""`` (done), ``"warn"`` or ``"urgent"``."""

    vi: str
    kind: str = ""


NOTICES = {
    "da-ghi": Notice("Đã ghi quyết định. Cảm ơn bạn; nghỉ một chút rồi hãy nhận hồ sơ tiếp theo."),
    "da-chuyen": Notice("Đã ghi quyết định. Khi bên nhận xác nhận, hãy ghi lại ở mục “Đã chuyển tiếp”.", "warn"),
    "da-tra": Notice("Đã trả hồ sơ về hàng đợi; người khác có thể nhận."),
    "da-nhan": Notice("Bạn đã nhận hồ sơ này."),
    "het": Notice("Chưa có hồ sơ nào đang chờ. Trang này tự cập nhật khi có phản ánh mới."),
    "da-xac-nhan": Notice("Đã ghi kết quả chuyển tiếp."),
    "da-dang-xuat": Notice("Bạn đã đăng xuất."),
}
