"""The child is afraid, hurt, alone or asks for help.

Source: hotline 111's list of signs in a child's own words; WHO, *Preventing suicide: a resource for counsellors*
(2006), on hopelessness and worthlessness; Decree 80/2017 on what pupils who are bullied tell. Complaints about
homework are no distress.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import ADVICE, PLAY, STORY
from classifier.taxonomy import Signal, Speaker

_I = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|t|tau|tao|bản thân)"
_THEY = (
    "(nó|hắn|bọn nó|tụi nó|chúng nó|tụi hắn|bọn hắn|bầy hắn|bay hắn|các bạn|mấy bạn|mấy đứa|bạn ấy|bạn kia|"
    "bạn đó|mấy anh|anh đó|người ta|ngta|cả lớp|nguyên lớp|ai đó|có đứa|có bạn|có anh|nhóm đó|mấy đứa nớ|tụi "
    "lớp bên|tụi con trai|họ)"
)
_MINE = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|t|tau|bạn em|con tôi|cháu tôi)"
_MY_CHILD = (
    "(con tôi|con em|con chị|con gái tôi|con trai tôi|con gái em|con trai em|cháu tôi|bé nhà tôi|bé nhà em|con bé|"
    "thằng bé|con tui|con gái tui|con trai tui|cháu nhà tôi|em gái em|em trai em|bạn em|bạn con|bạn tui|cháu)"
)
_HURT = (
    "(đánh|đập|đấm|đá|tát|bóp cổ|nắm tóc|giật tóc|xô ngã|xô|tạt nước|đè|nhốt|trấn lột|bắt nạt|trêu chọc|chửi|cô lập|"
    "tẩy chay|dọa|doạ|hăm|tống tiền|bắt quỳ|ép quỳ|bêu|bêu rếu|bôi nhọ|dìm|cười nhạo|ném|nói xấu|lột|cắt tóc|làm nhục|"
    "đổ tội|theo dõi|quấy rối|xâm hại|sàm sỡ|sờ|đụng chạm|bạo lực|ghét|đuổi đánh|quay clip|chỉ trỏ)"
)

_NOT = "(không|k|ko|hông|hổng|hong|hok|hk|chẳng|chả|nỏ|chưa|đâu có|không còn|chẳng còn|hết)"

CHILD_DISTRESS = Detector(
    name="child_distress",
    signal=Signal.CHILD_DISTRESS,
    confidence=0.55,
    said_by=frozenset({Speaker.CHILD, Speaker.UNKNOWN}),
    phrases=(
        "(ba|bố|cha|dượng|cha dượng|mẹ|má) ~4 (đánh|đập) ~1 (hai mẹ con|mẹ con|cả nhà|mẹ|má|hai chị em|hai anh em)",
        "trốn ~2 (gầm giường|tủ|gác|nhà vệ sinh|nhà vs|góc lớp|cầu thang)",
        (
            f"{_THEY} ~2 (gọi|kêu|chê|chọc|trêu|cười|nhại|bắt chước) ~1 {_MINE} ~~8 (hoài|miết|suốt|hôm nào "
            "cũng|ngày nào cũng|mỗi ngày|bữa nào cũng|mãi|tuần nào cũng)"
        ),
        (
            "(ngày nào|hôm nào|bữa nào|giờ nào|ra chơi nào|tuần nào|mỗi lần) ~3 (cũng)? ~1 (gọi|kêu|chê|chọc|"
            f"trêu|bắt chước|chửi|đánh|giấu|lấy|nhại) ~2 {_MINE}"
        ),
        f"(cố tình|cố ý|cứ|hay|lén) ~3 (đụng chạm|chạm vào|sờ|sờ soạng|cọ|nhìn trộm|nói bậy|áp sát) ~3 {_MINE}",
        (
            f"{_THEY} ~3 (đụng chạm|sờ soạng|sàm sỡ|nói bậy|nói tục|tốc váy|vạch áo|quấy rối|gạ gẫm|đặt điều|"
            f"bịa chuyện|vu khống) ~3 {_MINE}"
        ),
        (
            f"{_THEY} ~2 (đánh|đập|đấm|chửi|trêu|bắt nạt|dọa|doạ|ép|cười nhạo|nói xấu|xô|tạt nước|bóp cổ|tát|"
            "bôi nhọ|cô lập|ghép ảnh|ghép hình|ghép mặt|nhại|hành|dúi đầu|bịt mũi|chế giễu|vu oan|đổ tội) ~2 "
            f"{_MINE} ~3"
        ),
        (
            f"{_THEY} ~2 (giấu|xé|ném|quăng|vứt|đổ nước|đổ nước vô|lục|lấy hết|lấy|giật|giựt|phá|vẽ bậy|bẻ|đập "
            "vỡ|xì lốp) ~3 (cặp|vở|dép|đồ ăn|đồ|ghế|áo|giày|sách|tiền|hộp cơm|kính|xe|nón|bài kiểm tra|bút) ~1 "
            f"(của)? {_MINE}"
        ),
        (
            f"{_THEY} ~1 (giấu|xé|ném|quăng|vứt|lục|đổ) ~4 (vô|vào|xuống|hết)? ~1 (ghế|cặp|vở|bàn|hộp cơm) ~1 "
            f"(của)? {_MINE}"
        ),
        (
            f"{_MINE} ~2 bị ~2 (các bạn|mấy bạn|tụi nó|bạn|mấy đứa|bọn nó|bạn ấy) ~1 (giấu|xé|ném|quăng|lấy|"
            "giật|giựt|đổ|gọi là|trêu|chọc|ép|bắt|đẩy|kick|chặn|lừa|cười)"
        ),
        f"(bắt nạt) ~1 {_MINE} ~3",
        (
            "(mọi người|ai cũng|cả lớp|cả nhà|các bạn|ai) ~1 (đều|cũng)? ~1 (ghét|khinh|bỏ rơi|xa lánh|tránh) "
            f"~1 {_MINE}"
        ),
        (
            f"{_I} ~2 (thấy|cảm thấy)? ~2 (thừa thãi|lạc lõng|bị bỏ rơi|nghẹt thở|chết lặng|bất lực|nhục nhã|"
            "đau lòng|khổ lắm|khổ quá|buồn quá|stress nặng|hoảng quá|run lắm|run quá|sợ muốn chết)"
        ),
        (
            "(không|ko|k|hông|chẳng|chả|nỏ|hết) ~1 (biết|bik) ~1 (tâm sự|kể|nói|chia sẻ|dựa|gọi|cầu cứu) ~1 "
            "(với|vào|cho|cùng) ai"
        ),
        "(không|ko|k|hông|chẳng|chả|nỏ|hết) còn ai ~1 (bên|ở bên|bên cạnh|thương|hiểu|quan tâm)",
        "(trốn) ~3 (phòng|nhà vệ sinh|góc|chăn|mền|nhà vs) ~2 (khóc|một mình|vì sợ)",
        (
            f"{_I} ~3 (không|ko|k|hông|hổng|nỏ|chẳng) ~1 (muốn|dám) ~1 (đi học|tới trường|đến trường|tới lớp|"
            "đến lớp|vô lớp|vào lớp|về nhà|đi vệ sinh|ra khỏi phòng|ra chơi) ~1 (nữa|luôn)?"
        ),
        (
            "(ba|bố|mẹ|má|mạ|cha|cha dượng|dượng|ba mẹ|bố mẹ|ba má) ~4 (đánh|đập|đuổi|nhốt|bỏ mặc|bỏ rơi|ghét "
            f"bỏ|bỏ đói) ~1 {_MINE}"
        ),
        (
            "(ba|bố|mẹ|má|mạ|cha|dượng|ba mẹ|bố mẹ|ba má) ~2 (chửi|mắng|cãi nhau|uống rượu|nhậu|so sánh|đánh "
            "nhau|đánh mẹ|đánh má) ~4 (hoài|suốt|mỗi ngày|mãi|cả ngày|ngày nào cũng|miết|tối nào)"
        ),
        "(khó thở|tim đập nhanh|run tay|hoảng loạn) ~~6 (hoài|suốt|mỗi lần|khi tới trường|không thở được|khó thở)",
        "(nhắm mắt|ngủ) ~2 (là)? ~1 (sợ|thấy ác mộng|gặp ác mộng|mơ thấy)",
        "(chịu hết nổi|hết chịu nổi|sống không nổi|không chịu nổi nữa|hông chịu nổi nữa)",
        f"{_MINE} ~2 bị ~4 {_HURT}",
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
        f"{_I} ~3 (sợ) (lắm|quá|không dám|đi học|tới trường|về nhà|vl|kinh khủng|hãi|thật sự|thiệt|xỉu)",
        (
            f"{_I} ~2 (đau khổ|hoảng loạn|hoảng sợ|run tay|run cả người|ám ảnh|lo sợ|tuyệt vọng|bế tắc|kiệt sức|"
            "suy sụp|trầm cảm|tủi thân|tủi lắm|trống rỗng|cô đơn|khổ sở|không ổn|hông ổn|muốn gục|ngạt thở|mất "
            "ngủ)"
        ),
        f"{_I} ~2 {_NOT} (chịu|chịu đựng) ~1 (nổi nữa|được nữa|nổi)",
        (
            f"{_I} ~3 (mệt mỏi quá rồi|mệt mỏi lắm rồi|mệt lắm rồi cô|hết sức rồi|kiệt sức|gục ngã|bế tắc|tuyệt "
            "vọng|trống rỗng)"
        ),
        "(cứu với|cứu giúp|hãy giúp|làm ơn giúp|xin giúp) ~1 (em|con|cháu|mình|tớ|tui|tau|e)",
        "^ (cứu|help|sos) ~1 (với|vs|em với|con với|tớ với)",
        "(cô ơi|thầy ơi|cô tư vấn ơi|ai giúp|có ai) ~6 (giúp|cứu|cần người|sợ) ~2 (em|con|nói chuyện|với|lắm|cháu)",
        (
            f"{_I} ~2 {_NOT} (biết|bik|bít) ~2 (phải)? (làm sao|làm gì|làm thế nào|kể với ai|nói với ai|nói sao|"
            "tính sao|tồn tại|dựa vào ai|kêu ai|bám vào)"
        ),
        (
            f"{_I} ~2 {_NOT} (dám|muốn|mún) ~2 (kể với ai|kể với|nói với ai|nói với bố|nói với mẹ|về nhà|đi học|"
            "tới trường|đến trường|ra khỏi lớp|méc|mở miệng|phát biểu|vào lớp|đến lớp|vô lớp) ~2 (với|ai|nữa|"
            "ba|bố|mẹ|má)?"
        ),
        "(khóc) ~1 (hoài|miết|mỗi đêm|một mình|1 mình|thầm)",
        f"{_I} ~3 khóc ~2 (hoài|miết|suốt|cả đêm|một mình|cả tuần|thầm)",
        (
            f"{_NOT} ~1 ai ~2 (thương|hiểu|cần|tin|quan tâm|nghe|bênh|hỏi|nhớ|chơi|ưa|yêu|để ý|thèm|coi|để nói|"
            "biết) ~1 (em|e|con|cháu|mình|mk|tớ|tui|tau|tau hết|tôi|t|nữa|hết|chuyện|đến|tới|với em|với mình|"
            "với con)"
        ),
        (
            f"{_I} ~1 (là|như|thấy mình là|chỉ là|thấy như) ~2 (gánh nặng|đồ bỏ|đồ thừa|đồ dư thừa|người thừa|"
            "kẻ thất bại|đồ vô dụng|vô dụng|người vô hình|vô hình|rác|đứa bỏ đi|của nợ|đứa thất bại|thứ bỏ đi|"
            "cái gai)"
        ),
        "(đồ dư thừa|người thừa|đứa thừa|kẻ thất bại|đồ bỏ đi|vô hình trong nhà|thất bại toàn tập)",
        (
            f"{_I} ~2 (tệ|ghét|chán|ghê tởm|kém cỏi|vô dụng|bất tài) ~2 (lắm|bản thân|chính mình|chính bản thân|"
            "mình|cái mặt|làm gì cũng|luôn|thật|quá)"
        ),
        (
            f"{_I} ~1 (buồn|mệt mỏi|nản|khổ|tủi|cô đơn) ~1 (lắm|quá|thật sự|lắm rồi|tới mức|vô cùng|quá rồi) ~2 "
            "(cô|rồi|má|mẹ|ạ|không|nhưng|mà|chịu|vì|luôn|nữa)?"
        ),
        (
            f"{_I} ~2 (chả|chẳng|không|hông|nỏ|hết) ~1 còn ~1 (ai|gì|chi|thích|sức|muốn|hứng|niềm|chỗ|bạn|động "
            "lực|hy vọng|hi vọng) ~3"
        ),
        (
            "(không|chả|chẳng|ko|k|hông) (buồn|thiết|muốn) ~1 (gì|j|ăn|ngủ|nói|chi|ăn uống|làm gì) (nữa|cả|"
            "hết) ~1 (rồi|r|cả)?"
        ),
        "(xin|cho|em xin|con xin) ~1 (chuyển lớp|chuyển trường|nghỉ học|bỏ học) ~6 (sợ|chịu|không|bị|nữa|nổi)",
        (
            "(sợ) (đi học|về nhà|đến trường|tới trường|ngủ|ra đường|gặp họ|gặp nó|gặp mấy bạn|bị đánh|nó đánh|"
            "tụi nó|mấy bạn đó) ~1 (lắm|quá|nữa|rồi)?"
        ),
        "(mắt|tay|chân|mặt|đầu) (em|con|mình|tớ) ~1 (bầm|bầm tím|sưng|chảy máu|rách) ~6",
        "(em|con|mình|tớ|tui) nói ~1 (không|hông|chẳng|nỏ) ~1 ai ~1 (tin|nghe)",
        "(ở nhà|nhà|trong nhà) ~3 (không|chẳng|hông|chả) ai (ưa|thương|cần|hỏi|nghe|hiểu|quan tâm) ~2",
        "(làm gì|làm j|học|sống) ~1 cũng ~1 (hỏng|sai|thua|không xong|bị mắng|vô nghĩa|hư)",
        (
            f"{_I} (ghét|thù|chán|sợ) ~1 (chính|luôn)? ~1 (bản thân|chính mình|con người|cái mặt|gương|người "
            "mình|mình) ~3"
        ),
        "(không|chẳng|hết|ko|k) ~1 (ngủ|thở|ăn) ~1 (được|nổi|đc) ~1 (mấy|cả|vì|nữa|suốt|đêm|hôm)",
        "(tồn tại|sống) ~1 để ~1 (làm gì|làm chi|lm j)",
        "(cần|muốn) ~1 (người|ai|ai đó) ~1 (nói chuyện|tâm sự|lắng nghe|ôm) ~3 (gấp|quá|ngay|với|em|không)?",
    ),
    bare=(
        "(em|con|to|tui|tau|tao|minh|chau) so (qua|lam|xiu)",
        "(em|e|con|to|tui|tau|tao|minh|chau) ~1 (buon|bun) (qua|wa|lam) ~3 (khong|ko|k|hong) con ai",
    ),
    reported=(
        f"{_MY_CHILD} ~1 (bỏ ăn|bỏ học|mất ngủ|bỏ bữa|thu mình) ~~12 (khóc|sợ|giật mình|run|nín|lắc đầu)",
        f"{_MY_CHILD} ~~5 (đêm nào|tối nào|ngày nào|hôm nào) ~1 cũng ~2 (khóc|giật mình|la hét|gặp ác mộng)",
        f"{_MY_CHILD} ~3 (cứ|hay|chỉ|suốt ngày|toàn) ~1 (khóc|khóc một mình|sợ hãi|nhốt mình|thu mình)",
        (
            f"{_MY_CHILD} ~4 (không chịu|không dám|không muốn|hông chịu|sợ|nhất quyết không) ~1 (đi học|tới "
            "trường|đến trường|tới lớp|ra khỏi phòng|ra ngoài|ăn uống)"
        ),
        f"{_MY_CHILD} ~3 bị ~3 (bắt nạt|đánh|cô lập|tẩy chay|bạo lực|quấy rối|xâm hại|trêu chọc|dọa|doạ)",
    ),
    quiet=(
        "(idol|phim|concert|truyện|nhóm nhạc|đội mình|đội tuyển|trận|crush|hành|ớt|gừng) ~~8 (khóc|buồn|thua|sốc)",
        "(chọc|trêu|giỡn|đùa) ~~8 (cũng cười|thân lắm|vui lắm|đùa thôi|giỡn thôi|chọc vui)",
        "(dọn xong|xin lỗi mẹ|xin lỗi ba|hết giận|làm hòa|huề rồi|không sao đâu)",
        "(buồn|chán|mệt|khóc) ~~6 (đội mình|đội nhà|thua|bàn thắng|rớt hạng|rank)",
        "(deadline|wifi|trật chân|trat chan|bong gân)",
        "(ổn rồi|mách cô rồi|hết sợ rồi|làm hòa|làm lành)",
        (
            "(sợ|run|khóc) ~~10 (giết gà|vặt lông|kem|ma|chú ếch|phim ma|lên bảng|thuyết trình|crush|tỏ tình|"
            "người yêu|bạn ấy mà|thổi nến|tiêm)"
        ),
        "(tỏ tình|crush|thích cậu|thư tình|hồi hộp|đi thi|vào thi) ~~12",
        "(so le|sai số|vỡ chậu)",
        *STORY,
        *PLAY,
        *ADVICE,
        "bị ai ~3 thì ~1 (đưa|nói|kể|gọi|méc|báo)",
        (
            "(buồn cười|mắc cười|cười chết|cười xỉu|cười bò|cười lăn|đói quá|đói bụng|đói meo|đói xỉu|buồn ngủ|"
            "mắc cỡ|khổ qua|sợ ma|sợ gián|sợ chuột|sợ nhện|sợ độ cao|sợ kim|sợ tiêm|khổ thân|sợ sai|sợ trễ|sợ "
            "muộn|sợ quên|sợ hết)"
        ),
        (
            "(điểm|bài|đề|thi|kiểm tra|toán|văn|công thức|môn|deadline|nộp) ~6 (sợ|run|mệt|buồn|khóc) ~2 (quá|"
            "lắm|ghê|luôn)? $"
        ),
        "(bị bạn|bạn bè|ai) ~2 (trêu|đánh|bắt nạt) ~1 (thì|nhớ|phải)",
    ),
    idioms=(
        "(đập tay|đập hộp|đè bẹp|đá bóng|đá banh|đá cầu)",
        "(không ai|ai mà) (chơi|đánh) lại",
        "bị ~2 (lớp|đội|team) ~2 (đè|đá|đánh|đập)",
        "đánh (giá|rơi|thuế|thức|vần|răng|trượt|bóng|đàn|bài|máy)",
        "đánh ~2 (cờ|cờ vua|cờ tướng|cầu lông|cầu|bóng bàn|bài|đàn)",
        "bị ~2 (mẹ|má|mạ|ba|bố|cô|thầy|bà|nội|ngoại|chị hai|anh hai) ~2 (chửi|mắng|la|rầy|phạt|dọa)",
        (
            "(mất ngủ|không ngủ được|thức trắng) ~1 (vì|do|tại) ~1 (uống|trà sữa|cà phê|nóng|muỗi|ồn|chó|xem|"
            "coi|phim|game)"
        ),
        "cứu ~1 (em|tớ|tui|mình|con|t|tao) ~1 (bài|câu|ly|cục|cái|một|1|ván|trận|pin|wifi|mạng)",
        "sợ (nắng|mưa|ma|gián|chuột|nhện|độ cao|kim|tiêm|lạnh|nóng|cay|đau|béo|mập|sấm|bóng tối)",
        "(tuyệt vọng|thất vọng|bất lực) (với|trước) ~1 (môn|cái|mái tóc|tóc|máy|game|trận|đội|món)",
        "(kiệt sức|mệt lắm rồi|mệt mỏi quá rồi) ~~6 (vui|chạy|đá banh|đá bóng|leo núi|tập|bơi)",
    ),
)
