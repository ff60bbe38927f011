"""Words that many detectors share, with their northern, central, southern and shortened forms.

``@name`` in a phrase (see :mod:`classifier.detectors.phrase`) stands for any of these.
"""

from __future__ import annotations

GROUPS: dict[str, str] = {
    # The words for "not" and "don't" north, centre and south.
    "no": "không|ko|k|hông|hổng|hong|hok|hem|chẳng|chả|nỏ|chưa|đâu|khỏi",
    ("dont"): (
        "đừng|đừng có|chớ|chớ có|cấm|không được|hông được|hổng được|không nên|nỏ được|khỏi|tuyệt đối không|đừng hòng"
    ),
    "tell": "nói|kể|méc|mách|mét|khoe|hé răng|tiết lộ|nhắc|bật mí|kể lại|nói lại|mách lẻo",
    # Kinship words say who speaks and to whom; alone they never mean anything.
    "child": "em|e|con|cháu|bé|cưng|nhóc|công chúa|bạn|cậu|mi",
    "small": "em|e|con|cháu|bé|cưng|nhóc",
    "adult": "anh|a|chú|bác|thầy|cô|chị|ông|dượng|cậu",
    ("you"): (
        "mày|m|mi|mầy|mậy|tụi mày|bọn mày|chúng mày|tụi bay|tụi bây|bây|bay|cưng|bà|ông|cậu|nó|hắn|thằng đó|con đó|"
        "nhỏ đó"
    ),
    "rude_you": "mày|m|mi|mầy|mậy|tụi mày|bọn mày|chúng mày|mày mà|bây|bay",
    "rude_me": "tao|t|tau|bố mày|bố|bọn tao|tụi tao|tụi tui|bọn tau|bầy tau|chúng tao|bà|ông",
    ("he"): (
        "nó|hắn|hắn ta|anh ta|anh ấy|anh đó|ảnh|ổng|ông ấy|ông đó|chú ấy|chú đó|người ta|ngta|họ|thằng đó|thằng nớ|"
        "tụi nó|bọn nó|chúng nó|tụi hắn|kẻ lạ|người lạ|có người|kẻ xấu|ai đó|thằng kia|anh kia|bạn trai cũ|người yêu "
        "cũ|người yêu"
    ),
    ("stranger"): (
        "anh đó|anh kia|anh ấy|anh ta|chú đó|chú ấy|chú kia|chú hàng xóm|ông đó|ông kia|ông ấy|ổng|người lạ|người ta|"
        "người đó|người quen|người mới quen|nick lạ|nick đó|tài khoản lạ|admin|họ|bà chị lạ|ban tuyển|công ty người "
        "mẫu|có người|anh quen|chú lạ|anh lạ|a đó|a kia|anh ý|kẻ lạ|thằng nớ|chị kia|người trên mạng|quen trên mạng|"
        "quen qua mạng|quen trên game|mấy anh lớn|anh lớn|một chú|chú dạy|thầy dạy"
    ),
    ("victim"): (
        "em|con|cháu|mình|mk|tớ|tui|tau|bạn em|bạn con|bạn mình|bạn tui|con tôi|con gái tôi|con trai tôi|nhỏ em tui|"
        "bé|bạn"
    ),
    ("parents"): (
        "bố|mẹ|bố mẹ|ba|má|ba má|ba mẹ|mạ|ba mạ|mợ|cha|cha mẹ|tía|u|bme|bm|phụ huynh|gia đình|người nhà|nhà|người lớn"
    ),
    ("anyone"): (
        "ai|bất kỳ ai|bất cứ ai|người khác|đứa nào|bạn bè|bạn thân|các bạn|cô giáo|thầy giáo|thầy cô|cô chủ nhiệm|chủ "
        "nhiệm|công an"
    ),
    ("app"): (
        "zalo|telegram|tele|messenger|mess|discord|viber|instagram|insta|ig|snapchat|snap|locket|tiktok|facebook|fb|"
        "whatsapp|line|skype|wechat"
    ),
    "money": "tiền|thẻ|thẻ cào|thẻ game|robux|kim cương|quân huy|skin|lì xì|quà|xu",
    "image": "ảnh|hình|clip|video|clíp|vid|[ảnh]|[clip]|[hình]|[video]|[ảnh nhạy cảm]|[clip nóng]",
    ("held_image"): (
        "[ảnh]|[clip]|[hình]|[video]|[ảnh nhạy cảm]|[clip nóng]|ảnh nóng|clip nóng|ảnh nhạy cảm|clip nhạy cảm|ảnh "
        "riêng|ảnh riêng tư"
    ),
    "publish": "đăng|tung|phát tán|up|úp|post|bung|leak|lan truyền|công khai|bêu|bóc phốt|tung lên|đăng lên|rải",
}

AMBIGUOUS_BARE = frozenset(
    [
        "no",
        "hài",
        "ê",
        "dị",
        "chó",
        "lợn",
        "bò",
        "khỉ",
        "ma",
        "má",
        "mả",
        "mạ",
        "voi",
        "quỷ",
        "cóc",
        "ếch",
        "cú",
        "than",
        "chồn",
        "vịt",
        "trâu",
        "hề",
        "đểu",
        "ngu",
        "đần",
        "dốt",
        "đốt",
        "hèn",
        "hãm",
        "điên",
        "hâm",
        "sủa",
        "biến",
        "cút",
        "rác",
        "đâm",
        "đấm",
        "tát",
        "vả",
        "xử",
        "xiên",
        "táng",
        "bụp",
        "lột",
        "thịt",
        "đục",
        "nện",
        "vặn",
        "rạch",
        "cắt",
        "phang",
        "dần",
        "tẩn",
        "bem",
        "đẻ",
        "dâm",
        "sục",
        "cu",
        "buồi",
        "lồn",
        "cặc",
        "địt",
        "đụ",
        "đĩ",
        "phò",
        "điếm",
        "chịch",
        "vú",
        "bú",
        "nứng",
        "hàng",
        "háng",
        "mông",
        "ngực",
        "bướm",
        "chim",
        "hĩm",
        "sờ",
        "bóp",
        "hôn",
        "liếm",
        "chạm",
        "rên",
        "hôi",
        "hô",
        "lé",
        "móm",
        "ú",
        "ốm",
        "gầy",
        "đô",
        "lùn",
        "đen",
        "còi",
        "béo",
        "xấu",
        "sún",
        "hói",
        "nặng",
        "thối",
        "mèo",
        "dao",
        "chăm",
        "chờ",
        "chở",
        "hồ",
        "tàu",
        "mọi",
        "gay",
        "les",
        "bóng",
        "câm",
        "điếc",
        "mù",
        "đui",
        "què",
        "thọt",
        "gù",
        "đao",
        "miên",
        "chệt",
        "khựa",
        "keo",
        "ghê",
        "tởm",
        "kinh",
        "bẩn",
        "láo",
        "chả",
        "hết",
        "đâu",
        "bơ",
        "lơ",
        "né",
        "tránh",
        "mời",
        "loại",
        "tống",
        "đá",
        "trừ",
        "bỏ",
        "đuổi",
        "xé",
        "dán",
        "rải",
        "bêu",
        "thả",
        "in",
        "quăng",
        "bắn",
        "run",
        "gục",
        "ngạt",
        "bầm",
        "rách",
        "đau",
        "tệ",
        "kém",
        "thù",
        "cười",
        "tạt",
        "xô",
        "đẩy",
        "đạp",
        "ném",
        "mậy",
        "bây",
        "bay",
        "ck",
        "cầu",
        "cô",
        "dì",
        "nội",
    ],
)
"""Words that without their marks are other, frequent words ("chó" and "cho"): the bare view does not look for them
alone."""

AMBIGUOUS_PAIRS = frozenset(
    ["chó", "đĩ", "má", "mả", "ma", "đẻ", "lợn", "bò", "hề", "bướm", "hãm", "hàng", "điên", "sâu"]
)
"""Of these, the ones that stay ambiguous beside another word ("con đĩ" and "con đi")."""
