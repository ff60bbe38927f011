"""Asks the child for private pictures, or to be seen on camera.

Source: A05 and hotline 111 ("yêu cầu gửi ảnh, bật camera"); Disrupting Harm in Viet Nam (2022). The placeholder
``[YÊU CẦU ẢNH]`` stands for such words wherever this project writes an example. A grandmother asks for a picture too:
what is not clearly private is a detector of its own, with little weight.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON, NEWS, STORY
from classifier.taxonomy import Signal

IMAGE_REQUEST = Detector(
    name="image_request",
    signal=Signal.IMAGE_REQUEST,
    confidence=0.8,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(gửi|chụp|cho xem|quay|show|cho coi|cho anh xem|cho anh coi|cho chú xem) ~3 (ảnh|hình|clip|video|tấm) "
            "~2 (không mặc|ko mặc|k mặc|hông mặc|riêng tư|nhạy cảm|nóng|mặc ít|kín đáo|đồ ngủ|đồ lót|thay đồ|tắm|đồ "
            "bơi)"
        ),
        (
            "(bật|mở) ~1 (cam|camera|video) ~3 (cho anh|cho chú|anh xem|anh coi|chú xem|chú coi|a xem|a coi|một mình|"
            "riêng)"
        ),
        "(gửi|chụp|quay|cho) ~4 ([ảnh nhạy cảm]|[ảnh riêng tư]|[clip nóng])",
        "(đứng trước gương|trong phòng tắm|lúc tắm|sau khi tắm|lúc thay đồ) ~6 (chụp|quay|gửi|bật cam)",
        "(chụp|quay|gửi) ~6 (trong phòng tắm|lúc tắm|lúc thay đồ)",
        (
            "(gửi|gởi|chụp|cho) ~2 (anh|chú|a|thầy)? ~1 (ảnh|hình|tấm hình|tấm ảnh|clip) riêng ~1 (của|em|con|bé|"
            "cháu|cho)"
        ),
        "(mỗi|một|1) (tấm|ảnh|hình|clip|video) ~2 (anh|chú|a) ~1 (trả|cho|chuyển|ck|nạp)",
        (
            "(gửi|chụp|quay) ~1 (hình|ảnh|clip|video|[ảnh]|thêm) ~2 (anh|chú|a|thì|sẽ) ~2 (chuyển tiền|nạp|cho tiền|"
            "ck|trả tiền|chuyển khoản|nạp thẻ|có tiền|có thẻ)"
        ),
        "(mở|bật|gọi) ~1 (video|cam|camera|video call) ~2 (một mình|trong phòng|kín|riêng)",
        "(ảnh|hình|clip) (riêng tư|nhạy cảm|nóng) ~3 (gửi|cho) ~1 (anh|chú|a|thầy|mình|tui|tớ)",
    ),
    reported=(
        "[yêu cầu ảnh]",
        "(@stranger) ~3 (xin|đòi) ~2 (ảnh|hình|clip)",
        (
            "(trả|cho|hứa cho|chuyển|nạp) ~3 (để|nếu|đổi lấy) ~1 (@victim)? ~1 (gửi|chụp|quay) ~1 (ảnh|hình|clip|"
            "video|[ảnh])"
        ),
        "(gửi|chụp) ~1 (hình|ảnh|clip|[ảnh]) (thì|là) ~2 (cho tiền|nạp|nạp thẻ|chuyển tiền|tặng|trả tiền)",
        "(bị|@stranger) ~4 (dụ|ép|bắt|đòi|gạ) ~1 (@victim)? ~1 (gửi|chụp|quay|bật) ~1 (ảnh|hình|clip|video|cam|[ảnh])",
        "(đòi|bắt|ép) (gọi video|bật cam|mở cam|gọi hình) ~2 (khuya|đêm|một mình|em|con|cháu|mình)",
        (
            "(đòi|bắt|ép|xin|dụ|kêu|bảo|biểu|rủ|nằng nặc đòi) ~1 (@small|mình|tớ|tui|tôi)? ~2 (gửi|chụp|quay|cho "
            "xem) ~2 (ảnh|hình|clip|video) ~2 (riêng tư|nhạy cảm|nóng|kín|không mặc|cơ thể|[ảnh])"
        ),
        (
            "(đòi|bắt|ép|dụ) ~1 (@small|mình|tớ|tui|con tôi|bạn) ~2 (gửi|chụp|quay|bật cam|mở cam|gọi video) ~2 (ảnh|"
            "hình|clip|video|cam|[ảnh])?"
        ),
    ),
    quiet=(
        (
            "(đừng|đừng bao giờ|chớ|tuyệt đối không|không bao giờ|không nên|không được) (gửi|chụp|cho) ~2 (ảnh|hình) "
            "~4 (cho|ai|riêng tư|mạng)"
        ),
        (
            "(mẹ|má|mạ|bố|ba|nội|ngoại|bà|cô|cô giáo|thầy giáo|lớp trưởng|bác sĩ|huấn luyện viên|hlv|cô chủ nhiệm) "
            "~1 (đòi|bắt|kêu|bảo|biểu|dặn|yêu cầu|nhờ|xin)"
        ),
        "chụp ~1 (bài|vở|bảng|đề|sách|thời khóa biểu|biên lai|hóa đơn)",
        "(kỷ yếu|kỉ yếu|ảnh thẻ|hình thẻ|tập thể|biên lai|hóa đơn|bill|tem|vé xe)",
        *LESSON,
        *NEWS,
        *ADVICE,
        (
            "(bài tập|bài làm|sản phẩm|mô hình|vở bài tập|quyển vở|hộp cơm|bài kiểm tra|minh chứng|sổ liên lạc|góc "
            "học tập)"
        ),
    ),
    idioms=DENIED,
)

IMAGE_REQUEST_PLAIN = Detector(
    name="image_request_plain",
    signal=Signal.IMAGE_REQUEST,
    confidence=0.35,
    said_by=NOT_CHILD,
    phrases=(
        "gửi ~1 (thêm|tiếp)? ([ảnh]|[hình]|[clip]|[video]) ~1 cho (anh|chú|a|thầy)",
        (
            "(cho|xin|cho xin) ~1 (tấm hình|tấm ảnh|hình|pic|cái hình|cái ảnh) ~3 (của)? (em|bé|e|cưng) ~1 (đi|nào|"
            "coi|nha|nhé|xem)"
        ),
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
    idioms=(
        *DENIED,
        "(em|con|bé) (mèo|cún|chó|miu|thỏ|hamster|vẹt|rùa|cá)",
        "sửa hình",
    ),
)
