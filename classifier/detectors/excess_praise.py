"""Praises the child out of all measure: special, grown-up, unlike any other.

Source: Save the Children, *Netsmart* handbook (flattery that makes the child feel chosen). Praise is what good
teachers do too, so alone it weighs least of all.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, STORY
from classifier.taxonomy import Signal

_ME = "(anh|a|chú|thầy|bác)"

EXCESS_PRAISE = Detector(
    name="excess_praise",
    signal=Signal.EXCESS_PRAISE,
    confidence=0.25,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(@small|mi) ~1 (đặc biệt|khác biệt|khác|chín chắn|trưởng thành|hơn hẳn) ~1 (hơn|với|lắm|mấy đứa|so với|"
            "nhất) ~4 (bạn|khác|tuổi|các|mấy đứa|tất cả|nói chuyện|người lớn)"
        ),
        f"(chưa|không|hông|chẳng) ai ~1 (hiểu|thương|làm|khiến) {_ME} ~2 (như|bằng) (@small)",
        "(@small|mi) ~~3 (nói chuyện|suy nghĩ|chín chắn|ăn nói) ~3 (như|giống) người lớn",
        "(@small|mi) ~1 (chín chắn|chững chạc|trưởng thành|già dặn|người lớn) ~1 hơn ~2 (tuổi|bạn|lứa|đứa)",
        f"(@small) là ~3 (đặc biệt nhất|quan trọng nhất|duy nhất|số một|số 1|tất cả) ~3 {_ME}",
        (
            "(@small) ~1 (đẹp|xinh|dễ thương|cute) ~1 (như|giống|y như|hơn) ~1 (thiên thần|người mẫu|diễn viên|hoa "
            "hậu|idol|búp bê|minh tinh)"
        ),
        (
            "(nhìn|trông|ngó) ~1 (em|e|bé|con|cháu) ~1 (giống|như|y) ~1 (người mẫu|diễn viên|ca sĩ|idol|hoa hậu|"
            "thiên thần)"
        ),
        (
            "(không|chẳng|chả) ai ~1 (dễ thương|xinh|đẹp|ngoan|hiểu chuyện|đặc biệt|tốt) ~1 (bằng|như|hơn) (em|bé|"
            "con|cháu|cưng)"
        ),
        "(gặp|quen|có) ~1 (em|bé|con) ~1 là ~1 (định mệnh|duyên|duyên số|may mắn nhất|điều tuyệt vời)",
        f"{_ME} ~1 (chưa|chưa từng) ~1 (gặp|thấy) ~2 ai ~3 (như|bằng|giỏi) ~1 (@small)?",
        f"(như|giỏi như|xinh như) (con|em|bé|cháu) ~1 {_ME} chưa ~1 gặp",
        "(mới|chưa) ~1 gặp ~4 (như|bằng) (em|con|bé|cháu)",
        "(cục vàng|công chúa|thiên thần|bé cưng|báu vật|tiểu thư|vợ bé|vợ tương lai|vợ nhỏ) ~1 (của)? (anh|chú|a|thầy)",
        "(hông|không|chẳng|chả) ai bằng (em|bé|con|cháu)",
        "(anh|a|chú|thầy) ~2 (quý|thương|mê|nhớ|thích|yêu) (em|e|bé|con|cháu) (nhất|lắm|quá|nhiều|muốn)",
        "(anh|a|chú|thầy) mê ~1 (giọng|mắt|nụ cười|mặt|tóc) ~1 (em|e|bé|con|cháu)",
        f"{_ME} ~1 (chỉ)? tin ~1 (mỗi|mình) (em|e|bé|con)",
        "(xinh|đẹp|dễ thương|cute) ~2 (thế này|vầy|như em|quá) ~5 (diễn viên|người mẫu|phí|hiếm|anh mê|chú mê)",
        "hiếm ai ~3 như (em|bé|con|cháu)",
        (
            "(em|e|bé|con|cháu) ~3 (tố chất|gương mặt|thần thái) ~3 (ngôi sao|sáng|lên hình|người mẫu|diễn viên|nổi "
            "tiếng)"
        ),
        "(gương mặt|thần thái) ~~2 (lên hình|đậu vòng|làm mẫu|casting)",
        "(anh|chú|a) phục sát đất",
        "(duyên số|định mệnh|sinh ra là) ~3 (hợp nhau|dành cho|gặp nhau|mình gặp|gặp anh|gặp em|của anh|của chú)",
        "(ngày nào|một ngày) ~1 (không|k|ko|hông) ~1 (nói chuyện|nc|nhắn|gặp) ~2 (em|e|bé|con|cháu)",
        "(ngoan|xinh|giỏi) nhất ~1 (trên đời|thế gian|quả đất) ~5",
        "(nói chuyện|nc) (với|vs) (em|e|bé|con) ~2 (hết mệt|vui|không chán|hoài không chán)",
        "(thiên tài|phục sát đất) ~2 (anh|chú)",
        "(em|bé|con) (vẽ|hát|múa|chơi) ~2 hơn ~1 (cả)? (họa sĩ|hoạ sĩ|ca sĩ|diễn viên|người mẫu|thần tượng)",
    ),
    reported=(
        "(a đó|anh đó|chú đó|anh kia|chú kia|anh ấy|chú ấy|anh lớn) ~1 khen ~1 (quá trời|suốt|hoài|miết)",
        "(@stranger) ~2 (khen|nói) ~1 (@victim) ~2 (suốt|hoài|đặc biệt|quá trời|xinh|miết|đẹp)",
        "(@stranger) ~1 khen (em|con|cháu|mình|tui|bé) ~2 (quá trời|suốt|hoài)",
        (
            "(@stranger|ảnh|hắn|người lớn) ~3 (nói|bảo|khen|kêu|gọi) ~1 (@victim|cháu nhà tôi) ~1 (là)? ~1 (đặc biệt|"
            "xinh|khác biệt|giống người lớn|chững chạc|vợ bé|vợ nhỏ|công chúa|người mẫu)"
        ),
    ),
    quiet=(*ADVICE, *STORY, "(làm sai|quậy phá|lười biếng|lì lợm|chúc mừng sinh nhật|thần tượng)"),
    idioms=(*DENIED, "(trẻ con|trẻ em|con nít|bọn trẻ)"),
)
