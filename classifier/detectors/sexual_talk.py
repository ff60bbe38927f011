"""Sexual words: advertising, harassment, lewd remarks, adult content.

Harassment that a pupil or a parent tells of is found here too ("bị sờ soạng trên xe buýt").

Source: Penal Code art. 326 and Decree 147/2024 on online services (obscene content); the word lists that public
Vietnamese corpora name (only single words). Nothing here describes an act; biology, medicine and a lesson on puberty
stay quiet.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import ADVICE, NEWS
from classifier.taxonomy import Signal

_ME_TOLD = (
    "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|con gái tôi|cháu tôi|cháu gái tôi|bé|chúng em|bọn em|"
    "tụi em|các bạn nữ|bạn nữ)"
)
_PRIVATE = (
    "(ngực|mông|vú|đùi|háng|chỗ kín|vùng kín|chỗ đó|chỗ nhạy cảm|vùng nhạy cảm|bộ phận nhạy cảm|eo|áo lót|quần lót)"
)

SEXUAL_TALK = Detector(
    name="sexual_talk",
    signal=Signal.SEXUAL_TALK,
    confidence=0.7,
    phrases=(
        "(nhận|có|bán) ~1 show ~1 (cam|hàng|riêng)",
        "(phim|clip|truyện|web|trang|kênh|video) người lớn",
        (
            "(cho|để) ~1 (anh|a|chú|tao|t|tau|bác) ~1 (sờ|hôn|bóp|nắn|nhìn|xem|coi) ~1 (tí|tý|cái|miếng|ngực|"
            "chút|mông) ~1 (đi|nào|nha|nhé|coi)?"
        ),
        "(web|phim|truyện|nhóm|kênh) (đen|bậy bạ|bậy|đồi trụy)",
        "(ngủ) ~1 (với|cùng) ~1 (chồng|vợ|sếp|đại gia|giám đốc|người ta)",
        "(nhắn tin|nói|gạ) ~2 (bậy bạ|dâm|tục tĩu)",
        "(không|ko) che ~2 (càng|full|link|nhé|nha|hd)",
        "(đổi cặp|đổi vợ|giao lưu vợ chồng|đi tăng hai|tự xử|mấy nháy|chuyện trên giường)",
        "(cởi theo quà|call show|gái ngon|máy bay goá chồng|máy bay góa chồng|lập phòng nhì|bồ nhí)",
        "(đòi|cho xem) ~2 (coi ngực|xem ngực|thứ bậy bạ|chỗ kín|vùng kín)",
        "(ngon) ~1 (thế|quá|chi|thật|rứa|hè) ~4 (chồng|vợ|giường|sướng|về sớm)",
        "(chồng|vợ) ~1 (chị|bà|anh) ~2 (yếu|vắng|đi vắng) ~2 (thì|để|kêu|nhắn) ~1 (t|tau|tui|anh|tao)",
        (
            "(gái gọi|gái ngành|gái đứng đường|gái bán hoa|gái bao|trai bao|đi khách|tình một đêm|sugar baby|"
            "sugar daddy|sgbb|sgdd|tay vịn|mại dâm|phi công trẻ|máy bay bà già|đi bay|đi lầu xanh)"
        ),
        (
            "(phim|clip|truyện|ảnh|hình|web|link|kho|nhóm|video) ~2 (18+|nóng|sex|xxx|jav|khiêu dâm|đồi trụy|"
            "mát mẻ|lộ hàng|cấp 3|heo|hentai)"
        ),
        (
            "(phim sex|phim heo|phim jav|sex|sextoy|sex toy|chat sex|xxx|porn|khiêu dâm|hentai|lộ hàng|show "
            "hàng|khoe hàng|thoát y|cởi đồ|cởi truồng|khỏa thân|khoả thân|nude|nudes)"
        ),
        (
            "(nứng|dâm dục|dâm tặc|địt nhau|chịch|chịch nhau|phang phát|xoạc nhau|bú lồn|bú cu|bú cặc|liếm lồn|"
            "quay tay|thủ dâm|xuất tinh|xuất sớm|sục cặc|làm tình|quan hệ tình dục|phê dâm|nện nhau|đụ nhau|"
            "hiếp dâm|muốn xoạc|gạ tình|gạ chịch|gạ địt|đồ dâm|dê xồm|sờ mó)"
        ),
        (
            "(yếu sinh lý|tăng cường sinh lực|kéo dài cuộc vui|bổ thận tráng dương|đồ chơi người lớn|máy rung|"
            "bao cao su có gai|chuyện giường chiếu|kỹ năng giường chiếu|giường chiếu)"
        ),
        (
            "(lên|trên|xuống|leo|gãy|rời|nằm) ~1 giường ~3 (với|sướng|là|chán|đạo diễn|cùng|ai|hết|nhé|tao|anh|"
            "không được|bà|trai|cả)"
        ),
        (
            "(ngủ|qua đêm|nằm) ~1 (với|vs|cùng|một đêm|một bữa|1 đêm|1 bữa) ~1 (anh|tôi|tui|tau|t|tao|chị|em|"
            "bà|cô|đại gia|một|nó|ai) ~4 (đi|bao nhiêu|giá|bao|không|nhé|nha|coi|tiền|trả|cũng)"
        ),
        "(cho|xin) ~1 (tui|tau|tôi|t|anh|tao) ~1 (ngủ một|ngủ với|một đêm|1 đêm|xin một đêm) ~3",
        (
            "(ngực|mông|vú|đùi|vòng ba|vòng 1|vòng một|vòng 3|vếu|body|ti|háng|chân dài) ~2 (to|bự|khủng|ngon|"
            "căng|nở|thế|cong|mẩy|dữ|chuẩn|này|trắng|vầy) ~4 (ngon|thế|vậy|vl|dữ|chịu|thèm|muốn|quá|kia|này|"
            "nhỉ|cho|ai|thì|vãi|bây)"
        ),
        "(nhìn|ngắm|thấy|nhin) ~2 (mông|ngực|vú|vòng ba|vếu|đùi|háng) ~3",
        "(nhìn|thấy|mặc) ~5 (muốn vồ|muốn xoạc|nứng|chỉ muốn vồ|thèm quá|gợi dục|thèm chết)",
        "(ngon|hàng ngon|ngon thế|ngon quá|hàng ngon quá) ~3 (giường|sướng|một đêm|bao nhiêu tiền|giá|chơi|xin số)",
        (
            "(hàng|hàng họ|hàng tuyển|hàng mới) (ngon|chuẩn|về|ngon nghẻ|tuyển|chất|này ngon|ni ngon) ~6 (giá|"
            "alo|nhắn|chơi|phòng|số|ib|check|bác|xin)"
        ),
        (
            "(phục vụ|massage|mát xa|gội đầu|thư giãn|karaoke) ~4 (tận phòng|tận nơi|qua đêm|từ a tới z|kích "
            "thích|kín đáo|tới bến|món phụ|z|happy ending|bao vui|phòng riêng|tay vịn)"
        ),
        "(qua đêm|một đêm|1 đêm) ~2 (giá|bao nhiêu|bn|vs anh|với anh|tl|thương lượng)",
        "(ảnh|hình|clip) ~2 (không mặc|ko mặc|k mặc|không che|ko che|hở|không mảnh vải|mặc ít)",
        (
            "(show cam|show|cởi|lột) ~2 (theo quà|hết|200k|có phí|hàng|ra|đồ|áo|cam) ~3 (xem|coi|cho|nha|phòng|"
            "idol|15p|quà|trước)"
        ),
        (
            "(cặp bưởi|hai quả bưởi|tâm hồn to|bướm|hĩm|chim to|súng ống|cậu nhỏ|cô bé) ~2 (này|to|ngon|kia|"
            "nàng|chặt|múp)"
        ),
        (
            "(vào|đi|qua|tới|sang|rủ) ~3 (nhà nghỉ|khách sạn|phòng kín) ~3 (với|tôi|anh|chiều|vui|là|không|"
            "hoài|đi|em|cùng|mười phút)"
        ),
        (
            "(tìm|cần|tuyển|tìm bạn|có ai|ai) ~4 (tâm sự đêm|người tâm sự|fwb|ons|some|friend with benefit|"
            "tình 1 đêm|đi khách|đi nhà nghỉ|sgbb)"
        ),
        "(rên|rên rỉ) ~2 (cả đêm|suốt đêm|to|mỗi đêm|như|đêm nào|hoài) ~3",
        "(đêm nào|cả đêm) ~2 rên",
        "(bán dâm|mua dâm|đĩ điếm|làm gái|cave|ca ve|gái làng chơi|bar gái)",
        "([clip nóng]|[ảnh nhạy cảm]|[ảnh nóng]|[clip người lớn])",
        "(sờ|bóp|vuốt|hôn|liếm|chạm) ~2 (ngực|mông|vú|đùi|háng|chỗ kín|vùng kín|chỗ đó) ~4",
        "(mặc|trong) ~2 (quần lót|đồ lót|áo ngực|nội y) ~3 (gì|màu gì|không|chưa|cho anh|cho xem)",
    ),
    marked=(
        "(dâm|dâm đãng|bán thân) ~1 (quá|vl|vãi|thế|vậy|dữ|đãng|rẻ)?",
        "(con|lũ|thứ|đồ) ~1 (phò|đĩ|điếm) ~1 (già|thõa|ngựa|rẻ tiền|này|kia|cướp chồng)?",
        "(bú|liếm|sục) ~1 (lồn|cặc|buồi|cu|chim)",
        "(lồn|cặc|buồi) ~2 (to|nhỏ|thơm|bự|ngon|múp|hồng|dài|ngứa)",
        "(địt|đụ|chịch) ~1 (em|nó|con này|con đó|cô|chị|nhau|phát|ẻm)",
    ),
    bare=(
        "(ep|bat|doi) (em|con|chau|minh|to|tui) ~1 hon",
        "(cho|de) ~1 (anh|chu|tao|bac) (so|bop|hon) ~1 (ti|cai|mieng|chut)",
        "(bi|cu|hay) ~2 (bop|so|cham|vo) ~1 (mong|nguc|dui|vu)",
        "(so|bop) (mong|nguc|vu|dui) ~1 (em|con|chau|minh|to|tui)",
        (
            "(gai nung|nung vcl|nung qua|nung vl|dit nhau|chich nhau|lam tinh|quay tay|phim sex|gai goi|di "
            "khach|qua dem gia)"
        ),
        "(muon|phat muon) xoac",
        "(ngu|ngu cung|ngu voi) ~1 (tao|tau|mot dem|mot bua|chung) ~2 (coi|di|bao nhieu)?",
    ),
    reported=(
        (
            f"{_ME_TOLD} ~2 bị ~5 (sờ soạng|sờ mó|sàm sỡ|xâm hại|quấy rối|quấy rối tình dục|đụng chạm|dâm ô|lạm "
            "dụng|giở trò|giở trò đồi bại|cưỡng hôn|hôn trộm|tốc váy|vạch áo|kéo quần|tụt quần|lột áo|lột quần|"
            "lột đồ|quay lén|chụp lén trong|nhìn trộm|bóp ngực|bóp mông|sờ ngực|sờ mông|sờ đùi|vỗ mông|ép hôn)"
        ),
        (
            "(sờ soạng|sờ mó|sàm sỡ|xâm hại|quấy rối|dâm ô|giở trò|cưỡng hôn|hôn trộm|ép hôn|vạch áo|tốc váy|"
            "lật váy|giở váy|kéo váy|kéo quần|tụt quần|lột quần|giật áo lót|kéo dây áo|bật dây áo) ~2 "
            f"{_ME_TOLD}"
        ),
        f"(ép|bắt|đòi|cố) ~1 {_ME_TOLD} ~1 (hôn|cởi|cởi đồ|cởi áo|xem phim người lớn|coi phim đen|xem phim đen|sờ)",
        (
            "(cố tình|cố ý|giả vờ|giả bộ|lợi dụng|cứ|hay) ~3 (đụng chạm|chạm vào người|sờ vào người|cọ|cạ|cọ "
            f"xát|áp sát|ôm eo|vuốt ve|dụi) ~3 {_ME_TOLD}"
        ),
        f"(cọ|cạ|dí|áp|ép) ~2 (vào|vô) ~1 (người|mông|ngực|sau lưng) ~1 {_ME_TOLD}",
        f"(ôm|nắm|vuốt|bóp|sờ|chạm|đụng|vỗ|hôn|thọc tay) ~2 {_PRIVATE} ~2 {_ME_TOLD}",
        f"(ôm eo|vuốt đùi|vuốt má|vuốt tóc vuốt|xoa đùi|xoa lưng|ôm ghì|ôm chặt) ~2 {_ME_TOLD}",
        "(khoe|phô|lôi|móc) ~1 (chỗ kín|của quý|vùng kín|bộ phận sinh dục|hàng họ)",
        (
            "(nhìn trộm|nhìn lén|rình|quay lén|chụp lén|quay trộm) ~3 (trong nhà vệ sinh|thay đồ|tắm|nhà tắm|"
            "phòng thay|dưới váy|váy|nhà vệ sinh|toilet)"
        ),
        (
            f"(nhìn trộm|nhìn lén|quay lén|chụp lén|quay trộm) {_ME_TOLD} ~2 (trong nhà vệ sinh|thay đồ|tắm|nhà "
            "tắm|phòng thay|váy|nhà vệ sinh|toilet|đi vệ sinh)"
        ),
        (
            "(gửi|nhắn|cho xem|cho coi|bật|mở) ~3 (ảnh|hình|clip|phim|video|tin nhắn|truyện|câu|lời) ~1 (bậy|"
            "bậy bạ|đen|tục|tục tĩu|bẩn|đồi trụy|dung tục) ~3"
        ),
        (
            "(nói|nhắn|bình phẩm|bàn tán|đồn|đặt điều|tung tin|buông lời|kể|chấm điểm) ~3 (bậy|bậy bạ|tục|tục "
            f"tĩu|dâm|dơ bẩn|dung tục|cơ thể|ngực|mông|vòng một|vòng 1|số đo) ~3 {_ME_TOLD}"
        ),
        f"(nói|hỏi|nhắn) ~2 (chuyện bậy|chuyện người lớn|chuyện tục|lời bậy|lời tục|bậy bạ|tục tĩu) ~3 {_ME_TOLD}?",
        f"(nói bậy|nói tục|nói dâm) ~1 (với|vs|về) ~1 {_ME_TOLD}",
        f"(đồn|nói) ~1 {_ME_TOLD} ~1 (ngủ với|lăng nhăng|có bầu|làm gái|bán thân|dễ dãi)",
        "(hứng hình|bị gửi) ~1 (hình|ảnh|clip) ~1 (bậy|bậy bạ|nóng|đen)",
    ),
    quiet=(
        *ADVICE,
        *NEWS,
        "(số liệu|thống kê|số vụ|tỉ lệ|tỷ lệ) ~8 (xâm hại|quấy rối|lạm dụng)",
        "(không ai|không có ai) ~2 (được phép|được quyền|có quyền) ~2 (sờ|chạm|đụng)",
        "(bác sĩ|y tế|phòng khám|bệnh viện|khám|siêu âm|dậy thì|sinh học) ~~14 (ngực|mông|háng|vùng kín|đùi)",
        (
            "(bài|cô|thầy|bác sĩ|sinh học|môn sinh|tiết sinh|dậy thì|kinh nguyệt|giáo dục giới tính|tiêm|khám|"
            "nhiễm sắc thể|sinh sản|chẩn đoán|vắc xin|tế bào|lồng ngực|phổi|gà|phòng y tế|cấu tạo) ~20 (ngực|"
            "mông|vú|tình dục|giới tính|dâm|xuất tinh|cơ thể|bình thường|bao cao su|háng|vùng kín)"
        ),
        "(không được|không ai được|đừng để ai|không cho ai) ~2 (sờ|chạm|đụng)",
        "(bơi|mẹ|má|ức|thịt|gà|vịt|bò|heo) ~3 (ngực|đùi|ức)",
    ),
    idioms=(
        "(tượng|tranh|bức) ~3 (khỏa thân|khoả thân|nude)",
        "(son|màu|tông|tone|phấn|váy|giày) ~1 nude",
        "nude (tiger|công an|full)",
        "(vãi|vãi cả|xạo|xàm|sấp mặt) lồn",
        "mông (lung|má|cổ|muội)",
        "(ấu|bạo|khẩu) dâm",
        "(vẫn|thấy) mông",
        "cởi ~1 (áo khoác|áo mưa|áo ấm|áo len|giày|dép|nón|mũ|khẩu trang|tất|vớ|găng tay)",
    ),
)
