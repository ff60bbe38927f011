"""Asks when the adults are away, or whether they read the child's messages.

Source: Save the Children, *Netsmart* handbook (the stranger assesses the risk: who is at home, who looks at the phone);
Disrupting Harm in Viet Nam (2022); hotline 111.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON
from classifier.taxonomy import Signal

PARENT_PROBE = Detector(
    name="parent_probe",
    signal=Signal.PARENT_PROBE,
    confidence=0.4,
    said_by=NOT_CHILD,
    phrases=(
        "(@parents) (đi công tác|đi vắng|đi mần|trực đêm) ~3 (không|hông|chưa|à|hả|thế)",
        (
            "(@parents|anh trai|chị gái|anh chị|ông bà|mẹ mày) (@small|mi|bạn) ~3 (mấy giờ|khi nào|bao giờ|lúc nào|"
            "chừng nào|lúc mô) ~3 (về|đi|ngủ|vắng|làm)"
        ),
        (
            "(@parents) (@small|mi|mày|bạn) ~2 (đi công tác|đi làm|đi vắng|đi chợ|trực đêm|đi mần) ~4 (không|hông|"
            "chưa|bao giờ|lúc mô|khi nào|rồi|thế à|suốt|vắng nhà)"
        ),
        "(@small) ~1 ngủ ~1 (phòng riêng|riêng|chung) ~2 (không|hay|hả|à|phải|ai)",
        "(@small) ~1 ngủ ~1 (với|cùng|chung) ai",
        "(@small|mi) ~1 (đang ở|đang ngồi) (với|cùng|cạnh) ai",
        "(@parents) (@small) ~1 (đi làm|đi vắng|đi công tác|làm ca đêm|trực) ~3 (hả|phải không|đúng không)",
        "(@parents) (đi vắng|đi hết|ngủ hết) ~2 (hả|phải không|đúng không)",
        (
            "(chị|anh|chị hai|anh hai|ngoại|nội|bà|ông) (em|con|cháu|bé) ~1 (mấy giờ|chừng nào|khi nào|bao giờ|lúc "
            "nào) ~1 về"
        ),
        "ai ~2 biết ~1 (mật khẩu|mk|pass|mã) ~1 (máy|điện thoại|nick|khóa) ~1 (@small)",
        "(nhà|ở nhà) ~2 (có|còn) ~2 (ai|người lớn|ai lớn|bố mẹ|ba má) ~4 (không|hông|hk|ko|k|chưa|khác)",
        "(ở nhà|ở) ~1 (một mình|1 mình|có mình|mk em|mình em|mình ên) ~1 (hả|à|không|hông|phải|đúng|ko|k|hay)",
        "(@parents|anh trai|chị gái|anh chị|ông bà) ~2 (có ở nhà|có nhà|ở nhà) ~2 (không|hông|ko|k|hk|chưa)",
        (
            "(@parents) (@small|mi)? ~1 (có|hay) ~2 (kiểm tra|coi|xem|đọc|check|lục|soi) ~2 (điện thoại|đt|máy|tin "
            "nhắn|nick|zalo|facebook)"
        ),
        "(@parents) ~3 biết ~1 (mật khẩu|mk|pass) ~3",
        "(@parents|ông bà) (@small)? ~2 (ngủ chưa|ngủ sớm không|ngủ rồi chưa|đi ngủ chưa|có ngủ sớm|đã ngủ)",
        "(@parents) (@small|mi) ~2 (khó|dữ|nghiêm) (không|hông|ko|k|lắm không)",
        "(ai|có ai) ~1 đưa đón (@small) ~5",
        "(nhà|phòng) ~2 (gắn|có|lắp) camera ~2 (không|đâu|ở đâu|hông|chỗ nào)",
        "(máy|điện thoại) ~2 (là|của) ~1 máy? ~1 (em|con|bé) hay ~2 (máy của mẹ|của mẹ|mẹ|bố|má)",
        "(nhà|nhà em|nhà con) ~2 (mấy người|có mấy người) ~3 (ai hay|ai)",
        (
            "(cuối tuần|tối nay|tối|chiều nay|hôm nay|nay) ~2 (nhà|bố mẹ|ba má|mẹ|má|ba|bố|me|ba me) ~1 (@small)? ~1 "
            "(có nhà|ở nhà|đi đâu|đi vắng|đi làm|vắng nhà|đi công tác|có ai|trực|có trực|về trễ|về muộn) ~2 (không|"
            "hông|ko|k|đâu)"
        ),
        "(phụ huynh|bố mẹ|ba má|người lớn) ~1 có ~1 (đi cùng|đi theo|đi chung) ~4 (không|hông)",
        "(ba má|bố mẹ|ba mẹ) ~1 (ly dị|ly hôn|li hôn|li dị) ~3 (ở với ai|với ai)",
        "(@parents) (@small|mi)? ~1 có ~1 ngủ ~1 (chung|cùng|với|khác) ~2 (phòng|em|con|bé|không)",
        "(có hay|hay) ~1 hỏi ~2 (nói chuyện|nc|nhắn) ~2 ai",
    ),
    reported=(
        (
            "(@stranger|bị) ~3 hỏi ~4 (bố|mẹ|ba má|bố mẹ|ba mẹ|mạ|nhà|cửa) ~4 (về|đi làm|mấy giờ|đi mô|khóa|lúc nào|"
            "ngủ|ở đâu|có ai|một mình)"
        ),
        "hỏi ~3 (có ở nhà một mình|nhà có ai|ở nhà với ai|ở nhà một mình|ngủ với ai|ngủ một mình|ngủ phòng nào)",
        "hỏi ~1 (@parents) ~2 (coi|xem|đọc|kiểm tra|lục|check) ~1 (điện thoại|máy|tin nhắn)",
        (
            "(hỏi) ~3 (bố mẹ|ba má|ba mẹ|mẹ|má|ba|bố|nhà) ~2 (cháu|em|con)? ~2 (ngủ chưa|có nhà không|đi đâu|mấy giờ "
            "về|có ở nhà)"
        ),
    ),
    quiet=(
        "để (thầy|cô) ~1 (gọi|trao đổi|báo|mời|gặp|liên hệ)",
        "(nồi|shipper|khóa cửa lại|nhận hộ|nhận giùm)",
        "(người lạ|ai) ~2 hỏi ~~16 (đừng|không) trả lời",
        *ADVICE,
        *LESSON,
        "(bảo|kêu|gọi|nhờ) (mẹ|má|ba|bố) ~1 (ra|nghe máy|lấy|phụ|xuống)",
        "(mẹ|má|ba|bố) (tăng ca|quên|về trễ|về muộn|về liền|sắp về)",
        "(hỏi) ~~6 thì ~1 (con|em|cháu) ~1 (nói|bảo|đừng)",
        (
            "(chủ nhiệm|cho cô gặp|cô gọi|cô báo|cô gặp|gọi hỏi thăm|cô chờ|dị ứng|ghi vào|phiếu|điền vào|ký nhận|"
            "nhận hàng|giao hàng|lắp máy|hàng xóm)"
        ),
        "(phụ huynh|lớp trưởng|giáo viên|thợ|shipper|giao hàng|bưu điện|chở bao|bao gạo) ~30 (họp|ký|gạo|hàng|sửa)",
    ),
    idioms=(
        *DENIED,
        "(nhà văn hóa|nhà trường|nhà xe|nhà sách|nhà thuốc|nhà kho|nhà ăn|nhà vệ sinh|nhà thi đấu|phòng máy)",
        "ai (biết sửa|biết nấu|biết làm|biết chơi|bị|cần|muốn|nhận|mua|bán|thích|dùng|xài|ăn|trực|rảnh|nuôi)",
        "ai biết (sửa|nấu|làm|chơi|lái|may|vẽ|hát|đan|đàn|bơi)",
        "(mẹ|bố|ba|má) (mày|tao|cậu) (có nhà|ở nhà|khó)",
    ),
)
