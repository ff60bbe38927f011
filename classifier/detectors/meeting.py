"""Arranges to meet the child.

Source: hotline 111 and A05 ("rủ gặp riêng, đón ở cổng trường, đi một mình"); Decree 56/2017 on children at risk.
Classmates meet every day, so a plain appointment is a detector of its own whose weight only counts beside other
signals.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON, NEWS, STORY, SURPRISE
from classifier.taxonomy import Signal

_ME = "(anh|a|chú|bác|thầy)"
_MEET = "(gặp|gặp nhau|gặp mặt|gặp anh|gặp chú|ra gặp|đi chơi|đi cà phê|đi cafe|qua|ra|tới|đến)"

MEETING = Detector(
    name="meeting",
    signal=Signal.MEETING,
    confidence=0.65,
    said_by=NOT_CHILD,
    phrases=(
        "(anh|a|chú|bác|thầy|ông) ~1 (thuê|đặt) phòng",
        "(lẻn|lén|trốn) ~2 ra ~2 (anh|a|chú|bác|thầy)",
        (
            "(nhà em|nhà con|ba mạ|bố mẹ|ba má|ba mẹ|mẹ|má|cả nhà) ~~3 (có ai không|đi vắng|đi công tác|vắng nhà|đi "
            "làm|đi hết|ngủ rồi|ngủ hết|về quê) ~~5 (anh|a|chú|bác|thầy) ~1 (ghé|tới|qua|đến|sang|vô)"
        ),
        "(có|còn|chỉ) mình (em|con|bé|cháu|mi) ~1 ở nhà ~~4 (anh|a|chú|bác|thầy|dượng) ~1 (ghé|qua|tới|đến|sang|vô)",
        "(xuống|ra|dậy) ~1 mở cửa ~1 cho (anh|a|chú|thầy)",
        f"(cúp tiết|cúp học|trốn tiết|trốn học|nghỉ học|bỏ tiết) ~~4 (gặp|đi với|đi chơi với|qua với|ra với) ~1 {_ME}",
        (
            "(đợi|chờ|gặp|hẹn|ra|qua) ~1 (anh|a|chị|chú|cô|bác|thầy|tớ|mình) ~~6 (đừng|không được|khỏi|giấu) ~1 (nói|"
            "cho|kể|để|báo) ~2 (@parents|ai)"
        ),
        "(trốn nhà|trốn mẹ|trốn ba má|trốn bố mẹ) ~1 (ra|đi) ~1 (gặp|chơi|với)",
        "lên xe ~1 (anh|chú|a|thầy) ~1 (chở|đưa|đèo|lai)",
        "(tan học|tan trường) ~3 (đừng về|đừng về vội|khoan về) ~~3 (anh|chú|a|thầy|bác) ~1 (đón|chở|rước)",
        (
            "(gặp|gặp nhau|ra gặp|hẹn|qua|tới|đến|ra) ~~8 (đi một mình|đi 1 mình|một mình thôi|1 mình thôi|một mình "
            "nha|một mình nhé|một mình nghen|đi mình em)"
        ),
        (
            "(gặp|gặp nhau|ra|qua|đi|tới|đến|đi với) ~~3 (nhà nghỉ|khách sạn|nhà trống|nhà anh|nhà chú|nhà thầy|"
            "phòng anh|phòng chú|phòng trọ anh|phòng trọ của anh) ~4 (nha|nhé|nghen|đi|chơi|nói chuyện|một mình|với "
            "anh|với chú|nghe|học|coi|xem|lấy|em|con|bé|thôi|cho)"
        ),
        (
            f"{_ME} ~3 (đón|chở|rước|qua đón|qua chở|tới đón|tới rước|đến đón) ~2 (em|e|bé|con|cháu)? ~~6 (đừng|khỏi|"
            "một mình|riêng|kín|giấu)"
        ),
        f"(đừng|khỏi) ~1 (về|đi về) ~~4 {_ME} ~1 (đón|chở|rước|qua)",
        (
            f"{_ME} ~1 (đứng|chờ|đợi|ở) ~2 (ngoài cổng|trước cổng|cổng trường|đầu hẻm|đầu ngõ|ngoài ngõ|gần trường) "
            "~~6 (ra|nhanh|lẹ|kẻo|nha|nhé|rồi|r)"
        ),
        f"(ra|qua|tới|xuống) ~2 (đầu hẻm|đầu ngõ|cổng sau|cuối hẻm|bãi xe|công viên|quán|bờ hồ|chỗ vắng) ~~4 {_ME}",
        (
            "(trốn|nói dối|xin mẹ|nói với mẹ|nói với má|nói với bố|nói với ba|nói mẹ|bảo mẹ|nói má) ~~5 (gặp|ra gặp|"
            f"đi chơi|đi với|ra|qua) ~2 {_ME}"
        ),
        "(ra gặp|gặp) mình ~2 (một mình|nha|nhé|kín)",
        (
            "(không|khỏi|đừng|không cần|khỏi cần) ~2 (dẫn ai|dắt ai|rủ ai|đi cùng người lớn|đi cùng ai|đi với ai|dẫn "
            "ai theo|đi cùng ba mẹ|đi cùng bố mẹ)"
        ),
        "(gặp|hẹn|thử vai|chụp hình|học) riêng ~~6 (khỏi|không|chỉ có|hai|một mình|mình em|nhà)",
        (
            "(gặp|hẹn|đi|ra|qua|tới|học) ~~6 (chỉ có|chỉ) ~1 (mình em|mình con|mình bé|hai đứa|hai anh em|hai chú "
            "cháu|hai thầy trò) ~2 thôi"
        ),
        "(chỉ có|chỉ) ~1 (hai đứa|hai anh em|hai chú cháu|hai thầy trò|mình em) ~2 (gặp|đi chơi|đi riêng|ở lại)",
        f"(tối|tối nay|toi nay|khuya|đêm) ~2 (ra|ra gặp|gặp|qua) ~1 {_ME} ~2 (tí|xíu|một lát|chút|nha|nhé|thôi|đi)",
        f"(ra|đi) (quán|công viên|hồ|biển|chơi) ~2 (với|cùng) {_ME}",
        f"(qua|đến|tới) (chỗ|nhà|phòng|phòng trọ) {_ME} ~~5 (lấy|học|chơi|coi|xem|ngủ|một mình)",
        "(không|hông|ko) ra gặp (thì|là)",
        (
            f"{_ME} ~1 (chạy xe|chạy|ghé|qua|đi xe) ~1 (tới|đến|qua|lên)? ~1 (đầu ngõ|đầu hẻm|cổng|cổng sau|trước nhà) "
            "~~3 (ra|xuống)"
        ),
    ),
    bare=(
        "len xe (anh|chu|a|thay) cho (ve|di|qua|toi)",
        (
            "cho (anh|chi|chu|a|thay) o (dau|cuoi|ngoai|truoc|sau|gan) (duong|hem|ngo|cong|truong|quan) ~~3 "
            "(dung|mot minh|nha|nhe)"
        ),
        "(anh|a|chu|thay) ~1 (dung cho|dung doi|cho em|cho con|cho be|doi) ~3 (cong|hem|ngo|ngoai|quan|cau|truong)",
    ),
    reported=(
        "(người đàn ông|đàn ông lạ|ông lạ|anh lạ|chú lạ) ~1 (rủ|dụ|kéo|kêu|gọi) ~2 (lên xe|đi chơi|đi biển|về nhà)",
        "(người đàn ông|đàn ông lạ|ông lạ) ~3 (hẹn|đón|rủ|chờ|đứng chờ)",
        "hẹn ~1 (gặp)? ~2 (người quen trên mạng|người quen qua mạng|người lạ|quen trên mạng)",
        (
            "(@stranger|ông hàng xóm|dượng|thầy dạy kèm) ~~8 (bảo|kêu|rủ|gọi|biểu) ~1 (em|con|cháu) ~1 (qua|sang|tới|"
            "đến) nhà (ổng|ông ấy|chú ấy|thầy|anh ấy|chú)"
        ),
        (
            "(@stranger|ông hàng xóm|dượng|thầy dạy kèm) ~4 (bảo|kêu|rủ|gọi|biểu) ~1 (em|con|cháu) ~1 (qua|sang|tới|"
            "đến) nhà ~2 (lúc không|khi không|một mình|lúc vắng|ban đêm|buổi tối|lúc khuya)"
        ),
        (
            "(đi gặp|ra gặp|gặp) ~1 (anh|chú|người|một anh|ông) quen ~1 (qua|trên) ~1 (mạng|game|tiktok|facebook|"
            "zalo|discord)"
        ),
        (
            "(@stranger) ~3 (hẹn|rủ|đòi|bắt|kêu|bảo|dụ|ép) ~2 (@victim)? ~2 (đi|ra|gặp|lên xe|gặp riêng|tới|trốn|đi "
            "chơi|đi ăn|về nhà)"
        ),
        (
            "(hẹn|đòi|rủ|kêu) ~2 (@victim)? ~2 (gặp riêng|ra gặp|gặp mặt|đi chơi xa|đi biển|ra quán|trốn tiết|đi với "
            "người lạ)"
        ),
        "(thầy|chú|anh) ~2 (bảo|kêu|bắt|biểu) ~2 ở lại ~3 (một mình|riêng)",
        "(admin|@stranger) ~1 (rủ|hẹn|đòi) ~4 gặp riêng",
        "(@stranger) ~6 (rủ|hẹn) ~1 (đi ăn|đi chơi|đi xem|đi cà phê|gặp riêng|ra ngoài)",
        "(trốn|lén) ~2 đi ~1 (gặp|chơi) ~2 (@stranger)",
        "(đi chơi|đi|gặp) ~1 (với|vs) ~1 (người lạ|người quen trên mạng|người trên mạng)",
        "(@stranger) ~3 (đón|chở|rước|đứng chờ|đợi|chờ) ~1 (@victim)",
        "hẹn gặp ~3 (không cho|đừng cho|giấu) ~2 (mẹ|bố|ba|má|ai)",
        (
            "(rủ|hẹn|đòi|bắt|ép|dụ|gạ) ~1 (@small|mình|tớ|tui|con tôi) ~2 (phải)? (ra gặp|gặp riêng|gặp mặt|đi chơi "
            "riêng|ra quán|đi khách sạn|đi nhà nghỉ|gặp)"
        ),
        (
            "(người lạ|chú lạ|anh lạ|quen qua mạng|quen trên mạng|bạn trên mạng|anh trên mạng) ~~6 (rủ|hẹn|đòi) ~3 "
            "(gặp|đi|ra|qua)"
        ),
        "(chờ|đợi|đứng) ~2 (trước|ngoài|ở) ~1 (cổng trường|cổng|nhà|hẻm) ~3 (chờ|đợi|để|đòi) ~1 (@small)",
    ),
    quiet=(
        "(nhặt rác|má dẫn|mẹ dẫn|ba dẫn)",
        *ADVICE,
        *LESSON,
        *NEWS,
        *STORY,
        "(các em|các con|tụi em|lớp mình|cả đội|cả nhà|nhà mình|gia đình mình|khối mình|cả xóm|nhóm lớp)",
        "(shipper|giao hàng|đơn hàng|tài xế|xe đưa đón|bác sĩ|phòng khám|bệnh viện|nha sĩ|tái khám|chích ngừa|tiêm)",
        "(du lịch|nghỉ mát|tham quan|gần biển|tiệc cưới|đám cưới|hội nghị|lễ tân|buffet|đặt phòng gần)",
        "(lời hát|bài hát|câu hát|ca khúc|điệp khúc)",
        (
            "(thư viện|cả lớp|cả đám|cả nhóm|nhóm mình|tập văn nghệ|tập kịch|họp|phụ huynh|hội trường|phòng tham vấn|"
            "phòng hiệu trưởng|phòng y tế|xe buýt)"
        ),
        (
            "(bố|mẹ|ba|má|mạ|ông ngoại|bà ngoại|ông nội|bà nội|chị hai|anh hai|nội|ngoại|cậu|dì) ~2 (đón|chở|rước|"
            "chờ|đợi|đứng)"
        ),
    ),
    idioms=(
        "thích (người ta|nó|bạn ấy) thì (rủ|hẹn)",
        *DENIED,
        "(đừng|chớ|không nên|không được|hạn chế) ~1 (đi|ra|về) ~1 (một mình|1 mình)",
        "rủ ~2 (đi)? (đánh|leo|cày|kéo|vô|vào) (xếp hạng|rank|trận|game|ván|đội|clan)",
        "(họ hàng|bọn họ|bị bắt đi)",
        "thầy ơi",
        "(thăm|chúc tết) ~1 (nhà)? ~1 thầy",
    ),
)

MEETING_PLAIN = Detector(
    name="meeting_plain",
    signal=Signal.MEETING,
    confidence=0.15,
    said_by=NOT_CHILD,
    phrases=(
        (
            "(mai|tối|chiều|sáng|cuối tuần|chủ nhật|thứ bảy|thứ 7|t7|cn|hôm nào|bữa nào|khi mô|lúc nào|hè này|tan "
            f"học) ~4 {_MEET} ~2 (anh|chú|a|nhau|mặt)"
        ),
        f"{_ME} ~1 (qua|đến|tới) ~1 (đón|chở|rước) ~3",
        "(gặp nhau|gặp mặt|gặp anh|gặp chú) ~3 (nha|nhé|nghen|đi|không|hông|được không)",
        "gặp ngoài đời ~2 (lần|đi|nha|nhé|em|nghen|không)",
    ),
    quiet=(
        *ADVICE,
        *SURPRISE,
        "(căn tin|căng tin|sân bóng|sân trường|sân sau|nhà thi đấu|ra chơi|đội mình|idol|thần tượng)",
        "(cả nhóm|cả lớp|nhóm mình|thư viện|thuyết trình|nhặt rác|học nhóm|họp|má dẫn|mẹ dẫn|ba dẫn)",
    ),
)
