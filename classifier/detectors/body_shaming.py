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

_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|con gái tôi|con trai tôi|cháu tôi|bé|bạn ấy)"
_LOOKS = (
    "(béo|mập|lùn|xấu|gầy|ốm|đen|hô|lé|hói|mụn|sún|hôi|mặt rỗ|mặt mụn|răng hô|da đen|bốn mắt|heo|lợn|heo quay|"
    "heo nái|heo nọc|con heo|con lợn|voi|con voi|khỉ|con khỉ|khủng long|quái vật|cá sấu|que củi|cò hương|hà "
    "mã|mập ú|béo phì|béo ú|sư cụ|lùn tịt|nấm lùn|thùng phi|cột điện|xác sống|bà già|ma|phù thủy|ngoại hình|"
    "cân nặng|mặt|răng|tóc|da)"
)

BODY_SHAMING = Detector(
    name="body_shaming",
    signal=Signal.BODY_SHAMING,
    confidence=0.55,
    phrases=(
        (
            "^ (mũi tẹt|da đen|mắt hí|răng hô|răng thỏ|lùn tịt|mập ú|béo ú|béo phì|mặt mụn|mặt rỗ|hôi nách|"
            "chân ngắn|đầu to|heo mập|lợn béo|đồ béo|đồ lùn) $"
        ),
        (
            "(răng thỏ|răng vẩu|mũi tẹt|mắt hí|mặt rỗ|tai dơi|chân vòng kiềng|bụng ba ngấn|bụng phệ|hàm răng "
            "hô|răng hô) ~1 (kìa|kia|nè|tụi bây|tới kìa)"
        ),
        (
            "(cả lớp|mọi người|tụi bây) ~1 (coi|xem|nhìn|ngó) ~1 (hàm răng|cái bụng|cái mặt|cái đầu|cái chân|"
            "cái mũi) ~3 (hô|bự|mụn|hói|voi|tẹt|béo|mập)"
        ),
        "(sợ|kẻo|coi chừng) ~1 (lây) ~1 (mỡ|xấu|mụn|lùn|hôi|béo)",
        (
            "(con|đồ|thằng|ê|cái) (heo nái|heo nọc|lợn sề|lợn nái|heo quay|lợn quay|khỉ đột|hà mã|thùng phi|lu "
            "nước|cò hương|que củi|nấm lùn|đầu hói|tai dơi|mặt thớt|mặt rỗ|hột mít) ~4"
        ),
        "(heo|lợn|voi|khỉ) ~1 (sổng chuồng|xổng chuồng|biết đi|lớp mình|nhà ai)",
        "(thùng phi|que củi|cột điện|cái lu|xác sống|bộ xương|cái nấm|cây tăm) biết đi",
        (
            "(nhìn|ngó|trông|tướng|người|người ngợm|dáng|mặc) ~4 (như|giống|y chang|y như) ~1 (con|cái|cây|cục|"
            "trái|quả|đòn)? (que củi|que tăm|hà mã|khỉ đột|heo|lợn|voi|bánh tét|bánh chưng|bó giò|đòn bánh tét|"
            "cái lu|thùng phi|bộ xương|xác ướp|ma đói|chuột cống|khỉ|vượn|cá mập|đười ươi|cò hương|xác sống|bà "
            "già|ông già|cục thịt|compa|cái chai|đống thịt)"
        ),
        (
            "(răng|hàm|cái răng|hàm răng) ~2 (như|giống) ~1 (bàn nạo|bàn cào|cái bàn nạo|bừa|cá mập|cái cuốc|"
            "ma cà rồng|thỏ)"
        ),
        (
            "(đầu|tóc|da|mặt|mũi|trán|tai) ~3 (như|giống) ~1 (ông già|bà già|bùi nhùi|vảy cá|cá sấu|bản đồ|mặt "
            "trăng|trái dừa|da cóc|tổ quạ|cái mẹt|đống rác|cái thớt|bánh đa)"
        ),
        "(xấu|lùn|mập|béo) (vậy|thế|như vậy|vầy|rứa|như mày) ~1 (ma|chó|ai|đứa nào) ~2 (thèm|yêu|lấy|chơi|chịu|ngó)",
        "(đồ|thằng|con) (lùn|lùn tịt|béo|mập|hói|sún|lé|hô) ~3",
        "(mập ú|béo ú|mập ú ù|mập ú na|lùn xịt|lùn tịt|ốm nhách|gầy nhom|hô vẩu) ~3 (mà|mà cũng|kìa|như|đòi|bày đặt)",
        (
            "(đen|đen thui) như (cục than|cột nhà cháy|cột cháy|than|đít nồi|quỷ|mực|chó mực) ~4 (mà|kìa|khỏi|"
            "tối|nhìn|ai|tắt đèn)"
        ),
        "(béo|mập|lùn|gầy|hô|lé|hôi) (vl|vcl|vãi lồn)",
        "(lùn|béo|mập|xấu|đen|hô|mụn) ~1 (mà|còn|vậy) ~1 (cũng|bày đặt|đòi|chảnh|dám|láo) ~3",
        "(béo|mập|xấu|lùn|gầy) (đến mức|tới mức|tới nỗi|đến nỗi|lây|nhất lớp)",
        "(bản mặt|cái mặt|mặt) ~2 (khó coi|thấy ghê|thấy gớm|phát tởm|không cứu nổi|mà cũng)",
        "(cái bụng|bụng|mông|đùi|tay|chân) (mày|m|mi|bà|nó) ~3 (nổ|voi|bự|như|to|lún)",
        "(trán|mồm|miệng|mũi|mặt|môi) ~1 (rộng|to|tẹt|dày|vổ) ~2 (thế|như|kia|vậy) ~6",
        (
            "(nhìn|trông) ~3 (như|tưởng) ~2 (tủ lạnh|khỉ|ma đói|con ma|xác ướp|con heo|con lợn|bà già|bà chửa|"
            "compa|cột điện|cái thùng)"
        ),
        "(hôi nách|hôi như|người hôi|mùi) ~5 (chịu|muốn xỉu|ngồi gần|nín thở|khẩu trang|đổi chỗ|thấy ghê)",
        "(răng hô|răng vẩu|hàm hô|mắt lé|mắt lồi) ~2 (mà|kìa|thế|vậy|như|ghê|xấu|cười|con|thằng)",
        (
            "(đen thui|đen thùi|đen thùi lùi|ốm nhom|mập ú|béo ú|lùn tịt|xấu hoắc|xấu xí) ~~4 (mày|m|mi|nó|tắt "
            "đèn|ngồi|khỏi|mà|ai|như)"
        ),
        f"{_PART} ~3 (như|giống|giống như|như cái|như con|y như|y chang) ~1 (con|cái|cây|trái|quả|cọng)? {_BEAST}",
        (
            f"{_THEM} ~4 (béo|mập|lùn|xấu|đen|gầy|ốm|hôi|hói|lé|hô|móm|còi|mập ú|béo ú|béo phì|lùn tịt|xấu xí|"
            "xấu hoắc|đen thui|đen xì|gầy nhom|ốm nhom|ốm nhách) ~2 (như|vl|vcl|vãi|thế|vậy|rứa|dữ|quá|hơn|mà "
            "đòi|mà cũng|thấy|kinh|ghê|tịt|ú|ngồi|thui|đòi|nhách|ai)"
        ),
        (
            "(đồ|thằng|con|nhỏ|cái|con nhỏ|cái đồ) (béo|mập|lùn|lùn tịt|mập ú|béo ú|béo phì|xấu xí|đen|đen "
            "thui|hô|lé|sún|răng hô|mắt hí|mắt lé|còi|lợn béo|heo mập|lợn quay|heo quay|nấm lùn|chân vòng "
            "kiềng|da đen|mặt mụn|hôi nách|cá mập|cột điện|khoai lang|bốn mắt|cận lòi|đầu to|hói|thùng phi|voi "
            "còi|ú|hột mít)"
        ),
        (
            "(răng hô|răng vẩu|mũi tẹt|mắt hí|mắt lé|mặt mụn|mặt rỗ|hôi nách|chân vòng kiềng|chân ngắn|mặt "
            "bánh đúc|đầu to|môi dày|môi thâm|da đen|hàm hô|lùn tịt|mập ú|béo ú|béo phì|lùn một mẩu|lùn mã tử|"
            "xấu ma chê|xấu như ma|xấu quắc|xấu hoắc|xấu điên|mặt lưỡi cày) ~4 (thế|mà|vậy|rứa|như|vl|quá|ma|"
            "kìa|kia|thở|tưởng|hoài|ai|đòi|cười|nhìn|kiểu|à)"
        ),
        (
            "(béo|mập|lùn|xấu|đen|hôi|gầy|ốm) ~1 (như) ~1 (con|cái|cây)? ~1 (lợn|heo|voi|ma|khỉ|than|cú|trâu|"
            "bò|chó|que củi|cột điện|cây tăm|chuột|quỷ|cóc|nấm|chồn|hà mã|chuột cống|bộ xương)"
        ),
        (
            "(xấu|béo|mập|lùn|hôi|đen) ~1 (thế|vậy|rứa|vầy|vl|vcl|dữ|như mày|như nó) ~4 (mà|ai|còn|cũng|lại|"
            "soi gương|thì) ~3 (đòi|dám|chịu|thích|yêu|ngồi|chụp|đăng|up|chơi)?"
        ),
        "(mày|m|mi|nó|nhỏ|thằng) ~2 (hôi|hôi nách|hôi quá|bốc mùi|bốc mùi quá|thối|chưa tắm|hôi như cú|ở dơ|ở bẩn)",
        "(hôi nách|hôi như|bốc mùi) ~4 (tắm đi|ngồi gần|muốn xỉu|chịu không|chịu sao|cú|chồn|tránh|quá mày|như cú)",
        "(soi gương|nhìn gương) ~2 (chưa|đi|bao giờ|lại) ~3 (mà|xấu|mày|m|con|cái mặt)?",
        (
            "(ngồi|đứng|nhảy|leo|lên) ~2 (gãy|sập|đứt|vỡ|nứt) ~1 (ghế|cân|bàn|sàn|dây|cầu|võng) ~2 (luôn|mất|"
            "rồi|sao|cho)"
        ),
        "(gãy|sập|đứt|sao vừa|không vừa|nứt) ~1 (ghế|dây|võng|bàn|cân) ~3",
        "(ăn|uống) ~2 (lắm|nhiều|cho cố) ~2 (nên|mà|thành|hèn gì) ~2 (béo|mập|ú|như lợn|như heo)",
        "(ảnh|hình|mặt) ~3 (người hay|người hay là) ~3 (khỉ|ma|quỷ|lợn|vượn)",
        "(bớt|giảm|nhịn) ~1 (ăn|mỡ|cân) ~2 (lại|đi) ~1 (con|đồ|thằng|nhỏ)? (lợn|heo|mập|béo|mày|m|ú)",
    ),
    bare=(
        "xau (vay|the|nhu vay) ma ~1 (cung|con|doi)",
        (
            "(che|treu|choc|goi|cuoi|keu) ~1 (em|con|chau|minh|to|tui) ~1 (la)? ~1 (beo|map|lun|xau|heo|lon|"
            "rang ho|mat mun)"
        ),
        "(nhin|ngo|trong) ~2 nhu ~1 (con khi|khi dot|con heo|con lon|que cui|con ma)",
        "(do|thang|con) (lun|beo|map) ~2",
    ),
    reported=(
        f"(bắt chước|nhại|chế|giả) ~1 (dáng đi|cách đi|điệu bộ|dáng) ~1 (của)? {_ME_TOLD}",
        (
            f"(chê|trêu|chọc|gọi|kêu|cười|chế|nhạo|miệt thị|bình phẩm|body shaming|ví) ~1 {_ME_TOLD} ~2 (là|vì|"
            f"như|giống)? ~1 {_LOOKS} ~2"
        ),
        (
            "(chê|trêu|chọc|nhạo|chế giễu|soi|bình phẩm) ~1 (ngoại hình|cân nặng|dáng|mặt|răng|tóc|da|mụn|vóc "
            f"dáng|thân hình) ~2 (của)? {_ME_TOLD} ~2"
        ),
        f"{_ME_TOLD} ~2 bị ~3 (chê|trêu|chọc|gọi|kêu|cười|chế|nhạo|miệt thị) ~2 (là|vì)? ~2 {_LOOKS} ~2",
        (
            "(bị) ~2 (chê|trêu|chọc|gọi|miệt thị) ~1 (là|vì)? ~1 (đồ)? (béo|mập|lùn|xấu|heo|lợn|heo nọc|mặt rỗ|"
            "hô|đen|mập ú|béo phì)"
        ),
        "(bình chọn|vote|xếp hạng|chấm điểm) ~3 (xấu nhất|mập nhất|béo nhất|ngoại hình|nhan sắc|lùn nhất)",
    ),
    quiet=(
        "(cũng là|như vậy là|như thế là|đó là) ~1 (bắt nạt|miệt thị|miệt thị ngoại hình)",
        "(sắm vai|đóng vai|tiểu phẩm)",
        "(đáng yêu|dễ thương|cưng xỉu|bụ bẫm)",
        *STORY,
        "(em bé|bé|cún|mèo|chó con|con mèo|heo đất|lợn đất) ~6 (dễ thương|cưng|bụ bẫm|yêu)",
        "(đừng|không nên|không được) ~1 (chê|trêu|cười|chọc|miệt thị)",
        "(sao|thấy) ~1 (mình|con|em|tớ|tui) ~2 (béo|mập|lùn|xấu|đen|đô) ~1 (quá|thế|ghê)",
    ),
    idioms=(
        "(trái|quả|con chó bưởi|bánh|đèn|tượng|mâm) ~~6 (giống|như) con (lợn|heo|thỏ|chó|khỉ)",
        "hô (hào|biến|hấp|khẩu hiệu)",
        "đồ đen",
        "(đầu|mặt|tóc|giọng|mũi|chân|tay|da|bụng) (tao|tau|t|tui|tớ|mình|em|con|tôi) ~3 (như|giống)",
        "(tớ|tui|tao|tau|mình) (dạo này|dạo ni|giờ|bây giờ|hè này|lên ký|lên cân)? (béo|mập|đen|lùn|ốm|gầy) như ~3",
        "về ~1 (đen thui|đen như|đen nhẻm)",
        "(đứt dây|gãy) (giày|dép|đàn|chuyền|bút)",
        "(vẽ|viết|chữ|nết) xấu",
        "(mặt trời|mặt trăng|mặt bàn|mặt đường|mặt hồ|mặt nước) ~4",
        (
            "(tao|t|tớ|mình|em|con|tui|tôi|cháu) ~3 (xấu như|mập lên|béo lên|mập quá|béo quá|ốm quá|đen thui|"
            "đen như|đen quá|lùn quá|lùn nhất)"
        ),
        "(gấu|gấu trúc|mèo|cún|chó|thỏ|em bé|bé) ~2 (mập ú|béo ú|mập|béo|béo như)",
        "con (mập|lùn|ốm|gầy|béo|cao|đen) ~1 (lên|hơn|đi|quá|vậy|rồi|thật)",
        "(bình|phim|nước|da|mực|chữ|bài|giọng|hát|tranh) ~1 (xấu|đen|hôi) ~1 (như|quá)",
        "(đi|về|phơi) ~1 (nắng|biển) ~6 (đen thui|đen|đen như)",
        "nói xấu",
        "(giọng|hát) ~3 như (vịt đực|vịt|chó|bò)",
    ),
)
