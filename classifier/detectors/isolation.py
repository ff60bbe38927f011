"""Sets the child against family and friends ("only I understand you"), or keeps the child where nobody else is.

Source: Save the Children, *Netsmart* handbook (isolation from those who would notice); Disrupting Harm in Viet Nam
(2022).
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, NEWS, STORY
from classifier.taxonomy import Signal

_ME = "(anh|a|chú|thầy|bác|ông|dượng|tớ|mình)"

ISOLATION = Detector(
    name="isolation",
    signal=Signal.ISOLATION,
    confidence=0.5,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(@parents|bạn bè|thầy cô|bạn thân|ai|không ai|hk ai) ~4 (thương|hiểu|quan tâm|bênh|lo|tin|quý) ~2 "
            f"(@small|mi) ~2 (bằng|ngoài|như) {_ME}"
        ),
        (
            f"(chỉ|chỉ có|chỉ còn|có mỗi|mỗi) ~1 {_ME} ~2 (hiểu|thương|bênh|tin|nghe|quan tâm|chịu nghe|lo cho|thật "
            "lòng|là thật lòng) ~1 (@small|em nói|con nói)"
        ),
        f"(cần gì|cần chi|khỏi cần) ~1 (bạn bè|bạn|bố mẹ|ba má|gia đình|ai) ~3 (có|đã có) {_ME}",
        f"có {_ME} (là|thì) đủ",
        (
            "(@parents|thầy cô|bạn bè) ~3 (không|hông|chẳng|chả|có|nỏ) ~2 (thương|hiểu|quan tâm|thèm|lo) ~3 (@small) "
            f"~1 (đâu|mô|nữa)? ~2 (có|chỉ|bằng) ~1 {_ME}"
        ),
        (
            "(không|đừng|hông|cấm) ~2 (thích|cho|muốn) (em|e|con|bé) ~1 (nói chuyện|nc|chơi|nhắn|đi) ~2 (với|vs) ~1 "
            "(ai|đứa|bạn|người)"
        ),
        "(mấy đứa|tụi|bọn|đứa|lũ) ~1 bạn ~4 (nghỉ chơi|bỏ đi|đừng chơi|xấu lắm|giả dối)",
        (
            "(block|chặn|hủy kết bạn|nghỉ chơi|tránh xa|bỏ) ~2 (thằng|con|mấy đứa|đứa|bạn|nó|hết) ~3 (anh|chú|a) ~1 "
            "(không|hông|ko) ~1 (thích|muốn|cho)"
        ),
        (
            "(bạn thân|bạn bè|tụi nó|mấy đứa|nó) (@small)? ~2 (ghen tị|ganh tị|nói xấu|lợi dụng|ghen) ~6 (em|e|con|"
            "tin anh|tin a|cản)"
        ),
        f"(nghe|tin) ~1 {_ME} ~~1 (đừng|chứ đừng|hơn|thôi) ~2 (nghe|tin|bố mẹ|ba má|ai|bạn|họ)?",
        f"(dành|để dành) ~1 (thời gian|tg) cho {_ME} thôi",
        "(bỏ nhà|dọn ra|trốn nhà|bỏ đi) ~3 (với|về với|sang ở với|ở với) (anh|chú|a|thầy)",
        (
            "(@parents|thầy cô|bạn bè|họ|người ta) ~1 (có|đâu có|không|chẳng|chả|nỏ) ~1 (hiểu|thương|quan tâm|lo|"
            "tốt) ~1 (chi|gì)? (@small|mi) ~1 (đâu|mô|bằng)"
        ),
        "(họ|người ta|ba má|bố mẹ|ba mẹ) (đâu có|có) ~1 (thương|hiểu|quan tâm|cần) ~1 (em|con|cháu|bé|mi)",
        f"chỉ cần ~1 (tin|nghe|có|nghe lời) {_ME} ~1 (là đủ|đủ|thôi)",
        f"(@small) ~1 (không|khỏi|đâu|chẳng) cần ~1 ai ~1 (ngoài|khi đã có|chỉ cần) ~1 {_ME}",
        (
            f"ngoài {_ME} ra ~2 (không ai|chẳng ai|chả ai|đâu ai|ai thương|ai hiểu|ai tốt|nỏ ai|đâu có ai|hổng ai|có "
            "ai tốt)"
        ),
        (
            "đừng ~1 (nghe|tin|chơi với|chơi|giao du với) ~1 (mấy đứa bạn|tụi bạn|đám bạn|bọn bạn|lũ bạn|bạn bè|bạn "
            "em|bố mẹ|ba má|ba mẹ|cô giáo|chúng bạn|bạn thân)"
        ),
        f"chỉ ~1 (kể|nói|tâm sự|tin|cần) ~1 (với|vs|cho)? {_ME} ~1 thôi",
        "đừng ~1 (tâm sự|chia sẻ|dựa vào) ~1 (với|vs|vào)? (@parents|@anyone|cô|tụi bạn|mấy đứa)",
        (
            "(thầy cô|cô giáo|cô chủ nhiệm|bạn bè|bạn thân|tụi bạn|mấy đứa bạn) (em|con|cháu|bé) ~3 (giả tạo|giả dối|"
            "không tốt|xấu tính|lợi dụng|ghét em|ghét con|hai mặt|xấu hết)"
        ),
        f"(em|con|bé|cháu) chọn {_ME} hay ~1 (bạn|bạn bè|bố mẹ|ba má|gia đình|tụi nó|mấy đứa)",
        (
            "(chơi|đi chơi|nói chuyện|nhắn) ~1 (với|vs) ~2 (thì|là) ~1 (đừng|khỏi|nghỉ) ~1 (nói chuyện|nhắn|gặp|chơi|"
            "nhìn mặt) ~1 (với|vs)? (anh|chú|a)"
        ),
        "(chỉ có|có|chỉ) (anh|chú|a|thầy) (hiểu|thương|lo|bênh) ~1 (em|con|cháu|bé|mi)? thôi",
        "(ở nhà|nhà em|cả nhà) ~2 ai cũng ~1 (ghét|la|mắng|bỏ mặc|khinh) ~1 (em|con|cháu)",
        "ai ~1 thương (em|mi|con|cháu) ~1 (đâu|mô)",
        "(mọi người|tụi nó|họ|người ta) đều ~1 (giả dối|giả tạo|lợi dụng|xấu xa)",
        (
            "(người khác|người ta|mọi người) ~1 không ~2 (quý|thương|hiểu|trân trọng) (em|con|bé|cháu) ~~3 (anh|chú|"
            "a|thầy)"
        ),
        "(người lớn|bố mẹ|ba má|ba mẹ|thầy cô) ~2 chỉ biết ~1 (cấm|la|mắng|chửi|áp đặt)",
        "(trên đời|đời này|thế giới) ~3 (chỉ|mỗi|không ai) ~3 (anh|chú|em|con)",
        "(ở nhà|nhà em|cả nhà) ~1 ai ~2 (mắng|la|ghét|bỏ mặc) ~3 (em|con)",
    ),
    reported=(
        "(@stranger|thầy|thầy dạy kèm|dượng|chú|bác|gia sư) ~2 giữ (em|con|cháu|mình|tui) ~1 lại ~2 (một mình|riêng)",
        (
            "(@stranger|dượng|chú|bác|ông hàng xóm|anh họ|cậu) ~2 (vô|vào|qua|sang) phòng (em|con|cháu|mình|tui) ~2 "
            "(lúc|khi|ban đêm|nửa đêm|đêm|hoài)"
        ),
        (
            "(@stranger) ~3 (bắt|bảo|nói|cấm) ~2 (@victim)? ~2 (chặn|block|nghỉ chơi|đừng chơi|không ai thương|bố mẹ "
            "ghét|ghét)"
        ),
        (
            "(@stranger|ảnh|hắn|bạn trai|người yêu) ~1 (không cho|cấm|bắt|đòi|bảo|nói|kêu|biểu) ~1 (@victim)? ~1 "
            "(phải)? ~1 (chơi với|gặp|nói chuyện với|liên lạc với|bỏ|bỏ hết|cắt|nghỉ chơi|xa lánh) ~1 (bạn|bạn bè|"
            "gia đình|ba mẹ|bố mẹ|bạn thân|với bạn|với nhỏ|tụi bạn)"
        ),
        "(bắt|ép|cấm) (em|con|cháu|mình|tui|tớ) ~1 (bỏ hết bạn|nghỉ chơi|cắt đứt|xa lánh)",
        (
            "(@stranger|ảnh|chú|anh|hắn) ~1 (nói|bảo|kêu|biểu) ~1 (@parents|bạn bè|tụi bạn) (em|con|cháu|mình|tui)? "
            "~2 (xấu|xấu hết|xấu lắm|không thương|không hiểu|ghét|giả dối|lợi dụng|không tốt|không cần)"
        ),
    ),
    quiet=(
        *ADVICE,
        *STORY,
        *NEWS,
        "(trận này|trận kia|trận sau|ván này|ván sau|ván kia)",
        "(lời hát|bài hát|câu hát|ca khúc|điệp khúc)",
        "(đua xe|hút thuốc|đánh nhau|cờ bạc|lêu lổng|thuốc lá|rủ rê|xúi|xì ke|nhậu nhẹt|nghiện)",
    ),
    idioms=DENIED,
)
