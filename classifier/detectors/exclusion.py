"""Shuts somebody out: nobody may play with, sit beside, talk to them.

Source: Decree 80/2017 art. 2 ("cô lập, xua đuổi" is school violence); Circular 18/2025/TT-BGDĐT.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import STORY
from classifier.taxonomy import Signal

_THEM = "(nó|hắn|mày|m|mi|mầy|con đó|thằng đó|nhỏ đó|con này|thằng này|nhỏ này|con|thằng|nhỏ|cậu|bà|bạn ấy)"
_US = (
    "(cả lớp|cả nhóm|bọn tao|tụi tao|tụi tui|nhóm tao|nhóm này|nhóm mình|bọn này|tụi này|đứa nào|ai|mọi người|mn|tao|"
    "t|tau|tụi bây|tụi bay|nguyên lớp|bầy tau|bọn tớ|chúng mình|chúng tớ|bây)"
)

EXCLUSION = Detector(
    name="exclusion",
    signal=Signal.EXCLUSION,
    confidence=0.6,
    phrases=(
        "(out|rời nhóm|thoát nhóm) ~1 (đi|giùm|hộ|dùm|gấp) ~2 (mày|m|mi|cho|con|đỡ|nhé)?",
        "(unfriend|block|mute|hủy kết bạn|bơ|đừng rep|đừng trả lời) ~1 (nó|hắn|con đó|thằng đó|nhỏ đó|con nhỏ) ~1",
        "(hội|nhóm) ~1 (né|ghét|anti|tẩy chay) ~1 (con|thằng|nhỏ)",
        "(không|hông|nỏ|ko|k) ~1 (có)? ~1 (ghế|chỗ|phần|tên) ~1 (cho|của)? (mày|m|mi)",
        "(nói chuyện|chơi|ngồi) (với|vs|cạnh) nó ~2 (phạt|lây|nghỉ|xui)",
        "(ai cho|ai add|ai mời|ai rủ) ~1 (con này|thằng này|nó|mày|m|con đó|nhỏ này) ~1 (vào|vô|vậy|thế|nhóm)?",
        "(không|ko|hông) ~1 ai ưa ~2 (mày|m|nhất|nó|hắn|tui|em)?",
        "(dư thừa|người thừa|kẻ thừa|đứa thừa) ~3 (nhóm|lớp|đi|đeo bám|biến|ra)?",
        "(đừng|cấm) ~1 (lẽo đẽo|bám) ~1 (theo)? ~1 (tụi|bọn|tao|tau|tụi tau)",
        "(đừng|khỏi) ngồi ~1 (cùng|chung|cạnh|gần) ~1 (bọn|tụi|tao|tau|t|tớ)",
        "(nó|hắn) ~2 (tới|đến|lại gần|vào|online) ~~3 (giải tán|né|chạy|bịt mũi|thoát|tản|im)",
        (
            "(đừng|đừng có|cấm|không được|khỏi|đừng ai|cấm ai) ~3 (chơi|nói chuyện|nc|ngồi|rủ|mời|nhắn|rep|bắt "
            f"chuyện|kết bạn|add|cho) ~3 (với|vs|cạnh|cùng|chung|gần)? ~1 {_THEM} ~3 (nữa|nha|nhé|nghe|đó|hết|hắn|vào|"
            "vô|chơi|kia|ấy)?"
        ),
        f"(ai|đứa nào|đứa mô) ~1 (chơi|nói chuyện|nc|ngồi|rủ) ~1 (với|vs|cạnh|chung) ~1 {_THEM} ~2 (là|thì|coi như) ~4",
        (
            "(không|ko|k|hông|chẳng|chả|nỏ|hổng|đéo|có) ~1 (ai|đứa nào|đứa mô) ~2 (thèm|chơi|ưa|muốn|cần|mời|chịu|rủ|"
            f"coi|ngồi|mượn|nhớ) ~3 {_THEM}"
        ),
        (
            f"{_US} ~3 (nghỉ chơi|tẩy chay|cô lập|cạch mặt|bơ|lơ|né|tránh|tránh xa|không chơi|ko chơi|k chơi|hông "
            f"chơi|chẳng chơi) ~2 (với|vs)? {_THEM}"
        ),
        (
            "(tẩy chay|cô lập|cạch mặt|cho ra rìa|cho ra chuồng gà|nghỉ chơi|anti|hội ghét|đá khỏi|xua đuổi) ~2 (con|"
            "thằng|nó|nhỏ|mày|hắn|m|mi|bạn|luôn|với mi|với mày|nha)"
        ),
        (
            f"(kick|đá|đuổi|xóa|xoá|mời|loại|tống|block|out|mute|cho out|cho) ~1 (con|thằng|nhỏ)? ~1 {_THEM} ~3 (ra "
            "khỏi|khỏi|ra|out|hết|luôn|cho nhẹ) ~2 (nhóm|group|grp|lớp|box|đội|team|chat|luôn|cho nhẹ|hết)"
        ),
        f"(kick|đuổi|đá|mời|tống) ~1 {_THEM} ~1 (luôn|ra|khỏi|đi|out)",
        (
            "(lập|tạo|mở) ~1 (nhóm|group|grp|grup|box) ~1 (mới|khác|riêng|anti) ~4 (đừng cho|không có|trừ|giấu|nó|hắn|"
            "mày|ai vào)"
        ),
        (
            f"(trừ|thiếu|bỏ|giấu|cắt|xóa mặt|xoá mặt|xé) ~1 (con|thằng|nhỏ|mặt|cái)? {_THEM} ~3 (ra|nha|nhé|đi|thôi|"
            "biết|bik|khỏi)"
        ),
        (
            "(cả lớp|cả nhóm|ai cũng|nguyên lớp|sinh nhật|sn) ~6 (trừ|bỏ|không mời|đừng mời) ~1 (mày|m|mi|nó|con|"
            "thằng|hắn|nhỏ)"
        ),
        (
            f"(cho|để) ~1 {_THEM} ~4 (một mình|1 mình|ra rìa|ngồi riêng|hành lang|đứng ngoài|tự kỷ|đi nhặt bóng|ngoài "
            "sân|không tồn tại)"
        ),
        "(coi như|xem như) ~2 (mày|m|mi|nó|hắn) ~1 (không tồn tại|chết rồi|vô hình|không có|hông tồn tại)",
        "(ai|không ai|có ai) ~1 (cho|mời|khiến|biểu) ~1 (mày|m|mi|nó|bà|cậu) ~2 (vào|vô|chơi|ngồi|tới|đến)",
        "(không|khỏi|hông|nỏ) ~1 (có chỗ|chỗ|cần) ~3 (cho)? (mày|m|mi|nó|bà|cậu|người như|thêm người|loại)",
        "(thiếu|không có|vắng) ~1 (mày|m|mi|nó|bà) ~3 (vui|đỡ|nhóm|lớp|cũng chẳng|chết ai|tan)",
        "(ra|xuống|qua|đi) ~1 (chỗ khác|cuối lớp|bàn khác|bên tê|góc) ~1 mà? ~1 (ngồi|chơi|đứng)",
        (
            "(nhóm|hội|bàn|đội) ~1 (này|tao|t|tụi tao|tui|ni|kín) ~3 (không chơi|không chứa|không nhận|hết chỗ|chỉ "
            "chơi|mời ra|kín|chơi đủ)"
        ),
        f"(giả vờ|giả bộ) ~2 (chơi|làm bạn|thân) ~1 (với|vs) ~1 {_THEM}",
        (
            f"(chơi|ngồi|nói chuyện|đi|nc|ở) ~1 (với|vs|cạnh|chung) ~1 {_THEM} ~2 (là|thì)? ~1 (nghỉ chơi|lây|xui|xấu "
            "mặt|mất mặt|quê|nhục|bẩn|kéo xuống|bị lây)"
        ),
        "(bỏ phiếu|bình chọn|ai muốn|ai đồng ý) ~5 (đuổi|kick|out|loại|xóa|xoá) ~2 (nó|con|thằng|hắn|nhỏ)",
        "(mày|m|mi|mầy) ~1 (đừng|khỏi|cấm|không được) ~2 (vào|vô|chơi|đi|tới|xin|tham gia|lại gần|có đi|mơ)",
        "(đụng|chạm|sờ) ~2 (nó|vào nó|trúng nó|phải nó|hắn) ~3 (lây|xui|thua|bẩn|rửa tay)",
        "(tránh xa|né|tản) ~1 (nó|hắn|con đó|thằng đó|con nhỏ) ~1 (ra|đi|tới|kia|kìa)",
    ),
    reported=(
        (
            "(cả lớp|mọi người|các bạn|mấy bạn|tụi nó|bọn nó|nguyên lớp|ai cũng|chúng nó) ~4 (nghỉ chơi|tẩy chay|cô "
            "lập|né|tránh|không chơi|không ai chơi|bơ) ~1 (với)? (em|con|tớ|mình|tui|cháu)"
        ),
        (
            "(không|ko|k|hông|chẳng|nỏ) ai ~1 (chơi|nói chuyện|chịu chơi|thèm chơi) ~1 (với|cùng|chung) (em|con|tớ|"
            "mình|tui|cháu)"
        ),
        "(kick|đuổi) ~2 (em|con|tớ|mình|tui) ~2 khỏi ~1 (nhóm|group|grp|lớp)",
    ),
    quiet=(
        *STORY,
        "(đừng để|không để|đừng ai) ~3 (một mình|cô đơn|bị bỏ rơi|bị cô lập)",
        "(không nên|không được|đừng) ~1 (cô lập|tẩy chay|bắt nạt) ~1 (bạn|bất kỳ|ai|nhau|các)",
    ),
)
