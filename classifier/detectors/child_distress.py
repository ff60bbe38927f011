"""The child is afraid, hurt, alone or asks for help.

Source: hotline 111's list of signs in a child's own words; WHO, *Preventing suicide: a resource for counsellors*
(2006), on hopelessness and worthlessness; Decree 80/2017 on what pupils who are bullied tell. Complaints about
homework are no distress.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import PLAY, STORY
from classifier.taxonomy import Signal, Speaker

_I = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|t|tau|tao|bản thân)"
_THEY = (
    "(nó|hắn|họ|bọn nó|tụi nó|chúng nó|tụi hắn|bầy hắn|các bạn|mấy bạn|mấy đứa|bạn ấy|bạn kia|mấy anh|anh đó|người ta|"
    "ngta|cả lớp|nguyên lớp|ai đó|có đứa|nhóm đó|mấy đứa nớ|ba|bố|mẹ|má|cha dượng|chú)"
)
_NOT = "(không|k|ko|hông|hổng|hong|hok|hk|chẳng|chả|nỏ|chưa|đâu có|không còn|chẳng còn|hết)"

CHILD_DISTRESS = Detector(
    name="child_distress",
    signal=Signal.CHILD_DISTRESS,
    confidence=0.55,
    said_by=frozenset({Speaker.CHILD, Speaker.UNKNOWN}),
    phrases=(
        (
            "(em|con|bạn em|cháu|con tôi|e|bn em) ~2 bị ~4 (tát|ép quỳ|kéo vào|quay clip|lột áo|đụng chạm|chỉ trỏ|"
            "nhốt|dọa|đánh)"
        ),
        "(tui|em|con|tớ|mình) chịu (hông|không|ko|hết) nổi",
        "(ai|có ai) giúp (tui|em|con|tớ|mình) với",
        "(ai|làm ơn|cô|thầy|mẹ|xin) ~1 (ơi)? ~1 cứu (em|con|cháu|mình|tớ|tui)",
        "^ cứu (em|con|cháu|mình|tớ|tui) ~1 (với|vs|ạ|cô|thầy|mẹ|đi)",
        "(chả|không|chẳng|hông) ~1 thấy ~1 (lối ra|lối thoát|tương lai|hy vọng)",
        "(không còn|hết) đường nào",
        "(tối|đêm) nào ~2 cũng khóc",
        "(em|con|mình|tớ|tui) ~1 (bất tài|kém cỏi|vô dụng|chẳng ra gì|không ra gì|chả là cái gì)",
        "cô đơn (quá|lắm|ghê|kinh khủng)",
        "(em|con) ~1 (lo|thấy có lỗi|rối|ngại mà sợ|nhục) ~1 (lắm|quá) ~1 (cô|thầy|ạ|nờ)?",
        "(đẻ|sinh) ~1 (con|em|mình) ~1 ra ~2 (sai lầm|phí cơm|hối hận)",
        "(em|con|mình|e|tớ|tui) ~3 (sợ lắm|sợ quá|sợ xỉu|hoảng quá|run quá|sợ hãi)",
        f"{_I} ~3 (sợ) ~1 (lắm|quá|không dám|đến|về|phải|bị|đi học|tới|vl|kinh khủng|hãi|thật sự|thiệt)",
        (
            f"{_I} ~2 (hoảng|hoảng loạn|hoảng sợ|run tay|run cả người|ám ảnh|lo sợ|sợ hãi|chết đứng|tuyệt vọng|bế tắc|"
            "kiệt sức|suy sụp|trầm cảm|tủi thân|tủi lắm|trống rỗng|cô đơn|khổ sở|chịu hết nổi|hết chịu nổi|không ổn|"
            "hông ổn|muốn gục|ngạt thở|mất ngủ)"
        ),
        f"{_I} ~3 {_NOT} ~1 (chịu|chịu đựng) ~1 (nổi|được) ~1 (nữa|rồi)?",
        (
            "(chịu hết nổi|hết chịu nổi|sống không nổi|không chịu nổi nữa|mệt mỏi quá rồi|mệt lắm rồi|hết sức rồi|"
            "kiệt sức|gục ngã|bế tắc|tuyệt vọng|trống rỗng)"
        ),
        "(cứu với|cứu giúp|hãy giúp|làm ơn giúp|xin giúp) ~1 (em|con|cháu|mình|tớ|tui|tau|e)",
        "^ (cứu|help|sos) ~1 (với|vs|em với|con với|tớ với)",
        "(cô ơi|thầy ơi|cô tư vấn ơi|ai giúp|có ai) ~6 (giúp|cứu|cần người|sợ) ~2 (em|con|nói chuyện|với|lắm|cháu)",
        (
            f"{_I} ~2 {_NOT} (biết|bik|bít) ~2 (phải)? (làm sao|làm gì|làm thế nào|kể với ai|nói với ai|nói sao|tính "
            "sao|tồn tại|dựa vào ai|kêu ai|bám vào)"
        ),
        (
            f"{_I} ~2 {_NOT} (dám|muốn|mún) ~2 (kể với ai|kể với|nói với ai|nói với bố|nói với mẹ|về nhà|đi học|tới "
            "trường|đến trường|ra khỏi lớp|méc|mở miệng|phát biểu|vào lớp|đến lớp|vô lớp) ~2 (với|ai|nữa|ba|bố|mẹ|"
            "má)?"
        ),
        (
            f"{_I} ~2 bị ~2 (đánh|đập|bắt nạt|trêu|chửi|cô lập|tẩy chay|dọa|doạ|hăm|tống tiền|ép|bắt|bắt quỳ|bắt đưa|"
            "xâm hại|sàm sỡ|đuổi|cười nhạo|cười|ném|chặn|kick|gọi là|các bạn gọi|nói xấu|lột|cắt tóc|xô|đẩy|giật|lấy "
            "tiền|trấn lột|bôi nhọ|theo dõi|sờ|quấy rối|ghét|đem ra|lừa)"
        ),
        (
            f"{_THEY} ~4 (đánh|đập|chửi|trêu|chọc|bắt nạt|dọa|doạ|ép|đòi|lấy|giấu|xé|ném|quăng|nhại|cười nhạo|nói xấu|"
            "chặn|xô|bóp cổ|tạt|bôi nhọ|sờ|cô lập|lập nhóm|"
            "ghép ảnh|ghép hình|ghép mặt) ~2 (em|e|con|cháu|mình|tớ|tui|vở em|cặp em|dép em|đồ em|"
            "hình em|mặt em) ~3"
        ),
        "(khóc) ~1 (hoài|miết|suốt|cả đêm|mỗi đêm|một mình|1 mình|thầm|cả buổi|cả ngày)",
        f"{_I} ~3 khóc ~2 (hoài|miết|suốt|cả đêm|một mình|cả tuần|thầm)",
        (
            f"{_NOT} ~1 ai ~2 (thương|hiểu|cần|tin|quan tâm|nghe|bênh|hỏi|nhớ|chơi|ưa|yêu|để ý|thèm|coi|để nói|biết) "
            "~1 (em|e|con|cháu|mình|mk|tớ|tui|tau|tau hết|tôi|t|nữa|hết|chuyện|đến|tới|với em|với mình|với con)"
        ),
        (
            f"{_I} ~1 (là|như|thấy mình là|chỉ là|thấy như) ~2 (gánh nặng|đồ bỏ|đồ thừa|đồ dư thừa|người thừa|kẻ thất "
            "bại|đồ vô dụng|vô dụng|người vô hình|vô hình|rác|đứa bỏ đi|của nợ|đứa thất bại|thứ bỏ đi|cái gai)"
        ),
        "(gánh nặng|đồ dư thừa|người thừa|đứa thừa|kẻ thất bại|đồ bỏ đi|vô hình trong nhà|thất bại toàn tập)",
        (
            f"{_I} ~2 (tệ|ghét|chán|ghê tởm|kém cỏi|vô dụng|bất tài) ~2 (lắm|bản thân|chính mình|chính bản thân|mình|"
            "cái mặt|làm gì cũng|luôn|thật|quá)"
        ),
        (
            f"{_I} ~1 (buồn|mệt mỏi|nản|khổ|tủi|cô đơn) ~1 (lắm|quá|thật sự|lắm rồi|tới mức|vô cùng|quá rồi) ~2 (cô|"
            "rồi|má|mẹ|ạ|không|nhưng|mà|chịu|vì|luôn|nữa)?"
        ),
        (
            f"{_I} ~2 (chả|chẳng|không|hông|nỏ|hết) ~1 còn ~1 (ai|gì|chi|thích|sức|muốn|hứng|niềm|chỗ|bạn|động lực|hy "
            "vọng|hi vọng) ~3"
        ),
        (
            "(không|chả|chẳng|ko|k|hông) ~1 (vui|buồn|thiết|thích|muốn) ~2 (gì|j|ăn|ngủ|nói|chi) ~1 (nữa|cả|hết) ~1 "
            "(rồi|r|cả)?"
        ),
        "(xin|cho|em xin|con xin) ~1 (chuyển lớp|chuyển trường|nghỉ học|bỏ học) ~6 (sợ|chịu|không|bị|nữa|nổi)",
        "(sợ) ~1 (đi học|về nhà|đến trường|tới trường|ngủ|ra đường|gặp|bị đánh|nó đánh) ~1 (lắm|quá|nữa|rồi)?",
        (
            "(ba|bố|mẹ|má|cha dượng|dượng) ~2 (đánh|chửi|mắng|đuổi|bỏ|ghét|so sánh|nhốt|uống rượu) ~4 (em|con|mình|tớ|"
            "cháu|tui|hoài|suốt|ra khỏi nhà|đi|mỗi ngày|mãi)"
        ),
        "(mắt|tay|chân|mặt|đầu) (em|con|mình|tớ) ~1 (bầm|bầm tím|sưng|chảy máu|rách) ~6",
        "(em|con|mình|tớ|tui) nói ~1 (không|hông|chẳng|nỏ) ~1 ai ~1 (tin|nghe)",
        "(ở nhà|nhà|trong nhà) ~3 (không|chẳng|hông|chả) ai (ưa|thương|cần|hỏi|nghe|hiểu|quan tâm) ~2",
        "(làm gì|làm j|học|sống) ~1 cũng ~1 (hỏng|sai|thua|không xong|bị mắng|vô nghĩa|hư)",
        f"{_I} (ghét|thù|chán|sợ) ~1 (chính|luôn)? ~1 (bản thân|chính mình|con người|cái mặt|gương|người mình|mình) ~3",
        "(không|chẳng|hết|ko|k) ~1 (ngủ|thở|ăn) ~1 (được|nổi|đc) ~1 (mấy|cả|vì|nữa|suốt|đêm|hôm)",
        "(tồn tại|sống) ~1 để ~1 (làm gì|làm chi|lm j)",
        "(cần|muốn) ~1 (người|ai|ai đó) ~1 (nói chuyện|tâm sự|lắng nghe|ôm) ~3 (gấp|quá|ngay|với|em|không)?",
    ),
    quiet=(
        "(deadline|wifi|trật chân|trat chan|bong gân)",
        "(ổn rồi|mách cô rồi|hết sợ rồi|làm hòa|làm lành)",
        (
            "(sợ|run|khóc) ~~10 (giết gà|vặt lông|kem|ma|chú ếch|phim ma|lên bảng|thuyết trình|crush|tỏ tình|người "
            "yêu|bạn ấy mà|thổi nến|tiêm)"
        ),
        "(tỏ tình|crush|thích cậu|thư tình|hồi hộp|đi thi|vào thi) ~~12",
        "(so le|sai số|vỡ chậu)",
        *STORY,
        *PLAY,
        (
            "(buồn cười|mắc cười|cười chết|cười xỉu|cười bò|cười lăn|đói quá|đói bụng|đói meo|đói xỉu|buồn ngủ|mắc cỡ|"
            "khổ qua|sợ ma|sợ gián|sợ chuột|sợ nhện|sợ độ cao|sợ kim|sợ tiêm|khổ "
            "thân|sợ sai|sợ trễ|sợ muộn|sợ quên|sợ hết)"
        ),
        (
            "(điểm|bài|đề|thi|kiểm tra|toán|văn|công thức|môn|deadline|nộp) ~6 (sợ|run|mệt|buồn|khóc) ~2 (quá|lắm|ghê|"
            "luôn)?  $"
        ),
        "(bị bạn|bạn bè|ai) ~2 (trêu|đánh|bắt nạt) ~1 (thì|nhớ|phải)",
    ),
)
