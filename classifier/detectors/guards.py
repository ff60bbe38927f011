"""What silences a detector: the same words in a warning, a lesson, a game or a surprise party.

A school is full of people who say "đừng gửi ảnh cho người lạ". If their warnings raised alarms, counsellors would stop
believing the alarms.
"""

from __future__ import annotations

ADVICE: tuple[str, ...] = (
    (
        "(nếu|khi|lúc|lỡ) ~2 (người lạ|kẻ xấu|ai lạ|gặp người|thấy ai|thấy bạn) ~~14 (đừng|không nên|hãy|báo|nói với|"
        "nói liền|kể với|kể ngay|gọi|kiếm|chạy|tìm|chặn|từ chối)"
    ),
    (
        "(nếu|khi|lúc|lỡ|bị) ~1 (ai|có ai|có người|ai đó|bạn nào|ai mô) ~3 (rủ|dọa|doạ|đòi|xin|bắt|ép|nhắn|chạm|sờ|"
        "trêu|đánh|bắt nạt|gạ|làm|hỏi mật khẩu|đụng|động) ~~14 (đừng|không nên|hãy|báo|nói với|nói liền|nói ngay|kể|"
        "gọi|kiếm|chạy|tìm|chặn|từ chối)"
    ),
    (
        "(người lạ|kẻ xấu|có người|ai mô|ai đó) ~~14 thì ~~3 (đừng|hãy|báo|kể|gọi|chạy|từ chối|phải nói|nói ngay|cám "
        "ơn|cảm ơn)"
    ),
    (
        "(các em|các con|các cháu|tụi con|mấy em|phụ huynh|học sinh) ~~8 (nhớ|không được|không nên|hãy|cảnh giác|lưu "
        "ý|tuyệt đối|cẩn thận|cảnh báo|coi chừng|chớ|đừng)"
    ),
    (
        "(không được|không nên|đừng|đừng bao giờ|chớ|tuyệt đối không|hông được|không bao giờ|không) ~1 (gửi|đưa|cho|"
        "kết bạn|trả lời|tin|gặp|đi|nhận|bấm|nói chuyện|chia sẻ|cung cấp) ~~8 (người lạ|kẻ lạ|ai lạ|quen qua mạng|"
        "quen trên mạng)"
    ),
    "(cảnh báo|cảnh giác|chiêu trò|thủ đoạn|tuyên truyền|chuyên đề|tiểu phẩm|phòng chống|phòng tránh)",
    (
        "(bài học|quy tắc|kỹ năng|kĩ năng|tiết học|buổi học|bài văn|đề văn) ~~6 (an toàn|tự bảo vệ|bảo vệ|từ chối|"
        "mạng|miệt thị)"
    ),
    "(con|em|cháu|bạn) ~1 có quyền ~1 (nói không|từ chối)",
    "(hãy|nên|nhớ|cần) ~1 (báo|báo ngay|kể|nói|gọi) ~3 (bố mẹ|ba má|ba mẹ|ba mạ|cha mẹ|người lớn|thầy cô|111|công an)",
    "(người tử tế|người tốt|bạn tốt|người thương con|người thương em) ~2 (không|chẳng)",
    "(kẻ xấu|kẻ lạ|kẻ gian|kẻ lừa đảo|bọn xấu|đối tượng xấu) ~1 (hay|thường|có thể|lợi dụng)",
    "(phải|nên|cần) ~1 (nghi ngờ|cảnh giác|đề phòng)",
    (
        "(ai|có ai|quen ai) ~~3 (rủ|dọa|doạ|đòi|xin|bắt|bảo|dặn|cho quà|tặng quà) ~~16 (thì|là) ~1 (phải nói|phải "
        "báo|phải kể|nên|hãy|nhớ|chặn|báo|kể|lưu|đưa mẹ|đưa ba|cho mẹ|gọi mẹ|không đi|không gửi)"
    ),
    "thì ~1 (mình|con|em|cháu) ~1 (không|đừng) ~1 (lấy|nhận|trả lời|đi theo)",
    "(cũng phải|càng phải) ~2 (kể|nói|báo)",
    "(dạy|dạy cho) (học sinh|các em|con|em|trẻ|tụi con) ~2 (nói không|từ chối|chặn|báo|cách|biết)",
    "(tổng đài|111|nhà trường|đoàn trường) ~1 (nhắc|khuyên|dặn|khuyến cáo|lưu ý)",
    "bị ~~6 thì ~1 (hãy|nên|nhớ|phải) ~1 (báo|gọi|kể)",
    "bị ~~6 thì đừng ~1 (sợ|trả tiền|chuyển tiền|làm theo)",
    "(ai|đứa nào|người nào|có người) ~~12 (thì|là) ~1 (red flag|người xấu|lừa đảo|đáng nghi|mình không|mình hông)",
    "(bắt|dặn|rủ|hứa) ~~8 là (không|hông|hổng) phải (người tốt|bạn tốt|người tử tế)",
    "(ai|đứa nào) ~~12 thì ~1 (đưa máy|phải nói|nói liền|nói ngay|kể liền|méc liền|gọi liền)",
    "(bài thu hoạch|bài học tuần này|con học được là|em học được là)",
    "(loa phường|bản tin) ~~4 (đọc|phát|nhắc|nói|về)",
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
    "(ngoại|nội|bà nội|bà ngoại|ông nội|ông ngoại) ~1 (dúi|cho|mua) ~1 (con|cháu|tụi con|mấy đứa)",
    "(giấu|đặt|cất) ~1 (bánh kem|bánh sinh nhật|bánh|hoa|bó hoa)",
    (
        "(làm đổ|đổ mực|làm bể|làm vỡ|làm rách|làm hỏng|làm sứt|bể cái|vỡ cái|là bể|bị bể) ~2 (ly|chén|bát|cốc|bình|"
        "bình hoa|bình bông|ghế|mực|kính|chậu|dĩa|đĩa|áo|lọ|tại con|con mèo)"
    ),
    "để ~1 (chị|anh|mẹ|má|bố|ba) ~1 (dán lại|lau cho|lau sạch|vá lại|khâu lại|dọn dẹp)",
    "(bình bông|bình hoa|cái ly|cái chén|cái bát|cái cốc|cửa kính) ~2 (bể|vỡ|sứt)",
    "(anh em mình|chị em mình|hai chị em) (ăn|uống|gói|nấu)",
    "(mẹ con mình|bố con mình|ba con mình|hai bố con|hai mẹ con|hai bà cháu|hai bố con mình) ~2 (mua|gói|nấu|làm|giấu)",
    "(kết phim|cái kết|hồi kết|đoạn kết|nội dung phim|tập mới)",
    "(thầm thích|thích thầm|cảm nắng|thương thầm|thích) ~1 (bạn|nhỏ|thằng|hot boy) ~4 (lớp|khối|bàn|trường|tổ)",
    "(một|hai|ba|bốn|năm|không|1|2|3|4|5) điểm ~1 (toán|lý|lí|hóa|hoá|văn|anh|sử|địa|sinh|kiểm tra)",
    "(học võ|học đàn|học bơi|học nhảy|thi đấu) ~~6 (khoe|bất ngờ|biểu diễn)",
)
"""Secrets of an ordinary day: a present for mother, a broken vase, a bad mark, the end of a film."""

NEWS: tuple[str, ...] = (
    (
        "(thời sự|bản tin|báo chí|ti vi|tivi|tv|vtv|đọc báo|trên báo|tờ báo|báo mạng|báo tuổi trẻ|báo thanh niên|"
        "truyền hình) ~~2 (nói|đưa tin|đưa|đăng|kể|viết|chiếu|cảnh báo|có vụ|thấy)"
    ),
    (
        "(công an|cảnh sát|cơ quan điều tra|tòa án|toà án) ~4 (triệt phá|bắt giữ|bắt nhóm|vừa bắt|khởi tố|xét xử|tạm "
        "giam|tạm giữ|khuyến cáo|phối hợp|bắt đối tượng|bắt kẻ|bắt một|bắt người|bắt tên|bắt hai|bắt gã|xử phạt)"
    ),
    "(tòa|toà|tòa án|toà án) ~1 (tuyên|tuyên án|xử)",
    "(khởi tố|bị can|bị cáo|triệt phá|đường dây|nghi phạm)",
    "(luật|bộ luật|nghị định|phạt nặng|phạt tù|xử phạt) ~4 (người|hành vi|những ai|kẻ)",
)
"""Told by the news, the police or the law."""

LESSON: tuple[str, ...] = (
    (
        "(bài thuyết trình|thuyết trình|bài học|tiết học|trắc nghiệm|tình huống|tiểu phẩm|cẩm nang|sách giáo khoa|"
        "bài báo|tờ rơi|áp phích) ~~4 (về|hỏi|viết|làm gì|phòng|chống|hôm nay)"
    ),
    "(bài tập nhóm|bài tập|sơ đồ|buổi học) ~~10 (khi bị|nếu bị|khi người lạ|khi có người)",
    "(học|dạy|bàn|nói về|tập) ~1 cách (từ chối|nói không|nhận biết|phòng tránh|xử lý|xử lí)",
    "^ tình huống",
    "(dịch|dịch câu|đặt câu|chia động từ|viết lại câu) ~~12 (tiếng anh|tiếng việt|câu sau)",
)
"""Words of a lesson: somebody quotes the harm to teach about it."""

DENIED: tuple[str, ...] = (
    (
        "(không|chưa|chẳng|nỏ) ~1 (ai|có ai|có người|có người lạ|có anh|có chú) ~2 (xin|đòi|dọa|doạ|bắt|ép|rủ|hẹn|"
        "hỏi|dụ|dặn|tống tiền)"
    ),
)
"""Said not to have happened; an idiom, so that it silences only what it touches."""

PLAY: tuple[str, ...] = (
    (
        "(boss|con quái|leo rank|zombie|creeper|combo|liên quân|free fire|pubg|minecraft|gank|feed|noob|afk|thủ môn|"
        "sút|trận đấu|bóng đá|đá bóng|cầu lông|kiểm tra một tiết|mạng hạ gục|hồi sinh|bắn tỉa|địch)"
    ),
    "(vô|vào) (trận|ván)",
    "(trận|ván|màn|game|boss|con rồng|tướng|map) (này|kia|đó|nào|hồi nãy|vừa rồi|cuối) ~6",
)
"""Killing, shooting and beating in a game or a match. The word "game" alone is none: much harm begins in one."""

STORY: tuple[str, ...] = (
    (
        "(trong phim|bộ phim|phim này|truyện này|trong truyện|đọc truyện|tiểu thuyết|nhân vật|lời bài hát|tập cuối|"
        "anime|manga|bài văn|đề bài|đề văn|môn lịch sử|chiến tranh|virus|tế bào|bản tin|thời sự|báo đăng|vở kịch)"
    ),
    "(truyện|câu chuyện|chuyện cổ tích|sách) ~1 kể",
    "(đoạn phim|cảnh phim|bài hát|bài rap|bài này|phim này|vở kịch|bài thơ) ~1 có (câu|đoạn|khúc|lời)",
    "(coi phim|xem phim) ~2 (thấy|có|kể|tới|đến|mà|cảnh|tập|kinh dị)",
)
"""Told about a film, a book, a lesson or the news."""
