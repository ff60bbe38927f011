"""Is afraid that somebody will see: the sender has something to hide.

Source: Save the Children, *Netsmart* handbook ("ai đang ở cạnh em?", deleting what was said); A05's warnings.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON, NEWS, STORY, SURPRISE
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
            "(@parents) (em|e|con|cháu|bé|mi) ~1 (mà)? ~1 (biết|thấy|phát hiện|hỏi|bik|đọc được) ~1 (được)? ~1 (thì|"
            "là) ~3 (phiền|chết|tù|mệt|lớn chuyện|hết|tiêu|khổ|toang|xong)"
        ),
        (
            "(công an|người ta|vợ anh|vợ chú|ai) ~1 (biết|thấy|phát hiện|hỏi|bik|đọc được) ~1 (được)? ~1 (thì|là) ~3 "
            "(phiền|đi tù|tù|lớn chuyện|to chuyện)"
        ),
        (
            "(@parents|chị hai|anh hai|chị|cô giáo|ai|vợ anh) ~2 (biết|thấy|phát hiện|hay|đọc được|bik) ~1 (thì|là) "
            "~1 (anh|a|chú|thầy|bác) ~1 (chết|tiêu|tù|đi tù|khổ|xong|toang|nguy|mất việc)"
        ),
        (
            "(lộ|lộ ra|bị lộ|vỡ lở|đổ bể) ~1 (thì|là) ~1 (anh|a|chú|thầy|hai đứa|tụi mình|cả hai) ~1 (tù|đi tù|tiêu|"
            "chết|xong|khổ|nguy|mất việc|toang)"
        ),
        (
            "(xóa|xoá) ~2 (hết|đi|tin nhắn|tin|lịch sử|chat|đoạn chat|ngay|sạch) ~3 (lo|kẻo|không|sợ|lỡ|coi chừng) "
            "~1 (mẹ|má|ba|bố|ai|người ta|công an|vợ|bme|ba má|bố mẹ|bị)"
        ),
        (
            "(có ai|ai) ~1 (đang)? ~1 (ngồi|ở|đứng) ~1 (cạnh|gần|bên|bên cạnh|kế bên|sau lưng|sau) ~1 (em|e|bé|con|"
            "cháu|đó)"
        ),
        "(có ai|ai) ~1 (nhìn|đọc|xem|coi|dòm|ngó) ~1 (được)? ~1 màn hình ~2 (không|hông|chứ|em|đó|k)",
        "(không ai|có ai) ~1 (thấy|đọc|coi|xem) ~1 (được)? ~1 (tin|tin nhắn) ~1 (này)? ~1 (chứ|đâu|không)",
        (
            "(@parents) (em|e|con|cháu|bé|mi) ~1 (đọc|xem|coi|thấy) ~1 được ~1 (tin|tin nhắn|cái này|đoạn này|mấy "
            "cái) ~2 không"
        ),
        "(đừng|không|không được) ~1 để ~1 (lại|sót) ~1 (dấu vết|bằng chứng|dấu)",
        (
            "(đừng|không) để ~1 (@parents|ai|người ta|công an) (em|con)? ~1 (kiểm tra|phát hiện|bắt gặp|tìm|soi) ~1 "
            "(ra|được|thấy)"
        ),
        "(tắt|úp|cất|giấu) ~1 (máy|điện thoại|màn hình|đt) ~3 (kẻo|lỡ|coi chừng) ~1 (@parents|ai|người ta|có người)",
        "(máy|điện thoại|nick) ~2 ai ~2 (đọc chung|xem chung|coi chung|dùng chung|đọc|xem|coi) ~3 (không|hông|ko|k)",
        "đừng ~1 (chụp|chụp lại|cap|lưu) ~1 (màn hình|lại|tin)",
        "(nick|trang|facebook) ~1 (mẹ|bố|ba|má) ~1 (em)? ~2 (vô|vào) ~1 (coi|xem)",
        (
            "(em|e|con|mi|bé) ~1 (có|đã|lỡ|chưa) ~1 (kể|nói|méc|mách|cho) ~1 (với|cho)? ~1 (ai|đứa nào|bạn nào) ~3 "
            "(chưa|không|đúng|phải|chứ|hết)"
        ),
        "(em|e|con|mi|bé) ~1 (có|đã|lỡ) ~1 (kể|méc|mách) ~1 (với|cho)? ~1 (@parents|@anyone) ~2 (chưa|không)",
        "(em|e|con|mi|bé) ~1 (có|đã|lỡ) ~1 cho ai ~1 (coi|xem|đọc) ~5 (chưa|không)",
        "(xóa|xoá) ~3 sau khi (đọc|xem|coi)",
        "(nick|máy|acc) ~1 (này|kia) ~1 (mẹ|bố|ba|má) ~1 (em|con)? ~1 (coi|xem|đọc|thấy|vào) ~1 được",
        "(tắt|ẩn) ~1 (thông báo|tiếng|chuông) ~4 (kẻo|không|k|sợ|lỡ) ~1 (@parents|ai|người ta)",
        (
            "(ra|vào|vô|đi) ~1 (nhanh|lẹ) ~1 (kẻo|không|coi chừng) ~1 (ai|người ta|ngta|bố|mẹ|ba|má) ~1 (thấy|biết|"
            "bắt gặp)"
        ),
        (
            "(kẻo|coi chừng|không thì|ko thì|lỡ) ~1 (bố|mẹ|ba|má|bme|ba má|bố mẹ|ba mẹ|người ta|ngta|ai|có người|có "
            "ai) ~1 (thấy|biết|phát hiện|đọc được|coi được|bik|bắt gặp)"
        ),
        "(nói|nói chuyện|nhắn) nhỏ ~1 thôi ~1 (kẻo|coi chừng|lỡ) ~1 (@parents|ai|người ta) ~1 (nghe|biết)",
        (
            "(dùng|xài|lập|đổi) ~2 (nick phụ|nick|tên|mật khẩu) ~6 (mẹ|má|bố|ba|bme) ~2 (thấy|biết|coi được|xem được|"
            "khỏi xem|không biết|hông biết)"
        ),
        "(người lạ|ai) ~1 nhắn ~1 hỏi anh là ai",
    ),
    reported=(
        (
            "(@parents|ai|người ta) ~2 (biết|thấy|phát hiện) ~1 (thì|là) ~1 (anh ta|anh ấy|ổng|ảnh|hắn|chú ấy|chú đó|"
            "chú) ~1 (chết|đi tù|tù|bỏ trốn|tiêu|khổ)"
        ),
        (
            "(mẹ|má|mạ|ba|bố|ba má|bố mẹ) ~1 (em|con|cháu|mi) ~1 (biết|thấy) ~1 (chắc|thì|là) (con|em|cháu|mi) ~1 "
            "(chết|tiêu)"
        ),
        "hỏi (em|con|cháu) ~1 (có|đã)? ~1 (báo|kể|nói với|méc) ai ~1 (chưa|không)",
        "(lộ|lộ ra|bị lộ) ~1 (thì|là) ~1 (anh|chú|thầy|ổng|ảnh|nó|hắn) ~1 (tù|đi tù|tiêu|chết|mất việc)",
        (
            "(@stranger|ảnh|hắn|chú|ổng) ~1 (sợ|lo) ~1 (người ta biết|bị phát hiện|bị bắt|bị lộ|công an|mẹ em biết|"
            "bố mẹ biết|ba má biết|đi tù)"
        ),
        "hỏi (em|con|cháu|mình|tui) ~1 (có|đã|lỡ)? ~1 (kể|nói|méc|mách) ~1 (với|cho)? ~1 ai ~1 (chưa|không)",
        "hỏi ~1 (có ai|ai) ~1 (ngồi|ở|đứng) ~1 (cạnh|gần|bên) ~1 (em|con|cháu|mình|tui)",
        (
            "(@stranger) ~3 (sợ|bắt|nói|bảo) ~3 (đi tù|bố mẹ biết|mẹ biết|mẹ thấy|đổi tên|xóa tin|xóa hết|xóa chat|"
            "bỏ trốn)"
        ),
    ),
    quiet=(
        *ADVICE,
        *LESSON,
        *NEWS,
        *STORY,
        *SURPRISE,
        "(giám thị|lớp bên|đang kiểm tra|mạng yếu|trong ảnh|trong hình|chia sẻ màn hình|màn hình cô|màn hình của)",
        "(bị mắng|ăn đòn|ăn mắng|còn thức|chưa ngủ|chưa học bài|làm bài|dọn phòng|tắm rửa)",
        "(cô|thầy|chị) ~1 (ở đây|nghe em|nghe con|lắng nghe|giúp em|giúp con|đi cùng|tham vấn)",
        "(người lớn|thầy cô) nào",
    ),
    idioms=(
        *DENIED,
        "(@parents) (tao|tui|tớ|t|tau)",
    ),
)
