"""Mocks how somebody looks, smells or sounds.

Source: Decree 80/2017 art. 2 (humiliation); UNICEF Viet Nam on body shaming among pupils. Words about oneself ("con
mập quá má ơi") are no mockery: they need somebody who is mocked.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import STORY
from classifier.taxonomy import Signal

_THEM = "(mày|m|mi|mầy|mậy|nó|hắn|con đó|thằng đó|nhỏ đó|con nhỏ|con kia|thằng kia|con này|thằng này|bà|con nớ)"
_PART = (
    "(mặt|cái mặt|mũi|mắt|răng|chân|tay|da|tóc|người|đầu|cái đầu|trán|môi|mồm|nách|bụng|giọng|tai|đùi|cổ|ngực|mông|"
    "hàm|cằm)"
)
_BEAST = (
    "(lợn|heo|trâu|voi|khỉ|vượn|chuột|ma|quỷ|cóc|ếch|bánh đúc|bánh đa|bánh bao|mâm|thớt|cột điện|que củi|bộ xương|xác "
    "ướp|cá mập|hà mã|ma cà rồng|bò|con tôm|cái thùng|thùng phi|cái lu|trái bưởi|quả bưởi|cọng chỉ|cây sậy|tăm|cây "
    "tăm|cú|chồn|cống|vịt đực|vịt|ma đói|thây ma|đít nồi|đường ray|tổ quạ|chổi|chổi xể|cái giẻ|giẻ rách|bãi|người "
    "rừng|sọ dừa|nấm lùn|cái nấm|hạt mít|khủng long|tinh tinh|đười ươi|lợn quay|heo quay|chó)"
)

BODY_SHAMING = Detector(
    name="body_shaming",
    signal=Signal.BODY_SHAMING,
    confidence=0.55,
    phrases=(
        "(béo|mập|xấu|lùn|gầy) ~1 (đến mức|tới mức|tới nỗi|đến nỗi|lây|nhất lớp|người)",
        "(bản mặt|cái mặt|mặt) ~2 (khó coi|thấy ghê|thấy gớm|phát tởm|không cứu nổi|mà cũng)",
        "(cái bụng|bụng|mông|đùi|tay|chân) (mày|m|mi|bà|nó) ~3 (nổ|voi|bự|như|to|lún)",
        "(trán|mồm|miệng|mũi|mặt|môi) ~1 (rộng|to|tẹt|dày|vổ) ~2 (thế|như|kia|vậy) ~6",
        (
            "(nhìn|trông) ~3 (như|tưởng) ~2 (tủ lạnh|khỉ|ma đói|con ma|xác ướp|con heo|con lợn|bà già|bà chửa|compa|"
            "cột điện|cái thùng)"
        ),
        "(hôi nách|hôi như|người hôi|mùi) ~5 (chịu|muốn xỉu|ngồi gần|nín thở|khẩu trang|đổi chỗ|thấy ghê)",
        "(răng hô|răng vẩu|hàm hô|da đen|mắt lé|mắt lồi) ~1",
        (
            "(đen thui|đen thùi|đen thùi lùi|ốm nhom|mập ú|béo ú|lùn tịt|xấu hoắc|xấu xí) ~~4 (mày|m|mi|nó|tắt đèn|"
            "ngồi|khỏi|mà|ai|như)"
        ),
        f"{_PART} ~4 (như|giống|giống như|như cái|như con|y như|y chang) ~1 (con|cái|cây|trái|quả|cọng)? {_BEAST}",
        (
            f"{_THEM} ~4 (béo|mập|lùn|xấu|đen|gầy|ốm|hôi|hói|lé|hô|móm|còi|thô|đô|mập ú|béo ú|béo phì|lùn tịt|xấu xí|"
            "xấu hoắc|đen thui|đen xì|gầy nhom|ốm nhom|ốm nhách|nặng) ~2 (như|vl|vcl|vãi|thế|vậy|rứa|dữ|quá|hơn|mà "
            "đòi|mà cũng|thấy|kinh|ghê|tịt|ú|ngồi|thui|đòi|nhách|ai)"
        ),
        (
            "(đồ|thằng|con|nhỏ|cái|con nhỏ|cái đồ) (béo|mập|lùn|lùn tịt|mập ú|béo ú|béo phì|xấu xí|đen|đen thui|hô|lé|"
            "sún|răng hô|mắt hí|mắt lé|còi|lợn béo|heo mập|lợn quay|heo quay|nấm lùn|chân vòng kiềng|da đen|mặt mụn|"
            "hôi nách|cá mập|cột điện|khoai lang|bốn mắt|cận lòi|đầu to|hói|thùng phi|voi còi|ú|hột mít)"
        ),
        (
            "(răng hô|răng vẩu|mũi tẹt|mắt hí|mắt lé|mặt mụn|mặt rỗ|hôi nách|chân vòng kiềng|chân ngắn|mặt bánh đúc|"
            "đầu to|môi dày|môi thâm|da đen|hàm hô|lùn tịt|mập ú|béo ú|béo phì|lùn một mẩu|lùn mã tử|xấu ma chê|xấu "
            "như ma|xấu quắc|xấu hoắc|xấu điên|mặt lưỡi cày) ~4 (thế|mà|vậy|rứa|như|vl|quá|ma|kìa|kia|thở|tưởng|hoài|"
            "ai|đòi|cười|nhìn|kiểu|à)"
        ),
        (
            "(béo|mập|lùn|xấu|đen|hôi|gầy|ốm) ~1 (như) ~1 (con|cái|cây)? ~1 (lợn|heo|voi|ma|khỉ|than|cú|trâu|bò|chó|"
            "que củi|cột điện|cây tăm|chuột|quỷ|cóc|nấm|chồn|hà mã|chuột cống|bộ xương)"
        ),
        (
            "(xấu|béo|mập|lùn|hôi|đen) ~1 (thế|vậy|rứa|vầy|vl|vcl|dữ|như mày|như nó) ~4 (mà|ai|còn|cũng|lại|soi gương|"
            "thì) ~3 (đòi|dám|chịu|thích|yêu|ngồi|chụp|đăng|up|chơi)?"
        ),
        (
            "(mày|m|mi|nó|nhỏ|thằng|người) ~4 (hôi|hôi nách|hôi quá|bốc mùi|bốc mùi quá|thối|chưa tắm|hôi như cú|ở dơ|"
            "ở bẩn)"
        ),
        "(hôi nách|hôi như|bốc mùi) ~4 (tắm|ngồi gần|muốn xỉu|nách|chịu|cú|chồn|đi)?",
        "(soi gương|nhìn gương) ~2 (chưa|đi|bao giờ|lại) ~3 (mà|xấu|mày|m|con|cái mặt)?",
        "(ngồi|đứng|nhảy|leo|lên) ~2 (gãy|sập|đứt|vỡ|nứt) ~1 (ghế|cân|bàn|sàn|dây|cầu|võng) ~2 (luôn|mất|rồi|sao|cho)",
        "(gãy|sập|đứt|sao vừa|không vừa|nứt) ~1 (ghế|dây|võng|bàn|cân) ~3",
        "(ăn|uống) ~2 (lắm|nhiều|cho cố) ~2 (nên|mà|thành|hèn gì) ~2 (béo|mập|ú|như lợn|như heo)",
        "(ảnh|hình|mặt) ~3 (người hay|người hay là) ~3 (khỉ|ma|quỷ|lợn|vượn)",
        "(bớt|giảm|nhịn) ~1 (ăn|mỡ|cân) ~2 (lại|đi) ~1 (con|đồ|thằng|nhỏ)? (lợn|heo|mập|béo|mày|m|ú)",
    ),
    quiet=(
        *STORY,
        "(em bé|bé|cún|mèo|chó con|con mèo|heo đất|lợn đất) ~6 (dễ thương|cưng|bụ bẫm|yêu)",
        "(đừng|không nên|không được) ~1 (chê|trêu|cười|chọc|miệt thị)",
        "(sao|thấy) ~1 (mình|con|em|tớ|tui) ~2 (béo|mập|lùn|xấu|đen|đô) ~1 (quá|thế|ghê)",
    ),
)
