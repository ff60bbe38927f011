"""Words of despair that are none, and the words beside which they are meant.

"Buồn muốn chết, hết vé rồi" and "cười chết mất" say how much, not what somebody wants: a feeling straight before
"muốn chết". Beside a word that no lost match explains ("sống chi nữa", "thiệt chứ không nói chơi", "không ai cần"),
the same words are taken at their word: a counsellor rather reads a joke in vain.
"""

from __future__ import annotations

_DEGREE = "(muốn chết|gần chết|chết mất|chết đi được|chết luôn|chết được|muốn xỉu|chết mất thôi)"
_NOT = "(không|ko|k|hông|hổng|hong|hok|hk|chẳng|chả|nỏ|đâu|hết|chưa)"

IDIOMS: tuple[str, ...] = (
    "(nghĩ đến việc|nghĩ tới việc|nghĩ đến chuyện|nghĩ tới chuyện) làm đau bản thân không",
    (
        "(không hề|ko hề|hông hề|chẳng hề|không có|ko có|hông có|đâu có|chưa hề|không phải) ~1 (muốn|định|nghĩ "
        "tới|nghĩ đến|đòi)? ~1 (chết|tự tử|tự làm đau|tự hại)"
    ),
    (
        "(có bao giờ|có khi nào|có lúc nào|đã bao giờ|có từng|có hay|từng bao giờ) ~2 (nghĩ|muốn|định|có ý|"
        "thấy) ~5 (không|chưa|ko|k)"
    ),
    f"(mệt|sợ|lo|mỏi|oải|khó|tức|run|hồi hộp|oan|ức|ghiền|mỏi chân|mỏi giò|mỏi tay|mỏi lưng) {_DEGREE}",
    f"(đau chân|đau tay|đau lưng|ê ẩm|ê mông) {_DEGREE}",
    f"(nhớ|thương|xinh|đẹp|ngon|ghét|thèm|cưng|yêu|ngứa|hài|mừng|mê|cừ) ~2 {_DEGREE}",
    (
        "(cười|đói|buồn ngủ|ngại|quê|lạnh|nóng|rét|mắc cỡ|xấu hổ|cay|ngượng|khát|sướng|sặc|nực|vui|nhột|mắc cười|"
        f"buồn cười|dễ thương|đau bụng|đau răng|nhức đầu|mắc tè|no) ~1 (quá)? ~1 {_DEGREE}"
    ),
    f"(buồn|chán|nản|rầu|tiếc|nuối tiếc|thất vọng|ê) {_DEGREE}",
    "(buồn|chán|nản|tiếc|cay|tức) ~1 muốn khóc",
    "(cười|ngượng|quê|no) chết",
    "^ (chắc)? ~1 chết (mất|quá|mất thôi)",
    "(chắc) ~1 chết (mất|quá|luôn|mất thôi)",
    "(muốn) sống (ở|bên|với|chung|gần|như|lâu|khỏe|khoẻ|thử)",
    "(biến|bước|rút|rời) (ra)? khỏi cuộc đời (tao|t|tui|tôi|mày|nhau|em|anh)",
    "thà chết (còn hơn|chứ) ~1 (ăn|mặc|học|thua|yêu|chơi)",
    "mạch (cảm hứng|cảm xúc|văn|truyện|bài)",
    "cắt móng ~1 (tay|chân)?",
    ("(cây|điện thoại|máy|pin|con cá|con mèo|con chó|acc|nick|hamster|con gà|con vẹt|xe) ~2 (chết|sắp chết|muốn chết)"),
    "(điểm|bài|nộp) ~~8 vĩnh biệt",
    "(chơi|đánh|cờ|nước cờ|thật|rất) ~1 cao tay",  # without marks "cào tay" is written so
)
"""Manners of speaking: a hit that touches these words says something else."""

MEANT: tuple[str, ...] = (
    f"{_NOT} ~1 (muốn|thiết|thiết tha|cần|đáng|dám) ~1 (tồn tại|thở|gặp ai|thấy ai|thức dậy|tỉnh dậy|có mặt)",
    "(sống|tồn tại) ~1 (chi|làm gì|làm chi|mần chi|để làm gì|lm j) ~1 (nữa|cho|mà|trời)?",
    "(chán|ghét|mệt) ~1 (sống|cuộc sống|cuộc đời này)",
    "(muốn chết|chết) ~1 (thật|thiệt|thật sự|thiệt tình|quách|phứt|đi cho|cho rồi|cho xong|cho khuất|cho nhẹ|từ lâu)",
    "chết được ~2 (nhẹ|đỡ|hết|khỏe|khoẻ|yên)",
    (f"{_NOT} ~1 (phải)? ~1 (nói chơi|nói giỡn|nói đùa|nói quen miệng|nói quen|đùa đâu|giỡn đâu|nói cho vui)"),
    "(chết) ~1 luôn ~1 cho ~1 (họ|nó|khỏi|rảnh|xong|rồi|ba|bố|mẹ|má|vừa)",
    "(em|con|mình|mk|tớ|tui|t|tau|cháu) ~1 muốn (thật|thiệt)",
    f"{_NOT} ~1 (sống|gắng|trụ|cầm cự) ~1 nổi",
    f"(sống|gắng|trụ|cầm cự) ~1 {_NOT} ~1 nổi",
    f"{_NOT} ~1 muốn ~1 (thấy|nhìn|có) ~1 (mặt trời|ngày mai|sáng mai)",
    "(muốn|định|đành) ~1 (buông|buông xuôi|bỏ cuộc|bỏ hết)",
    "(quay lưng|bỏ rơi|ruồng bỏ|hắt hủi)",
    "(trong lòng|trong bụng|trong đầu) ~2 muốn chết",
    (
        "(không|ko|k|hông|hổng|chẳng|chả|nỏ) ~1 (còn)? ~1 ai ~1 (cần|thương|hiểu|tin|nhớ|thèm) ~1 "
        "(em|con|mình|mk|tớ|tui|t|tau|cháu)"
    ),
    "(hết|không|ko|k|hông|chẳng|nỏ) ~1 (chịu nổi|chịu đựng nổi|chịu được|gượng nổi|cố được|cố nổi)",
    "(gánh nặng|đồ thừa|đồ bỏ đi|vô dụng|thừa thãi|tuyệt vọng|trống rỗng|biến mất|tan biến)",
    "(rạch|cứa|cắt) (tay|cổ tay|đùi)",
    "(nhảy lầu|nhảy cầu|nhảy sông|bờ sông|bờ kè|sân thượng|lan can|thành cầu|thuốc ngủ|cả vỉ|kiếp sau)",
    (
        "(bị|ba|bố|mẹ|má|mạ|dượng|tụi nó|bọn nó|chúng nó|cả lớp|ai cũng) ~3 (đánh|chửi|đuổi|ghét|tẩy chay|bắt nạt|"
        "cô lập|đổ lỗi|sỉ nhục|mắng chửi)"
    ),
    "(khóc|đau) ~2 (mỗi đêm|hằng đêm|cả đêm|mỗi tối|tối nào|đêm nào|hoài|suốt)",
)
"""Anywhere in a message: beside these a manner of speaking is taken at its word."""

_BODY = (
    "(mệt|oải|cười|buồn cười|mắc cười|đói bụng|khát|khát nước|no bụng|buồn ngủ|nóng|lạnh|rét|ngượng|mắc cỡ|hồi hộp|"
    "tiếc|nhột|mắc tè|mỏi chân|mỏi tay|mỏi lưng|mỏi giò|đau bụng|đau chân|đau tay|đau lưng|đau răng|ê răng|ê mông|ê ẩm|"
    "nhức đầu|chóng mặt)"
)
_BODY_MARKED = "(đói|no|mỏi|cay|ngại|quê|dị|run|ngứa|hài|vui|sướng)"  # without marks "nó", "mới", "chị Hai"
_ENOUGH = "(muốn chết|gần chết|chết mất|chết đi được|chết được|chết mất thôi)"
# Neither "thôi" nor "thật", for "muốn chết thôi" is meant; and nobody is called who could help.
_AFTER = (
    "(luôn|á|à|nè|hà|ha|hè|rồi|đây|đây này|đó|trời|trời ơi|trời đất|vậy|nha|nghe|ý|ấy|bây ơi|mi ơi|tụi bây ơi|"
    "mấy bà ơi|mọi người ơi)"
)
_BEFORE = "(trời|trời ơi|ôi|ôi trời|ôi giời|úi|haha|hihi|nay|hôm nay|bữa nay)"

ALONE: tuple[str, ...] = (
    f"^ {_BODY} {_ENOUGH} {_AFTER}? {_AFTER}? $",
    f"^ {_BEFORE} ~~0 {_BODY} {_ENOUGH} {_AFTER}? {_AFTER}? $",
    f"^ (chắc) (chết) (quá|mất|mất thôi) {_AFTER}? $",
    f"^ (chết) (mất|mất thôi) {_AFTER}? $",
)
"""The whole message is a manner of speaking: what a body feels or laughs at, how much, and nothing more.

Sadness, boredom, fear and shame are not among these feelings: alone they may be what is meant.
"""

ALONE_MARKED: tuple[str, ...] = (
    f"^ {_BODY_MARKED} {_ENOUGH} {_AFTER}? {_AFTER}? $",
    f"^ {_BEFORE} ~~0 {_BODY_MARKED} {_ENOUGH} {_AFTER}? {_AFTER}? $",
)
"""The same, of feelings that are other words without their marks."""
