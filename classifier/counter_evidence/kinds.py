"""What may speak against a harm: kinds of words, the harms they make less likely, and by how much.

The factors are measured: `python -m benchmarks.counter_evidence` asks models that never saw a message of the seed how
likely they find it, and by how much the odds of the messages that hold such words should be divided, as if one more of
them had been harmful. They are rounded down to a half, and none is above 4, nor above 2 where fewer than 30 messages
hold the words: the seed was written by few hands. `idiom_alone` is let off (decision 8), for there is no rest of the
message that could say otherwise. A kind of factor 1 was not seen to tell harm from harmless: it is shown to the
counsellor and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from classifier.detectors.despair import ALONE, ALONE_MARKED, MEANT
from classifier.detectors.guards import ADVICE, PLAY, STORY, SURPRISE
from classifier.detectors.self_harm_intent import SELF_HARM_INTENT
from classifier.taxonomy import Category

_GROOMING, _BULLYING, _EXPLICIT, _SELF_HARM = Category

_KIN = "mẹ|má|mạ|bố|ba|bà|bà ngoại|bà nội|ông ngoại|ông nội|ngoại|nội|chị hai|anh hai|chị ba|anh ba|dì út|cậu út"
_OWN = "con|cháu|em|út|bé|cu|tụi con|mấy đứa|cả nhà"
_SELF = "tao|tau|t|tui|tôi|tớ|mình|mk|em|con"


@dataclass(frozen=True, slots=True)
class Kind:
    """Words of one kind, in the language of :mod:`classifier.detectors.phrase`, and what they may mean."""

    name: str
    divides: Mapping[Category, float]  # by how much the odds of each harm are divided; 1: shown, not counted
    vi: str  # before the quoted words
    en: str
    phrases: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()  # not looked for without marks, where "võ" is "vỡ" and "vợ"
    unless: tuple[str, ...] = ()  # anywhere in the message: the words mean what they say, and speak against nothing


def _against(**divides: float) -> Mapping[Category, float]:
    return MappingProxyType({Category(name): factor for name, factor in divides.items()})


KINDS: tuple[Kind, ...] = (
    Kind(
        "warning",
        # Self-harm: of 3 measured. Who asks how to tell the parents may be asking for help.
        _against(grooming=4.0, bullying=1.0, explicit=1.0, self_harm=2.0),
        "Có thể là lời dặn dò, cảnh báo",
        "This may be advice or a warning",
        phrases=ADVICE,
        marked=(
            "(cô|thầy|mẹ|má|mạ|bố|ba|công an|nhà trường|sách|cẩm nang) ~3 (dạy|dặn|giảng|nhắc|khuyên|tuyên truyền)",
            "(kẻ xấu|kẻ lừa đảo|người xấu) ~1 (hay|thường|sẽ|có thể|lợi dụng)",
        ),
    ),
    Kind(
        "condemned",
        _against(bullying=2.0, explicit=1.0),
        "Có thể là lời phản đối, bênh vực bạn",
        "This may be said to defend somebody",
        marked=(
            (
                "(cũng là|như vậy là|thế là|vậy là|làm vậy là|làm thế là) (bắt nạt|miệt thị|quấy rối|xúc phạm|sai|"
                "không đúng)"
            ),
            (
                "(đừng|không được|không nên|chớ|cấm|thôi) ~1 (gọi|trêu|chọc|chửi|ghép đôi|miệt thị|bắt nạt|cô lập|"
                "nói xấu|đặt biệt danh|chế giễu) ~1 (bạn|nó|nhau|người khác|ai|hai bạn|em)"
            ),
            "(mày|mi|bạn|cậu|em|con) (không|đâu) ~1 có lỗi ~1 (gì)?",
            "đứng về phía (mày|mi|bạn|cậu|em)",
        ),
    ),
    Kind(
        "surprise",
        _against(grooming=2.5),
        "Có thể là chuyện giữ bí mật để làm quà, hoặc chuyện nhỏ trong nhà",
        "This may be the secret of a present, or a small family matter",
        phrases=SURPRISE,
    ),
    Kind(
        "family",
        _against(grooming=2.0),  # of 4.5 measured: harm within a family is rarer in the seed than in life
        "Có thể là lời người trong nhà nói với nhau",
        "This may be family talking",
        marked=(
            (
                f"({_KIN}) (cho|nạp|gửi|chuyển|dúi|mua|bán|đưa|để dành|để phần|nấu|hâm|đón|rước|chở|gói) ~3 "
                f"({_OWN}|tiền|thẻ|cơm|cháo|kem|quà|chục|trăm|nghìn|ngàn)"
            ),
            f"(con|cháu|út) ~3 (về|ăn cơm|ngủ sớm|mặc áo|uống thuốc) ~2 (với)? ({_KIN})",
        ),
    ),
    Kind(
        "play",
        _against(bullying=4.0, self_harm=1.5),
        "Có thể chỉ là nói chuyện chơi game, thể thao",
        "This may be about a game or a match",
        phrases=PLAY,
        marked=(
            "(vô|vào) (trận|game|ván|map|rank)",
            "(skin|cày rank|đi rừng|mid lane|xạ thủ|combat|headshot|farm|trọng tài|hậu vệ|tiền đạo)",
            "(đội|đội mình|tuyển|trận này|trận sau) ~2 (thua|thắng|hòa|hoà|gỡ)",
            "(ghi bàn|bàn thắng|chung kết|bán kết|vòng loại|đá phạt|phạt đền|cổ động viên)",
            "(cờ vua|cờ tướng|kéo búa bao|cầu lông|bóng chuyền|bóng rổ|bóng bàn|tập võ|tập luyện|huấn luyện viên)",
        ),
    ),
    Kind(
        "news",
        _against(grooming=2.0, bullying=1.0, explicit=1.0),
        "Có thể đang kể lại tin tức",
        "This may be told of the news",
        marked=(
            "(thời sự|bản tin|tin tức|báo đăng|báo viết|báo đưa|trên báo|đọc báo|coi báo|truyền hình|ti vi|tivi)",
            "công an ~3 (bắt|khởi tố|tạm giữ|điều tra|triệt phá)",
        ),
    ),
    Kind(
        "lesson",
        _against(explicit=1.0),
        "Có thể là bài học về cơ thể, tuổi dậy thì",
        "This may be a lesson about the body",
        marked=(
            "(môn|tiết|sách|thầy|cô) ~1 (sinh|sinh học|khoa học|giáo dục giới tính)",
            "(dậy thì|hệ sinh dục|cơ quan sinh dục|thụ tinh|thụ phấn|sinh sản|kinh nguyệt|giáo dục giới tính|nội tiết)",
        ),
    ),
    Kind(
        "story",
        _against(grooming=4.0, bullying=2.0, explicit=1.0, self_harm=1.5),
        "Có thể đang kể chuyện phim, truyện, bài hát hoặc bài học",
        "This may be told of a film, a book, a song or a lesson",
        phrases=STORY,
        marked=(
            "(phim|truyện|vở kịch|bài thơ|ca dao|tục ngữ|vọng cổ|bài hát) ~2 (kể|có|về|tên|này|đó|câu|kết)",
            "(câu|bài|điệu|khúc) ~1 (vọng cổ|hát|ca dao|tục ngữ|thơ|ru|rap)",
            "(đóng vai|diễn kịch|hóa trang|hoá trang|cosplay|kịch bản|trắc nghiệm|lời nhạc|thuộc lời)",
        ),
    ),
    Kind(
        "doctor",
        _against(grooming=1.0, explicit=1.0, self_harm=1.0),
        "Có thể là chuyện khám bệnh, thuốc men",
        "This may be about a doctor or medicine",
        marked=(
            (
                "(bác sĩ|y tá|nha sĩ|dược sĩ|điều dưỡng|phòng khám|tái khám|đơn thuốc|toa thuốc|khám bệnh|khám răng|"
                "khám mắt|xét nghiệm|tiêm phòng|chích ngừa)"
            ),
        ),
    ),
    Kind(
        "affection",
        _against(bullying=4.0),
        "Có thể là lời trêu đùa thân mật",
        "This may be affectionate teasing",
        marked=(
            "(thương|iu|yêu|quý|cưng) (mày|mi|bạn|nó|cậu|bay|mấy đứa) ~1 (ghê|lắm|dữ|nhất|quá|nhiều|vl|thế)",
            "(thương|quý|cưng|đáng yêu|dễ thương) ~1 (ghê|lắm|dữ|dã man|xỉu|quá|thế|vậy)",
            "(tự hào|bestie|bff|bạn hiền|bạn iu|nựng)",
            (
                "(tao|tau|tui|tớ|để tao|để tui) ~1 (mua|bao|chở|rước|đợi|chờ|để dành|chép|canh) ~4 (mày|mi|bạn|cho|"
                "nha|dùm|giùm|hộ)"
            ),
            "(cảm ơn|cám ơn|may mà có|cố lên|chúc mừng) ~1 (mày|mi|bạn|cậu|bà|nha|nhé)",
        ),
    ),
    Kind(
        "self_irony",
        _against(bullying=1.0),
        "Có thể là tự chê mình cho vui",
        "This may be a joke about oneself",
        marked=(
            f"({_SELF}) (ngu|dốt|khờ|hậu đậu|vụng|đần|gà|lười|mập|béo|xấu) ~1 (thật|ghê|quá|vậy|mà|nên|dữ|thiệt|sao)",
            f"(mặt|tóc|đầu|mụn|da|chân) ({_SELF}) ~4 (như|giống|y chang)",
            "(hỏi ngu|ngu người|ngu cả ngày|sáng ngu|ngủ ngu)",
        ),
    ),
    Kind(
        "idiom",
        _against(self_harm=4.0),
        "Có thể chỉ là cách nói quen miệng",
        "This may be only a manner of speaking",
        phrases=SELF_HARM_INTENT.idioms,
        marked=(
            (
                "(mệt|buồn cười|chán|nản|tiếc|cay|run|lo|hồi hộp|tức|ghét|sợ) ~1 (muốn chết|chết mất|chết đi được|"
                "chết luôn|gần chết|chết được)"
            ),
            "(chết|toi|tiêu) (chắc|rồi|r|dở|cha|mẹ|đứng|bà|thật) ~3 (quên|nhầm|chưa|bài|kiểm tra|trễ|muộn|điểm)",
            "^ (chết|toi|tiêu) (em|con|mình|tui|tao|tớ|t|tau|cha) (rồi|r|mất)",
            "(con|mấy con|bầy) (muỗi|gián|kiến|ruồi|chuột|cá|gà|cua) ~6 (chết|sống)",
            "(mẹ|má|ba|bố|cô|thầy) ~1 giết ~1 (tao|tui|tớ|mình|em|con|t) ~1 (mất|chết|luôn|thôi)",
        ),
        unless=MEANT,
    ),
    Kind(
        "idiom_alone",
        # What "idiom" was worth (16.2, 127 messages) before its exceptions were mended; alone 5.5 of 17, none harmful.
        _against(self_harm=16.0),
        "Có thể chỉ là cách nói quen miệng, ngoài ra không nói gì thêm",
        "This may be only a manner of speaking, and nothing else is said",
        phrases=ALONE,
        marked=ALONE_MARKED,
        unless=MEANT,
    ),
    Kind(
        "denial",
        _against(grooming=1.0, bullying=1.0, self_harm=1.0),
        "Có câu nói là không có chuyện đó",
        "Somebody says that it is not so",
        marked=(
            (
                "(không|chẳng|chả|hông|hổng|ko|nỏ) ~1 (có ai|ai|hề|có|bị ai) ~1 (dọa|doạ|bắt nạt|đánh|chửi|rủ|xin|ép|"
                "đòi|muốn chết|muốn tự tử|tự tử|nghĩ quẩn|trêu|chọc) ~2 (em|con|tớ|mình|tui|tao|bạn|đâu|hết|gì|cả)"
            ),
        ),
    ),
    Kind(
        "joke",
        _against(bullying=1.0),
        "Có câu nói là đùa thôi, nhưng nên hỏi xem bạn kia có thấy vui không",
        "Somebody says that it was a joke; ask whether the other found it funny",
        marked=(
            "(giỡn|đùa|ghẹo|chọc|nói) ~1 (chơi|vui) ~1 (thôi|mà|á)",
            "(giỡn|đùa) ~1 (thôi|tí|xíu|xí) ~1 (mà|á|nha|nhé)?",
        ),
    ),
)
