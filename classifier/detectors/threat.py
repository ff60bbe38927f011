"""Threatens violence, or takes money by threat.

Source: Decree 80/2017 on a safe, violence-free school environment; Circular 18/2025/TT-BGDĐT; hotline 111. "Killing"
in a game or a match is no threat; neither is "mẹ đánh đòn" from a mother about homework.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import ADVICE, PLAY, STORY
from classifier.taxonomy import Signal

_HIT = (
    "(đánh|đập|oánh|uýnh|tẩn|dần|đấm|tát|vả|xử|xử đẹp|chém|đâm|giết|bem|phang|cạo đầu|lột|xiên|táng|bụp|dợt|chặn "
    "đường|chặn đầu|"
    "cho ăn đòn|cho một trận|bẻ|lấy mạng|hội đồng|đục|nện|vặn cổ|bóp cổ|xé xác|cắt lưỡi|bẻ răng|bẻ tay|bẻ giò|bẻ chân|"
    "đốt nhà|đốt xe|rạch)"
)
_YOU = "(mày|m|mi|mầy|mậy|tụi mày|bọn mày|tụi bây|bây|nó|hắn|thằng|con|cả nhà mày|cho)"
_ME = (
    "(tao|t|tau|bố|bố mày|bọn tao|tụi tao|tụi tui|tụi hắn|anh tao|chúng tao|ông|bọn nó|tụi nó|anh em tao|bầy tau|bầy "
    "hắn)"
)

THREAT = Detector(
    name="threat",
    signal=Signal.THREAT,
    confidence=0.75,
    phrases=(
        "(cầm|thủ|mang|có) ~1 sẵn ~1 (dao|gậy|tuýp|hung khí)",
        "(dìm đầu|nhấn nước|đổ xăng|lột đồ|lột áo) ~1 (mày|m|mi|nó|con|thằng)",
        "(biết) ~1 (đường|nhà|đường nhà|đường về) ~1 (mày|m|mi) ~2 (rồi|đó|đấy)",
        "(đánh hội đồng|đánh hội đồng nó) ~2 (@victim|nó|con|thằng)",
        "(tao|t|tau|bố|tụi tao|bọn tao|tụi tui) ~1 (đấm|đánh|đập|tát|vả|chém|đâm|quất|bem|xử|oánh) ~2 $",
        "(cho|tao cho|t cho) (mày|m|mi|mầy|nó) ~1 biết (mùi|tay|mặt|sợ|lễ độ|thế nào)",
        "(mày|m|mi|mầy) (biết mặt|hết đường|coi chừng tao)",
        (
            "(móc mắt|úp sọt|đập què|đánh què|vặt răng|húp cháo|lôi cổ|trói gô|bẻ cổ|đập nát|không còn nguyên vẹn|đốt "
            "nhà mày|đốt quán)"
        ),
        "(trấn tiền|trấn lột|phí bảo kê|giá bảo kê|tiền bảo kê|phí qua cổng)",
        "(ngày này năm sau|đào mồ|quan tài) ~4 (mày|m|mi|nhé|nha|biết|chuẩn bị)",
        "(tự biết|biết) (hậu quả)",
        "(ngon|giỏi) ~1 (thì)? ~1 (ra|đứng đó|đứng đấy|vào đây|vô đây|lại đây|ra đây|nói lại) ~6",
        (
            "(tối nay|mai|chiều|lát nữa) ~2 (anh em|tụi tao|bọn tao|tao|hội) ~2 (qua thăm|tới thăm|qua liền|ghé thăm|"
            "gặp mày|gặp m)"
        ),
        "(hăm dọa|đe dọa|khủng bố) ~2 (em|con|mình|tớ|tui)?",
        (
            f"{_ME} ~3 {_HIT} ~2 (mày|m|mi|mầy|mậy|cho|chết|bọn mày|vỡ|gãy|bây|một trận|hết|cả|đầu|cho mày|nó|hắn|giờ|"
            "liền)"
        ),
        f"{_ME} (là|sẽ|cho|gọi người|gọi anh em|kéo) ~3 {_HIT}",
        (
            f"(mai|chiều|tan học|ra chơi|ra về|tối|về|thứ 2|hôm nay|nay|t6|mơi) ~6 {_HIT} ~2 (mày|m|mi|mầy|mậy|tụi "
            "mày|bọn mày|tụi bây|nó|hắn|cả nhà mày)"
        ),
        (
            "(mày|m|mi|mầy|mậy|con|thằng) ~6 (ăn đòn|no đòn|nhừ đòn|chết với|không yên|biết tay|bó bột|nằm viện|nhập "
            "viện|hết đường về|coi chừng|liệu hồn|tới số|ăn đấm|ăn tát|đừng hòng)"
        ),
        (
            "(ăn đòn|no đòn|nhừ đòn|nằm viện|bó bột|nhập viện|ăn đấm|ăn tát) ~4 (nha|nhé|nghe|nghen|con|mày|m|mi|mậy|"
            "đó|đấy|giờ|chưa)"
        ),
        (
            "(liệu hồn|liệu thần hồn|liệu mà|coi chừng) ~1 (mày|m|mi|mậy|tao|bố mày|cái mạng|cái mặt|nộp|giữ mồm|đấy|"
            "cái xe)"
        ),
        "(chết với|biết tay|chết chắc|chết mẹ) ~1 (tao|t|tau|bố|mày|m|mi|bọn tao)",
        "(tao|t|tau|bọn tao|tụi tao) ~2 (không|k|ko|hông|sẽ không) ~1 (để|cho) ~2 (yên|sống|thoát)",
        "(đợi đấy|đợi đó|chờ đấy|chờ đó|đợi t|đợi tao|gặp tao|gặp t) ~3 (m|mày|mi|con|nha|nhé|cổng|sau trường|xem|cho)",
        "(m|mày|mi|mậy) ~1 (đợi|chờ) ~1 (đấy|đó|tao|t|coi|xem)",
        (
            f"(tao|tau|t|tụi tao|bọn tao|tụi tui|anh tao) ~2 (chặn|đón|chờ|đợi|phục) ~2 {_YOU} ~4 (cổng|đường|hẻm|ngõ|"
            "nhà xe|cầu|về|sau)"
        ),
        "(gọi|kêu|kéo) ~2 (người|anh em|hội|cả xóm|đàn em|băng|anh trai|anh tao) ~3 (xử|đánh|đập|chặn|tới|đến|ra)",
        "(kèo|hẹn|rủ nhau|vụ|lên kèo) ~1 (đánh|đánh nhau|đánh hội đồng|hội đồng|solo|xử) ~2 (con|thằng|nó|nhỏ|mày|hắn)",
        (
            "(đưa|nộp|đóng|ck|chuyển|đem|mang|trả) ~6 (tiền|20k|30k|50k|100k|tiền ăn sáng|tiền quỹ|tiền bảo kê|thuốc|"
            "momo) ~6 (không|hông|ko|k|nỏ|thiếu|trễ|chậm) ~2 (thì|là|đừng|biết|đưa|có)"
        ),
        (
            "(không|hông|ko|k|nỏ) ~2 (đưa|nộp|có|đóng|trả|ck) ~2 (thì|là) ~4 (biết|đừng|ăn|đánh|hậu quả|no|đừng hòng|"
            "tao|tau|t)"
        ),
        "(tiền bảo kê|tiền tiêu vặt|tiền ăn sáng) ~8 (đưa|nộp|đâu|giữ hộ|bố mày|tao|t|mày)",
        "(tạt|hắt) (axit|a xít|xăng)",
        (
            "(cầm|mang|xách|vác|thủ) ~1 (dao|gậy|tuýp|mã tấu|phóng lợn|kéo) ~6 (mày|m|mi|nó|trường|lớp|đánh|chém|xử|"
            "đến|tới)"
        ),
        "(mách|méc|kể|nói ra|hé răng) ~6 (là|thì) ~2 (no đòn|ăn đòn|chết|biết tay|tao|t|tau|khổ|không để yên|cả nhà)",
        "(đừng trách|đừng có trách) ~1 (tao|t|tau|bố|anh|bọn tao|sao)",
        (
            "(cho|tao cho|đánh cho|đập cho) ~1 (mày|m|mi|nó) ~2 (chết|nát|một trận|1 trận|vỡ mồm|gãy|bầm|răng|bò|nhập "
            "viện|nằm viện|về quê|khóc)"
        ),
        "(biết trường|biết nhà|biết chỗ) (em|e|mày|m|mi) ~2 (rồi|r|đó|đấy)",
        "(khôn hồn|khôn thì) ~2 (thì|nghe|đưa|xóa|xoá|nộp)",
        "(tao|tau|t|tụi tao) ~2 (đốt|đập|phá) ~1 (nhà|xe|cặp|đồ) ~1 (mày|m|mi|nó)",
    ),
    reported=(
        (
            "(dọa|doạ|hăm|hăm dọa|đe dọa|đe doạ) ~2 (sẽ)? (đánh|đập|giết|chém|đâm|xử|oánh|gọi|chặn) ~2 (@small|mình|"
            "tớ|tui|tôi|bạn|chết)?"
        ),
        "(hẹn|chặn|gọi người|kêu người) ~2 (đánh|đập|oánh|xử) (em|con|cháu|mình|tớ|tui|bạn)",
        "(nói|bảo|biểu) ~8 (mách|kể|nói) ~4 (thì|là) ~3 (đánh|đập|giết|chặn|gọi)",
    ),
    quiet=(
        *ADVICE,
        *PLAY,
        *STORY,
        "(mẹ|ba|má|mạ|nội|ngoại) ~3 (đánh đòn|la rầy|mắng|đét)",
    ),
    idioms=(
        (
            "(đánh răng|đánh vần|đánh giá|đánh dấu|đánh trống|đánh đàn|đánh cầu|đánh bóng|cầu lông|bóng bàn|cờ vua|"
            "tát nước|tát ao|đánh cá)"
        ),
    ),
)
