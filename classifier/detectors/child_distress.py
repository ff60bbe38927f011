"""The child is afraid, hurt, alone or asks for help.

Source: hotline 111's list of signs in a child's own words; WHO, *Preventing suicide: a resource for counsellors* (2006), on
hopelessness and worthlessness; Decree 80/2017 on what pupils who are bullied tell. Complaints about homework are no distress.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import PLAY, STORY
from classifier.taxonomy import Signal, Speaker

_I = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|t|tau|tao|bản thân)"
_THEY = "(nó|hắn|họ|bọn nó|tụi nó|chúng nó|tụi hắn|bầy hắn|các bạn|mấy bạn|mấy đứa|bạn ấy|bạn kia|mấy anh|anh đó|người ta|ngta|cả lớp|nguyên lớp|ai đó|có đứa|nhóm đó|mấy đứa nớ|ba|bố|mẹ|má|cha dượng|chú)"
_NOT = "(không|k|ko|hông|hổng|hong|hok|hk|chẳng|chả|nỏ|chưa|đâu có|không còn|chẳng còn|hết)"

CHILD_DISTRESS = Detector(
    name="child_distress",
    signal=Signal.CHILD_DISTRESS,
    confidence=0.55,
    said_by=frozenset({Speaker.CHILD, Speaker.UNKNOWN}),
    phrases=(
        f"{_I} ~3 (sợ) ~1 (lắm|quá|không dám|đến|về|phải|bị|đi học|tới|vl|kinh khủng|hãi|thật sự|thiệt)",
        f"{_I} ~2 (hoảng|hoảng loạn|hoảng sợ|run|run tay|run quá|ám ảnh|lo sợ|sợ hãi|chết đứng|tuyệt vọng|bế tắc|kiệt sức|suy sụp|trầm cảm|tủi thân|tủi lắm|trống rỗng|cô đơn|khổ sở|chịu hết nổi|hết chịu nổi|không ổn|ko ổn|k ổn|hông ổn|gục|ngạt thở|mất ngủ)",
        f"{_I} ~3 {_NOT} ~1 (chịu|chịu đựng) ~1 (nổi|được) ~1 (nữa|rồi)?",
        "(chịu hết nổi|hết chịu nổi|sống không nổi|không chịu nổi nữa|mệt mỏi quá rồi|mệt lắm rồi|hết sức rồi|kiệt sức|gục ngã|bế tắc|tuyệt vọng|trống rỗng)",
        "(cứu|cứu giúp|giúp) ~1 (em|con|cháu|mình|tớ|tui|tau|e) ~2 (với|đi|ạ|vs|được không|cô ơi|thầy ơi) ~1 (ạ|cô|thầy|em sợ)?",
        "^ (cứu|help|sos) ~1 (em|con|với|mình|tớ|tui|cháu)",
        "(cô ơi|thầy ơi|cô tư vấn ơi|ai giúp|có ai) ~6 (giúp|cứu|cần người|sợ) ~2 (em|con|nói chuyện|với|lắm|cháu)",
        f"{_I} ~2 {_NOT} (biết|bik|bít) ~2 (phải)? (làm sao|làm gì|làm thế nào|kể với ai|nói với ai|nói sao|tính sao|tồn tại|dựa vào ai|kêu ai|bám vào)",
        f"{_I} ~2 {_NOT} (dám|muốn|mún) ~2 (kể|nói|về nhà|đi học|tới trường|đến trường|ra khỏi|méc|ngủ|mở miệng|phát biểu|ra đường|ăn|nhìn|gặp|vào lớp|đến lớp|vô lớp) ~2 (với|ai|nữa|ba|bố|mẹ|má)?",
        f"{_I} ~2 bị ~3 (đánh|đập|bắt nạt|trêu|chọc|chửi|cô lập|tẩy chay|dọa|doạ|hăm|tống tiền|ép|bắt|bắt quỳ|bắt đưa|xâm hại|sàm sỡ|đuổi|cười nhạo|cười|ném|chặn|kick|gọi là|các bạn gọi|nói xấu|lột|cắt tóc|xô|đẩy|giật|lấy tiền|trấn lột|bôi nhọ|theo dõi|sờ|quấy rối|ghét|đem ra|lừa)",
        f"{_THEY} ~4 (đánh|đập|chửi|trêu|chọc|bắt nạt|dọa|doạ|ép|đòi|lấy|giấu|xé|ném|quăng|nhại|cười|nói xấu|chặn|xô|đẩy|bóp cổ|tạt|đạp|đá|bôi|sờ|cô lập|ghét|lập nhóm) ~4 (em|e|con|cháu|mình|tớ|tui|vở em|cặp em|dép em|đồ em|hình em|mặt em) ~3",
        "(khóc) ~1 (hoài|miết|suốt|cả đêm|mỗi đêm|một mình|thầm|quài|cả buổi|cả ngày|mãi|nhiều|mà|không ai) ~3",
        f"{_I} ~3 khóc ~2 (hoài|miết|suốt|cả đêm|một mình|quài|mà|trong|hết|rồi|nữa|cả tuần|vì|thầm)",
        f"{_NOT} ~1 ai ~2 (thương|hiểu|cần|tin|quan tâm|nghe|bênh|hỏi|nhớ|chơi|ưa|yêu|để ý|thèm|coi|để nói|biết) ~1 (em|e|con|cháu|mình|mk|tớ|tui|tau|tau hết|tôi|t|nữa|hết|chuyện|đến|tới|với em|với mình|với con)",
        f"{_I} ~1 (là|như|thấy mình là|chỉ là|thấy như) ~2 (gánh nặng|đồ bỏ|đồ thừa|đồ dư thừa|người thừa|kẻ thất bại|đồ vô dụng|vô dụng|người vô hình|vô hình|rác|đứa bỏ đi|của nợ|đứa thất bại|thứ bỏ đi|cái gai)",
        "(gánh nặng|đồ dư thừa|người thừa|đứa thừa|kẻ thất bại|đồ bỏ đi|vô hình trong nhà|thất bại toàn tập)",
        f"{_I} ~2 (tệ|ghét|chán|ghê tởm|kém cỏi|vô dụng|bất tài) ~2 (lắm|bản thân|chính mình|chính bản thân|mình|cái mặt|làm gì cũng|luôn|thật|quá)",
        f"{_I} ~1 (buồn|mệt|chán|nản|khổ|đau|tủi|cô đơn) ~1 (lắm|quá|ghê|thật sự|lắm rồi|tới mức|vô cùng|quá rồi|mỏi) ~2 (cô|rồi|má|mẹ|ạ|không|nhưng|mà|chịu|vì|luôn|nữa)?",
        f"{_I} ~2 (chả|chẳng|không|hông|nỏ|hết) ~1 còn ~1 (ai|gì|chi|thích|sức|muốn|hứng|niềm|chỗ|bạn|động lực|hy vọng|hi vọng) ~3",
        "(không|chả|chẳng|ko|k|hông) ~1 (vui|buồn|thiết|thích|muốn) ~2 (gì|j|ăn|ngủ|nói|chi) ~1 (nữa|cả|hết) ~1 (rồi|r|cả)?",
        "(xin|cho|em xin|con xin) ~1 (chuyển lớp|chuyển trường|nghỉ học|bỏ học) ~6 (sợ|chịu|không|bị|nữa|nổi)",
        "(sợ) ~1 (đi học|về nhà|đến trường|tới trường|ngủ|ra đường|gặp|bị đánh|nó đánh) ~1 (lắm|quá|nữa|rồi)?",
        "(ba|bố|mẹ|má|cha|dượng) ~3 (đánh|chửi|mắng|đuổi|bỏ|ghét|so sánh|nhốt|uống rượu) ~4 (em|con|mình|tớ|cháu|tui|hoài|suốt|ra khỏi nhà|đi|mỗi ngày|mãi)",
        "(mắt|tay|chân|mặt|đầu) (em|con|mình|tớ) ~1 (bầm|bầm tím|sưng|chảy máu|rách) ~6",
        "(nói) ~1 (không|hông|chẳng|nỏ|chả|k|ko) ~1 ai ~1 (tin|nghe|hiểu)",
        "(ở nhà|nhà|trong nhà) ~3 (không|chẳng|hông|chả) ai (ưa|thương|cần|hỏi|nghe|hiểu|quan tâm) ~2",
        f"(làm gì|làm j|học|sống) ~1 cũng ~1 (hỏng|sai|thua|không xong|bị mắng|vô nghĩa|hư)",
        f"{_I} (ghét|thù|chán|sợ) ~1 (chính|luôn)? ~1 (bản thân|chính mình|con người|cái mặt|gương|người mình|mình) ~3",
        "(không|chẳng|hết|ko|k) ~1 (ngủ|thở|ăn) ~1 (được|nổi|đc) ~1 (mấy|cả|vì|nữa|suốt|đêm|hôm)",
        "(tồn tại|sống) ~1 để ~1 (làm gì|làm chi|lm j)",
        "(cần|muốn) ~1 (người|ai|ai đó) ~1 (nói chuyện|tâm sự|lắng nghe|ôm) ~3 (gấp|quá|ngay|với|em|không)?",
    ),
    quiet=(
        *STORY,
        *PLAY,
        "(cười|đói|buồn ngủ|mắc cỡ|mắc cười|khổ qua|sợ ma|sợ gián|sợ chuột|sợ nhện|sợ độ cao|sợ kim|sợ tiêm|khổ thân|sợ sai|sợ trễ|sợ muộn|sợ quên|sợ hết)",
        "(điểm|bài|đề|thi|kiểm tra|toán|văn|công thức|môn|deadline|nộp) ~6 (sợ|run|mệt|buồn|khóc) ~2 (quá|lắm|ghê|luôn)?  $",
        "(bị bạn|bạn bè|ai) ~2 (trêu|đánh|bắt nạt) ~1 (thì|nhớ|phải)",
    ),
)
