"""Sexual words: advertising, harassment, lewd remarks, adult content.

Source: Penal Code art. 326 and Decree 147/2024 on online services (obscene content); the word lists that public
Vietnamese corpora name (only single words). Nothing here describes an act; biology, medicine and a lesson on puberty
stay quiet.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.taxonomy import Signal

SEXUAL_TALK = Detector(
    name="sexual_talk",
    signal=Signal.SEXUAL_TALK,
    confidence=0.7,
    phrases=(
        "(ngủ) ~1 (với|cùng) ~1 (chồng|vợ|sếp|đại gia|giám đốc|người ta)",
        "(nhắn tin|nói|gạ) ~2 (bậy bạ|tục|dâm|tục tĩu)",
        "(không|ko) che ~2 (càng|full|link|nhé|nha|hd)",
        "(đổi cặp|đổi vợ|giao lưu vợ chồng|đi tăng hai|tự xử|mấy nháy|sung lắm|chuyện trên giường)",
        "(cởi theo quà|call show|gái ngon|máy bay goá chồng|máy bay góa chồng|lập phòng nhì|bồ nhí)",
        "(đòi|cho xem) ~2 (coi ngực|xem ngực|thứ bậy bạ|chỗ kín|vùng kín)",
        "(ngon) ~1 (thế|quá|chi|thật|rứa|hè) ~4 (chồng|vợ|giường|sướng|về sớm)",
        "(chồng|vợ) ~1 (chị|bà|anh) ~2 (yếu|vắng|đi vắng) ~2 (thì|để|kêu|nhắn) ~1 (t|tau|tui|anh|tao)",
        (
            "(gái gọi|gái ngành|gái đứng đường|gái bán hoa|gái bao|trai bao|đi khách|tình một đêm|sugar baby|sugar "
            "daddy|sgbb|sgdd|tay vịn|mại dâm|phi công trẻ|máy bay bà già|check hàng|checker|đi bay|đi lầu xanh)"
        ),
        (
            "(phim|clip|truyện|ảnh|hình|web|link|kho|nhóm|video) ~2 (18+|người lớn|nóng|sex|xxx|jav|khiêu dâm|đồi "
            "trụy|mát mẻ|lộ hàng|cấp 3|heo|hentai)"
        ),
        (
            "(phim sex|phim heo|phim jav|sex|sextoy|sex toy|chat sex|xxx|porn|khiêu dâm|hentai|lộ hàng|show hàng|khoe "
            "hàng|thoát y|cởi đồ|cởi truồng|khỏa thân|khoả thân|nude|nudes)"
        ),
        (
            "(nứng|dâm|dâm dục|dâm đãng|địt nhau|chịch|chịch nhau|phang phát|xoạc|xoạc nhau|bú lồn|bú cu|bú cặc|liếm "
            "lồn|quay tay|thủ dâm|xuất tinh|xuất sớm|sục|sục cặc|làm tình|quan hệ tình dục|lên đỉnh|phê dâm|nện nhau|"
            "đụ nhau|hiếp dâm|gạ tình|gạ chịch|gạ địt|đồ dâm|dê xồm|sờ mó)"
        ),
        (
            "(yếu sinh lý|tăng cường sinh lực|kéo dài cuộc vui|bổ thận tráng dương|đồ chơi người lớn|máy rung|bao cao "
            "su có gai|chuyện giường chiếu|kỹ năng giường chiếu|giường chiếu)"
        ),
        (
            "(lên|trên|xuống|leo|gãy|rời|nằm) ~1 giường ~3 (với|sướng|là|chán|đạo diễn|cùng|ai|hết|nhé|tao|anh|không "
            "được|bà|trai|cả)"
        ),
        (
            "(ngủ|qua đêm|nằm) ~1 (với|vs|cùng|một đêm|một bữa|1 đêm|1 bữa) ~1 (anh|tôi|tui|tau|t|tao|chị|em|bà|cô|"
            "đại gia|một|nó|ai) ~4 (đi|bao nhiêu|giá|bao|không|nhé|nha|coi|tiền|trả|cũng)"
        ),
        "(cho|xin) ~1 (tui|tau|tôi|t|anh|tao) ~1 (ngủ một|ngủ với|một đêm|1 đêm|xin một đêm) ~3",
        (
            "(ngực|mông|vú|đùi|vòng ba|vòng 1|vòng một|vòng 3|vếu|body|ti|háng|chân dài) ~2 (to|bự|khủng|ngon|căng|nở|"
            "thế|cong|mẩy|dữ|chuẩn|này|trắng|vầy) ~4 (ngon|thế|vậy|vl|dữ|chịu|thèm|muốn|quá|kia|này|nhỉ|cho|ai|thì|"
            "vãi|bây)"
        ),
        "(nhìn|ngắm|thấy|nhin) ~3 (mông|ngực|vú|vòng ba|vếu|đùi|háng) ~3",
        "(nhìn|thấy|mặc) ~5 (thèm|muốn vồ|muốn xoạc|cứng|nứng|chỉ muốn vồ|thèm quá|gợi dục|thèm chết)",
        "(ngon|hàng ngon|ngon thế|ngon quá|hàng ngon quá) ~3 (giường|sướng|một đêm|bao nhiêu tiền|giá|chơi|xin số)",
        (
            "(hàng|hàng họ|hàng tuyển|hàng mới) (ngon|chuẩn|về|ngon nghẻ|tuyển|chất|này ngon|ni ngon) ~6 (giá|alo|"
            "nhắn|chơi|phòng|số|ib|check|bác|xin)"
        ),
        (
            "(phục vụ|massage|mát xa|gội đầu|thư giãn|karaoke) ~4 (tận phòng|tận nơi|qua đêm|từ a tới z|kích thích|"
            "kín đáo|tới bến|món phụ|z|happy ending|bao vui|phòng riêng|tay vịn)"
        ),
        "(qua đêm|một đêm|1 đêm) ~2 (giá|bao nhiêu|bn|với|vs|tl|thương lượng|không|nhé|nha|hay)",
        "(ảnh|hình|clip) ~2 (không mặc|ko mặc|k mặc|không che|ko che|hở|không mảnh vải|mặc ít)",
        (
            "(show cam|show|cởi|lột) ~2 (theo quà|hết|200k|có phí|hàng|ra|đồ|áo|cam) ~3 (xem|coi|cho|nha|phòng|idol|"
            "15p|quà|trước)"
        ),
        "(cặp bưởi|hai quả bưởi|tâm hồn to|bướm|hĩm|chim to|súng ống|cậu nhỏ|cô bé) ~2 (này|to|ngon|kia|nàng|chặt|múp)",
        (
            "(vào|đi|qua|tới|sang|rủ) ~3 (nhà nghỉ|khách sạn|phòng kín) ~3 (với|tôi|anh|chiều|vui|là|không|hoài|đi|em|"
            "cùng|mười phút)"
        ),
        (
            "(tìm|cần|tuyển|tìm bạn|có ai|ai) ~4 (tâm sự đêm|người tâm sự|fwb|ons|some|friend with benefit|tình 1 đêm|"
            "đi khách|đi nhà nghỉ|sgbb)"
        ),
        "(rên|rên rỉ) ~2 (cả đêm|suốt đêm|to|mỗi đêm|như|đêm nào|hoài) ~3",
        "(đêm nào|cả đêm) ~2 rên",
        "(chiều khách|tiếp khách|bán thân|bán dâm|mua dâm|đĩ điếm|làm gái|cave|ca ve|gái làng chơi|bar gái)",
        "([clip nóng]|[ảnh nhạy cảm]|[ảnh nóng]|[clip người lớn])",
        "(sờ|bóp|vuốt|hôn|liếm|chạm) ~2 (ngực|mông|vú|đùi|háng|chỗ kín|vùng kín|chỗ đó) ~4",
        "(mặc|trong) ~2 (quần lót|đồ lót|áo ngực|nội y) ~3 (gì|màu gì|không|chưa|cho anh|cho xem)",
    ),
    marked=(
        "(ăn|con|như|mặt|thằng|ông sếp|cái|đù) ~1 (lồn|cặc|buồi)",
        "(con|lũ|thứ|đồ) ~1 (phò|đĩ|điếm) ~1 (già|thõa|ngựa|rẻ tiền|này|kia|cướp chồng)?",
        "(địt|đụ) ~1 (má|mẹ|mạ|con mẹ|cha)",
        "(bú|liếm|sục|chơi|xem|cái) ~1 (lồn|cặc|buồi|cu|chim)",
        "(lồn|cặc|buồi) ~2 (to|nhỏ|thơm|bự|ngon|múp|hồng|dài|ngứa)",
        "(địt|đụ|phang|chịch|nện) ~1 (em|nó|con này|con đó|cô|chị|nhau|phát|ẻm|cho)",
    ),
    bare=(
        (
            "(gai nung|nung vcl|nung qua|nung vl|dit nhau|chich nhau|lam tinh|quay tay|phim sex|gai goi|di khach|qua "
            "dem gia|dit me|du ma|con cac|nhu lon|an lon|mat lon)"
        ),
        "(muon|phat muon) xoac",
        "(ngu|ngu cung|ngu voi) ~1 (tao|tau|mot dem|mot bua|chung) ~2 (coi|di|bao nhieu)?",
    ),
    quiet=(
        (
            "(bài|cô|thầy|bác sĩ|sinh học|môn sinh|tiết sinh|dậy thì|kinh nguyệt|giáo dục giới tính|tiêm|khám|nhiễm "
            "sắc "
            "thể|sinh sản|chẩn đoán|vắc xin|tế bào|lồng ngực|phổi|gà|phòng y tế|cấu tạo) ~20 "
            "(ngực|mông|vú|tình dục|giới tính|dâm|xuất tinh|cơ thể|bình thường|bao cao su|háng|vùng kín)"
        ),
        "(không được|không ai được|đừng để ai|không cho ai) ~2 (sờ|chạm|đụng)",
        "(bơi|mẹ|má|ức|thịt|gà|vịt|bò|heo) ~3 (ngực|đùi|ức)",
    ),
)
