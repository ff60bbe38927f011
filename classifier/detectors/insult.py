"""Abuses a person: names, animals, stupidity, family.

Source: Decree 80/2017 art. 2 (school violence includes insult and humiliation); the kinds of offence annotated in
ViHOS and ViHSD (only the kinds, not their texts). Among friends "đồ ngốc" can be tender, so one hit weighs little and
one insult is P3.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import STORY
from classifier.taxonomy import Signal

_YOU = (
    "(mày|m|mi|mầy|mậy|tụi mày|bọn mày|chúng mày|tụi bây|bây|nó|hắn|thằng này|con này|thằng đó|con đó|nhỏ đó|nhỏ này|"
    "thằng ni|cái loại|loại|thứ|đồ|cái thứ|cái đồ)"
)
_DULL = (
    "(ngu|óc chó|óc lợn|óc heo|óc bã đậu|đần|đần độn|ngu dốt|ngu si|ngu ngốc|dốt|vô học|mất dạy|mất nết|láo toét|rác "
    "rưởi|rác|súc vật|súc sinh|hèn|hãm|hãm tài|bẩn thỉu|khốn nạn|đê tiện|rẻ rách|ngu lol|ngáo|trơ trẽn|mặt dày|vô "
    "duyên|sao chổi|phế vật|vô dụng|ăn hại|ăn bám|ghê tởm|giả tạo|phèn|nghèo kiết|khùng|điên|hâm|dở hơi|bệnh hoạn|vô "
    "ơn|cặn bã|đáy xã hội)"
)

_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|cháu tôi|con trai tôi|con gái tôi|bé nhà em)"
_NAMES = (
    "(đồ|thằng|con|thứ|cái đồ|quái vật|ngu|đần|điên|khùng|dốt|hâm|óc chó|óc heo|óc lợn|rác|chó|lợn|heo|súc vật|ăn cắp|"
    "ăn trộm|con hoang|không cha|mồ côi|vô dụng|ăn bám|ăn hại|mất dạy|vô học|tâm thần|dở hơi|thần kinh)"
)

INSULT = Detector(
    name="insult",
    signal=Signal.INSULT,
    confidence=0.55,
    phrases=(
        (
            "(súc vật|súc sinh|cặn bã|óc cứt|chó hùa|vô văn hóa|vô văn hoá|thất học|láo toét|bố láo bố toét|mồ "
            "tổ cha mày|đồ con lừa)"
        ),
        "(mặt|cái mặt|bản mặt) ~1 (lồn|lol|chó|khỉ|heo|thớt|mâm|mẹt) ~1 (mày|m|mi|nó|hắn|kia|kìa)",
        "(xạo|xàm|nhảm) (lồn|lol|chó|cứt)",
        "(thằng|con|mụ|lão|con mụ) (mất nết|mất dạy|vô học|bố láo|lừa đảo|chó đẻ)",
        "(chửi|đéo) ~1 (chết mẹ|bỏ mẹ|cha|cả lò|cả nhà) ~1 (mày|m|nó|chúng mày)",
        "(thứ|đồ|thằng|con|lũ) (con hoang|con rơi|không cha|vô thừa nhận|bụi đời|đầu đường xó chợ)",
        "(về mà|đi mà) (kiếm|tìm) ~1 (ba|cha|bố|mẹ|má) ~1 (mày|m|mi)",
        "(mày|m|mi|mầy|nó|hắn|bà) ~1 (là)? ~1 (cái thứ|cái loại|thứ|loại|cái giống|hạng) ~1 (gì|chi|người gì)",
        "(não|đầu|đầu óc|óc) ~1 (để ở nhà|để đâu|để trưng|dùng làm gì|làm cảnh|để làm cảnh|toàn đất|rỗng|chứa gì)",
        "(không|ko|k|hông) ~1 (cha|bố|ba) ~1 (không|ko|k|hông) ~1 (mẹ|má) ~2 (dạy|dạy dỗ|dạy bảo|thương)?",
        (
            "(thằng|con|đồ|quân|lũ|bọn) ~1 (ăn cắp|ăn trộm|trộm cắp|phản bạn|phản bội|nịnh hót|nịnh thần|lẻo "
            "mép|xạo|nói dối|thất bại|thần kinh|tâm thần|dở người|mất nết|đầu đất|hề|chó hùa|trẩu|bố láo|láo "
            "toét|xấc láo)"
        ),
        "(mi|mày|m|nó|hắn) ~1 là ~1 (đồ|thằng|một thằng|cái đồ) ~2",
        "(sống|ở|đứng) ~1 (chật đất|phí cơm|phí gạo|chật chỗ|tốn cơm|bẩn đất)",
        "(loại|thứ|đồ|ngữ) (mày|m|mi|nó|bà) ~1 (chỉ|mà|cho không|thì|cũng)",
        "(cái)? (mõm|mỏ|mồm) ~1 (mày|m|mi|chó) ~1 (thối|hôi|lại|đi)?",
        "(nói|chuyện|viết|làm|nghe) ~1 (xàm lồn|xạo lồn|xàm chó|như shit|như cứt|ngu vãi lồn)",
        "(mày|m|mi|nó) ~1 (bị)? ~1 (rồ|dại|chập mạch|chập cheng|thần kinh|tâm thần|khùng hả|bệnh) ~1 (à|hả|rồi|kìa)",
        "(ăn cơm|ăn gì|ăn chi) ~2 (hay|hoặc) ~1 (ăn rơm|ăn cỏ|ăn cám|ăn cứt)",
        "(tay nhanh hơn não|não tàn|não phẳng|thiểu năng trí tuệ|chó hùa|mất não|không có não|ko có não|óc cứt)",
        "(mày|m|mi|mầy|nó) ~1 (cũng)? ~1 (đòi|xứng|đáng) ~1 (làm|là) người",
        "(thấy|nhìn|ngó) ~2 (ngứa mắt|ngứa đòn|ngứa gan|phát ghét|phát tởm|muốn đấm)",
        (
            "(đồ|thứ|thằng|con|cái thứ|cái loại) ~1 (dở hơi|hãm tài|ngáo|quỷ sứ|ngớ ngẩn|trẻ trâu|sida|bám váy "
            "mẹ|nhiều chuyện|đội sổ|mồ côi|chó má|đầu trâu|mặt thớt|trơ trẽn|láo toét|ngu người)"
        ),
        "(vô dụng|ngu|hai mặt|hèn|giả tạo|láo|vô duyên|mất dạy) như (mày|m|mi|nó|bà|cái loại)",
        "(trời sinh|đẻ) ra ~1 (mày|m|mi|nó|cái thứ)",
        "(quê|nhục) ~1 (chưa|dữ) ~1 (con|má|nhỏ|bà|mày)",
        "(nói chuyện|thái độ) ~1 (như|kiểu) ~1 (cha|bố) ~1 (người ta|thiên hạ)",
        (
            "(đồ|thứ|cái thứ|cái loại|loại|quân|cái đồ|lũ|bọn|đám) ~1 (óc chó|óc lợn|óc heo|óc bã đậu|mất dạy|"
            "mất nết|vô học|rác rưởi|súc vật|súc sinh|khốn nạn|hèn|hèn hạ|đê tiện|rẻ rách|ăn hại|ăn bám|vô "
            "dụng|phế vật|mặt dày|vô duyên|giả tạo|đạo đức giả|mách lẻo|lẻo mép|bám đuôi|hai mặt|sao chổi|bẩn "
            "thỉu|dơ dáy|ngu|ngu ngốc|ngu dốt|đần|đần độn|dốt|hãm|điên|khùng|quỷ|ăn cắp|cặn bã|vô ơn|xạo|bợ đỡ|"
            "nịnh bợ|ăn cháo đá bát)"
        ),
        (
            "(óc chó|óc lợn|óc heo|óc bã đậu|não chó|não cá vàng|súc sinh|đầu đất|đầu bò|mặt lol|mặt lồn|chó "
            "đẻ|chó má|mả cha|mả mẹ|đĩ mẹ|con đĩ|thằng khốn|con khốn|thằng chó|con chó má|thằng điên|con điên|"
            "thằng hâm|thằng đần|con đần|thằng ngu|con ngu|thằng mất dạy|con ranh|thằng ranh)"
        ),
        (
            "(địt|đụ|đm|đmm|dm|dmm|đcm|dcm|vcđ|đĩ|đ m|clm|cmm|vkl|đkm|dkm|cmn|đệch|đéo) ~2 (mày|m|mi|mẹ mày|mẹ "
            "m|thằng|con|tổ sư|cha|đồ|cái loại|chúng mày|mậy)"
        ),
        (
            "(câm|câm mồm|câm họng|im mồm|im mẹ mồm|ngậm mồm|khép mõm|im cái họng|ngậm mõm|im mõm|đóng mõm) ~1 "
            "(đi|lại|mày|m|con|mi|vào|chó|hết|thằng)"
        ),
        (
            "(mày|m|mi|mầy|mậy|nó|hắn|chúng mày|bọn mày|tụi bây) ~3 (ngu|óc chó|đần|dốt|mất dạy|vô học|hèn|hãm|"
            "mặt dày|vô dụng|ăn hại|rác|khùng|điên|hâm|súc vật|ngáo|nhục|khốn nạn|phèn|dở hơi) ~1 (vl|vcl|vãi|"
            "thế|vậy|rứa|lắm|như|quá|à|hả|vừa thôi|dzậy|hết|thấy|bỏ|đéo|nhất|dữ|ghê)"
        ),
        (
            "(ngu|dốt|đần) ~1 (như bò|như lợn|như heo|như chó|như mày|như nó|vl|vcl|vãi|vãi lồn|lol|hết thuốc|"
            "còn bày đặt|mà bày đặt|mà cứ)"
        ),
        "(ngu|dốt|đần|xấu) (như|hơn) ~1 (chó|bò|lợn|heo|trâu|con bò|con chó|con lợn|con heo)",
        "(sủa|sủa tiếp|sủa bậy|cắn càn) ~1 (đi|gì|cái|chi|tiếp|vừa|ít|như|nữa)",
        "(nghe|đang|mà|thích|cứ) ~1 (chó sủa|sủa)",
        (
            "(biến|cút|xéo|xéo đi|lượn) ~1 (mẹ|mẹ mày|đi|khỏi|cho|về|ngay|xa|hộ) ~3 (mày|m|mi|khuất mắt|nhờ|"
            "con|thằng|tao|bố mày|chỗ khác|nước trong)"
        ),
        "(cút|xéo|cút mẹ|cút xéo) ~1 (đi|ra|khỏi|về|ngay)",
        (
            "(nhục|nhục mặt|không biết nhục|không biết xấu hổ|không biết ngượng|xấu mặt|mất mặt) ~1 (chưa|"
            "không|như|quá|cho|mặt|vl|vcl|thế|con|hả|à)"
        ),
        "(không|ko|k|hông|chẳng|chả) biết (nhục|ngượng|xấu hổ|thẹn)",
        (
            "(mẹ|má|bố|ba|cha|cả nhà|nhà|nguyên nhà) (mày|m|mi|mầy) ~4 (nghèo|bỏ|nhặt|ve chai|ly hôn|li hôn|"
            "ngu|ăn trộm|ăn cắp|bán|ở tù|rượu|đi tù|đi ăn xin|rửa bát|quét rác|lượm rác|bẩn)"
        ),
        (
            "(ai|đéo ai|đếch ai|chó ai|nỏ ai|có ai|hông ai) ~1 (thèm|ưa|chịu nổi|mượn|cần|chơi|hỏi|khiến) ~3 "
            "(mày|m|mi|mầy|cái loại|loại|nó|thứ|đến mày)"
        ),
        (
            "(nhìn|thấy|ngó) ~2 (mặt|cái mặt|bản mặt|cái bản mặt) ~1 (mày|m|mi|nó|hắn)? ~1 (là|mà)? ~1 (muốn "
            "đấm|muốn tát|muốn ói|ghét|phát ghét|phát tởm|tởm|ói|buồn nôn|ngứa mắt|ngứa|hết muốn ăn|mất hứng|"
            "nuốt không nổi)"
        ),
        (
            "(thấy ghét|ghét|tởm|kinh tởm|ghê) ~1 (cái|con|thằng|bản)? (mặt|bản mặt|cái loại|loại|cái thứ|thứ) "
            "~1 (mày|m|mi|này|nó|mặt)?"
        ),
        (
            "(tưởng|nghĩ) ~1 (mày|m|mi|mình|bà) ~1 (là)? ~1 (ai|cái đinh|giỏi lắm|ngon lắm|ngon|đẹp lắm|vua|"
            "trung tâm|mẹ thiên hạ)"
        ),
        (
            "(diễn|làm màu|làm lố|sống|chơi) ~1 (sâu quá|lố quá|bẩn|chó|hãm|giả tạo|như chó|như cứt|như c) ~2 "
            "(vl|vcl|má|bà|quá|như|mà)?"
        ),
        "(loại|thứ|đồ|cái loại) ~1 (như|giống) ~1 (mày|m|mi|nó|bà|cậu)",
        "(cho chó ăn|như cứt|lol má) ~1 (mày|m|ấy|á|à|vậy|thế|thèm)?",
        "(bày đặt|làm giá|chảnh chó|vênh váo|tinh tướng|láo|láo nháo|lên mặt) ~1 (vừa thôi|dạy đời|với|à|toét|chó)",
    ),
    marked=(
        "(đê tiện)",
        "(thằng|con|mụ) (khùng|thần kinh|tâm thần|hãm|xạo|trẩu)",
        (
            "(mày|m|mi|mầy|mậy|nó|hắn) ~1 (là)? ~2 (ngu|đần|dốt|óc chó|vô dụng|giả tạo|hãm|mất dạy|ngáo|vô "
            "duyên|trơ trẽn) ~1 (vl|vcl|vãi|thế|rứa|vậy|quá|lắm|như|luôn|cả|bền|à|hả|$)?"
        ),
        "(ngu|dốt|đần) ~1 (vừa thôi|vừa vừa|đặc|bền vững|hết chỗ nói|có tiếng|nhất lớp|lâu|thế thì|người)",
        "não ~1 (mày|m|mi|lợn|heo|bò|tôm|phẳng|để trang trí|cá vàng)",
        "(trẻ trâu|hãm tài|ngáo đá|dở hơi|quỷ sứ|ngớ ngẩn|nhiều chuyện) ~2 (như|vl|mày|này|m|cmm|ai|biết bơi)",
        "(đồ|thứ|con|thằng|lũ|loại|quân) ~1 (chó|lợn|bò|khỉ|đĩ|phò|điếm|dở|lồn|cặc|heo|ngốc|mọi|hề|đểu|hèn)  $",
        "(đồ|thứ|thằng|lũ|loại) (chó|lợn|khỉ|đĩ|phò|điếm|bò|heo)",
        "(ngu|dốt|đần|nhục|hèn|hãm|phèn) (quá|thế|vậy|thật|rứa|dữ|ghê|lắm|vãi|vl|vcl|chưa|đéo|bỏ mẹ|si|người)",
        "^ (ngu|đần|dốt|rác|rác rưởi|chó|đồ hèn|hãm|hề|nhục) $",
        "(như|nhanh như|mặt như) ~1 (con)? (chó|lợn|khỉ|cứt|bò đội nón)",
        "(mày|m|mi|nó|mầy) ~1 (là)? ~1 (con)? (chó|lợn|đĩ|điếm)",
    ),
    bare=(
        (
            "(goi|chui|keu|bao) ~1 (em|con|con toi|chau|minh|to|tui) ~1 la ~1 (do|thang|con) ~1 (dan|ngu|dien|"
            "khung|hoang|an cap|mat day|oc cho|vo hoc)"
        ),
        "(con|thang) (dien|khung|dan|ngu|cho) nay ~1 (may|im|cam|cut|di cho|dung)",
        "(vcl|vl|vai lon|vai ca lon) ngu",
        (
            "(do|thang|con nho|may|mi|dua|thu) ~1 (ngu|oc cho|mat day|vo hoc|khung|dien|ngao|rac ruoi) ~1 (vl|"
            "vcl|nay|vay|the|qua|nhu|ra|vua|dot|ngoc|lam|hoc)"
        ),
        "^ (do|thang|thu) (ngu|khung|dien|mat day|cho|hen|ngoc|mat day|vo dung)",
        "(ngu|dot) ~1 nhu (bo|cho|lon|heo|con bo|con cho)",
        "(oc cho|oc lon|suc vat|nao lon|dit me may|du ma may|du me may|dit con me may) ~1",
        "(cam|im) (mom|hong|mom di)",
        "(cut|bien) (di|me|ve|khoi) ~2 (may|con|que|mat|thang|khuat mat)",
        "(thang|con) cho ~1 (nay|kia|de|may)",
        "(do|thang|con) (cho|khon nan|dien|cho chet)  $",
        "do mat day",
    ),
    reported=(
        f"(gọi|chửi|kêu|bảo|mắng|rủa|nói|đặt biệt danh) ~1 {_ME_TOLD} ~2 (là|như) ~2 {_NAMES} ~3",
        (
            "(lăng mạ|xúc phạm|sỉ nhục|nhục mạ|hạ nhục|làm nhục|chế giễu|miệt thị|khinh thường|coi thường) ~1 "
            f"(ba mẹ|bố mẹ|ba má|gia đình|mẹ|má|bố|ba|cha)? ~1 {_ME_TOLD}"
        ),
        (
            f"{_ME_TOLD} ~2 bị ~4 (lăng mạ|xúc phạm|sỉ nhục|nhục mạ|hạ nhục|làm nhục|bêu rếu|bôi nhọ|chửi bới|"
            "chửi tục|nhục mạ|gọi là đồ|gọi là thằng|gọi là con)"
        ),
    ),
    quiet=(
        "(sắm vai|đóng vai|tiểu phẩm)",
        (
            "(thương|yêu|cưng|mừng|cảm ơn|cám ơn|nhớ) ~~8 (đồ|con|thằng|cái đồ|lũ) ~1 (điên|khùng|hâm|ngốc|quỷ|"
            "khỉ|dở hơi|dở người|quỷ sứ)"
        ),
        "(mừng|đậu|đỗ) ~~6 (đồ|con|thằng) (khỉ|quỷ|điên|khùng)",
        "(lũ|bọn|tụi) ~1 (quỷ|khỉ|điên|khùng) ~~8 (xa nhau|nhớ|thương|ra trường)",
        (
            "(mày|mầy|đồ|con|thằng|cái đồ) ~2 (điên|khùng|hâm|ngốc|ngốc xít|quỷ|dở hơi|hâm dở|khờ|quỷ sứ|quỷ "
            "cái|khỉ|phản bội|dở người|trẻ trâu|chó|heo|lợn) ~~14 (tặng|thương|quà|dễ thương|cưng|đáng yêu|yêu|"
            "sinh nhật|chúc|cảm ơn|cám ơn|ốm đấy|ốm ra đấy|áo mưa|nhớ mang|nhớ muốn chết|nhớ ghê|bạn thân|tốt "
            "bụng|đứng chờ|chờ tao|phạt đền|haha)"
        ),
        "(thương|yêu|cưng|nhớ) ~1 (mày|m|mi|mầy|bà|ông|nó) ~2 (ghê|quá|lắm|thế|nhất|dữ) ~~6 (đồ|con|thằng|cái đồ)",
        "(là|cũng là|như vậy là|như thế là|đó là) ~1 (xúc phạm|miệt thị|bắt nạt|bạo lực|từ xấu|không tôn trọng) ~2",
        "(không nên|không được|đừng) ~1 (gọi|chửi|nói) ~1 (bạn|nhau|người khác|ai)",
        *STORY,
        "(cho hỏi ngu|hỏi ngu|sao mình ngu|mình ngu|em ngu|con ngu|tớ ngu|tôi ngu|tui ngu|sao em ngu|thấy mình)",
        "(con chó|chó con|con mèo|chó nhà|nuôi chó|dắt chó|chó sủa) ~4 (nhà|dễ thương|cưng|nuôi|đi dạo|ăn|ngủ|đẻ)",
    ),
    idioms=(
        "(nhảy|cười|leo|chạy|hú|vui) ~1 như (khỉ|điên|khùng|dở)",
        "(sấp|lấp) mặt (lồn|lol)",
        "cơm cho chó ăn",
        "(bài|đề|câu|toán|học|làm) ~2 ngu (người|luôn|si)",
        (
            "(cười|chạy|khóc|nói|hồn nhiên|làm) ~1 (như)? ~1 (con điên|thằng điên|con khùng|thằng khùng|thằng "
            "hâm|con hâm|thằng thần kinh|con chó)"
        ),
        "(hạt|quả|trái|bánh|sữa|dầu|cây) óc chó",
        "đồ (ngốc|ngốc xít|ngốc nghếch)",
        "(cút|biến|xê|tránh) ra ~1 cho ~2 (ngồi|nằm|xem|coi|ăn|mượn|tập)",
        (
            "(đm|dm|đcm|vcl|vl|địt mẹ) (con|cái|thằng) ~1 (wifi|mạng|máy|game|app|deadline|điện thoại|quạt|bàn phím|"
            "chuột|bug|đề|xe buýt)"
        ),
        "(team|đội|bên|tụi) ~2 chơi bẩn",
        (
            "(tớ|tui|tao|tau|mình) (dạo này|dạo ni|giờ|bây giờ|hè này|lên ký|ăn ngủ)? (béo|mập|đen|lùn|ăn|ngủ)? "
            "như ~1 (lợn|heo|trâu|bò|con lợn|con heo|con trâu|con bò|con gấu)"
        ),
        "(em|con|mình|tớ|tui|tao|t|tôi) ~2 (ngu|dốt|đần) ~1 (toán|văn|anh|lý|hóa|thật|quá|lắm|ghê|như bò|thế)",
        "ngu (ngơ|phi|ngốc quá|dân)",
        "(hay|đẹp|nóng|lạnh|khó|đắt|ngon|vui|bận) ~1 (điên|khùng)",
    ),
)
