"""Threatens violence, or takes money by threat.

Source: Decree 80/2017 on a safe, violence-free school environment; Circular 18/2025/TT-BGDĐT; hotline 111. "Killing"
in a game or a match is no threat; neither is "mẹ đánh đòn" from a mother about homework.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import ADVICE, DENIED, NEWS, PLAY, STORY
from classifier.taxonomy import Signal

_HIT = (
    "(đánh|đập|oánh|uýnh|tẩn|dần|đấm|tát|vả|xử|xử đẹp|chém|đâm|giết|bem|phang|cạo đầu|lột|xiên|táng|bụp|dợt|chặn "
    "đường|chặn đầu|"
    "cho ăn đòn|cho một trận|lấy mạng|hội đồng|đục|nện|vặn cổ|bóp cổ|xé xác|cắt lưỡi|bẻ răng|bẻ tay|bẻ giò|bẻ chân|"
    "đốt nhà|đốt xe|rạch)"
)
_YOU = "(mày|m|mi|mầy|mậy|tụi mày|bọn mày|tụi bây|bây|nó|hắn|thằng|con|cả nhà mày|cho)"
_ME = (
    "(tao|t|tau|bố|bố mày|bọn tao|tụi tao|tụi tui|tụi hắn|anh tao|chúng tao|ông|bọn nó|tụi nó|anh em tao|bầy tau|bầy "
    "hắn)"
)

_BULLIES = (
    "(nó|hắn|tụi nó|bọn nó|chúng nó|tụi hắn|bọn hắn|bầy hắn|bay hắn|các bạn|mấy bạn|mấy đứa|bạn ấy|bạn kia|mấy anh|"
    "mấy chị|anh lớp trên|anh khóa trên|anh khoá trên|anh đó|lớp trên|khóa trên|khoá trên|nhóm bạn|một nhóm|nhóm học "
    "sinh|đàn anh|có đứa|họ)"
)
_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|cháu tôi|bé)"

THREAT = Detector(
    name="threat",
    signal=Signal.THREAT,
    confidence=0.75,
    phrases=(
        (
            "(tao|t|tau|bố|tụi tao|bọn tao) ~1 (đấm|đập|tát|vả|cào|rạch|tạt) ~1 (vỡ|nát|sưng|gãy|rách)? ~1 "
            "(mặt|mồm|đầu|răng|mắt) ~1 (mày|m|mi|mầy|nó)"
        ),
        "(ở lại|ra đây|đứng lại|đứng đó) ~2 (tao|t|tau|bố|bọn tao|tụi tao) ~2 (tính sổ|dạy|xử|cho biết)",
        (
            "(tao|tau|bố|bọn tao|tụi tao|tụi tau) ~2 (thấy|gặp|nghe) ~1 (mày|m|mi|mầy) ~6 (đừng trách|biết tay|"
            "coi chừng|no đòn|ăn đòn|chết)"
        ),
        (
            "(cho|là|chuẩn bị|đánh|đập|coi chừng) ~3 (nằm viện|nhập viện|bó bột|vô viện) ~2 (nha|nhé|nghe|"
            "nghen|con|mày|m|mi|luôn|đó|đấy)"
        ),
        "(tính sổ|nói chuyện phải quấy) với ~1 (mày|m|mi|mầy|mậy)",
        "(gặp|thấy) ~3 (đâu|mô) ~1 (là)? ~2 (đánh|quất|đập|oánh|uýnh|tẩn|đấm|chém|bem) ~1 (đó|đấy|liền|luôn|nớ)",
        (
            "(muốn|thích|chuẩn bị|sắp) ~1 (ăn đấm|ăn đòn|ăn tát|ăn đập|ăn dao|ăn bạt tai|bị đấm|bị đánh|bị đập|"
            "no đòn|nhừ đòn) ~2 (không|hông|ko|k|hả|đi|mày|m|mi|à)"
        ),
        "(ra|trốn|đến|tới) ~2 (thì|là) ~4 (vào|vô|qua|tới|đến) ~1 tận ~1 (lớp|nhà|cửa) ~3",
        "(không|ko|k|hông|nỏ) ~1 ra ~1 (thì|là) ~2 (tao|t|tau|bố|tụi t|tụi tao|bọn tao) ~2 (vào|vô|lôi)",
        "(mày|m|mi|mầy|bây|nó) ~1 (trốn|chạy) ~1 (đâu|mô|đằng trời) ~1 (cho)? (thoát|khỏi)",
        "(đừng mong|đừng hòng|muốn|đừng mơ) ~2 yên thân ~3",
        "(nhớ mặt|nhớ cái mặt|ghim) ~1 (mày|m|mi|mầy) ~1 (rồi|r|đó|nha|nghe)",
        "(nộp|đóng|cống nạp|cúng) ~1 (cho)? (tao|t|tau|bọn tao|tụi tao|tụi tui|đại ca|anh mày) ~3",
        (
            "(mỗi|mọi) (ngày|tuần|sáng|thứ hai|tháng) ~3 (nộp|đóng|đưa|cống) ~1 (cho)? (tao|t|tau|bọn tao|tụi "
            "tao|tụi tui)"
        ),
        (
            "(nộp|đóng|đưa) ~1 (#|20k|30k|50k|100k|năm chục|hai chục|ba chục|một trăm) ~1 (k)? ~1 (thì|không "
            "thì|ko thì) ~2 (khỏi|đừng|biết|ăn|no|coi chừng)"
        ),
        "(quỳ|quỳ xuống|cúi đầu) ~1 xin lỗi ~3 (không|ko|k|hông) ~1 (thì|là)",
        "(đè|giữ tay|giữ hai tay|ghì) ~1 (nó|hắn|con kia|thằng kia|nó lại) ~~6 (quay|chụp|cắt|đánh|lột|tao)",
        (
            "(đập|đánh|đấm|phang|chém) ~1 (cho)? (bỏ mẹ|bỏ bà|chết mẹ|chết cha|chết cụ|vỡ mặt|vỡ mồm|gãy răng) "
            "~1 (nó|mày|m|mi|hắn|thằng|con)?"
        ),
        (
            "(uýnh|oánh|tẩn|dợt|đập|đánh) (nó|hắn|thằng đó|con đó) ~1 (cho tao|cho t|đi tụi bây|đi anh em|đi "
            "bây|luôn đi)"
        ),
        (
            "(tối nay|mai|chiều|lát nữa|bữa nào) ~2 (anh em|hội|đàn em|tụi) (tao|t|tau|tui) ~1 (ghé|qua|tới|"
            "kéo qua|kéo tới) ~2 (nhà)? (mày|m|mi) ~~6 (khóa cửa|khoá cửa|biết|coi chừng|liệu|cẩn thận|chuẩn "
            "bị)"
        ),
        "(cầm|thủ|mang|có) ~1 sẵn ~1 (dao|gậy|tuýp|hung khí)",
        "(dìm đầu|nhấn nước|đổ xăng|lột đồ|lột áo) ~1 (mày|m|mi|nó|con|thằng)",
        "biết nhà (mày|m|mi|mầy) (ở đâu|ở mô|chỗ nào) ~~8 (liệu|coi chừng|cẩn thận|đừng|khôn|em mày|mẹ mày|tới|qua)",
        "(liệu hồn|liệu thần hồn) $",
        "(biết) ~1 (đường|nhà|đường nhà|đường về) ~1 (mày|m|mi) ~2 (rồi|đó|đấy)",
        "(đánh hội đồng|đánh hội đồng nó) ~2 (@victim|nó|con|thằng)",
        "(tao|t|tau|bố|tụi tao|bọn tao|tụi tui) ~1 (đấm|đánh|đập|tát|vả|chém|đâm|quất|bem|xử|oánh) ~2 $",
        "(cho|tao cho|t cho) (mày|m|mi|mầy|nó) ~1 biết (mùi|tay|mặt|sợ|lễ độ|thế nào)",
        "(mày|m|mi|mầy) (biết mặt|hết đường|coi chừng tao)",
        (
            "(móc mắt|úp sọt|đập què|đánh què|vặt răng|húp cháo|trói gô|bẻ cổ|đập nát|không còn nguyên vẹn|đốt "
            "nhà mày|đốt quán)"
        ),
        "(trấn tiền|trấn lột|phí bảo kê|giá bảo kê|tiền bảo kê|phí qua cổng)",
        "(ngày này năm sau|đào mồ|quan tài) ~4 (mày|m|mi|nhé|nha|biết|chuẩn bị)",
        "(tự biết|biết) (hậu quả)",
        "(ngon|giỏi) ~1 (thì)? ~1 (ra|đứng đó|đứng đấy|vào đây|vô đây|lại đây|ra đây|nói lại) ~6",
        (
            "(tối nay|mai|chiều|lát nữa) ~2 (anh em|tụi tao|bọn tao|tao|hội) ~2 (qua thăm|tới thăm|qua liền|"
            "ghé thăm|gặp mày|gặp m)"
        ),
        "(hăm dọa|đe dọa|đe doạ) ~2 (em|con|mình|tớ|tui|cháu|bạn|nó|tôi)",
        (
            f"{_ME} ~3 {_HIT} ~2 (mày|m|mi|mầy|mậy|cho nhập viện|cho nằm viện|nhập viện|cho bầm|cho gãy|chết "
            "giờ|chết mẹ|chết cụ|chết cha|bọn mày|tụi mày|vỡ|gãy|bây|một trận|cho mày|cho mi|nó|hắn|nát)"
        ),
        f"{_ME} (là|sẽ|cho|gọi người|gọi anh em|kéo) ~3 {_HIT}",
        (
            f"(mai|chiều|tan học|ra chơi|ra về|tối|về|thứ 2|hôm nay|nay|t6|mơi) ~6 {_HIT} ~2 (mày|m|mi|mầy|mậy|"
            "tụi mày|bọn mày|tụi bây|nó|hắn|cả nhà mày)"
        ),
        (
            "(mày|m|mi|mầy|mậy) ~6 (ăn đòn|no đòn|nhừ đòn|không yên|biết tay|hết đường về|coi chừng|liệu hồn|"
            "tới số|ăn đấm|ăn tát|đừng hòng)"
        ),
        "(ăn đòn|no đòn|nhừ đòn|ăn đấm|ăn tát) ~4 (nha|nhé|nghe|nghen|con|mày|m|mi|mậy|đó|đấy|giờ|chưa)",
        (
            "(liệu hồn|liệu thần hồn|liệu mà|coi chừng) ~1 (mày|m|mi|mậy|tao|bố mày|cái mạng|cái mặt|nộp|giữ "
            "mồm|đấy|cái xe)"
        ),
        "(chết với|biết tay|chết chắc|chết mẹ) ~1 (tao|t|tau|bố|mày|m|mi|bọn tao)",
        "(tao|t|tau|bọn tao|tụi tao) ~2 (không|k|ko|hông|sẽ không) ~1 (để|cho) ~2 (yên|sống|thoát)",
        "(đợi đấy|đợi đó|chờ đấy|chờ đó|đợi mà xem|chờ mà xem) ~3 (m|mày|mi|con|nha|nhé|xem|tao|t)",
        "(m|mày|mi|mậy) ~1 (đợi|chờ) ~1 (đấy|đó|tao|t|coi|xem)",
        (
            f"(tao|tau|t|tụi tao|bọn tao|tụi tui|anh tao) ~2 (chặn|đón|chờ|đợi|phục) ~2 {_YOU} ~4 (cổng|đường|"
            "hẻm|ngõ|nhà xe|cầu|về|sau)"
        ),
        "(gọi|kêu|kéo) ~2 (người|anh em|hội|cả xóm|đàn em|băng|anh trai|anh tao) ~3 (xử|đánh|đập|chặn|tới|đến|ra)",
        (
            "(kèo|hẹn|rủ nhau|vụ|lên kèo) ~1 (đánh|đánh nhau|đánh hội đồng|hội đồng|solo|xử) ~2 (con|thằng|nó|"
            "nhỏ|mày|hắn)"
        ),
        (
            "(đưa|nộp|đóng|ck|chuyển|đem|mang|trả) ~6 (tiền|20k|30k|50k|100k|tiền ăn sáng|tiền quỹ|tiền bảo kê|"
            "thuốc|momo) ~6 (không|hông|ko|k|nỏ|thiếu|trễ|chậm) ~2 (thì|là|đừng) ~3 (biết|đừng|ăn|no|khỏi|coi "
            "chừng|trách|tao|tau|đánh|chết|hòng)"
        ),
        (
            "(không|hông|ko|k|nỏ) ~2 (đưa|nộp|đóng|trả) ~2 (thì|là) ~4 (biết tay|biết mặt|biết thân|đừng trách|"
            "đừng hòng|ăn đòn|ăn đấm|ăn tát|đánh|đập|hậu quả|no đòn|khỏi về|khỏi ra|khỏi đi|chết|quỳ|lục cặp)"
        ),
        "(tiền bảo kê|tiền tiêu vặt|tiền ăn sáng) ~8 (đưa|nộp|đâu|giữ hộ|bố mày|tao|t|mày)",
        "(tạt|hắt) (axit|a xít|xăng)",
        (
            "(cầm|mang|xách|vác|thủ) ~1 (dao|gậy|tuýp|mã tấu|phóng lợn|kéo) ~6 (mày|m|mi|nó|trường|lớp|đánh|"
            "chém|xử|đến|tới)"
        ),
        (
            "(mách|méc|kể|nói ra|hé răng) ~6 (là|thì) ~3 (no đòn|ăn đòn|chết với|chết chắc|biết tay|đánh|oánh|"
            "đập|bẻ|xử|giết|không để yên|hông để yên|đừng trách|đốt|rạch)"
        ),
        "(đừng trách|đừng có trách) ~1 (tao|t|tau|bố|anh|bọn tao|sao)",
        (
            "(cho|tao cho|đánh cho|đập cho) ~1 (mày|m|mi|nó) ~2 (chết luôn|chết cha|nát|một trận|1 trận|vỡ mồm|"
            "gãy|bầm|răng|bò|nhập viện|nằm viện|về quê|khóc)"
        ),
        "(biết trường|biết nhà|biết chỗ) (em|e|mày|m|mi) ~2 (rồi|r|đó|đấy)",
        "(khôn hồn|khôn thì) ~2 (thì|nghe|đưa|xóa|xoá|nộp)",
        "(tao|tau|t|tụi tao) ~2 (đốt|đập|phá) ~1 (nhà|xe|cặp|đồ) ~1 (mày|m|mi|nó)",
    ),
    marked=("(lôi cổ) ~2 (mày|m|mi|nó|ra|hắn)",),
    bare=(
        "(tao|tau|tui tao|bon tao) ~1 rach ~1 (mat|tay|cap|nat)",
        (
            "(tao|tau|tui tao|bon tao|hoi tao|bon tau) ~1 (xu|danh|dap|dam|tat|chem|xien) (may|mi|no|m|chet) "
            "~1 (chet|gio|sau|tan|o|luon|lien|nha|mot tran)"
        ),
        "(gap|thay) ~2 (dau|mo) ~1 (la)? ~2 (danh|dap|oanh|quat|chem|dam) ~1 (do|day|lien|luon)",
    ),
    reported=(
        (
            f"{_BULLIES} ~5 (chặn|chặn đường|chặn đầu|đón đầu|vòi|xin đểu|trấn|trấn lột|cướp|giật) ~4 (tiền|"
            "điện thoại|xe|cặp) ~3"
        ),
        f"{_BULLIES} ~3 (bắt|ép|buộc) {_ME_TOLD} ~2 (nộp|đóng|đưa|cống) ~3 (tiền|phí|thuế|chục|nghìn|ngàn|thẻ)",
        f"{_BULLIES} ~2 (thu|lấy|trấn|xin đểu|vòi) ~1 (của)? {_ME_TOLD} ~2 (tiền|chục|nghìn|ngàn|mười|hai mươi)",
        f"{_ME_TOLD} ~3 (bị) ~6 (trấn lột|trấn tiền|xin đểu|thu tiền|vòi tiền|lấy hết tiền|giật tiền|cướp tiền)",
        (
            f"(nhốt|khóa trái|khoá trái|khóa cửa|khoá cửa) ~2 {_ME_TOLD} ~3 (nhà vệ sinh|toilet|wc|nvs|phòng|"
            "kho|nhà kho|tủ|lớp)"
        ),
        f"{_ME_TOLD} ~2 bị ~3 (nhốt|khóa trái|khoá trái) ~3 (nhà vệ sinh|toilet|wc|nvs|phòng|kho|nhà kho|tủ|lớp)",
        (
            "(bị) ~5 (kéo|lôi|dụ) ~1 (vào|vô|ra) ~1 (nhà vệ sinh|toilet|wc|nvs|hẻm|ngõ|góc|sau trường|sân sau|"
            "bãi xe|nhà xe|sau dãy) ~4 (đánh|đập|oánh|tát|lột|quay)?"
        ),
        (
            f"(kéo|lôi|dụ) ~1 {_ME_TOLD} ~1 (vào|vô|ra) ~1 (nhà vệ sinh|toilet|wc|nvs|hẻm|ngõ|góc|sau trường|"
            "sân sau|bãi xe|nhà xe)"
        ),
        f"(bắt|ép) ~1 {_ME_TOLD} ~1 (quỳ|quỳ xuống|quỳ gối|liếm|bò)",
        f"{_ME_TOLD} ~3 bị ~4 (chặn cửa|đổ nước|tạt nước|quỳ|bắt quỳ|bắt chép bài|quăng cặp) ~3",
        f"{_BULLIES} ~6 (bắt|ép) ~1 (bạn|em|con|nó|cháu) ~3 (quỳ|lạy|chép bài|xách cặp|nộp)",
        "(dí|kề|gí|chĩa) ~2 (dao|kéo|com pa|compa|gậy|vào cổ|vô cổ)",
        f"(cầm|rút|lấy|vác) ~1 (dao|kéo|gậy|gạch|tuýp) ~3 (dí|kề|gí|rượt|đuổi|dọa|doạ|đòi) ~3 {_ME_TOLD}?",
        f"(bóp cổ|dúi đầu|ấn đầu|nhấn đầu|dìm đầu|đè đầu|đè xuống) ~1 {_ME_TOLD} ~1 (xuống|vào|vô|ra|trong|lại)?",
        (
            f"{_ME_TOLD} ~2 bị ~5 (bóp cổ|dúi đầu|đánh hội đồng|chặn đánh|hành hung|rượt đánh|đánh gãy|đánh "
            "nhập viện|đón đường|chặn đường|hăm|hăm dọa|đe dọa|uy hiếp)"
        ),
        (
            f"(dọa|doạ|hăm|hù|đe) ~1 (nếu)? ~1 {_ME_TOLD}? ~2 (không|ko|k|hông|mà|nếu) ~6 (thì|là) ~4 (đánh|đập|"
            "quăng|ném|đốt|chặn|tìm|gọi|cho|xé|giết|đuổi)"
        ),
        "(dọa|doạ|hăm|hù|đe) ~2 (đến|tới|tìm|qua) ~1 (tận|tới) ~1 (nhà|trường|lớp)",
        "(bị) ~5 (chặn đường|chặn đầu|chặn xe|đón đầu|đón đường) ~4",
        (
            "(dọa|doạ|hăm|hăm dọa|đe dọa|đe doạ) ~2 (sẽ)? (đánh|đập|giết|chém|đâm|xử|oánh|gọi|chặn) ~2 (@small|"
            "mình|tớ|tui|tôi|bạn|chết)?"
        ),
        "(hẹn|chặn|gọi người|kêu người) ~2 (đánh|đập|oánh|xử) (em|con|cháu|mình|tớ|tui|bạn)",
        "(nói|bảo|biểu) ~8 (mách|kể|nói) ~4 (thì|là) ~3 (đánh|đập|giết|chặn|gọi)",
    ),
    quiet=(
        (
            "(vô|vào|trong|chơi) ~1 (game|gem|trận|ván|map|rank|sever|server) ~~10 (tao|t|tau|tụi nó|giết|bắn|"
            "chém|xử|đập|đánh|phục thù)"
        ),
        *ADVICE,
        *PLAY,
        *STORY,
        *NEWS,
    ),
    idioms=(
        "chết với (tao|t|tau|tui) ~~6 (bao ăn|no bụng|bể bụng|đãi|khao|mời)",
        *DENIED,
        (
            "(mẹ|má|mạ|ba|bố|cha|tía|nội|ngoại|bà|ông|cô|thầy|chị hai|anh hai) ~3 (cho)? (con|em|cháu)? ~1 (ăn "
            "đòn|đánh đòn|la|mắng|đét|quất|phạt|no đòn|ăn roi)"
        ),
        "(mẹ|má|mạ|ba|bố|cha|bố mẹ|ba mẹ|ba má|bme) ~1 (đánh|đập) ~1 (giờ|bây giờ|bh|chết|đòn|cả)",
        "(mẹ|má|mạ|ba|bố|cha) ~1 (tao|t|tớ|mình|tui|em|con) ~2 (đánh|giết|chửi|cho ăn)",
        (
            "(xử|xử lý|xử đẹp|chém|đập) ~2 (bát|tô|dĩa|đĩa|bún|phở|cơm|bánh|trà sữa|bài|đề|câu|con muỗi|con "
            "gián|muỗi|ruồi|gió|trứng|hộp|ly)"
        ),
        "(con muỗi|con gián|con ruồi|con chuột|bài này|bài tập|đề này|câu này) ~~6 (xử|đập|giết|đánh)",
        "(đánh|chơi) ~1 (cờ|bài|đàn|cầu|bóng|phấn|son|răng|giá|vần|màu|thuế|thức|rơi)",
        "chém gió",
        (
            "(đánh răng|đánh vần|đánh giá|đánh dấu|đánh trống|đánh đàn|đánh cầu|đánh bóng|cầu lông|bóng bàn|cờ "
            "vua|tát nước|tát ao|đánh cá)"
        ),
    ),
)
