from __future__ import annotations

import pytest
from underthesea import text_normalize

from classifier.normalize import normalize


@pytest.mark.parametrize(
    "text",
    [
        "hoà", "thuý", "khoẻ", "loè", "toà", "quý", "quỳnh", "giá", "giếng", "hoàn", "toán", "thuyền",
        "khuỷu", "ngoài", "được", "đựơc", "mượn", "tiếng", "khuya", "chìa", "của", "mía", "thuở", "huế",
        "hoạ", "xoá", "huỷ", "tuỳ", "loá", "oẹ",
    ],
)  # fmt: skip
def test_tone_marks_end_where_underthesea_puts_them(text: str) -> None:
    assert normalize(text).text == text_normalize(text)
