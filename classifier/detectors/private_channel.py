"""Moves the talk to where nobody else reads: another app, a private room, messages that vanish.

Source: A05's and hotline 111's warnings ("rủ chuyển sang Zalo, Telegram để nói chuyện riêng"); Disrupting Harm in Viet
Nam (2022). Classmates swap numbers all day, so alone it weighs little.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON, NEWS
from classifier.taxonomy import Signal

PRIVATE_CHANNEL = Detector(
    name="private_channel",
    signal=Signal.PRIVATE_CHANNEL,
    confidence=0.35,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(qua|sang|vô|dô|zô|vào|chuyển sang|chuyển qua|thêm|add|bên) ~1 (@app) ~3 (nói chuyện|riêng|cho kín|cho "
            "tiện|nha|nhé|với|của anh|của chú|của a|nói|kín|nè|kết bạn|anh nhắn|chú nhắn|a nhắn|anh nói|chú nói)"
        ),
        "(@app) ~3 (nói chuyện riêng|nhắn riêng|cho kín|cho riêng tư|phòng riêng|nói cho nghe|cho tiện)",
        "(kết bạn|kb|kết nối) ~1 (@app)",
        (
            "(nhắn|ib|inbox|gọi|chat|pm|nt|nói chuyện|gọi video|gọi hình|nc) riêng ~1 (với|vs|cho|anh|a|chú|thầy|"
            "admin|thôi|được|đc|đi|nha|nhé) ~1 (anh|a|chú|thầy|admin|em|e|bé|nha|nhé|thôi)?"
        ),
        "(ib|inbox|pm|nhắn) ~1 (anh|chú|a|thầy) (đi|nha|nhé|lẹ|ngay|liền|riêng)",
        "(tin|tin nhắn) riêng ~1 (của|cho|với) (anh|chú|thầy|a|admin)",
        (
            "(xin|cho xin|cho anh|cho a|cho chú|cho anh xin|cho a xin|cho chú xin) ~1 (số|sđt|số điện thoại|nick|fb|"
            "facebook|zalo) ~1 (đi|em|bé|nha|nhé|nào|riêng|của em|của con|của bé)"
        ),
        "(lập|tạo|lấy|dùng|xài) ~1 (nick|acc|tài khoản) (phụ|riêng|ảo) ~2 (nói|nhắn|rồi|đi|nha|nhé|cho|nghen|chat|để)",
        (
            "(lập|tạo|làm|dùng|xài|lấy) ~3 (nick|acc|tài khoản|zalo) ~1 (mới|khác|phụ|riêng|ảo) ~4 (nói chuyện|nhắn|"
            "chat|với anh|với chú|cho kín|kẻo|không ai)"
        ),
        "(lập|tạo|làm) ~1 (nick|acc|tài khoản|zalo) (mới|khác) (đi|nha|nhé|nghen) ~1 (em|e|bé|con|cưng|nhóc)",
        "(add|kết bạn|kb|thêm) ~1 (@app) ~1 (anh|chú|a|thầy)",
        "(tin nhắn|tin|chat) ~2 tự ~1 (biến mất|mất|bay màu|hủy|xóa)",
        "(phòng|nhóm) ~1 (kín|riêng) ~1 (chỉ có|chỉ) ~1 (hai|2|mình em|anh với)",
        "(qua|sang|dùng|vô) ~1 (nick|acc|tài khoản) ~1 (riêng|kia|khác|phụ) ~2 (đi|nha|nhé|nói|nhắn|nghen)",
        "(chế độ|trò chuyện|chat) ~1 (tự xóa|tự xoá|tự hủy)",
        "(tin nhắn|trò chuyện|chat) ~1 (bí mật|ẩn)",
        "(tự xóa|tự xoá|tự hủy) ~3 (nói|nhắn|chat)",
        "(thoát|bỏ|rời|out) ~1 nhóm ~5 (hai đứa|2 đứa|nhắn riêng|riêng|tụi mình|hai mình)",
        (
            "(phòng|nhóm|hộp thư|phòng chờ|kênh) (riêng|kín|chờ riêng) ~~3 (với anh|với chú|của anh|của chú|vào|ít "
            "người|anh|chú|admin)"
        ),
        (
            "(ở đây|trong này|trong ni|trên này|chỗ này|ngoài này|ở ngoài) ~4 (không tiện|đông người|dòm ngó|người "
            "ta coi|hông tiện|đừng nói|nhiều người|ko tiện)"
        ),
        "(không|hông|ko) tiện ~3 (trên này|ở đây|trong này|nick|qua|sang)",
        "(không|hông|ko) ai (đọc|thấy|xem|coi|biết) được",
        "(có|cài|dùng|xài) ~1 (telegram|discord|viber|tele|signal|snapchat|locket) ~1 (chưa|không|hông|ko)",
        "(trao đổi|liên hệ|nhắn|gửi mã|gửi) ~1 qua (telegram|tele|tin nhắn riêng|zalo riêng|discord)",
    ),
    reported=(
        "(rủ|kêu|bảo|biểu|dụ|đòi|bắt) ~1 (@small|mình|tớ|tui) ~2 (qua|sang|vô|vào|chuyển) ~2 (@app)",
        "(@stranger) ~4 (nhắn riêng|gọi riêng|gọi điện riêng|rủ|xin|kéo|dụ|đòi) ~4 (@app|riêng|nhóm kín|nick riêng|số)",
        "(kéo|dụ|bị dụ) ~2 (qua|sang|vô) ~1 (@app)",
        (
            "(rủ|kêu|biểu|dụ|đòi|bắt|kéo) ~1 (@victim) ~2 (kết bạn|kb|add|nhắn riêng|ra nhắn riêng|gọi riêng|vào "
            "nhóm kín|vô nhóm kín|vào phòng riêng|qua app lạ|tải app)"
        ),
        "(@stranger|ảnh|admin) ~1 (đòi|xin) ~1 (số|số điện thoại|sđt|zalo|nick|facebook) ~2 (@victim|riêng)",
        "(@stranger|admin) ~4 (nhắn riêng|ib riêng|gọi riêng|inbox riêng|nhắn tin riêng) ~1 (cho|với)? (@victim)",
        "(xin) ~1 (nick riêng|zalo|số riêng|facebook|messenger) ~1 (của)? (@victim)",
    ),
    quiet=(
        (
            "(nhắn riêng|nhắn|ib riêng|riêng) ~1 (cho|với) ~1 (cô|má|mẹ|phụ huynh|thầy được|thầy dc|nhóm trưởng|lớp "
            "trưởng)"
        ),
        (
            "(vở bài tập|vở toán|nộp bài|chia bài|tặng quà|học phí|thuyết trình|kế hoạch|thẻ bảo hiểm|file|bí mật "
            "tặng) ~~14 (riêng|kín|zalo)"
        ),
        (
            "(riêng|kín|zalo) ~~16 (vở bài tập|vở toán|nộp bài|chia bài|tặng quà|học phí|thuyết trình|kế hoạch|file|"
            "nhóm lớp)"
        ),
        *ADVICE,
        *LESSON,
        *NEWS,
        (
            "(câu lạc bộ|clb|đội tuyển|khối sáu|khối lớp|lớp trưởng|cô tham vấn|cô chủ nhiệm|bác sĩ|đặt hàng|báo giá|"
            "giá cái|ship|mua hàng|fan|hâm mộ|tài liệu|thực hành|quên mật khẩu|mấy đứa|mọi người|cả nhà)"
        ),
        "(cô|mẹ|má|ba|bố|lớp trưởng|thầy chủ nhiệm|cô giáo) ~1 (bảo|kêu|dặn|biểu|nhờ) ~2 (kết bạn|add|vào|vô|gửi|nhắn)",
        (
            "(nhóm lớp|cả lớp|lớp mình|lớp trưởng|bài tập|file|đề cương|tài liệu|bài nhóm|slide|phụ huynh|giáo viên|"
            "thuyết trình|danh sách|số nhà|bảo hiểm) ~40 (gửi|nộp|xem|chia|cô|thầy|nhóm|họp|lấy|với|tập|thẻ)"
        ),
    ),
    idioms=(
        *DENIED,
        "(ngoại|nội|bà|ông|mẹ|má|ba|bố) ~1 (bằng|qua) ~1 (@app)",
        "(cô|mẹ|má|bác sĩ) ~1 (nói chuyện|nhắn|gọi) riêng",
        "kết bạn (@app) với (tau|tao|tui|tớ)",
        "chuyển nhóm ~2 (qua|sang)",
        "không tiện (nói|kể) ra",
        "qua line (bên|kia|này)",
    ),
)
