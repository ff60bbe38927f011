"""Sets the child against family and friends: "only I understand you".

Source: Save the Children, *Netsmart* handbook (isolation from those who would notice); Disrupting Harm in Viet Nam
(2022).
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, STORY
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
            f"(chỉ|chỉ có|chỉ còn|có mỗi|mỗi) ~1 {_ME} ~2 (hiểu|thương|bênh|tin|nghe|quan tâm|chịu nghe|lo cho|là|"
            "thật lòng) ~1 (@small|em nói|con nói)"
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
        "(trên đời|đời này|thế giới) ~3 (chỉ|mỗi|không ai) ~3 (anh|chú|em|con)",
        "(ở nhà|nhà em|cả nhà) ~1 ai ~2 (mắng|la|ghét|bỏ mặc) ~3 (em|con)",
    ),
    reported=(
        (
            "(@stranger) ~3 (bắt|bảo|nói|cấm) ~2 (@victim)? ~2 (chặn|block|nghỉ chơi|đừng chơi|không ai thương|bố mẹ "
            "ghét|ghét)"
        ),
    ),
    quiet=(*ADVICE, *STORY),
)
