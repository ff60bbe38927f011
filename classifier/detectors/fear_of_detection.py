"""Is afraid that somebody will see: the sender has something to hide.

Source: Save the Children, *Netsmart* handbook ("ai đang ở cạnh em?", deleting what was said); A05's warnings.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, SURPRISE
from classifier.taxonomy import Signal

FEAR_OF_DETECTION = Detector(
    name="fear_of_detection",
    signal=Signal.FEAR_OF_DETECTION,
    confidence=0.5,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(anh|chú|a|thầy) ~1 (sợ|lo|ngại) ~2 (@parents|ai|công an|người ta|vợ anh|vợ chú) ~2 (biết|thấy|hỏi|phát "
            "hiện|bik|bắt|bắt gặp)"
        ),
        (
            "(@parents|công an|người ta|vợ anh|vợ chú|ai) ~1 (em)? ~1 (biết|thấy|phát hiện|hỏi|bik|đọc được) ~1 "
            "(được)? ~1 (thì|là) ~3 (phiền|chết|tù|mệt|lớn chuyện|hết|tiêu|khổ|toang|xong)"
        ),
        (
            "(xóa|xoá) ~2 (hết|đi|tin nhắn|tin|lịch sử|chat|đoạn chat|ngay|sạch) ~4 (lo|kẻo|không|sợ|mẹ|công an|sau "
            "khi đọc|nha|nhé|nghen|chưa|đi)"
        ),
        "(có ai|ai) ~1 (đang)? ~1 (ngồi|ở|đứng) ~1 (cạnh|gần|bên|bên cạnh|kế bên) ~1 (em|e|bé|con|cháu|đó)",
        "(máy|điện thoại|nick) ~2 ai ~2 (đọc chung|xem chung|coi chung|dùng chung|đọc|xem|coi) ~3 (không|hông|ko|k)",
        "đừng ~1 (chụp|chụp lại|cap|lưu) ~1 (màn hình|lại|tin)",
        "(nick|trang|facebook) ~1 (mẹ|bố|ba|má) ~1 (em)? ~2 (vô|vào) ~1 (coi|xem)",
        (
            "(em|e|con|mi|bé) ~1 (có|đã|lỡ) ~1 (lỡ)? ~1 (cho ai|kể|nói|méc|mách) ~2 (xem|coi|cho|với|ai) ~4 (chưa|"
            "không|hông|ko)"
        ),
        "(mi|em|con) ~1 (có|lỡ) ~1 (kể|nói|méc) ~4 (chưa|không) ~1 (đó)?",
        "(tắt|ẩn) ~1 (thông báo|tiếng|chuông) ~4 (kẻo|không|k|sợ|mẹ|bme|bố|ba)",
        (
            "(ra|vào|vô|đi) ~1 (nhanh|lẹ) ~1 (kẻo|không|coi chừng) ~1 (ai|người ta|ngta|bố|mẹ|ba|má) ~1 (thấy|biết|"
            "bắt gặp)"
        ),
        (
            "(kẻo|coi chừng|không thì|ko thì) ~1 (bố|mẹ|ba|má|bme|ba má|người ta|ngta) ~1 (thấy|biết|phát hiện|đọc "
            "được|coi được|bik)"
        ),
        (
            "(dùng|xài|lập|đổi) ~2 (nick phụ|nick|tên|mật khẩu) ~6 (mẹ|má|bố|ba|bme) ~2 (thấy|biết|coi được|xem được|"
            "khỏi xem|không biết|hông biết)"
        ),
        "(nói|nói chuyện) nhỏ ~1 thôi ~3",
        "(người lạ|ai) ~1 nhắn ~1 hỏi anh là ai",
        "(có nghe|nghe) ~1 tiếng không",
    ),
    reported=(
        (
            "(@stranger) ~3 (sợ|bắt|nói|bảo) ~3 (đi tù|bố mẹ biết|mẹ biết|mẹ thấy|đổi tên|xóa tin|xóa hết|xóa chat|bỏ "
            "trốn)"
        ),
    ),
    quiet=(*ADVICE, *SURPRISE, "(giám thị|lớp bên|đang kiểm tra|mạng yếu)"),
)
