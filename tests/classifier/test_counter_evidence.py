"""A warning or a surprise speaks against grooming, and silences nothing that is bad enough."""

import numpy as np
import pytest

from classifier.counter_evidence import weighed
from classifier.normalize import normalize


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("đừng nói với bố nhé, mẹ con mình mua quà sinh nhật cho bố", True),
        ("các em nhớ không gửi ảnh riêng tư cho người lạ", True),
        ("đừng nói với bố mẹ nhé", False),
        ("anh nạp thẻ cho em", False),
    ],
)
def test_warnings_and_surprises_count_against_grooming(text: str, counts: bool) -> None:
    before = np.array([[0.6, 0.6, 0.6, 0.6]])
    after = weighed([normalize(text)], before)
    assert bool(after[0, 0] < 0.5) is counts
    assert after[0, 1:].tolist() == before[0, 1:].tolist()
    assert before[0, 0] == 0.6


def test_what_is_bad_enough_stays_grooming() -> None:
    assert weighed([normalize("quà sinh nhật của em, mà đừng kể ai nhé")], np.array([[0.95, 0, 0, 0]]))[0, 0] > 0.8
