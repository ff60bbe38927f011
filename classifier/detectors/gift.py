"""Offers gifts, game money or cash, or makes them the price of obeying.

Source: hotline 111 and A05 ("cho tiền, nạp thẻ game, tặng quà"); Disrupting Harm in Viet Nam (2022): money or gifts in
exchange. Families give presents, so alone it weighs little.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, NEWS
from classifier.taxonomy import Signal

_ME = "(anh|a|chú|thầy|admin|ad)"
_GIVE = "(cho|tặng|mua|nạp|bao|chuyển|lo|trả|gửi|ck|chuyển khoản|nạp thẻ|sắm|chu cấp)"

GIFT = Detector(
    name="gift",
    signal=Signal.GIFT,
    confidence=0.35,
    said_by=NOT_CHILD,
    phrases=(
        (
            f"{_ME} ~1 (nạp|nạp thẻ|chuyển khoản|ck|tặng|sắm|cho tiền|trả|chuyển cho) ~4 (cho|em|e|con|cháu|bé|luôn|"
            "free|giùm|hết|liền)"
        ),
        (
            f"{_ME} ~2 (mua|mua cho|cho|tặng|lo) ~1 (con|em|e|cháu|bé|cho)? ~2 (điện thoại|đt|iphone|xe|tai nghe|"
            "đồng hồ|tiền|skin|robux|quà|máy|váy|giày|thẻ|kim cương|acc|học phí|quần áo)"
        ),
        (
            "(thích|ưa|muốn) (skin|gì|chi|nào|món|con|cái|điện thoại|xe|đồ|quà|váy|giày|acc|máy|tai nghe) ~3 (anh|a|"
            "chú|thầy) ~1 (tặng|mua|nạp|cho|bao)"
        ),
        (
            "(nạp|tặng|cho) ~1 (em|e|bé|con|cháu)? ~1 (thẻ|robux|kim cương|quân huy|uc|skin|# kim cương|500 kim "
            "cương) ~2 (cho|nhé|nha|free|làm quen|liền)"
        ),
        "tặng ~1 (em|bé|con|cháu|e) ~3 (kim cương|robux|skin|thẻ|quà|xu|riêng)",
        "(cần|thiếu|hết|nợ) ~2 tiền ~6 (bảo|nói|kêu|để|có|nhắn) ~1 (anh|chú|a|thầy)",
        f"(thiếu|nợ|cần) ~2 tiền ~5 {_ME} (lo|trả|cho|chuyển)",
        f"(để|có) {_ME} ~1 (mua|lo|trả|nạp|bao) ~3 (cho|hết|em|con)",
        "(chỉ cần|miễn|miễn là) ~1 (nghe lời|ngoan|chơi với anh|nghe|gọi|gặp) ~5 (có|cho|tặng|là|thôi)",
        "(nghe lời|ngoan với|chiều) (anh|chú|thầy|admin|a) ~6 (có quà|có thẻ|có tiền|tặng|cho|mua|nạp)",
        "nghe (anh|chú|a) ~2 (thì|là|sẽ) ~3 (quà|tiền|thẻ|tặng|mua|nạp|robux|skin|kim cương|tai nghe|điện thoại|máy)",
        (
            "(ngoan|nghe lời|làm theo) ~4 (thì|là) ~2 (cho|tặng|nạp|có|mua|chuyển|thưởng) ~1 (tiền|thẻ|quà|robux|"
            "quân huy|kim cương|skin|điện thoại|uc|acc)"
        ),
        (
            "(chịu|gặp|gọi|gửi|quay|chụp) ~5 (thì|là|sẽ) ~1 (anh|chú|a|ảnh|ổng|nó)? ~1 (có quà|có tiền|có thẻ|cho "
            "tiền|chuyển tiền|nạp thẻ|nạp|chuyển khoản|trả tiền|tặng skin|tặng quà|tặng thẻ)"
        ),
        (
            "(anh|a|chú|thầy) (cho|đưa|bao|lì xì) ~1 (em|e|con|cháu|bé|cưng) ~1 (#|một trăm|hai trăm|năm trăm|năm "
            "chục|trăm|một triệu|triệu|ít tiền|tiền)"
        ),
        (
            "(muốn|cần|thích) ~1 (robux|skin|thẻ|kim cương|quân huy|điện thoại|tiền|acc|tài khoản|uc) ~3 (phải|nhớ|"
            "chỉ cần) ~2 (nghe lời|nghe|làm theo|ngoan|gửi|gọi|gặp|chiều)"
        ),
        "(cần|thiếu|muốn) ~1 (bao nhiêu|nhiêu|mấy) ~1 (tiền)? ~1 (anh|chú|a) ~1 (gửi|cho|chuyển|ck|lo|nạp)",
        "(anh|a|chú) ~1 bao (em|e|con|bé|cháu) ~3 (ăn|uống|trà sữa|chơi|net|đi|hết|luôn)",
        "(anh|a|chú|thầy|admin) bao (luôn|hết|trọn|tất|cho)",
        "(thích|cần|muốn) thì ~1 (anh|a|chú) ~1 (cho|tặng|mua|bao|nạp) ~1 (hết|luôn|em|con|liền|ngay)",
        "(anh|a|chú) ~1 (đặt|ship|gửi|order) cho (em|e|bé|cưng)",
        "(gửi|cho|nhắn) ~2 (số tài khoản|stk|tài khoản|số tk) ~4 (anh|chú|a|nhận|chuyển)",
        "(trúng thưởng|trúng giải|nhận thưởng|phần thưởng) ~5 (tài khoản|nhận|nhắn|link|bé|em|[link])",
        "(quà|gấu bông|bánh|trà sữa|acc vip|acc) ~6 (anh|chú|a) ~1 (gửi|đặt|mua|tặng) ~1 cho (em|e|bé|con|cháu)",
        "(con nuôi|em nuôi) ~1 (online|mạng) ~5 quà?",
        "(khỏi|không cần|khỏi cần) ~1 (xin|lo) ~1 (mẹ|tiền|má|bố|ba|tiền nong)",
        "(lương cao|cát xê|hợp đồng) ~5 (tặng|váy|mẫu nhí|mẫu)",
        "(hứa|lo) ~2 (mua|cho) ~3 (con|em|cháu|đi du học) ~4 (chú|anh|tin)",
        "(lì xì|quà) ~4 (cất đi|đừng khoe|cất kín|giấu)",
    ),
    reported=(
        "(gửi|chụp|gọi|gặp|quay) ~4 (thì|là|sẽ) ~2 (cho|nạp|chuyển|tặng|trả) ~1 (tiền|thẻ|quà|skin|kim cương|robux)",
        "(@stranger|anh quen) ~4 (nạp thẻ|nạp game|chuyển khoản|mua điện thoại|mua đồ) ~1 cho ~1 (@victim)",
        (
            "(@stranger) ~4 (cho|tặng|chuyển|nạp|gửi|hứa|hứa cho|bao) ~2 (@victim)? ~2 (tiền|quà|thẻ|game|điện thoại|"
            "chuyển khoản|thẻ nạp|đồ đắt)"
        ),
        "(nhận) ~2 (quà|tiền|điện thoại|thẻ) ~1 (của|từ) ~1 (người lạ|người ta|@stranger)",
        "(quà|tiền|thẻ nạp) ~6 (người lạ|không quen|anh kia cho|chú kia cho)",
        (
            "(hứa|bảo|nói|dụ) ~2 (cho|nạp|tặng|chuyển khoản|mua) ~1 (@small|mình)? ~2 (tiền|thẻ|quà|điện thoại|robux|"
            "skin|đồ game)"
        ),
    ),
    quiet=(
        "(bảo hiểm|hết data|quần áo tết|đỗ trường|tốt nghiệp|bác sĩ|bệnh viện)",
        "(người lạ) ~~10 (thì cám ơn|thì cảm ơn|đừng cho địa chỉ|đừng nhận)",
        *ADVICE,
        *NEWS,
        (
            "(voucher|đơn hàng|đơn đầu|khuyến mãi|giảm giá|tặng một|freeship|mua hàng|trắc nghiệm|hôm trước mượn|vay "
            "mua|cho vay)"
        ),
        (
            "(bố|mẹ|ba|má|mạ|ông bà|bà ngoại|ông ngoại|bà nội|ông nội|nội|ngoại|dì|cậu năm|cô út|chị hai|anh hai|chị "
            "ba) ~20 (mua|cho|tặng|lì xì|gửi|nấu|nạp)"
        ),
        (
            "(rửa chén|rửa bát|dọn phòng|học bạ|điểm cao|học bổng|khuyến học|cả lớp|quỹ lớp|giải nhất|thi xong|"
            "thưởng cuối năm|trả góp|thối lại|tiền thừa)"
        ),
    ),
    idioms=(
        *DENIED,
        "(trả lời|trả bài|trả sách|trả vở|trả điểm|trả đề|trả lại|bao quát|bao giờ|bao xa)",
        "(các|mấy|các em|các bạn) (anh|bác|chú)",
        "nghe (thầy|anh|a|chú) ~1 (giảng|nói|kể|tư vấn|chia sẻ|hát|đàn|bình luận)",
        "(bác|anh) mua xe",
    ),
)
