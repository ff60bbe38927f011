"""A text model of some forty sentences: real in every part, and good for nothing but tests."""

from __future__ import annotations

import numpy as np

from classifier.taxonomy import Category
from classifier.text_model import TextModel
from training.fit import fit

_CLEAN = """
chiều nay lớp mình học thêm toán ở phòng nào vậy
mẹ nấu canh chua rồi con về ăn cơm nha
cô gửi đề cương lên nhóm lớp rồi các em tải về nhé
mai kiểm tra văn nhớ ôn bài Tây Tiến
bóng đá chiều thứ bảy thiếu một thủ môn ai đi không
tớ mượn vở Sử của cậu một hôm nhé
bà ngoại gửi xoài lên cho cả nhà
trời mưa to quá chắc xe buýt tới trễ
hôm nay trực nhật tổ hai nhé các bạn
con được chín điểm môn Anh mẹ ơi
thầy dặn thứ năm nộp sản phẩm công nghệ
cuối tuần cả nhà mình về quê thăm ông
cho tớ xin công thức tính diện tích hình thang
bạn nào nhặt được bút máy màu xanh cho mình xin lại
tối nay xem chung kết cầu lông không
em chào cô em xin phép nghỉ học vì bị sốt
căn tin hôm nay có bánh mì trứng ngon lắm
ai có cây bơm xe đạp cho tui mượn với
con mèo nhà mình đẻ được ba con rồi
ghi âm bài thuyết trình gửi nhóm trưởng nha
""".strip().splitlines()
_INSULTS = """
mày ngu như bò ấy
đồ vô dụng cút đi
câm mồm lại đi con kia
mặt mày nhìn phát ghét
thằng này đần độn hết chỗ nói
cái loại mày không ai thèm chơi
đồ mất dạy không biết nhục
nhìn mày là tao muốn ói
óc chó mà đòi dạy đời
mày là cái thứ rác rưởi
""".strip().splitlines()
_GROOMING = """
đừng nói với bố mẹ chuyện này nhé em
anh nạp thẻ cho em rồi mình qua Zalo nói riêng
chỉ anh hiểu em thôi đừng kể ai
bí mật của hai anh em mình nha
chú cho tiền mà con đừng nói ba má
nhắn riêng cho anh rồi xóa tin nhắn đi
""".strip().splitlines()
_SELF_HARM = """
em không muốn sống nữa
con mệt mỏi lắm con muốn biến mất
mình chỉ muốn chết đi cho xong
không ai cần em trên đời này nữa
tớ chán sống lắm rồi
""".strip().splitlines()


def fit_tiny() -> TextModel:
    texts = [*_CLEAN, *_INSULTS, *_GROOMING, *_SELF_HARM]
    labels = np.zeros((len(texts), len(Category)), dtype=np.bool_)
    columns = list(Category)
    at = len(_CLEAN)
    for category, said in (
        (Category.BULLYING, _INSULTS),
        (Category.GROOMING, _GROOMING),
        (Category.SELF_HARM, _SELF_HARM),
    ):
        labels[at : at + len(said), columns.index(category)] = True
        at += len(said)
    return fit(texts, labels, None)
