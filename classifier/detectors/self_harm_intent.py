"""Says, or is said to say, that they mean to die or to hurt themselves.

Source: WHO, *Preventing suicide: a resource for counsellors* (2006); Columbia-Suicide Severity Rating Scale, screening
questions 1 to 6 (wish to be dead, thoughts, method, intent, plan, behaviour); UNICEF Viet Nam on adolescent mental
health. "Cười chết mất" and "đói muốn chết" are not meant. Telling somebody else to die is bullying, and not found
here.
"""

from __future__ import annotations

from classifier.detectors.despair import IDIOMS, MEANT
from classifier.detectors.detector import Detector
from classifier.taxonomy import Signal

_NOT = "(không|k|ko|hông|hổng|hong|hok|hk|hem|chẳng|chả|nỏ|chẳng còn|chả còn|không còn|hết|chán|đâu|đừng|khỏi)"
_I = (
    "(em|e|con|cháu|mình|mk|tớ|tui|tôi|t|tau|tao|bạn em|bạn con|con tôi|con gái tôi|con trai tôi|nó|bạn ấy|bản thân|"
    "đứa bạn)"
)

SELF_HARM_INTENT = Detector(
    name="self_harm_intent",
    signal=Signal.SELF_HARM_INTENT,
    confidence=0.9,
    phrases=(
        "(nghĩ|suy nghĩ) ~2 (cái chết|việc chết|chuyện chết|tự tử|chuyện tự tử|chết cho xong)",
        (
            "(cho|tặng|gửi|chia) ~3 (đồ|sách|con mèo|con chó|acc|đồ đạc|búp bê|đồ chơi|quần áo|đồng hồ) ~~10 "
            "(không cần nữa|ko cần nữa|đâu còn cần|khỏi cần nữa|không trả được nữa|không về nữa|giữ làm kỷ "
            "niệm|giữ làm kỉ niệm|đi xa không về)"
        ),
        "(sắp đi|đi rồi|đi xa|đi luôn) ~1 (không|ko|k|hông|nỏ) về (nữa|đâu|mô)",
        (
            "(dao lam|lưỡi lam|mảnh thủy tinh|mảnh kính|com pa|compa|dao rọc giấy) ~4 (rạch|cắt|cứa|cổ tay|lên "
            "tay|vào tay)"
        ),
        "(rạch|cứa|cắt|khắc) ~1 (lên|vào|vô) ~1 (tay|cổ tay|đùi|chân|da|cánh tay)",
        "(vết cắt|vết rạch|vết cứa) ~3 (tay|cổ tay|cánh tay|đùi)",
        "(lấy móng tay|tự) (bấu|cấu|cào) ~2 (mình|tay|da|rớm máu|chảy máu)",
        "(đập|cụng) đầu ~1 (vào|vô) tường",
        "(làm) ~1 (mình|bản thân) đau ~3",
        "(lần cuối|lần cuối cùng) ~1 (em|con|mình|tớ|tui|t|tau) ~2 (nhắn|nói|viết|gọi|gặp|online)",
        (
            "(đòi|định|dọa|doạ|nói sẽ|nói là sẽ|tính) (nhảy lầu|nhảy cầu|nhảy xuống|tự tử|tự sát|uống thuốc "
            "sâu|uống thuốc chuột|treo cổ|thắt cổ)"
        ),
        "(thử|định|tính|từng) ~1 (thắt cổ|treo cổ|tự tử|nhảy lầu|uống thuốc ngủ|nhảy cầu|kết liễu)",
        "(chết|ngủ luôn|đi) ~1 là (hết|khỏi|hông còn|không còn) ~1 (đau|khổ|mệt|buồn|phải chịu|lo)",
        (
            "(nếu|lỡ) ~1 (ngày mai|mai|hôm sau|sáng mai) ~1 (em|con|mình|tớ|tui|t|tau) ~1 (không còn|không "
            "tỉnh|không dậy|biến mất|chết)"
        ),
        "(không|ko|k|hông|chẳng|nỏ) muốn ~1 (thấy|tới|có) ~1 (ngày mai|mai nữa)",
        "(giá mà|ước|ước gì|mong) ~3 (xe|xe tải) ~2 (tông|đâm|cán|húc) ~1 (em|con|mình|tớ|tui|t|tau|trúng)",
        "(thèm|mong|chỉ mong|thèm được|mong được) (chết|chết đi)",
        "(sống hay không|sống hay chết) ~1 (cũng|thì) ~1 (thế|vậy|như nhau)",
        "(ước|giá|mong) ~3 (khỏi|đừng|không|ko|k) ~1 (tỉnh dậy|thức dậy|tỉnh lại|tỉnh)",
        "(ngủ) ~3 (khỏi|không|đừng|ko) ~1 (tỉnh|dậy|tỉnh lại|thức dậy)",
        "(muốn|chỉ muốn|đã|sắp) ~1 (chấm dứt|kết thúc|buông) ~1 (tất cả|mọi thứ|hết|cuộc đời|cuộc sống)",
        "(viết|để lại|để) ~2 thư ~2 (dưới gối|trên bàn|để lại|vĩnh biệt|tuyệt mệnh)",
        "(nuốt|uống) ~2 (một nắm|cả nắm|cả vỉ|hết vỉ|hết lọ|nhiều|mấy chục|mấy) ~1 (viên)? ~1 thuốc",
        "(nỏ|không|ko|k|hông) (thiết|còn thiết) ~1 (chi|gì|sống) ~1 (nữa|hết|cả)?",
        "(đứng|ngồi) ~1 (trên|ngoài) ~1 (cầu|lan can|sân thượng|thành cầu|ban công) ~~6 (nhảy|buông|muốn|nghĩ|xuống)",
        (
            "(không|ko|k|hông) có (em|con|mình|tớ|tui|mk|t|tau) ~3 (nhẹ nợ|vui hơn|tốt hơn|nhẹ nhõm|khỏe hơn|"
            "khoẻ hơn|đỡ khổ)"
        ),
        "(đang|em|con|tớ|tui|mình) ~2 (đứng|ngồi) ~2 (sân thượng|lan can|tầng thượng|thành cầu|nóc nhà)",
        "(gom|để dành|giấu|chuẩn bị) ~3 (đủ thuốc|thuốc rồi|nhiều thuốc)",
        "ngủ ~4 (không bao giờ|đừng bao giờ|chẳng bao giờ) ~1 (dậy|tỉnh|thức)",
        "(chào tạm biệt|lời tạm biệt|tạm biệt) ~2 mọi người ~~4 (tắt máy|mất tích|không nghe máy|off luôn)",
        "(em|con|cháu|mình|mk|tớ|tui|t|nó|bạn em|bạn) ~3 (rạch tay|cắt tay|tự rạch|tự cắt tay|cứa tay|rạch cổ tay)",
        "(không|hổng|hông|chẳng|ko) muốn ~1 (thức dậy|tỉnh dậy|dậy|mở mắt) ~1 nữa",
        "(ngủ) ~4 (đừng dậy|không dậy|đừng tỉnh|không tỉnh|đừng thức) ~1 (nữa|luôn)?",
        "(thà|ước) ~2 (không có trên đời|không có mặt|chưa từng tồn tại|đừng sinh ra)",
        (
            "(leo|trèo|lên|đứng) ~2 (sân thượng|lan can|tầng thượng|nóc nhà) ~~3 (không|ko|k|hông|chẳng|nỏ) ~1 "
            "muốn ~1 xuống"
        ),
        "(tìm|kiếm|biết|nghĩ) ~2 cách ~1 (ra đi|đi|chết) ~1 (không|ko|k|hông|mà không) ~1 (đau|ai biết)",
        "(đăng|để|viết|nhắn|up) ~~6 (vĩnh biệt|thư tuyệt mệnh) ~~6 (liên lạc|nghe máy|trả lời|tìm|tắt máy|thấy) ~1",
        "(rút|rời|bước ra|biến) khỏi (cuộc đời|thế gian|thế giới) ~1 (này)?",
        "(đi|biến mất|ngủ|xa) mãi mãi ~2",
        (
            "(đòi|muốn|nghĩ tới chuyện|bảo|nói|viết là) ~1 (chết|tự tử) ~2 (@victim|nó|hắn|bạn|cô|thầy|thật|"
            "thiệt|hoài|đi)? $"
        ),
        "(lý do|lí do) ~2 để sống",
        "(muốn|đòi) đi ~1 (theo|gặp) ~1 (bà|ông|mẹ|ngoại|nội|ôn|mệ) ~~4 (trên trời|mất|quá|chăm|rất lo|luôn)?",
        (
            "(con tôi|cháu tôi|con gái tôi|con trai tôi|bạn em|bạn con|nó|hắn|bạn ấy|bạn) ~6 (chán sống|không "
            "muốn sống|muốn chết|đòi chết|tự tử|lời chào vĩnh biệt|không muốn ở trên đời|rạch tay|nghĩ quẩn|"
            "thư tuyệt mệnh|đi xa không về)"
        ),
        "(chào vĩnh biệt|lời vĩnh biệt|vĩnh biệt nhé|vĩnh biệt mọi người)",
        "(em|con|mình|tớ|tui|t) ~2 (không ráng thêm|chịu thua rồi|bỏ cuộc|hết khổ rồi|sắp hết khổ) ~4",
        "(không bao giờ|không còn) ~1 (sáng đèn|online) ~1 nữa",
        "(đừng buồn|đừng khóc) ~2 (khi|nếu) ~1 (không thấy|không còn|mất)",
        (
            f"{_NOT} ~2 (muốn|thiết|thiết tha|đủ sức|cần|đáng|nên|dám) ~1 (sống|thở|tồn tại|được sống|có mặt) "
            "~1 (nữa|tiếp|trên đời|trên đời này|làm gì|chi|đâu|ở đời)?"
        ),
        f"{_NOT} ~1 (muốn|thiết) (sống|tồn tại|thở)",
        "(chán|mệt|hết|ghét|sợ) ~1 (sống|phải sống|cuộc sống này) ~1 (lắm|rồi|r|quá|nữa|thật|lắm rồi)",
        (
            f"{_I} ~3 (muốn|định|tính|nghĩ tới|nghĩ đến|sẽ|chỉ muốn|thà|ước|có ý định|từng) ~1 (được)? (chết|tự "
            "tử|tự sát|tự vẫn|tự kết liễu|kết thúc cuộc đời|kết thúc tất cả|kết thúc|tan biến|biến mất|biến đi|"
            "nhảy lầu|nhảy cầu|uống thuốc ngủ|cắt tay|rạch tay|treo cổ|cái chết|ra đi|ngủ mãi|ngủ luôn|đi thật "
            "xa)"
        ),
        (
            "(muốn|định|tính|thà|nghĩ tới|nghĩ đến|nghĩ về|chỉ muốn|ước gì|ước|giá mà) ~3 (chết|tự tử|tự sát|"
            "tự vẫn|nhảy lầu|nhảy cầu|cái chết|tan biến|ngủ mãi|không tỉnh lại|không thức dậy|chết đi|chết "
            "quách|chết phứt) ~1 (đi|quách|cho|luôn|rồi|thật|thiệt|cho xong|cho rồi|hoài|nữa|quá|phứt|để|mà|"
            "không)"
        ),
        "^ (muốn chết|chết đi cho xong|tự tử|muốn tự tử|muốn biến mất|hết muốn sống)",
        "(buồn|chán|mệt|nản|rầu|oải|đói|lạnh|xấu hổ) muốn chết",  # an idiom: heard only where it is meant
        (
            "(chết|tự tử|tan biến|biến mất) ~2 (cho xong|cho rồi|cho nhẹ|cho khuất mắt|quách đi|cho ba vừa "
            "lòng|cho mẹ vừa lòng|thì mọi người|là hết khổ|cho đỡ khổ|đi cho khuất|đi cho xong|có khi|mới tin|"
            "thì ai)"
        ),
        (
            "(ước|ước gì|giá mà|giá như|phải chi|sao|uoc gi) ~2 (em|con|mình|tớ|tui|t|đừng|mình không|không) "
            "~5 (biến mất|sinh ra|tồn tại|bien mat|chết|ngủ luôn|có mặt|tỉnh dậy|thức dậy|không tỉnh|tan biến|"
            "biến mất luôn)"
        ),
        (
            "(em|con|mình|mk|tớ|tui|t|tau|cháu) ~2 (chưa từng|đừng|không|chẳng) ~2 (được)? (sinh ra|có mặt "
            "trên đời|đẻ ra)"
        ),
        (
            "(rạch|cắt|cứa|cào|tự rạch|tự cắt|tự cứa|đốt) ~1 (tay|cổ tay|chân|đùi|da|mạch) ~3 (mình|em|con|cho "
            "đỡ|để|rồi|nữa|bằng|mỗi|hôm|hoài|lại|đỡ|tiếp|thấy|khi)?"
        ),
        (
            "(tự làm đau|tự hại|tự làm hại|làm đau|hành hạ|làm tổn thương|tự đánh|tự cào|tự đấm) ~1 (bản thân|"
            "mình|chính mình|người)"
        ),
        (
            "(thư tuyệt mệnh|thư vĩnh biệt|lời trăn trối|dòng cuối cùng|tin nhắn cuối cùng|nói chuyện lần cuối|"
            "chào lần cuối|thư để lại cho|giữ giùm thư|tối cuối của)"
        ),
        (
            "(vĩnh biệt|tạm biệt|chào|xin lỗi) ~2 (mọi người|cả nhà|tất cả|thế giới|cuộc đời|bố mẹ|ba má|ba mẹ|"
            "các bạn|cậu|bây|mn) ~6 (đi đây|cuối|mãi|kiếp sau|ra đi|ở lại|đừng tìm|đừng buồn|cảm ơn vì đã|lần "
            "cuối|con đi|em đi|t đi|nhé con đi)"
        ),
        "(đừng|đừng có) ~1 tìm ~1 (em|con|mình|tớ|tui|t|tau) ~2 (nữa|nhé|nha|nghen)?",
        "(kiếp sau|kiếp khác|bên kia thế giới|thế giới bên kia) ~4 (gặp|làm|con|em|mình|gặp lại|nhé|sẽ)",
        (
            "(mai|ngày mai|từ mai|sau này|nếu mai|mai mốt) ~4 (không còn|không thấy|không có|hông còn|ko còn|k "
            "còn|hết thấy|hông thấy) ~2 (em|con|mình|tớ|tui|t|ở đây|nữa|trên đời)"
        ),
        (
            "(uống|nuốt|mua|để dành|gom|gom đủ|giấu) ~3 (thuốc ngủ|thuốc sâu|thuốc trừ sâu|thuốc diệt cỏ|nắm "
            "thuốc|hết thuốc|vỉ thuốc|thuốc chuột|cả vỉ|lá ngón|thuốc an thần) ~4"
        ),
        (
            "(đứng|lên|trèo|leo|ra|ngồi) ~2 (sân thượng|lan can|tầng thượng|thành cầu|mép cầu|nóc nhà|đường "
            "ray|tầng 5|cầu) ~6 (nhảy|xuống|muốn|nghĩ|một bước|buông|nhìn xuống|định)"
        ),
        "(nhảy) ~1 (lầu|cầu|xuống|từ tầng|sông) ~2 (chết|cho xong|cho rồi|là hết|thì|quách|tự tử)",
        "(sống) ~1 (làm gì|làm chi|chi|để làm gì|để làm chi|lm j|chi nữa|mần chi) ~1 (nữa|cho|z|mà|hè|đâu)",
        "(đời|cuộc đời) (em|con|mình|mk|tớ|tui|t|này) ~3 (đủ|kết thúc|chấm dứt|tới đây|dừng lại|hết rồi|đến đây)",
        (
            "(thế giới|nhà|mọi người|bố mẹ|ba má|lớp) ~2 (này)? (thiếu|không có|vắng|mất) (em|con|mình|tớ|tui|"
            "mk|t|tau) ~4 (cũng|sẽ|chắc|thì|tốt hơn|vui|đỡ|có sao|nhẹ)"
        ),
        "(không|chẳng|chả|hông) ~1 (đáng) ~1 (được)? (sống|tồn tại)",
        (
            "(em|con|mình|tớ|tui|t|tau|mk) ~2 (đi đây|đi thật|đi nha|đi nghen|đi luôn) ~2 (mọi người|đừng|ở "
            "lại|thật|cảm ơn|mấy bạn|vĩnh biệt|cậu|rồi|r|đấy)"
        ),
        (
            "(có ai|ai|hổng ai|chắc hổng ai) ~1 (nhớ|khóc|buồn|tới|đến|dự) ~4 (đám tang|đám ma|khi em chết|nếu "
            "em chết|em chết|con chết|mình chết|t chết|tui chết)"
        ),
        "(nếu|lỡ|khi) ~1 (em|con|mình|tớ|tui|t|mk) ~2 (chết|biến mất|không còn|mất đi|đi rồi|ra đi) ~6",
        (
            "(em|con|mình|tớ|tui|t) (chết|biến) ~1 (đi|rồi)? ~1 (thì|chắc|có ai|mọi người|cho|là) ~4 (ai|vui|"
            "khóc|nhẹ|hết|vừa lòng|buồn|khuất mắt|xong)"
        ),
        "(ở một mình|một mình) ~3 (nghĩ dại|làm dại|dại dột|nghĩ quẩn)",
        (
            "(nghĩ quẩn|nghĩ dại|làm chuyện dại dột|chuyện dại dột|làm điều dại dột|ý định tự tử|ý nghĩ tự tử|"
            "tìm đến cái chết)"
        ),
        "(đừng|khỏi|thôi) ~1 (rep|trả lời|khuyên|ngăn|cản) ~3 (quyết định|tự quyết|quyết rồi|quyết r|mệt rồi|nữa)",
        "(em|con|mình|tớ|tui|t|mk) ~1 (tự)? quyết ~1 (định)? ~1 (rồi|r)? ~3 (cảm ơn vì|đừng trách|vĩnh biệt|xin lỗi)",
        (
            "(xin lỗi) ~3 (vì)? ~2 (con|em|mình|tớ|tui) ~2 (phải|không thể|không còn) ~2 (đi|sống|ở lại|cố|cố "
            "được|tiếp tục)"
        ),
    ),
    marked=("(đừng|đừng có) (chờ|đợi|khóc) ~1 (em|con|mình|tớ|tui|t|cửa con) ~1 nữa",),
    bare=(
        "(tim|kiem) ~1 (duoc|ra) ~1 cach ~1 (ra di|chet) ~1 (khong|ko|k|hong) dau",
        "(dung|ngoi) ~1 (tren|ngoai) ~1 (cau|lan can|san thuong) ~~6 (nhay|buong|muon|nghi)",
        "chet ~1 la (het|khoi) ~1 (dau|kho|met|buon)",
        "(rach|cua|cat) ~1 (len|vao|vo) ~1 (tay|co tay|dui)",
        "(em|e|con|minh|mk|to|tui|toi|t|tau|tao|chi) mun chet",  # "mún" without its mark
        "(dao lam|luoi lam) ~3 (rach|cua|cat|tay)",
    ),
    reported=(
        (
            "(con bé|thằng bé|cháu|con tôi|con gái tôi|con trai tôi|bé|bạn em|bạn con|bạn tui|nhỏ bạn|học sinh|"
            "em ấy) ~4 (đòi|định|dọa|muốn|nói|viết|hỏi) ~3 (nhảy lầu|nhảy cầu|tự tử|chết|không muốn sống|không "
            "muốn tồn tại|biến mất|chết có đau không)"
        ),
    ),
    quiet=(
        (
            "(nhân vật|trong phim|trong truyện|tiểu thuyết|anime|manga|lời bài hát|vở kịch|con boss|con quái|"
            "zombie) ~~12 (chết|tự tử|sống|nhảy)"
        ),
        (
            "(nếu|khi) ~2 (bạn con|bạn em|có bạn|bạn nào|thấy bạn|bạn mình|bạn bè) ~~14 (đừng hứa|chạy kiếm|"
            "báo|kể|nói với|gọi|hãy|ở bên|tìm thầy cô)"
        ),
        (
            "(bạn nào|có bạn|bạn bè|khi bạn|nếu bạn) ~~12 (thì|hãy|nhớ) ~1 (gọi|báo|tìm) ~~4 (111|cô|thầy|người lớn|"
            "tổng đài)"
        ),
        "(khi|nếu|lúc) ~~10 hãy (gọi|báo|tìm|nói|kể)",
    ),
    idioms=IDIOMS,
    meant=MEANT,
)
