"""Asks the child for private pictures, or to be seen on camera.

Source: A05 and hotline 111 ("yêu cầu gửi ảnh, bật camera"); Disrupting Harm in Viet Nam (2022). The placeholder
``[YÊU CẦU ẢNH]`` stands for such words wherever this project writes an example. A grandmother asks for a picture too:
what is not clearly private is a detector of its own, with little weight.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, STORY
from classifier.taxonomy import Signal

IMAGE_REQUEST = Detector(
    name="image_request",
    signal=Signal.IMAGE_REQUEST,
    confidence=0.8,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(gửi|chụp|cho xem|quay|show|cho coi|cho anh xem|cho anh coi|cho chú xem) ~3 (ảnh|hình|clip|video|tấm) ~2 "
            "(không mặc|ko mặc|k mặc|hông mặc|riêng tư|nhạy cảm|nóng|mặc ít|kín đáo|đồ ngủ|đồ lót|thay đồ|tắm|đồ bơi)"
        ),
        (
            "(bật|mở) ~1 (cam|camera|video) ~3 (cho anh|cho chú|anh xem|anh coi|chú xem|chú coi|a xem|a coi|một mình|"
            "riêng)"
        ),
        "(gửi|chụp|quay|cho) ~4 ([ảnh nhạy cảm]|[ảnh riêng tư]|[clip nóng])",
        "(đứng trước gương|trong phòng tắm|lúc tắm|sau khi tắm|lúc thay đồ) ~6 (chụp|quay|gửi|bật cam)",
        "(chụp|quay|gửi) ~6 (trong phòng tắm|lúc tắm|lúc thay đồ)",
        "(ảnh|hình|clip) (riêng tư|nhạy cảm|nóng) ~3 (gửi|cho) ~1 (anh|chú|a|thầy|mình|tui|tớ)",
    ),
    reported=(
        "[yêu cầu ảnh]",
        "(@stranger) ~3 (xin|đòi) ~2 (ảnh|hình|clip)",
        (
            "(đòi|bắt|ép|xin|dụ|kêu|bảo|biểu|rủ|nằng nặc đòi) ~1 (@small|mình|tớ|tui|tôi)? ~2 (gửi|chụp|quay|cho xem) "
            "~2 "
            "(ảnh|hình|clip|video) "
            "~2 (riêng tư|nhạy cảm|nóng|kín|không mặc|cơ thể|[ảnh])"
        ),
        (
            "(đòi|bắt|ép|dụ) ~1 (@small|mình|tớ|tui|con tôi|bạn) ~2 (gửi|chụp|quay|bật cam|mở cam|gọi video) ~2 (ảnh|"
            "hình|clip|video|cam|[ảnh])?"
        ),
    ),
    quiet=(
        "(không|đừng|chớ) (gửi|chụp|cho) ~2 (ảnh|hình)",
        *ADVICE,
        (
            "(bài tập|bài làm|sản phẩm|mô hình|vở bài tập|quyển vở|hộp cơm|bài kiểm tra|minh chứng|sổ liên lạc|góc "
            "học tập)"
        ),
    ),
)

IMAGE_REQUEST_PLAIN = Detector(
    name="image_request_plain",
    signal=Signal.IMAGE_REQUEST,
    confidence=0.35,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(gửi|cho|xin|chụp) ~2 (anh|chú|a) ~2 (xin|xem|coi)? ~2 (ảnh|hình|tấm|cái ảnh|pic) ~3 (em|e|con|cháu|bé|"
            "của em|nào|đi|mặt)"
        ),
        "(cho|xin) ~1 (anh|chú|a) ~1 (xem|coi|ngắm) ~1 (mặt|ảnh|hình|người|dáng) ~1 (em|e|con|cháu|bé)",
        "(gửi|chụp) ~2 (ảnh|hình|tấm) ~2 (em|e|bé|cháu) ~3 (cho)? (anh|chú|a) ~1 (xem|coi|ngắm)",
        "(gọi|call) video ~3 (anh|chú|a) ~2 (xem|coi|ngắm|nhìn) ~1 (mặt|em|e|bé)",
    ),
    quiet=(
        *ADVICE,
        *STORY,
        (
            "(bài tập|bài làm|sản phẩm|mô hình|vở bài tập|quyển vở|hộp cơm|bài kiểm tra|sổ liên lạc|thẻ|hồ sơ|cây|"
            "vườn|con mèo|con chó)"
        ),
    ),
)
