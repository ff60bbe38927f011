"""Asks how old the child is, before or in place of knowing them.

Source: Save the Children, *Netsmart* handbook (an unknown person who starts with age, class and school); A05's warnings
about friend requests from strangers. A new classmate asks the same, so alone it weighs little.
"""

from __future__ import annotations

from classifier.detectors.detector import NOT_CHILD, Detector
from classifier.detectors.guards import ADVICE, DENIED, LESSON
from classifier.taxonomy import Signal

AGE_PROBE = Detector(
    name="age_probe",
    signal=Signal.AGE_PROBE,
    confidence=0.3,
    said_by=NOT_CHILD,
    phrases=(
        "(@small|bạn|mi|bn) ~2 (mấy|bao nhiêu|bn|nhiêu) tuổi",
        "^ (mấy|bao nhiêu|bn|nhiêu) tuổi",
        "(tuổi|tuổi của) (@small) ~1 (chi|mấy|bao nhiêu|gì|nhiêu)",
        "(@small|bạn|mi) ~2 sinh năm ~1 (mấy|bao nhiêu|nhiêu|nào|bn)",
        "(@small) ~3 (học lớp mấy|lớp mấy|học cấp mấy|cấp mấy)",
        "(học cấp mấy|lớp mấy rồi|lớp mấy r) ~4 (@small)",
        "(học|hs|học sinh) cấp ~1 (2|hai) hay ~2 (3|ba)",
        "(nhìn|nghe) ~2 (em|e|bé|con) ~4 (cấp 2|cấp 3|nhỏ hơn|còn nhỏ|mười mấy)",
        "(xin|cho xin|cho anh xin|cho chú xin) ~2 (ngày tháng năm sinh|năm sinh|tuổi)",
        "(xác nhận|khai|khai báo) ~1 tuổi ~1 (thật|của)",
        "(2k|2000|2k mấy|2k bao nhiêu) ~1 (mấy|bao nhiêu|em)",
        "(nhỏ hơn|thua) ~1 (anh|chú|mình|a) ~1 (mấy|bao nhiêu) tuổi",
        "học trường nào ~3 (em|bé|cháu|cưng)",
        "(em|bé|con|cháu|mi) học cấp mấy",
        "đủ tuổi ~3 (chưa|hay chưa)",
        "đủ (18|mười tám|16|mười sáu) ~1 chưa",
        "(@small) ~1 (chưa|hơn|dưới|qua) ~1 (15|16|18|mười lăm|mười sáu|mười tám) ~1 (đâu|hả|à|nhỉ|phải|đúng)",
        "(@small|mi) ~3 mười mấy",
        "(@small) ~1 học lớp # hay ~1 (lớp)? #",
        "(@small|mi) ~3 (học cấp|học sinh cấp) ~1 (2|hai|3|ba|1|một) ~1 (phải|hả|à|đúng|hay|chưa)",
        "(có|làm) ~1 (chứng minh|cccd|căn cước) ~1 (chưa|hay)",
        "(họ tên|tên) tuổi ~2 trường ~1 (đang học|nào)",
        "(bé|em) ~1 học ~1 (sáng hay|cấp) ~4 lớp mấy",
    ),
    reported=(
        "(@stranger|ảnh) ~2 hỏi ~2 (tuổi|lớp|mấy tuổi|bao nhiêu tuổi|học lớp mấy|bé)",
        "hỏi (@victim) ~2 (mấy tuổi|bao nhiêu tuổi|học lớp mấy|sinh năm)",
    ),
    quiet=(
        "(cô|cô giáo|thầy giáo|bác sĩ|y tá|lễ tân|chị bán|bà|nội|ngoại|dì|cậu|mợ|thím) ~1 hỏi",
        "(tuổi mẹ|tuổi bố|tuổi ba|tuổi cha|tuổi ông|tuổi bà|tuổi con) ~2 (gấp|bằng|kém|hơn)",
        (
            "(trò chơi|vui lòng|quý khách|thủ thư|gia sư|gia phả|cho mượn|ghi vào|hộ khẩu|phiếu|mặc vừa|giấy khai "
            "sinh để|điền vào|giá vé|mua vé|án nhẹ|tòa án)"
        ),
        *LESSON,
        (
            "(tuổi|lớp mấy|mấy tuổi) ~~16 (size|ký|ký lô|cân|liều|thuốc|xe đạp|bộ sách|bảng thi|xếp|tư vấn|bói|cung "
            "hoàng đạo|đăng ký thi|chọn xe|sách cũ|khám|đo)"
        ),
        *ADVICE,
        (
            "(bệnh viện|bác sĩ|tiêm|khám|hồ sơ lớp|sổ liên lạc|học bạ|thẻ bảo hiểm|đăng ký thi|tuyển sinh|thưa cô|"
            "thưa thầy|phụ huynh)"
        ),
    ),
    idioms=(
        *DENIED,
        "(em|con|bé|em bé|em gái|em trai|con gái|con trai) ~1 (của|nhà) ~1 (bạn|cậu|mày|chị|anh|cô|dì|bác|mình|tớ|ai)",
        "(trẻ em|em út|em bé|em dâu|em rể|con mèo|con chó|con rùa|con này)",
        "hỏi (ông|bà|cô|thầy|bác)",
        "cháu (bà|ông|nội|ngoại)",
    ),
)
