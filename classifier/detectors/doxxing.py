"""Publishes somebody's address, number, papers, private talk or pictures so that others may find or shame them.

Source: Personal data law 91/2025/QH15; Law on Children 102/2016 art. 21 (a child's private life); A05's warnings.
Placeholders such as ``[ĐỊA CHỈ]`` and ``[SỐ ĐIỆN THOẠI]`` stand for the data.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import STORY
from classifier.taxonomy import Signal

_DATA = (
    "([địa chỉ]|[số điện thoại]|[link]|[tên trường]|địa chỉ|địa chỉ nhà|số điện thoại|sđt|sdt|số nhà|số phòng trọ|căn "
    "cước|cccd|số mẹ|số bố|số ba|số má|facebook thật|fb thật|bảng điểm|học bạ|giấy khám bệnh|số tài khoản|nhật ký|"
    "đoạn chat|tin nhắn|ghi âm|hồ sơ|tin nhắn riêng|biển số|thông tin|info)"
)
_THEIRS = (
    "(nó|mày|m|mi|mầy|hắn|con đó|thằng đó|nhỏ đó|của nó|con|thằng|nhỏ|của mày|của mi|của con|của thằng|ba nó|mẹ nó|"
    "nhà nó|nhà mày|mẹ mày|mẹ m|bố mày)"
)
_PUT = (
    "(đăng|up|post|share|tung|leak|dán|phát tán|công khai|bốc phốt|rải|gửi lên|bêu|gửi|đưa|thả|in|đăng lên|chuyền|lên "
    "nhóm|công chiếu|dán lên)"
)

_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|con gái tôi|con trai tôi|cháu tôi|bé)"
_ONLINE = (
    "(lên|vào|vô|ra|cho|trên|khắp) ~2 (mạng|nhóm|group|grp|tiktok|tóp tóp|facebook|fb|confession|story|zalo|page|trang|"
    "lớp|cả lớp|cả khối|cả trường|mọi người|tường|youtube|ins)"
)

DOXXING = Detector(
    name="doxxing",
    signal=Signal.DOXXING,
    confidence=0.6,
    phrases=(
        (
            "(chụp|quay|có|lấy|ghi âm) ~2 (được)? ~1 (nhật ký|nhật kí|tin nhắn|bảng điểm|bệnh án|giấy khám "
            "bệnh|học bạ|đoạn chat|ảnh khóc|clip khóc) ~2 (của)? (nó|mày|m|mi|hắn|con|thằng|nhỏ) ~~6 (up|đăng|"
            "gửi|tung|cho cả|lên|share|xem|coi)"
        ),
        (
            "(ai) ~2 (cần|muốn|xin) ~3 (số|nick|pass|mật khẩu|số nhà|địa chỉ) ~4 (inbox|ib|nhắn tao|nhắn t|"
            "chấm|tao cho|t cho|tao phát)"
        ),
        "(mật khẩu|pass|mk) ~3 (của)? (nó|con nhỏ|thằng|hắn|nhỏ) ~1 (là|đây|nè|thì)",
        (
            "(bệnh án|giấy khám bệnh|bảng điểm|nhật ký|căn cước|tin nhắn riêng|clip khóc) ~1 (của)? (nó|con|"
            "thằng|hắn|nhỏ) ~2 (đây|nè|này|share|lên|xem|coi)"
        ),
        (
            "(nhà|nhà nó|nhà hắn|nó|hắn) ~3 (ở) ~2 (hẻm|ngõ|phòng|số nhà|[địa chỉ]) ~~8 (tới|qua|đập|quậy|gõ "
            "cửa|chặn|chửi|đốt|phá)"
        ),
        "(lịch học|giờ học thêm|lịch học thêm) ~1 (của)? (nó|hắn|con|thằng) ~~8 (chặn|canh|đón|đợi)",
        "(tung|đăng|dán|lan) ~2 (cho|lên) ~2 (cả lớp|cả trường|cả khối|confession|bảng tin) ~2 (nghe|biết|xem|coi)?",
        "(bí mật|chuyện) (nhà|mẹ|bố|ba|mẹ mày) ~1 (mày|m|mi|nó)",
        "(hack|vào) ~2 nick (nó|mày|hắn)",
        f"{_PUT} ~4 {_DATA} ~3 {_THEIRS} ~6",
        (
            f"{_DATA} ~3 {_THEIRS} ~8 (đăng|up|lên|nhóm|tường|mạng|ai|vào|vô|anh em|gọi|spam|bom|report|chửi|nè|"
            "đây|nha|qua)"
        ),
        f"{_THEIRS} ~4 ([địa chỉ]|[số điện thoại]|[link]|[tên trường]) ~8",
        (
            "([địa chỉ]|[số điện thoại]|[link]) ~8 (ai|anh em|mn|ae|cả lớp|vào|gọi|spam|bom|đặt hàng|qua hỏi "
            "thăm|tới|chửi|phá|report|tìm)"
        ),
        (
            "(địa chỉ|số|info|sđt|nick|link|fb|facebook) ~2 (của)? (nó|nhà nó|con|thằng|hắn|nhỏ) ~3 ([địa chỉ]|"
            "[số điện thoại]|[link]|đây|nè|nha|nhé|nằm)"
        ),
        (
            "(ai) ~2 (có|biết|xin|cần|muốn|cho xin) ~2 (địa chỉ|sđt|số|info|nhà|nick|fb) ~1 (của)? (nó|con|"
            "thằng|hắn|mẹ nó|bố nó|nhỏ|mày) ~3"
        ),
        (
            "(đăng|up|tung|leak|share|post|gửi|công khai|bêu|khoe) ~3 (ảnh|hình|clip|video|đoạn chat|tin nhắn|"
            "nhật ký|bảng điểm|ghi âm|ảnh dìm|hình dìm|ảnh xấu) ~2 (dìm|xấu|khóc|riêng|ngủ)? ~2 (nó|mày|m|mi|"
            "hắn|con|thằng|của nó|của mày|của con|nhỏ) ~8 (lên|cho|nhóm|trường|lớp|chừa|thiên hạ|coi|xem|nhục|"
            "confession|nha|nhé)"
        ),
        (
            "(leak|lộ|tung|đọc to) ~2 (đoạn chat|tin nhắn|nhật ký|ghi âm|thư tình|chat) ~3 (nó|con|thằng|mày|m|"
            "hắn|của nhỏ|nhỏ|tỏ tình)"
        ),
        "(ảnh dìm|ảnh dìm hàng|hình dìm|ảnh xấu) ~3 (nó|mày|con|thằng|hắn|nhỏ) ~8",
        (
            "(lập|tạo|làm) ~2 (trang|page|nick|acc|confession|fanpage) ~1 (giả|tên|bóc phốt|anti|ảo) ~3 (nó|"
            "mày|m|mi|con|thằng|tên mày|hắn|nhỏ)?"
        ),
        "(bóc phốt|bốc phốt|bóc trần|phốt) ~2 (nó|mày|con|thằng|hắn|nhỏ|m) ~4",
        (
            "(ghi âm|quay lén|chụp lén|cap|chụp) ~4 (nó|bà|mày|m|mi|hắn|con|thằng) ~8 (công chiếu|đăng|lên "
            "nhóm|up|cho cả|lên confession)"
        ),
        "(tao|t|tụi tao|tui|tau) ~2 biết (nhà|số phòng|chỗ|địa chỉ) ~3 (mày|m|mi) ~6 (đăng|lên|cho|tìm|kiếm|rồi)",
        "(mật khẩu|pass|mk) ~1 (của)? (nó|mày|con|thằng) ~1 (là|đây|nè)",
    ),
    bare=(
        (
            "(dang|tung|dua|up|gui) ~2 (so dien thoai|sdt|so|anh|hinh|dia chi) ~1 (cua)? (em|con|chau|minh|to|"
            "tui) ~1 len ~1 (mang|nhom|fb|facebook|tiktok|group)"
        ),
    ),
    reported=(
        "(rồi|đem|đi) ~1 kể ~1 cho ~1 (cả lớp|cả trường|cả khối|mọi người)",
        (
            "(quay lén|chụp lén|lén quay|lén chụp|quay trộm|chụp trộm|lén ghi âm|quay clip|chụp hình|chụp ảnh) "
            f"~1 {_ME_TOLD} ~4 (rồi|xong|để|và|đem)? ~1 (đăng|up|gửi|tung|bỏ|post|làm|phát tán|cho|chuyền) ~4"
        ),
        f"(ghép|chế|cắt ghép|photoshop) ~1 (mặt|ảnh|hình) ~1 (của)? {_ME_TOLD} ~6",
        (
            "(đăng|tung|up|post|gửi|bỏ|phát tán|share|đưa|lan truyền|chuyền) ~3 (ảnh|hình|clip|video|tin nhắn|"
            "số|số điện thoại|sđt|địa chỉ|thông tin|nhật ký|đoạn chat|bí mật|chuyện riêng|tên trường) ~2 (của|"
            f"riêng của|chụp lén|khóc của)? {_ME_TOLD} ~2 {_ONLINE}"
        ),
        f"(đăng|tung|up|post|gửi|bỏ|phát tán|share) ~1 (ảnh|hình|clip|video) {_ME_TOLD} ~6 (lên|ra|vào|cho|kèm|để)",
        f"(lập|tạo|làm) ~1 (nick|acc|trang|page|tài khoản) ~1 (giả|giả mạo|ảo) ~4 {_ME_TOLD} ~2",
        f"(hack|vào trộm|đăng nhập|chiếm) ~1 (nick|acc|facebook|fb|zalo|tài khoản) ~1 (của)? {_ME_TOLD} ~6",
        (
            f"(đọc trộm|đọc lén|lục|xem trộm|lấy) ~2 (nhật ký|điện thoại|tin nhắn|cặp) ~1 (của)? {_ME_TOLD} ~2 "
            "(đọc tin nhắn|đọc cho|rồi kể|đọc to|cho cả|đưa)"
        ),
        f"(kể|đem|nói) ~2 (bí mật|chuyện riêng|chuyện nhà|chuyện gia đình) ~1 (của)? {_ME_TOLD} ~2 (cho|ra|khắp|với)",
        (
            "(đăng|tung|phát tán|up|lan truyền) ~2 (số|sđt|số điện thoại|địa chỉ|thông tin|ảnh|hình|tin nhắn|"
            "đoạn chat|nhật ký) ~5 (em|con|mình|tớ|tui|cháu) ~2 (lên|cho|ở|vào|ra)"
        ),
    ),
    quiet=(
        "(đừng|không nên|không được) ~1 (đăng|up|chia sẻ)",
        "(đọc được|gửi ảnh cho mẹ|cho mẹ)",
        *STORY,
        (
            "(shop|đặt hàng|ship|giao hàng|mua|bán|shipper|họp lớp|nhóm lớp|bài tập|cô|thầy|lớp trưởng|tài "
            "liệu) ~20 ([địa chỉ]|[số điện thoại]|[link]|địa chỉ|sđt)"
        ),
        "(dọa|nếu ai)",
        "(huề|hoà|hòa) ~1 (nha|nhé|nghen|hí|cả làng)? $",
    ),
    idioms=(
        "(nó|hắn|mình|em|tớ|tự) tự (đăng|up|post) ~2 (ảnh dìm|ảnh|hình|clip)",
        "(mẹ|ba|bố|má|cô|thầy|bà) ~1 (đăng|up|chụp) ~3 (con|cháu|bé|cả lớp) ~3",
        "(không|ko|chưa) ~1 (đọc trộm|đọc lén|đăng)",
    ),
)
