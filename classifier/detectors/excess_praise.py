"""Praises the child out of all measure: special, grown-up, unlike any other.

Source: Save the Children, *Netsmart* handbook (flattery that makes the child feel chosen). Praise is what good
teachers do too, so alone it weighs least of all.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE
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
        "(nói chuyện|suy nghĩ|chín chắn) ~3 như người lớn",
        f"{_ME} ~1 (chưa|chưa từng) ~1 (gặp|thấy) ~2 ai ~3 (như|bằng|giỏi) ~1 (@small)?",
        f"(như|giỏi như|xinh như) (con|em|bé|cháu) ~1 {_ME} chưa ~1 gặp",
        "(mới|chưa) ~1 gặp ~4 (như|bằng) (em|con|bé|cháu)",
        "(cục vàng|công chúa|thiên thần|bé cưng|báu vật|tiểu thư|vợ bé|vợ tương lai|vợ nhỏ) ~1 (của)? (anh|chú|a|thầy)",
        "(hông|không|chẳng|chả) ai bằng (em|bé|con|cháu)",
        f"{_ME} ~2 (quý|thương|mê|nhớ|thích|yêu) (em|e|bé|con|cháu) (nhất|lắm|quá|nhiều|muốn)",
        f"{_ME} ~1 (chỉ)? tin ~1 (mỗi|mình) (em|e|bé|con)",
        "(xinh|đẹp|dễ thương|cute) ~2 (thế này|vầy|như em|quá) ~5 (diễn viên|người mẫu|phí|hiếm|mê)",
        "hiếm ai ~3 như (em|bé|con|cháu)",
        "(tố chất|gương mặt|thần thái) ~3 (ngôi sao|sáng|lên hình|người mẫu|diễn viên|nổi tiếng)",
        "(duyên số|định mệnh|sinh ra là) ~6 (hợp|dành|mình|nhau)",
        "(ngày nào|một ngày) ~1 (không|k|ko|hông) ~1 (nói chuyện|nc|nhắn|gặp) ~4 (anh|a|chú|buồn|nhớ)",
        "(ngoan|xinh|giỏi) nhất ~1 (trên đời|thế gian|quả đất) ~5",
        "(nói chuyện|nc) (với|vs) (em|e|bé|con) ~2 (hết mệt|vui|không chán|hoài không chán)",
        "(thiên tài|phục sát đất) ~2 (anh|chú)",
        "(em|bé|con) (vẽ|hát|múa|chơi) ~2 hơn ~1 (cả)? (họa sĩ|hoạ sĩ|ca sĩ|diễn viên|người mẫu|thần tượng)",
    ),
    reported=(
        "(@stranger) ~2 (khen|nói) ~1 (@victim) ~2 (suốt|hoài|đặc biệt|quá trời|xinh|miết|đẹp)",
        "(@stranger) ~1 khen ~1 (quá trời|suốt|hoài)",
    ),
    quiet=ADVICE,
)
