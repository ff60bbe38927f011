"""Despises people for where they come from, their people, faith, body, sex or whom they love.

Source: Law on Children 102/2016 art. 6 (no discrimination); Decree 80/2017; the target groups annotated in ViTHSD
(only the groups). The word for a people is no hatred; it takes an insult beside it.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import STORY
from classifier.taxonomy import Signal

_PEOPLE = (
    "(dân tộc|người dân tộc|thiểu số|người thượng|khơ me|khmer|h'mông|người mông|người dao|người chăm|người mọi|dân "
    "tộc thiểu số|tàu khựa|chệt|mọi đen)"
)
_REGION = (
    "(bắc kỳ|bắc kì|bắc cầy|bắc kỳ chó|nam kỳ|nam kì|nam cầy|trung kỳ|thanh hóa|thanh hoá|nghệ an|nghệ tĩnh|dân thanh "
    "hóa|dân trong nam|miền tây|dân miền tây|miền trung|thằng huế|tỉnh lẻ|nhà quê|bắc cụ|cá gỗ|rau má|miền núi|vùng "
    "cao|dân bắc|dân nam)"
)
_SCORN = (
    "(ngu|ngu dốt|bẩn|hôi|láo|hèn|chó|cút|cút về|về quê|về bản|về nước|về ngoài đó|lũ|bọn|toàn|khôn lỏi|keo|ăn cắp|"
    "tránh xa|lười|mọi rợ|ghét|thối|gian|lừa|mắc mệt|nghe ghét|dốt|ăn bốc|bùa|khỉ|kém|mời ra|ăn chơi|đừng chơi|chẳng "
    "hiểu|quê mùa|xin tiền|phá|giống nòi|đuổi|giọng|thảo nào|hôi thế|lạc hậu)"
)

HATE = Detector(
    name="hate",
    signal=Signal.HATE,
    confidence=0.65,
    phrases=(
        (
            "(giọng|nói giọng) ~1 (bắc|nghệ|quảng|huế|nam|trung|bắc kỳ|miền tây|thanh|hà tĩnh|thanh hóa) ~5 (chảnh|"
            "ngu|ghét|muốn đấm|mắc mệt|như chim|tiếng người|khó nghe|nhà quê|quê)"
        ),
        (
            "(người thượng|dân tộc|khơ me|người mán|bọn mán|châu phi|miên) ~10 (chuối|trái chuối|nhặt về|bùa|rừng|"
            "cộng điểm|tiếng kinh)"
        ),
        (
            "(đồ|thằng|đứa|con|thứ) ~1 (người rừng|sứt môi|cụt|bại liệt|hiv|ngớ ngẩn|nhà nghiện|trùm khăn|cuồng đạo|"
            "tưng tửng|đồng bóng|biến thái)"
        ),
        "(bóng lộ|bóng kín|đồng bóng|ái nam ái nữ|bê đê|pê đê|bêđê|bóng chó)",
        "(con trai|con gái) mà ~5 (biến thái|bệnh hoạn|tô son|đồng bóng|yêu con gái|yêu con trai)",
        (
            "(quê|dân|người) (mày|nghệ|thanh|thanh hóa|bắc|nam|ở đó) ~3 (trộm cắp|ky bo|keo kiệt|cá gỗ|giả tạo|lừa "
            "đảo|gian)"
        ),
        "(down|tự kỷ|bại não|thiểu năng) hay sao",
        "(không|ko) nhận ~2 (thanh hóa|nghệ an|dân tộc|bắc|tỉnh lẻ|36|37)",
        "(vô|bị|nhiễm) ~1 (hiv|sida|aids) ~6 (cấm|đừng|tránh|lây|chung)",
        f"{_PEOPLE} ~8 {_SCORN}",
        f"{_SCORN} ~4 {_PEOPLE}",
        f"{_REGION} ~8 {_SCORN}",
        f"(đồ|thứ|lũ|bọn|thằng|con|quân|giống|cái giọng|giọng) ~1 {_REGION}",
        (
            "(đồ|thứ|lũ|bọn|quân|thằng|con|đám) ~1 (mọi rợ|tàu khựa|khựa|bắc cầy|nam cầy|bê đê|bêđê|pê đê|pêđê|bede|"
            "pede|ô môi|đồng bóng|thiểu năng|tự kỷ|tự kỉ|tật nguyền|què|câm|điếc|mù|đao|down|bại não|ngọng|thọt|đồng "
            "tính|les|gay|bóng lộ|chậm phát triển|khuyết tật|động kinh|đui)"
        ),
        "^ (đồ)? (thiểu năng|bại não|tự kỷ|tâm thần|mọi rợ|bê đê|thiểu năng trí tuệ)",
        (
            "(bại não|thiểu năng|tự kỷ|tự kỉ|tâm thần|chậm phát triển|đao) ~2 (à|hả|hay sao|thì|vl|vcl|như|mà|đi|nặng|"
            "thật|như mày|vào)"
        ),
        (
            "(bê đê|pê đê|bêđê|pêđê|bede|đồng tính|gay|les|ô môi|chuyển giới|đồng bóng) ~3 (lây|tởm|ghê|bệnh|bệnh "
            "hoạn|tránh|kinh|trái tự nhiên|đừng ngồi|chữa|cút|thấy ghê|gớm|ẻo lả|nhìn là|muốn ói)"
        ),
        (
            "(tởm|ghê tởm|kinh tởm|tránh xa|ghét|không chơi với|ko chơi với) ~2 (bê đê|pê đê|bêđê|đồng tính|bọn gay|"
            "gay|les|bóng|chuyển giới)"
        ),
        (
            "(xe lăn|chân què|tay cụt|hở hàm ếch|khuyết tật|lãng tai|máy trợ thính|nói lắp|động kinh) ~5 (chạy|đua|"
            "nhảy|buồn cười|cút|biết gì|nghe gì|như|làm gì|mà đòi|mà cũng|về trường|trường khuyết tật|ám|chọc|học làm|"
            "tới rồi)"
        ),
        "(trường|lớp) (khuyết tật|đặc biệt|tâm thần) ~2 mà (học|ngồi)",
        (
            "(con gái|tụi con gái|bọn con gái) ~3 (thì biết gì|biết gì|ngu|chỉ để|yếu|đẻ|chỉ biết|rửa bát|nấu cơm|"
            "không biết)"
        ),
        "(giống|dòng|cái giống|giống nòi) ~1 (dân tộc|bắc kỳ|nam kỳ|khựa|mọi|mèo|tàu|nó thế|chúng mày)",
        "(theo đạo|đạo hồi|công giáo|phật giáo|bên đạo|có đạo) ~4 (ngu|cuồng|dở hơi|mê tín|ghét|cút|lừa)",
        (
            "(dân tộc|người thượng|mọi|da đen|đen) ~3 (về bản|lên rừng|xuống núi|ăn bốc|trái chuối|về rừng|trên rừng|"
            "ăn lá|đóng khố|leo cây)"
        ),
    ),
    marked=("(thằng|con|lũ|đồ) (què|câm|điếc|mù|đui|bóng|thọt|chột|gù|ngọng|đao)",),
    quiet=(
        *STORY,
        (
            "(bài|cô|thầy|tôn trọng|văn hóa|văn hoá|lễ hội|trang phục|món ăn|múa|tết|không kỳ thị|đừng kỳ thị|giúp đỡ|"
            "chia sẻ) ~12 (dân tộc|thiểu số|khuyết tật|đồng tính|miền)"
        ),
    ),
)
