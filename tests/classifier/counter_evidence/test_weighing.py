"""A warning, a game or a manner of speaking speaks against a harm, and silences nothing that is bad enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.counter_evidence import KINDS, weighed
from classifier.normalize import normalize
from classifier.taxonomy import Category

GROOMING, BULLYING, EXPLICIT, SELF_HARM = Category
MOST = 4.0


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
    ],
)
def test_harm_denials_and_laughter_count_for_nothing(text: str, category: Category) -> None:
    assert after(text)[category] == pytest.approx(0.6)


def test_what_is_bad_enough_stays_what_it_is() -> None:
    for text in ("quà sinh nhật của em, mà đừng kể ai nhé", "vô trận đi", "cô dặn các em không nên gặp người lạ"):
        assert min(after(text, 0.95).values()) > 0.8


@given(st.sampled_from(["vô trận", "thời sự nói", "nóng muốn chết", "bác sĩ dặn", "chiều mưa to"]), st.floats(0, 1))
def test_a_doubt_never_raises_and_never_divides_the_odds_by_more_than_four(text: str, chance: float) -> None:
    for found in after(text, chance).values():
        assert found <= chance + 1e-12
        assert found * (1 - chance) * MOST >= chance * (1 - found) - 1e-9


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
    assert all(1.0 <= factor <= MOST for factor in found.divides.values())
