"""What silences a detector: the same words in a warning, a lesson, a game or a surprise party.

A school is full of people who say "đừng gửi ảnh cho người lạ". If their warnings raised alarms, counsellors would stop
believing the alarms.
"""

from __future__ import annotations

ADVICE: tuple[str, ...] = (
    (
        "(nếu|khi|lúc|lỡ) ~2 (người lạ|kẻ xấu|ai lạ|gặp người|thấy ai|thấy bạn) ~~14 "
        "(đừng|không nên|hãy|báo|nói với|nói liền|kể với|kể ngay|gọi|kiếm|chạy|tìm|chặn|từ chối)"
    ),
    (
        "(nếu|khi|lúc|lỡ|bị) ~1 (ai|có ai|có người|ai đó|bạn nào|ai mô) ~3 "
        "(rủ|dọa|doạ|đòi|xin|bắt|ép|nhắn|chạm|sờ|trêu|đánh|bắt nạt|gạ|làm|hỏi mật khẩu) ~~14 "
        "(đừng|không nên|hãy|báo|nói với|nói liền|nói ngay|kể|gọi|kiếm|chạy|tìm|chặn|từ chối)"
    ),
    (
        "(người lạ|kẻ xấu|có người|ai mô|ai đó) ~~14 thì ~~3 (đừng|hãy|báo|kể|gọi|chạy|từ chối|phải nói|nói ngay|cám "
        "ơn|cảm ơn)"
    ),
    (
        "(các em|các con|các cháu|tụi con|mấy em|phụ huynh|học sinh) ~~8 "
        "(nhớ|không được|không nên|hãy|cảnh giác|lưu ý|tuyệt đối|cẩn thận|cảnh báo|coi chừng|chớ|đừng)"
    ),
    (
        "(không được|không nên|đừng|đừng bao giờ|chớ|tuyệt đối không|hông được|không bao giờ|không) ~1 "
        "(gửi|đưa|cho|kết bạn|trả lời|tin|gặp|đi|nhận|bấm|nói chuyện|chia sẻ|cung cấp) ~~8 "
        "(người lạ|kẻ lạ|ai lạ|quen qua mạng|quen trên mạng)"
    ),
    "(cảnh báo|cảnh giác|chiêu trò|thủ đoạn|tuyên truyền|chuyên đề|tiểu phẩm|phòng chống|phòng tránh)",
    (
        "(bài học|quy tắc|kỹ năng|kĩ năng|tiết học|buổi học|bài văn|đề văn) ~~6 (an toàn|tự bảo vệ|bảo vệ|từ chối|"
        "mạng|miệt thị)"
    ),
    "(con|em|cháu|bạn) ~1 có quyền ~1 (nói không|từ chối)",
    "(hãy|nên|nhớ|cần) ~1 (báo|báo ngay|kể|nói|gọi) ~3 (bố mẹ|ba má|ba mẹ|ba mạ|cha mẹ|người lớn|thầy cô|111|công an)",
    "(người tử tế|người tốt) ~2 không",
)
"""A warning or a lesson about the harm, not the harm.

Each names the stranger as somebody who might come, or those who are taught. "Ai hỏi thì nói anh là anh họ" and "cứ nói
với mẹ là đi học thêm" are no advice, so "ai" and "cứ" alone are not enough.
"""

SURPRISE: tuple[str, ...] = (
    (
        "(sinh nhật|sn|bất ngờ|20 11|8 3|20 10|mùng tám tháng ba|kỷ niệm ngày cưới|tiệc|thiệp|ngày nhà giáo|tri ân|"
        "góp tiền)"
    ),
    "(tặng|gói quà|làm bánh|bó hoa|món quà) ~1 (mẹ|má|mạ|bố|ba|cô|thầy|ông|bà|bạn)",
    "(đang|chị em mình|anh em mình|tụi mình|cả lớp) ~2 (gói quà|làm bánh|gấp|tập văn nghệ|chọn quà)",
    "(bị điểm|điểm kém|bài kiểm tra|trốn ngủ|làm bể|làm vỡ|ăn vụng|uống ngọt|ngủ gật|đi trễ|đi muộn|spoil|đáp án)",
    "(ngoại|nội|bà|ông) ~1 (dúi|cho) ~3 (ăn bánh|tiền)",
)
"""Secrets of an ordinary day: a present for mother, a broken vase, a bad mark."""

PLAY: tuple[str, ...] = (
    (
        "(boss|con quái|leo rank|zombie|creeper|combo|liên quân|free fire|pubg|minecraft|gank|feed|noob|afk|thủ môn|"
        "sút|"
        "trận đấu|bóng đá|đá bóng|cầu lông|kiểm tra một tiết|mạng hạ gục|hồi sinh|bắn tỉa|địch)"
    ),
    "(trận|ván|màn|game|boss|con rồng|tướng|map) (này|kia|đó|nào|hồi nãy|vừa rồi|cuối) ~6",
)
"""Killing, shooting and beating in a game or a match. The word "game" alone is none: much harm begins in one."""

STORY: tuple[str, ...] = (
    (
        "(trong phim|bộ phim|phim này|coi phim|xem phim|truyện này|trong truyện|đọc truyện|tiểu thuyết|nhân vật|lời "
        "bài "
        "hát|tập cuối|"
        "anime|manga|bài văn|đề bài|đề văn|môn lịch sử|chiến tranh|virus|tế bào|bản tin|thời sự|báo đăng|vở kịch)"
    ),
)
"""Told about a film, a book, a lesson or the news."""
