"""Threatens to publish images, for money, more images or obedience.

Source: A05's and hotline 111's warnings on sextortion ("dọa phát tán hình ảnh nhạy cảm để tống tiền"); Disrupting Harm
in Viet Nam (2022); Criminal Code art. 170 (extortion). Told by the victim it counts as much as said by the one who
threatens.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import DENIED, LESSON, NEWS, STORY
from classifier.taxonomy import Signal

_SPREAD = (
    "(đăng|tung|phát tán|up|úp|post|bung|leak|gửi|tag|công khai|rải|bêu|bán|chiếu|share|chia sẻ|lan|bóc phốt|thả|lộ|"
    "bắn|chuyển|"
    "công chiếu|quăng|dán|in|gửi cho)"
)
_PUBLISH = "(đăng|tung|phát tán|up|úp|post|bung|leak|tag|công khai|rải|bêu|bán|chiếu|bóc phốt|thả|lộ|công chiếu|dán)"
# Lewd pictures are also sent to people who never asked for them: that is harassment, and nobody is held by it.
_HAND_ON = "(gửi|chuyển|share|chia sẻ|bắn|quăng|in|lan|gửi cho)"
_OF_SOMEBODY = "([ảnh]|[clip]|[hình]|[video]|ảnh riêng|ảnh riêng tư)"
_HELD = "(@held_image)"
_OR_ELSE = (
    "(không|k|ko|hông|hổng|nếu không|không thì|ko thì|chặn|block|nếu|mà không|còn|dám|quá hạn|thiếu|trễ|trước|liệu|cứ "
    "thử|muốn|đừng trách)"
)

SEXTORTION = Detector(
    name="sextortion",
    signal=Signal.SEXTORTION,
    confidence=0.95,
    phrases=(
        "(dọa|doạ|hăm|đếm ngược|đòi) ~~4 (đăng|tung|phát tán|gửi|up) ~1 (@held_image)",
        "(có|giữ|cầm) ~1 (@held_image) ~1 (của)? (em|con|mày|m|mi|cháu|bạn) ~~5 (bắt|đòi|ép|phải|muốn)",
        "(không|ko|k|hông) ~1 (chuyển khoản|trả|nạp|đưa) ~~8 (nhận được|sẽ thấy|xem) (@held_image)",
        f"{_OR_ELSE} ~~12 {_SPREAD} ~~4 {_HELD}",
        f"{_OR_ELSE} ~~12 {_HELD} ~~6 (lên|tới|đến|cho|khắp|gửi|đăng|tung|sẽ|được|trên|bay|vào)",
        f"{_PUBLISH} ~~3 {_HELD} ~~3 (lên|cho|khắp|tới|đến|vào|trên|ra|nếu|của)",
        f"{_HAND_ON} ~~3 {_OF_SOMEBODY} ~~3 (lên|cho|khắp|tới|đến|vào|trên|ra|nếu|của)",
        (
            f"{_HELD} ~~6 (được gửi|sẽ gửi|gửi đến|gửi tới|lên mạng|lên nhóm|tới tay|cho cả lớp|cho cả họ|cho bố mẹ|"
            "cho ba má|cho mẹ|cho thầy|cho cô|cả trường|công chiếu|danh bạ|bạn bè em|lên trang|lên fb|lên face|lên "
            "group|lên grp|lan|nổi tiếng|ai cũng)"
        ),
        f"(xóa|xoá|gỡ|chuộc|trả lại|mua lại|lấy lại) ~~4 {_HELD}",
        f"(tiền|chuyển khoản|ck|nạp thẻ|nghe lời|trả|thẻ cào|chuyển tiền|đòi|vòi|ép|uy hiếp|tống tiền|bắt) ~~8 {_HELD}",
        (
            f"{_HELD} ~~10 (tiền|chuyển khoản|ck|nạp thẻ|nghe lời|đòi|vòi|ép|uy hiếp|tống tiền|dọa|doạ|chuộc|tùy|"
            "biến mất|xóa|xoá|k thì|không thì|hậu quả)"
        ),
        f"(dọa|doạ|hăm|hăm dọa|đe dọa|đe doạ|uy hiếp|tống tiền|bắt|ép) ~~8 {_HELD}",
        (
            "(tao|t|tau|tụi tao|anh|nó|hắn|bọn tao|tui|người ta|ngta|mình) ~~2 (còn|giữ|vẫn giữ|có|lưu|cầm|đang giữ|"
            f"lấy|cap) ~~2 {_HELD} ~~12"
        ),
        (
            "(@publish) ~~3 (ảnh|hình|clip|video) (của)? (em|e|mày|m|mi|con|cháu|mình|tớ|tui) ~~8 (nếu|không thì|đưa "
            "tiền|đừng trách|nha con)"
        ),
        (
            "(không|ko|k|nếu không|hông) ~~8 (đăng|tung|phát tán|gửi|up|bung) ~~3 (ảnh|hình|clip|video|đoạn chat|tin "
            "nhắn) (của)? (em|mày|m|mi|e|con|này|đó|kia)"
        ),
        "(tống tiền|tống tình) ~~8 (ảnh|hình|clip|video|[ảnh]|[clip]|em|con|cháu|mình|tui|tớ)",
        "(bị|dọa|doạ|nó|hắn|người ta) ~2 (tống tiền|tống tình)",
        (
            "(dọa|doạ|hăm|đe dọa|đe doạ) ~~3 (đăng|tung|phát tán|gửi|up|bung|công khai) ~~2 (ảnh|hình|clip|video|"
            "đoạn chat)"
        ),
        (
            "(không|nỏ|chưa|mà không) ~1 (nạp|trả|đưa|nghe|nghe lời|chịu|chuyển|ck|gặp|gửi|làm theo|đóng) ~~8 (tung|"
            "phát tán|bung|leak|đăng|up|gửi) ~~2 (ảnh|hình|clip|video) ~2 (lên|cho|khắp|tới|ra)"
        ),
        (
            "(chia tay|đòi chia tay|nghỉ chơi|chặn|block) ~~5 (đăng|tung|phát tán|up|bung|leak) ~~1 (ảnh|hình|clip|"
            "video|@held_image)"
        ),
        (
            "(giữ|có|cầm|lưu) ~1 (ảnh|hình|clip|video) ~1 (của)? (em|con|cháu|mình|tui|tớ) ~~4 (đòi|ép|dọa|doạ|hăm|"
            "tống tiền|vòi|uy hiếp) ~1 (tiền|thẻ|thẻ cào|nạp|đăng|tung|gửi|em|con|cháu|mình|tui|tớ)"
        ),
        f"{_HELD} ~~4 (trong tay|trong máy) ~1 (tao|t|tau|anh|tụi tao|người ta)",
        (
            "(hoặc|hay là|hay) ~~1 (cả trường|cả lớp|ba má|bố mẹ|ba mẹ|mẹ|má|bạn bè|mọi người) ~1 (coi|xem|thấy|"
            f"nhận) ~1 {_HELD}"
        ),
        (
            "(cả trường|cả lớp|ba má|bố mẹ|ba mẹ|mẹ|má|gia đình|bạn bè|mọi người|thầy cô) ~1 (em|mày|m|mi|con)? sẽ "
            f"~1 (coi|xem|thấy|nhận được|biết) ~1 {_HELD}"
        ),
        (
            "ghép ~1 (mặt)? ~1 (@victim) ~1 (vào|vô|với) ~1 (ảnh|hình|clip|video|@held_image) ~~6 (đòi|dọa|doạ|hăm|"
            "tống tiền|đăng|tung|bắt|nạp|trả)"
        ),
        f"{_HELD} ~~6 (không hứa|chưa chắc|không chắc|không đảm bảo) ~~4 (giữ|yên|an toàn|cho riêng)",
        "(ghép|ghép mặt) ~~3 (vào|vô|với) ~~1 (@held_image) ~~6",
    ),
    quiet=(
        *NEWS,
        *LESSON,
        *STORY,
        "(phim|truyện|kịch) ~2 (nhân vật|tập cuối|tập này)",
        "nhân vật ~2 bị",
        "bị ~~4 thì đừng ~1 (chuyển tiền|trả tiền|sợ|làm theo)",
        "thì ~2 (lưu bằng chứng|chụp lại|báo công an|gọi 111|gọi công an)",
        (
            "(album|bị trùng|[ảnh] trùng|bị mờ|đi biển|dã ngoại|cắm trại|văn nghệ|khai giảng|bế giảng|rửa ảnh|tiền "
            "rửa|tiền in|in ảnh|phó nháy|tiệm ảnh|biên lai|hóa đơn|hoá đơn|ảnh dìm|hình dìm|ảnh thẻ|bài làm|sản phẩm)"
        ),
        "công an ~2 (bắt|triệt phá|vừa bắt) ~~3 (nhóm|đối tượng|kẻ|đường dây)",
        "(không|đừng|chớ) ~1 (gửi|chuyển tiếp|đăng) ~~3 (ảnh|hình) ~~4 (người lạ|kể cả|báo)",
        "(phạm luật|vi phạm pháp luật|là phạm pháp|trái luật)",
        (
            "(nếu|khi|lỡ) ~~2 (ai|có ai|có người|người lạ|kẻ xấu|bạn nào|thấy ai) ~~16 (hãy|đừng|không nên|báo ngay|"
            "gọi ngay|gọi 111|nói với|kể với|lưu bằng chứng)"
        ),
        "(cảnh báo|chiêu trò|thủ đoạn|tuyên truyền|chuyên đề|tình huống|các em|phụ huynh cần|phòng tránh)",
        "([ảnh]|ảnh|hình) ~~4 (kỷ yếu|kỉ yếu|tập thể|cả lớp đi chơi|phong cảnh)",
        (
            "(xem|mua|bán|full|link|kho|web|phim) ~~3 ([clip nóng]|[ảnh nhạy cảm]) ~~8 ([link]|tại|người mẫu|ca sĩ|"
            "nè|nhé|inbox)?"
        ),
    ),
    idioms=DENIED,
)
