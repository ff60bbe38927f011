"""What silences a detector: the same words in a warning, a lesson, a game or a surprise party.

A school is full of people who say "đừng gửi ảnh cho người lạ". If their warnings raised alarms, counsellors would stop
believing the alarms.
"""

from __future__ import annotations

ADVICE: tuple[str, ...] = (
    "(nếu|khi|lúc|lỡ) ~~2 (ai|có ai|có người|người lạ|kẻ xấu|bạn nào|gặp người|thấy ai) ~~14 "
    "(đừng|không nên|hãy|báo|nói với|nói liền|kể với|kể ngay|gọi|kiếm|chạy|tìm|chặn|từ chối)",
    "(có người|người lạ|kẻ xấu|ai) ~~10 thì ~~2 (đừng|hãy|báo|nói|kể|gọi|chạy|từ chối|phải nói|mình nói)",
    "(các em|các con|các bạn|cả lớp|tụi con|tụi em|mấy đứa|mấy em|mấy con|phụ huynh|học sinh|mọi người|mn) ~~6 "
    "(nhớ|không được|không nên|hãy|cảnh giác|lưu ý|tuyệt đối|cẩn thận|cảnh báo|coi chừng|chớ|nào bị)",
    "(không được|không nên|đừng|đừng bao giờ|chớ|tuyệt đối không|hông được|không bao giờ) ~~1 "
    "(gửi|đưa|cho|kết bạn|trả lời|tin|gặp|đi|nhận|bấm|nói chuyện|chia sẻ|đăng|cung cấp) ~~8 "
    "(người lạ|kẻ lạ|ai lạ|quen qua mạng|trên mạng|lên mạng)",
    "(cảnh báo|cảnh giác|chiêu trò|thủ đoạn|tuyên truyền|chuyên đề|tình huống|tiểu phẩm|vở kịch|phòng chống|phòng tránh)",
    "(bài học|quy tắc|kỹ năng|kĩ năng|tiết học|buổi học|bài văn|đề văn) ~~6 (an toàn|tự bảo vệ|bảo vệ|từ chối|mạng)",
    "(con|em|cháu|bạn) ~~1 có quyền ~~1 (nói|từ chối)",
    "(hãy|cứ|nên|phải) ~~1 (báo|kể|nói|gọi) ~~3 (bố mẹ|ba má|ba mẹ|ba mạ|cha mẹ|người lớn|thầy cô|cô|thầy|111|công an)",
)
"""A warning or a lesson about the harm, not the harm."""

SURPRISE: tuple[str, ...] = (
    "(sinh nhật|sn|bất ngờ|20 11|8 3|20 10|kỷ niệm|tiệc|thiệp|bí mật đến phút chót|ngày nhà giáo|tri ân|góp tiền)",
    "(điểm|bài kiểm tra|trốn học|vỡ|bể|làm bể|làm vỡ|ăn vụng|uống ngọt|trà sữa|nước ngọt|kem|ngủ gật|đi trễ|đi muộn|spoil|mua quà|tập văn nghệ|đáp án|oẳn tù tì)",
)
"""Secrets of an ordinary day: a present, a broken vase, a bad mark."""

PLAY: tuple[str, ...] = (
    "(boss|quái|rank|trận|game|skin|map|team|tướng|lính|zombie|creeper|skill|combo|liên quân|free fire|ff|pubg|minecraft|roblox|tank|support|địch|solo|feed|gank|sủi|bot|clan|đạn|súng|máu|rồng|ván|màn|bom|noob|afk|cờ|đá bóng|trận đấu|thủ môn|sút|thi đấu|đối thủ|võ|đội bạn)",
)
"""Killing, shooting and beating in a game or a match."""

STORY: tuple[str, ...] = (
    "(phim|truyện|tiểu thuyết|nhân vật|bài hát|lời bài hát|tập cuối|kịch|anime|manga|sách|bài văn|đề bài|lịch sử|chiến tranh|virus|tế bào|thời sự|bản tin|báo đăng)",
)
"""Told about a film, a book, a lesson or the news."""
