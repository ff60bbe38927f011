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
    "da-gui-thu": Notice(
        "Đã gửi thư. Người gửi đọc được khi mở trang Tra cứu bằng mã của mình.",
        "The letter is sent. The reporter reads it on the look-up page with their receipt.",
    ),
    "da-gop": Notice(
        "Đã gộp hai hồ sơ. Có thể tách ra lại bất cứ lúc nào.", "The cases are joined. This can be undone."
    ),
    "da-tach": Notice("Đã tách hồ sơ ra.", "The cases are apart again."),
    "da-luu": Notice("Đã lưu.", "Saved."),
    "da-hoan-tac": Notice(
        "Đã hoàn tác quyết định. Bạn lại đang giữ hồ sơ này.",
        "The decision is undone. You hold this case again.",
    ),
    "da-bo-qua": Notice(
        "Đã bỏ qua hồ sơ. Bạn sẽ không được giao lại; đồng nghiệp vẫn nhận được.",
        "The case is passed over. You will not be given it again; colleagues still are.",
    ),
    "da-de-cho": Notice(
        "Đã để hồ sơ chờ. Đến giờ, hoặc khi có tin mới, nó trở lại hàng đợi.",
        "The case rests. At that time, or when there is news, it comes back into the queue.",
    ),
    "da-giao": Notice("Đã giao hồ sơ cho đồng nghiệp.", "The case is handed over to a colleague."),
    "da-ghi-chu": Notice("Đã thêm ghi chú.", "The note is added."),
    "da-doi-mat-khau": Notice(
        "Đã đổi mật khẩu. Những nơi khác đang đăng nhập bằng tài khoản này đã bị đăng xuất.",
        "The password is changed. Wherever else this account was signed in, it is signed out now.",
    ),
    "da-tat-buoc-hai": Notice(
        "Đã tắt xác thực hai bước. Từ giờ chỉ mật khẩu bảo vệ tài khoản này.",
        "The second factor is off. From now on the password alone protects this account.",
        "warn",
    ),
    "da-ket-thuc": Notice("Đã kết thúc phiên đó.", "That sign-in is ended."),
    "da-dang-xuat-het": Notice(
        "Bạn đã đăng xuất khỏi mọi nơi.",
        "You are signed out everywhere.",
    ),
    "da-khoa": Notice(
        "Đã khóa tài khoản. Người đó bị đăng xuất ngay.", "The account is disabled, and signed out at once."
    ),
    "da-mo-lai": Notice("Đã mở lại tài khoản.", "The account is enabled again."),
    "da-go-buoc-hai": Notice(
        "Đã gỡ xác thực hai bước. Người đó đăng nhập lại bằng mật khẩu rồi đặt lại trên điện thoại mới.",
        "The second factor is taken away. They sign in with the password and set it up on the new telephone.",
    ),
    "da-dang-xuat-nguoi": Notice("Đã đăng xuất người đó khỏi mọi nơi.", "That person is signed out everywhere."),
    "da-giu-lai": Notice(
        "Đã giữ lại: hồ sơ này không bị xóa cho đến khi tổ trưởng thôi giữ.",
        "Held: this case is not erased before a lead lifts the hold.",
    ),
    "da-thoi-giu": Notice(
        "Đã thôi giữ lại. Thời hạn lưu giữ tính lại từ hôm nay.",
        "The hold is lifted. The time of keeping begins anew today.",
    ),
    "da-de-nghi-xoa": Notice(
        "Đã ghi đề nghị. Một đồng nghiệp khác mở hồ sơ này và đồng ý thì nội dung mới bị xóa.",
        "The request is written down. The content goes when a colleague opens this case and agrees.",
    ),
    "khong-xoa": Notice(
        "Đề nghị xóa đã được khép lại. Hồ sơ vẫn còn nguyên.", "The request is closed. Nothing was erased."
    ),
    "da-dang-xuat": Notice(
        "Bạn đã đăng xuất.",
        "You are signed out.",
    ),
}
