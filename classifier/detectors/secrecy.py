"""Asks the child to keep something from the adults around.

Source: hotline 111 and the police department A05 name "dặn giữ bí mật, không kể với bố mẹ" among the first signs; Save
the Children, *Netsmart* handbook, "secrets that must not be told"; Disrupting Harm in Viet Nam (2022), chapter on
grooming.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON, NEWS, STORY, SURPRISE
from classifier.taxonomy import Signal

SECRECY = Detector(
    name="secrecy",
    signal=Signal.SECRECY,
    confidence=0.45,
    said_by=NOT_CHILD,
    phrases=(
        "(người lớn) ~1 không ~1 hiểu ~6 nói ~1 (chi|làm gì)",
        "(quà|tiền|lì xì) ~4 (cất kín|giấu đi|đừng khoe)",
        "(đi|nhớ|phải) ~1 (giấu) ~2 (bố|mẹ|ba|má|mạ|cả nhà|ba má|bố mẹ)",
        "(mẹ|bố|ba|má|chị hai|anh hai|mạ) mà (biết|thấy) ~1 thì ~3 ~~3 đừng nói",
        "(@dont) ~1 (@tell) ~2 (cho|với|vs|lại)? (@parents|@anyone)",
        "(@dont) ~1 (cho|để) ~1 (@parents|@anyone) ~1 (biết|bik|bít|hay|thấy|thấy được|đọc|xem|coi|nghe)",
        "(không|ko|k|hông|hổng|khỏi) ~1 (được|đc|dc|cần) ~1 (@tell) ~1 (cho|với)? (ai|@parents)",
        (
            "(chuyện|việc|điều) (này|ni|đó|của hai|của mình|của tụi mình) ~5 (đừng|chỉ mình|chỉ anh|chỉ chú|chỉ hai|"
            "chỉ em|chỉ có|giữ|không được|ai biết|khỏi) ~4 (biết|bik|nói|kể|kín|bí mật|ai|lộ|hay|méc|mách)"
        ),
        "(chỉ|chỉ có) ~1 (@adult|mình|tụi mình|hai đứa|2 đứa) ~3 (biết|bik|bít) ~1 (thôi|với nhau|nha|nhé)",
        "(giữ|giữ kín|giấu|giấu kín|giữ giùm) ~2 (bí mật|kín|giùm) ~1 (cho|giùm|với|của)? (@adult|mình|tụi mình)",
        "bí mật ~2 (của|riêng|giữa) ~2 (mình|tụi mình|chú cháu|anh em|hai đứa|hai anh em|thầy trò|@adult)",
        "(giữ|giấu|cất) ~1 (kín|kĩ|kỹ) (nha|nhé|nghen|nghe|giùm|đi|đừng|lộ|ba|bố|mẹ|má|hỉ)",
        (
            "(@parents|cô giáo|thầy giáo|cô chủ nhiệm) ~1 hỏi ~2 (thì|cứ) ~1 (nói|bảo|biểu|kêu|trả lời) ~1 (là|không|"
            "đang|đi|anh)?"
        ),
        "ai hỏi ~2 (nói|bảo|kêu) ~2 (anh họ|anh trai|bạn|bà con|người quen|chú họ)",
        "(xóa|xoá) ~1 (tin nhắn|tin|đoạn chat|lịch sử|hết tin|hết đi|cuộc gọi|chat|hội thoại)",
        "(nhắn|đọc|coi|xem|nói|nói chuyện|gọi) xong ~3 (xóa|xoá)",
        (
            "(hai chú cháu|hai bác cháu|hai thầy trò|hai anh em|hai đứa|2 đứa|tụi mình|mình với anh|mình với chú|chú "
            "với con|anh với em) ~2 (biết|bik) ~1 (thôi|với nhau|là đủ)"
        ),
        "(đặt|đổi|cài) ~1 (mật khẩu|mk|tên anh|tên chú|tên) ~6 (khỏi|trong danh bạ|bố|mẹ|ba|má|con gái)",
        "(hứa|thề) ~4 (không|đừng|hông|ko|k) ~1 (kể|nói|hé|hé răng|tiết lộ|mách|méc)",
        "(không|đừng|hông|cấm) ~1 hé răng",
        "(người nhà|gia đình|bố mẹ|ba má|ba mẹ) ~1 (không|khỏi|hông|ko) ~1 cần ~1 (biết|bik)",
        "(im lặng|giữ im lặng|ngoan) ~3 (thì|sẽ) ~4 (quà|thưởng|tiền|giữ bí mật)",
        "(kể|nói|hé|lộ) ra ~1 là ~3 (chết|tù|đánh|phiền|biết tay|xong|mất|hết|giận|toang|khổ|bị|nghỉ|buồn)",
        "đừng (lưu|chụp|chụp màn hình|giữ) ~2 (chat|tin nhắn|tin|đoạn|màn hình|cuộc)",
        "đừng cho ~1 (mẹ|má|bố|ba|mạ|ai|bme) ~2 (điện thoại|máy|đt|dt|biết|xem|coi)",
    ),
    reported=(
        "(@stranger) ~3 (dặn|bắt|bảo|biểu|nói|kêu) ~3 (giấu|giữ bí mật|đừng cho|đừng nói|xóa|xóa hết|đổi tên|bí mật)",
        "(dặn|bắt|biểu) ~1 (@victim)? ~1 (giấu|giữ bí mật|xóa hết tin|giấu mẹ|giấu cả nhà)",
        "không cho ~1 (báo|nói|kể) ~1 (mẹ|bố|ba|má|ai|mạ)",
        "(cấm|không cho) ~1 (@victim)? (nói|nói với|nói cho|kể|kể với|kể cho|méc|mách) (@parents|ai|công an|cô giáo)",
        (
            "(dặn|bảo|biểu|kêu|bắt|nói|đòi|cấm) ~1 (@small|mình|tớ|tui|không|đừng) ~2 (@dont|giữ|không) ~1 (@tell|bí "
            "mật|kín|cho ai|cho bố|cho mẹ)"
        ),
        "(dặn|bảo|biểu|kêu) ~2 (giữ bí mật|đừng nói ai|đừng nói với ai|không nói với ai|không kể)",
    ),
    quiet=(
        "thì các em ~~2 (nói|báo|kể)",
        *ADVICE,
        *SURPRISE,
        *LESSON,
        *NEWS,
        *STORY,
        ("(xóa|xoá) ~3 (tin nhắn|tin|lịch sử) ~1 (rác|quảng cáo|spam|nhầm|thừa|trùng|lỗi|cũ|web|duyệt|trong nhóm)"),
        "(nhẹ máy|nặng máy|đầy bộ nhớ|đầy máy|đỡ đầy|tốn dung lượng)",
        "(lời hát|bài hát|câu hát|ca khúc|điệp khúc)",
        "(đừng|không) xóa (tin nhắn|tin) ~~6 (nói|báo|kể|cô|công an)",
    ),
    idioms=(
        *DENIED,
        "(đừng|không|chớ|khoan) ~1 (xóa|xoá)",
        "(ba|bố|mẹ|má|bà|ông|ngoại|nội|chị ba|chị hai|chị|anh hai) đừng (nói|kể|méc|cho)",
        "(biết|cho biết) ~1 (mật khẩu|pass|đáp án)",
    ),
)
