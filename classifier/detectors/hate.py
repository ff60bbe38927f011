"""Despises people for where they come from, their people, faith, body, sex or whom they love.

Source: Law on Children 102/2016 art. 6 (no discrimination); Decree 80/2017; the target groups annotated in ViTHSD
(only the groups). The word for a people is no hatred; it takes an insult beside it.
"""

from __future__ import annotations

from classifier.detectors.detector import Detector
from classifier.detectors.guards import NEWS, STORY
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

_ME_TOLD = "(em|e|con|cháu|mình|mk|tớ|tui|tôi|bạn em|bạn con|con tôi|con gái tôi|con trai tôi|cháu tôi|bé|bạn ấy)"
_TARGETS = (
    "(dân tộc|người dân tộc|dân tộc thiểu số|bê đê|pê đê|đồng tính|gay|les|nhà quê|quê mùa|nghèo|nhà nghèo|con nhà "
    "nghèo|khuyết tật|tật nguyền|thằng què|con què|què|câm|điếc|nói lắp|cà lăm|nói ngọng|mọi đen|mọi|thiểu năng|tự kỷ|"
    "miền núi|bắc kỳ|mồ côi|không cha|không có ba|theo đạo|người chăm|khmer|con lai|ái nam ái nữ|bóng|ba em đi tù)"
)

HATE = Detector(
    name="hate",
    signal=Signal.HATE,
    confidence=0.65,
    phrases=(
        (
            "(đồ|thằng|con|lũ|bọn|đứa|mấy đứa) ~1 (tàn tật|khuyết tật|tật nguyền|câm điếc|nói lắp|cà lăm|thọ "
            "tật|quái thai|nửa nam nửa nữ|con lai|nghèo hèn|nghèo kiết xác|ve chai|vô gia cư) ~4 (kia|mà|thì|"
            "chỉ|nghe|làm|đòi|cút|tránh|ở nhà|này|ấy)"
        ),
        "(đồ|thằng|con|lũ|bọn) (tàn tật|tật nguyền|câm điếc|quái thai|nghèo hèn|nghèo kiết xác|nửa nam nửa nữ)",
        "(lũ|bọn|thằng|dân|tụi|đồ) (36|37|38|parky|pa ky|bắc kì chó|tây đen|mọi đen|da đen|khựa|tàu khựa) ~4",
        "(parky|bắc cầy|nam cầy|bắc kỳ chó|rau muống cút) ~4",
        "(đen) (như) (mọi|châu phi|miên|tây đen)",
        (
            "(nghèo|nhà nghèo|con nhà nghèo|nghèo rớt mồng tơi|đồ nghèo) ~2 (mà|mà cũng|còn) ~1 (đòi|bày đặt|"
            "sĩ|học đòi|chơi chung|đua đòi)"
        ),
        "(lây nghèo|mùi nghèo|rặt mùi nghèo|nhà ổ chuột)",
        "(nhà nghèo|nghèo|ve chai|phụ hồ|rửa bát) ~~6 (đừng ngồi|tránh xa|đừng chơi|lây nghèo|không cho ngồi)",
        "(con trai|con gái) (gì|chi|mà) ~2 (ẻo lả|như đàn bà|như con gái|như đàn ông|như con trai|bê đê|nửa nam)",
        (
            "(người|dân|mấy đứa|tụi) ~1 (miền núi|vùng cao|dân tộc|miền trung|nhà quê|ngoài đó|ngoài nớ|ngoài "
            "bắc|trong nam) ~3 (bẩn|hôi|ngu|keo kiệt|gian|giả tạo|lừa đảo|xấu tính|lạc hậu) ~2"
        ),
        "(nó|hắn|mày) ~1 (bị)? ~1 (động kinh|hiv|sida|lao|câm|chậm phát triển|dân tộc) ~~4 (tránh|né|đừng|lây|cấm)",
        (
            "(giọng|nói giọng) ~1 (bắc|nghệ|quảng|huế|nam|trung|bắc kỳ|miền tây|thanh|hà tĩnh|thanh hóa) ~5 "
            "(chảnh|ngu|ghét|muốn đấm|mắc mệt|như chim|tiếng người|khó nghe|nhà quê|quê)"
        ),
        (
            "(người thượng|dân tộc|khơ me|người mán|bọn mán|châu phi|miên) ~10 (chuối|trái chuối|nhặt về|bùa|"
            "rừng|cộng điểm|tiếng kinh)"
        ),
        (
            "(đồ|thằng|đứa|con|thứ) (người rừng|sứt môi|cụt|bại liệt|hiv|ngớ ngẩn|nhà nghiện|trùm khăn|cuồng "
            "đạo|tưng tửng|đồng bóng|biến thái)"
        ),
        "(bóng lộ|bóng kín|đồng bóng|ái nam ái nữ|bê đê|pê đê|bêđê|bóng chó)",
        "(con trai|con gái) mà ~5 (biến thái|bệnh hoạn|tô son|đồng bóng|yêu con gái|yêu con trai)",
        (
            "(quê|dân|người) (mày|nghệ|thanh|thanh hóa|bắc|nam|ở đó) ~3 (trộm cắp|ky bo|keo kiệt|cá gỗ|giả tạo|"
            "lừa đảo|gian)"
        ),
        "(down|tự kỷ|bại não|thiểu năng) hay sao",
        "(không|ko) nhận ~2 (thanh hóa|nghệ an|dân tộc|bắc|tỉnh lẻ|36|37)",
        "(vô|bị|nhiễm) ~1 (hiv|sida|aids) ~6 (cấm|đừng|tránh|lây|chung)",
        f"{_PEOPLE} ~8 {_SCORN}",
        f"(ghét|tránh xa|đuổi|cút|lũ|bọn|đồ) ~2 {_PEOPLE}",
        f"{_REGION} ~8 {_SCORN}",
        f"(đồ|thứ|lũ|bọn|thằng|con|quân|tụi|cái giọng) {_REGION}",
        (
            "(đồ|thứ|lũ|bọn|quân|thằng|con|đám) (mọi rợ|tàu khựa|khựa|bắc cầy|nam cầy|bê đê|bêđê|pê đê|pêđê|"
            "bede|pede|ô môi|đồng bóng|thiểu năng|tự kỷ|tự kỉ|tật nguyền|què|câm|điếc|mù|đao|down|bại não|"
            "ngọng|thọt|đồng tính|les|gay|bóng lộ|chậm phát triển|khuyết tật|động kinh|đui)"
        ),
        "^ (đồ)? (thiểu năng|bại não|tự kỷ|tâm thần|mọi rợ|bê đê|thiểu năng trí tuệ)",
        (
            "(bại não|thiểu năng|tự kỷ|tự kỉ|tâm thần|chậm phát triển) ~2 (à|hả|hay sao|thì|vl|vcl|như|mà|đi|"
            "nặng|thật|như mày|vào)"
        ),
        (
            "(bê đê|pê đê|bêđê|pêđê|bede|đồng tính|gay|les|ô môi|chuyển giới|đồng bóng) ~3 (lây|tởm|ghê|bệnh|"
            "bệnh hoạn|tránh|kinh|trái tự nhiên|đừng ngồi|chữa|cút|thấy ghê|gớm|ẻo lả|nhìn là|muốn ói)"
        ),
        (
            "(tởm|ghê tởm|kinh tởm|tránh xa|ghét|không chơi với|ko chơi với) ~2 (bê đê|pê đê|bêđê|đồng tính|"
            "bọn gay|gay|les|bóng|chuyển giới)"
        ),
        (
            "(xe lăn|chân què|tay cụt|hở hàm ếch|khuyết tật|lãng tai|máy trợ thính|nói lắp|động kinh) ~5 (chạy|"
            "đua|nhảy|buồn cười|cút|biết gì|nghe gì|như|làm gì|mà đòi|mà cũng|về trường|trường khuyết tật|ám|"
            "chọc|học làm|tới rồi)"
        ),
        "(trường|lớp) (khuyết tật|đặc biệt|tâm thần) ~2 mà (học|ngồi)",
        "(con gái|tụi con gái|bọn con gái) ~3 (thì biết gì|biết gì|ngu|chỉ để|chỉ biết|rửa bát|nấu cơm)",
        "(giống|dòng|cái giống|giống nòi) ~1 (dân tộc|bắc kỳ|nam kỳ|khựa|mọi rợ|chúng mày)",
        "(theo đạo|đạo hồi|công giáo|phật giáo|bên đạo|có đạo) ~4 (ngu|cuồng|dở hơi|mê tín|ghét|cút|lừa)",
        (
            "(dân tộc|người thượng|mọi|da đen|đen) ~3 (về bản|lên rừng|xuống núi|ăn bốc|trái chuối|về rừng|"
            "trên rừng|ăn lá|đóng khố|leo cây)"
        ),
    ),
    marked=("(thằng|con|lũ|đồ) (què|câm|điếc|mù|đui|bóng|thọt|chột|gù|ngọng|đao)",),
    bare=(
        (
            "(goi|che|keu|chui|treu) ~1 (em|con|chau|minh|to|tui|ban em) ~1 la ~1 (nguoi dan toc|dan toc|be de|"
            "nha que|thieu nang)"
        ),
        "dan mien nui ban",
        "con gai ~1 ngu (toan|ly|hoa|bo me|la phai)",
        "(cau|con gai) thi ngu",
    ),
    reported=(
        f"(chê|trêu|chọc|kỳ thị|kì thị|khinh|gọi|chửi|cười|kêu|nhạo) ~1 {_ME_TOLD} ~2 (là|vì)? ~2 {_TARGETS} ~2",
        f"{_ME_TOLD} ~2 bị ~3 (chê|trêu|chọc|kỳ thị|kì thị|khinh|cười|xa lánh|gọi) ~2 (là|vì) ~2 {_TARGETS} ~3",
        f"(bị) ~2 (trêu|chê|chọc|kỳ thị|kì thị|khinh) ~1 (vì|là) ~2 {_TARGETS} ~2",
        f"(nhại|chế giễu|chọc|chê|cười) ~1 (giọng|tiếng|cách nói|giọng nói) ~3 (của)? ~1 {_ME_TOLD}",
        f"(kỳ thị|kì thị|phân biệt đối xử|phân biệt vùng miền) ~1 (với)? {_ME_TOLD}",
    ),
    quiet=(
        "(là từ|là lời|cách gọi|từ ngữ|những từ) ~1 (miệt thị|kỳ thị|kì thị|xúc phạm)",
        "(bài lịch sử|lịch sử|thực dân|phong kiến|phát xít|chế độ nô lệ|phân biệt chủng tộc|giảng về|học về)",
        "(thương|chăm sóc|chơi với) ~1 (em|con|bạn|em gái|em trai) ~1 (lắm|nhiều|quá)",
        "(không nên|đừng|không được) ~2 (kỳ thị|kì thị|chê|gọi bạn|phân biệt|dùng từ)",
        *STORY,
        *NEWS,
        (
            "(bài|cô|thầy|tôn trọng|văn hóa|văn hoá|lễ hội|trang phục|món ăn|múa|tết|không kỳ thị|đừng kỳ thị|"
            "giúp đỡ|chia sẻ) ~12 (dân tộc|thiểu số|khuyết tật|đồng tính|miền)"
        ),
    ),
    idioms=(
        "mù (quáng|mờ|chữ|tịt|màu)",
        "(giống|dòng) ~1 mọi (người|khi|ng|thứ)",
    ),
)
