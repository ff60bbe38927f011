"""Shuts somebody out: nobody may play with, sit beside, talk to them.

Source: Decree 80/2017 art. 2 ("cô lập, xua đuổi" is school violence); Circular 18/2025/TT-BGDĐT.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import NEWS, PLAY, STORY
from classifier.taxonomy import Signal

_THEM = "(nó|hắn|mày|m|mi|mầy|con đó|thằng đó|nhỏ đó|con này|thằng này|nhỏ này|con|thằng|nhỏ|cậu|bà|bạn ấy)"
_US = (
    "(cả lớp|cả nhóm|bọn tao|tụi tao|tụi tui|nhóm tao|nhóm này|nhóm mình|bọn này|tụi này|đứa nào|ai|mọi người|mn|tao|"
    "t|tau|tụi bây|tụi bay|nguyên lớp|bầy tau|bọn tớ|chúng mình|chúng tớ|bây)"
)

_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|con gái tôi|con trai tôi|cháu tôi|bé)"
_CLASS = (
    "(cả lớp|nguyên lớp|mọi người|các bạn|mấy bạn|mấy đứa|tụi nó|bọn nó|chúng nó|tụi hắn|bọn hắn|bạn ấy|ai cũng|nhóm "
    "đó|cả đám|cả nhóm|nhỏ bạn|bạn thân)"
)

EXCLUSION = Detector(
    name="exclusion",
    signal=Signal.EXCLUSION,
    confidence=0.6,
    phrases=(
        "(con|thằng|nó|hắn) ~~8 (tụi bây|bây|mọi người|mấy đứa|ae|anh em) ~1 (né|tránh|dạt|tản) ~1 ra",
        (
            f"(đừng|đừng có|cấm|không|ko|k|hông|khỏi|đừng ai) ~1 cho {_THEM} ~1 (vào|vô|chơi|ngồi|tham gia|đi "
            "chung|đi cùng|theo|mượn)"
        ),
        (
            "(coi|xem|coi như|xem như) ~1 (nó|hắn|mày|m|mi|con đó|thằng đó) ~2 (như)? ~1 (vô hình|không khí|"
            "người vô hình|không tồn tại|người dưng)"
        ),
        (
            "(bàn|nhóm|đội|phòng|xe|chỗ) ~2 (này|ni|mình|tao|t)? ~2 (hết chỗ|đủ người|đủ rồi|đủ ng|kín rồi|"
            "không chứa|không nhận|không có tên) ~3 (mày|m|mi|bà|cậu|nó)"
        ),
        (
            "(không|ko|k|hông|chẳng|chả|nỏ|đâu) ~1 (nhận|chứa|chấp nhận|cần|thèm) ~1 (mày|m|bà|nó|hắn|loại mày|"
            "thứ mày) ~1 (đâu|nha|vào|vô|nữa)?"
        ),
        (
            "(tụi mình|tụi tao|bọn tao|cả lớp|mọi người|bây|mấy đứa|mn) ~1 (né|tránh|tránh xa|bơ|lơ) ~1 (nó|"
            "hắn|con đó|thằng đó|con nhỏ|mày) ~1 (ra|đi|nha)?"
        ),
        "(mời|rủ|gọi) ~1 (cả lớp|cả nhóm|hết|tất cả) ~2 trừ ~2 (nó|mày|m|mi|hắn|con|thằng|một đứa|nhỏ)?",
        (
            "(ai mượn|ai mời|ai rủ|mắc gì|mắc chi|ai khiến) ~1 (mày|m|mi|bà|nó|cậu) ~2 (vào|vô|tới|đến|đi|chơi|"
            "theo) ~2 (nhóm|đây|chung|lớp)?"
        ),
        (
            "(đừng|cấm) ~1 ai ~1 (trả lời|rep|nói chuyện|chơi|ngồi|giúp|thêm|add|nhắc|bảo) ~2 (nó|hắn|con đó|"
            "thằng đó|nhỏ đó|con|thằng)"
        ),
        "(nhóm|hội) ~1 (nói xấu|anti|ghét|tẩy chay) ~1 (con|thằng|nhỏ|nó|hắn|mày)",
        "(đứa nào|ai|bạn nào) ~1 (add|thêm|mời|rủ|cho) ~5 (thì|là) ~2 (kick|đuổi|nghỉ chơi|tẩy chay|out|cô lập)",
        "(out|rời nhóm|thoát nhóm) ~1 (đi|giùm|hộ|dùm|gấp) ~2 (mày|m|mi|cho|con|đỡ|nhé)?",
        "(unfriend|block|mute|hủy kết bạn|bơ|đừng rep|đừng trả lời) ~1 (nó|hắn|con đó|thằng đó|nhỏ đó|con nhỏ) ~1",
        "(hội|nhóm) ~1 (né|ghét|anti|tẩy chay) ~1 (con|thằng|nhỏ)",
        "(không|hông|nỏ|ko|k) ~1 (có)? ~1 (ghế|chỗ|phần|tên) ~1 (cho|của)? (mày|m|mi)",
        "(nói chuyện|chơi|ngồi) (với|vs|cạnh) nó ~2 (phạt|lây|nghỉ|xui)",
        "(ai cho|ai add|ai mời|ai rủ) ~1 (con này|thằng này|nó|mày|m|con đó|nhỏ này) ~1 (vào|vô|nhóm|tới|chơi chung)",
        "(không|ko|hông) ~1 ai ưa ~2 (mày|m|nhất|nó|hắn|tui|em)?",
        "(người dư thừa|kẻ dư thừa|người thừa|kẻ thừa|đứa thừa) ~3 (nhóm|lớp|đi|đeo bám|biến|ra)?",
        "(đừng|cấm) ~1 (lẽo đẽo|bám) ~1 (theo)? ~1 (tụi|bọn|tao|tau|tụi tau)",
        "(đừng|khỏi) ngồi ~1 (cùng|chung|cạnh|gần) ~1 (bọn|tụi|tao|tau|t|tớ)",
        "(nó|hắn) ~1 (tới|đến|lại gần|vào|online|vô) ~~2 (giải tán|né|bịt mũi|thoát|tản)",
        (
            "(đừng|đừng có|cấm|không được|khỏi|đừng ai|cấm ai) ~3 (chơi|nói chuyện|nc|ngồi|rủ|mời|nhắn|rep|bắt "
            f"chuyện|kết bạn|add|thêm|cho mượn|nhắc) ~3 (với|vs|cạnh|cùng|chung|gần)? ~1 {_THEM} ~3 (nữa|nha|"
            "nhé|nghe|đó|hết|hắn|vào|vô|chơi|kia|ấy)?"
        ),
        (
            f"(ai|đứa nào|đứa mô) ~1 (chơi|nói chuyện|nc|ngồi|rủ) ~1 (với|vs|cạnh|chung) ~1 {_THEM} ~2 (là|thì|"
            "coi như) ~4"
        ),
        (
            "(không|ko|k|hông|chẳng|chả|nỏ|hổng|đéo|có) ~1 (ai|đứa nào|đứa mô) ~2 (thèm|chơi|ưa|muốn|cần|mời|"
            f"chịu|rủ|coi|ngồi|mượn|nhớ) ~3 {_THEM}"
        ),
        (
            f"{_US} ~3 (nghỉ chơi|tẩy chay|cô lập|cạch mặt|bơ|lơ|né|tránh|tránh xa|không chơi|ko chơi|k chơi|"
            f"hông chơi|chẳng chơi) ~2 (với|vs)? {_THEM}"
        ),
        (
            "(tẩy chay|cô lập|cạch mặt|cho ra rìa|cho ra chuồng gà|nghỉ chơi|anti|hội ghét|đá khỏi|xua đuổi) "
            "~2 (con|thằng|nó|nhỏ|mày|hắn|m|mi|với mi|với mày)"
        ),
        (
            f"(kick|đá|đuổi|xóa|xoá|mời|loại|tống|block|out|mute|cho out|cho) ~1 (con|thằng|nhỏ)? ~1 {_THEM} ~3 "
            "(ra khỏi|khỏi|ra|out|hết|luôn|cho nhẹ) ~2 (nhóm|group|grp|lớp|box|đội|team|chat|luôn|cho nhẹ|hết)"
        ),
        f"(kick|đuổi|đá|mời|tống) ~1 {_THEM} ~1 (luôn|ra|khỏi|đi|out)",
        (
            "(lập|tạo|mở) ~1 (nhóm|group|grp|grup|box) ~1 (mới|khác|riêng|anti) ~4 (đừng cho|không có|trừ|giấu|"
            "nó|hắn|mày|ai vào)"
        ),
        (
            f"(trừ|thiếu|bỏ|giấu|cắt|xóa mặt|xoá mặt|xé) ~1 (con|thằng|nhỏ|mặt|cái)? {_THEM} ~3 (ra|nha|nhé|đi|"
            "thôi|biết|bik|khỏi)"
        ),
        (
            "(cả lớp|cả nhóm|ai cũng|nguyên lớp|sinh nhật|sn) ~6 (trừ|bỏ|không mời|đừng mời) ~1 (mày|m|mi|nó|"
            "con|thằng|hắn|nhỏ)"
        ),
        (
            "(cho|để|kệ) ~1 (nó|hắn|mày|m|mi|con đó|thằng đó|nhỏ đó) ~4 (một mình|1 mình|ra rìa|ngồi riêng|"
            "hành lang|đứng ngoài|tự kỷ|đi nhặt bóng|ngoài sân|không tồn tại)"
        ),
        "(coi như|xem như) ~2 (mày|m|mi|nó|hắn) ~1 (không tồn tại|chết rồi|vô hình|không có|hông tồn tại)",
        "(ai|không ai|có ai) ~1 (cho|mời|khiến|biểu) ~1 (mày|m|mi|nó|bà|cậu) ~2 (vào|vô|chơi|ngồi|tới|đến)",
        "(không|khỏi|hông|nỏ|ko|k) ~1 (có chỗ|chỗ|cần) ~2 (cho)? (mày|m|nó|bà|cậu|người như|loại như|loại)",
        (
            "(thiếu|không có|vắng) ~1 (mày|m|mi|nó|bà) ~3 (vui hơn|càng vui|vui hẳn|đỡ|vẫn vui|vẫn đủ|cũng "
            "chẳng|cũng chả|chết ai)"
        ),
        "(ra|xuống|qua|đi) ~1 (chỗ khác|cuối lớp|bàn khác|bên tê|góc) ~1 mà? ~1 (ngồi|chơi|đứng)",
        (
            "(nhóm|hội|bàn|đội) ~1 (này|tao|t|tụi tao|tui|ni|kín) ~3 (không chơi|không chứa|không nhận|hết chỗ|"
            "chỉ chơi|mời ra|kín|chơi đủ)"
        ),
        f"(giả vờ|giả bộ) ~2 (chơi|làm bạn|thân) ~1 (với|vs) ~1 {_THEM}",
        (
            f"(chơi|ngồi|nói chuyện|đi|nc|ở) ~1 (với|vs|cạnh|chung) ~1 {_THEM} ~2 (là|thì)? ~1 (nghỉ chơi|lây|"
            "xui|xấu mặt|mất mặt|quê|nhục|bẩn|kéo xuống|bị lây)"
        ),
        "(bỏ phiếu|bình chọn|ai muốn|ai đồng ý) ~5 (đuổi|kick|out|loại|xóa|xoá) ~2 (nó|con|thằng|hắn|nhỏ)",
        "(mày|m|mi|mầy) ~1 (đừng|khỏi|cấm|không được) ~2 (vào|vô|chơi|đi|tới|xin|tham gia|lại gần|có đi|mơ)",
        "(đụng|chạm|sờ) ~2 (nó|vào nó|trúng nó|phải nó|hắn) ~3 (lây|xui|thua|bẩn|rửa tay)",
        "(tránh xa|né|tản) ~1 (nó|hắn|con đó|thằng đó|con nhỏ) ~1 (ra|đi|tới|kia|kìa)",
    ),
    bare=(
        "(cac ban|tui no|bon no|ca lop|may ban) ~2 (bo|ne|lo) ~1 (em|con|chau|minh|to|tui)",
        "(tui minh|tui tao|ca lop|bon tao) ~1 (ne|tranh|bo) ~1 no ~1 (ra|di)?",
    ),
    reported=(
        (
            "(không|ko|k|hông|chẳng|nỏ|hổng) ~1 (ai|bạn nào|đứa nào|nhóm nào|nhóm mô) ~2 (nhận|rủ|mời|cho) ~1 "
            f"{_ME_TOLD}"
        ),
        (
            f"{_CLASS} ~4 (nghỉ chơi|tẩy chay|cô lập|né|tránh|xa lánh|bơ|lơ|không nói chuyện|ko nói chuyện|cạch "
            f"mặt|xua đuổi|ghét bỏ) ~2 (với)? {_ME_TOLD}"
        ),
        (
            f"{_ME_TOLD} ~2 bị ~4 (tẩy chay|cô lập|cho ra rìa|xa lánh|bỏ rơi|kick|đuổi khỏi nhóm|xóa khỏi nhóm|"
            "xoá khỏi nhóm|nói xấu|đặt điều|tung tin đồn|bơ|gạt ra)"
        ),
        f"{_CLASS} ~3 (lập|tạo|mở) ~1 (nhóm|group|grp|box) ~3 (nói xấu|chửi|không có|trừ|anti|ghét) ~1 {_ME_TOLD}",
        f"(nói xấu|đặt điều|bịa chuyện|tung tin đồn|đồn bậy|bôi nhọ) ~3 (về)? {_ME_TOLD} ~3",
        f"(xóa|xoá|kick|đá|đuổi|mời|out|block) ~1 {_ME_TOLD} ~2 (khỏi|ra khỏi) ~1 (nhóm|group|grp|lớp|box|đội)",
        (
            "(không|ko|k|hông|chẳng|nỏ|hổng) ~1 (ai|bạn nào|đứa nào|nhóm nào) ~2 (chịu|muốn|thèm|dám|cho)? ~1 "
            "(chơi|nói chuyện|ngồi|bắt cặp|chung nhóm|nhận|rủ|vào nhóm|ăn) ~1 (với|cùng|chung|cạnh) ~1 "
            f"{_ME_TOLD}"
        ),
        (
            f"{_ME_TOLD} ~3 (ngồi|ăn|ăn cơm|ra chơi|đi) ~2 (một mình|1 mình) ~~5 (không ai|không bạn nào|ko ai|"
            "vì|các bạn|hoài|suốt)"
        ),
        (
            f"(thấy|gặp) {_ME_TOLD} ~1 (tới|đến|vô|vào|lại gần) ~2 (là|thì) ~2 (đứng dậy|bỏ đi|né|tránh|bịt mũi|"
            "im|tản|bưng|chạy)"
        ),
        f"(tất cả|cả lớp|mọi người|ai cũng) ~3 (được)? (mời|rủ) ~2 (trừ|mỗi) ~1 {_ME_TOLD}",
        (
            "(không|ko|k|hông|chẳng|nỏ) ai ~1 chịu ~1 (làm|học|vô|vào|ngồi|chung) ~2 (nhóm|tổ|cặp|bàn|với) ~2 "
            "(em|con|mình|tui|tớ|cháu)"
        ),
        f"(mỗi|trừ) ~1 {_ME_TOLD} ~2 không được ~1 (mời|rủ|vào nhóm)",
        (
            "(cả lớp|mọi người|các bạn|mấy bạn|tụi nó|bọn nó|nguyên lớp|ai cũng|chúng nó) ~4 (nghỉ chơi|tẩy "
            "chay|cô lập|né|tránh|không chơi|không ai chơi|bơ) ~1 (với)? (em|con|tớ|mình|tui|cháu)"
        ),
        (
            "(không|ko|k|hông|chẳng|nỏ) ai ~1 (chơi|nói chuyện|chịu chơi|thèm chơi) ~1 (với|cùng|chung) (em|"
            "con|tớ|mình|tui|cháu)"
        ),
        "(kick|đuổi) ~2 (em|con|tớ|mình|tui) ~2 khỏi ~1 (nhóm|group|grp|lớp)",
    ),
    quiet=(
        "(cũng là|là|như vậy là|như thế là|đó là) ~1 (bắt nạt|bạo lực học đường|bạo lực)",
        "(đùa đấy|đùa thôi|giỡn thôi|giỡn đó)",
        *STORY,
        *NEWS,
        *PLAY,
        "(đừng để|không để|đừng ai) ~3 (một mình|cô đơn|bị bỏ rơi|bị cô lập)",
        "(không nên|không được|đừng) ~1 (cô lập|tẩy chay|bắt nạt) ~1 (bạn|bất kỳ|ai|nhau|các)",
    ),
    idioms=(
        "(vote|bầu) ~1 kick ~4",
        "(out|thoát|rời) ~1 (trận|game|phòng game)",
        "(nghỉ chơi) ~2 (một bữa|một ngày)",
        "(khỏi|ra khỏi) ~1 (phòng game|nhóm chơi|trận|game)",
        "(con|cái|acc|nick) ~1 (bot|spam|acc ảo|nick ảo)",
        "(với|cho) (em bé|bé út|em gái|em trai)",
        "(nói chuyện|nhắn|gọi|rủ) ~2 (nó|hắn) ~1 (lúc|khi|đang) ~3 (thi|ngủ|học|mệt|lái|bận|tập)",
        "(thầy|cô|giám thị|trọng tài|huấn luyện viên|bác sĩ) ~1 (đuổi|mời|cho|loại) ~6",
        "ra khỏi (đội hình|phép tính|phương trình|danh sách dự thi)",
    ),
)
