"""A warning, a game or a manner of speaking speaks against a harm, and silences nothing that is bad enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.counter_evidence import KINDS, doubts, weighed
from classifier.normalize import normalize
from classifier.taxonomy import Category
from training import manifest, seed_rules
from training.checklist import read
from training.checklist.cases import Minimum

GROOMING, BULLYING, EXPLICIT, SELF_HARM = Category
MOST = 4.0
ALONE = "idiom_alone"  # nothing else is said, so nothing else can be doubted with it
MOST_ALONE = 16.0


def after(text: str, chance: float = 0.6) -> dict[Category, float]:
    return dict(zip(Category, weighed([normalize(text)], np.full((1, 4), chance))[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("đừng nói với bố nhé, mẹ con mình mua quà sinh nhật cho bố", GROOMING),
        ("các em nhớ không gửi ảnh riêng tư cho người lạ", GROOMING),
        ("cac em nho khong gui anh rieng tu cho nguoi la", GROOMING),
        ("Anh hai nạp thẻ năm chục cho em rồi, nhớ rửa chén nghe", GROOMING),
        ("vô trận đi, địch núp trong bụi kìa, đập nó", BULLYING),
        ("phim này có đoạn thằng cướp đánh nhau sợ ghê", BULLYING),
        ("con nhỏ này lười mà ai nhờ gì cũng làm, thương ghê", BULLYING),
        ("mẹ ơi nóng muốn chết luôn", SELF_HARM),
        ("hết trận rồi, chết ở boss cuối", SELF_HARM),
        ("buồn muốn chết, lỡ chuyến xe cuối", SELF_HARM),
        ("rầu muốn chết luôn, mưa mất buổi cắm trại", SELF_HARM),
        ("chac chet qua, con ba bai chua lam", SELF_HARM),
        ("đói muốn chết, căng tin đóng cửa", SELF_HARM),
        ("oải muốn chết, sáu tiết liền", SELF_HARM),
        ("mỏi giò muốn chết, đi bộ từ cầu về", SELF_HARM),
    ],
)
def test_words_that_speak_against_a_harm_make_it_less_likely(text: str, category: Category) -> None:
    assert after(text)[category] < 0.55


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("đừng nói với bố mẹ nhé", GROOMING),
        ("anh nạp thẻ cho em", GROOMING),
        ("bố dượng cho con tiền", GROOMING),
        ("mày chết với tao", BULLYING),
        ("haha nhìn mặt nó kìa", BULLYING),
        ("đùa thôi mà", BULLYING),
        ("con không muốn chết đâu, con chỉ mệt thôi", SELF_HARM),
        ("con không sao đâu", SELF_HARM),
        ("buồn muốn chết, không muốn đi học nữa, sống chi nữa", SELF_HARM),
        ("mệt muốn chết, con nói thiệt chứ không nói chơi", SELF_HARM),
        ("buon muon chet, chang ai can minh nua", SELF_HARM),
        ("xấu hổ muốn chết, tụi nó đánh em trước cả lớp", SELF_HARM),
        ("chán muốn chết luôn, em hết chịu nổi rồi", SELF_HARM),
        ("buồn muốn chết, ai cũng quay lưng", SELF_HARM),
        ("met muon chet, song khong noi", SELF_HARM),
        ("mệt muốn chết, em muốn thiệt đó", SELF_HARM),
        ("chán muốn chết, hổng muốn thấy ngày mai", SELF_HARM),
        ("mệt muốn chết, muốn buông hết", SELF_HARM),
        ("chắc con chết luôn cho họ vừa lòng", SELF_HARM),
    ],
)
def test_harm_denials_and_laughter_count_for_nothing(text: str, category: Category) -> None:
    assert after(text)[category] == pytest.approx(0.6)


def test_what_is_bad_enough_stays_what_it_is() -> None:
    for text in ("quà sinh nhật của em, mà đừng kể ai nhé", "vô trận đi", "cô dặn các em không nên gặp người lạ"):
        assert min(after(text, 0.95).values()) > 0.8


EXAGGERATIONS = (
    "Cười muốn chết",
    "mệt muốn chết",
    "đói muốn chết",
    "met muon chet",
    "mệt mún chết lun",
    "Trời ơi, nóng muốn chết luôn",
    "lạnh muốn chết hà",
    "rét muốn chết đây này",
    "buồn ngủ muốn chết",
    "quê chết đi được",
    "mắc cỡ muốn chết bây ơi",
    "Oải muốn chết mi ơi",
    "mỏi giò muốn chết",
    "đau bụng muốn chết á",
    "vui muốn chết 😂",
    "chắc chết quá",
    "chắc chết mất thôi",
    "chết mất thôi",
    "chet mat roi",
    "no muốn chết",
)
DESPAIR = (
    "muốn chết",
    "em muốn chết",
    "muon chet",
    "t mún chết",
    "tau muốn chết",
    "muốn chết quá, không muốn sống nữa",
    "buồn muốn chết, sống chi nữa",
    "met muon chet, song chi nua",
    "chỉ muốn chết cho xong",
    "chết cho rồi",
    "chết luôn cho rồi",
    "mệt muốn chết thật",
    "mệt muốn chết thôi",
    "mệt, muốn chết",
    "mệt. Muốn chết",
    "mệt quá muốn chết",
    "mệt mỏi muốn chết",
    "cười vậy chứ em muốn chết",
    "mệt muốn chết cô ơi",
    "đói muốn chết, nhà bỏ rơi em rồi",
    "lạnh muốn chết, em đang ở bờ kè",
    "đau muốn chết",
    "nhục muốn chết",
    "sợ muốn chết",
    "cô đơn muốn chết",
    "khổ muốn chết hè",
    "chắc con chết quá",
    "no muon chet",
    "hai muon chet",
    "thèm chết mất",
    "moi muon chet",
)


@pytest.mark.parametrize("text", EXAGGERATIONS)
def test_an_exaggeration_and_nothing_else_is_doubted_most(text: str) -> None:
    assert after(text, 0.9)[SELF_HARM] < 0.5


@pytest.mark.parametrize("text", DESPAIR)
def test_despair_is_never_doubted_as_an_exaggeration_alone(text: str) -> None:
    assert ALONE not in {doubt.kind.name for doubt in doubts(normalize(text), [SELF_HARM])}
    assert after(text, 0.97)[SELF_HARM] > 0.88


def test_no_self_harm_of_the_seed_or_the_checklist_is_an_exaggeration_alone() -> None:
    messages, faults = seed_rules.read(manifest.load("seed").folder)
    assert faults == []
    texts = [message.text for message in messages if SELF_HARM in message.categories]
    asked = [case for case in read() if isinstance(case, Minimum) and SELF_HARM in case.categories]
    texts += [message.text for case in asked for said in case.asks() for message in said.messages]
    assert len(texts) > 600
    assert [text for text in texts if ALONE in {d.kind.name for d in doubts(normalize(text), [SELF_HARM])}] == []


TEXTS = ["vô trận", "thời sự nói", "nóng muốn chết", "nóng muốn chết ở sân", "bác sĩ dặn", "chiều mưa to"]


@given(st.sampled_from(TEXTS), st.floats(0, 1))
def test_a_doubt_never_raises_and_never_divides_the_odds_by_more_than_four(text: str, chance: float) -> None:
    most = MOST_ALONE if text == "nóng muốn chết" else MOST
    for found in after(text, chance).values():
        assert found <= chance + 1e-12
        assert found * (1 - chance) * most >= chance * (1 - found) - 1e-9


def test_the_input_stays_as_it_is() -> None:
    before = np.full((1, 4), 0.6)
    weighed([normalize("vô trận đi, địch kìa")], before)
    assert (before == 0.6).all()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_says_what_it_may_be_and_divides_within_bounds(kind: object) -> None:
    found = next(one for one in KINDS if one is kind)
    assert found.phrases or found.marked
    assert found.vi[:1].isupper()
    assert found.en[:1].isupper()
    assert found.divides
    most = MOST_ALONE if found.name == ALONE else MOST
    assert all(1.0 <= factor <= most for factor in found.divides.values())
