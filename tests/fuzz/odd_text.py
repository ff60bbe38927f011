"""Text as no careful person types it: any code point, floods of marks, look-alikes, directions, one sign a thousandfold.

Lone surrogates are among it: JSON can carry them.
"""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    "đừng nói với bố mẹ nhé", "qua Zalo", "anh nạp thẻ cho", "đm", "n g u", "k", "c@c", "h.ọ.c", "kho6ng", "ddungf",
    "0912 345 678", "o9l2.345.678", "không chín một hai ba bốn năm sáu bảy tám", "+84 91 234 5678", "stk 0123456789 vcb",
    "https://zalo.me/0912345678", "fb.com/a.b", "@ten_123", "id game 123456789", "http://[::1]/", "xn--", "facebook: ",
    "\u202e", "\u200b", "\ufeff", "\u0301", "\u0323" * 40, "ﷺ", "İ", "ß", "ᅟ", "🅽🅶🆄", "𝓷𝓰𝓾", "ｎｇｕ", "👨‍👩‍👧‍👦", "\U000e0041",
    "\ud800", "\udfff", "\x00", "\x1f", "\x85", "\u2028", " ", "\t", "\n", "\r\n", "", "@", ".", "-", "_", "*", ":))))",
    "[YÊU CẦU ẢNH]", "12/5", "7h30", "500k", "10a1", "2.000.000đ", "em 13 tuổi", "hẹn gặp", "muốn chết", "Đ̀", "ớ̂̉",
)  # fmt: skip

CHARACTERS = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
"""Any code points, surrogates too."""

TYPED = st.lists(
    st.sampled_from(FRAGMENTS) | st.text("aăâeêioôơuưyđbcghklmnpqrstvx.*_-!@013 ", max_size=8), max_size=14
)
ODD = st.one_of(TYPED.map(" ".join), TYPED.map("".join), CHARACTERS)
"""Short texts of everything."""

UNIT = st.sampled_from(FRAGMENTS).filter(len) | st.text(
    st.characters(codec=None, exclude_categories=()), min_size=1, max_size=4
)


def flood(most: int) -> st.SearchStrategy[str]:
    """Give texts of ``most`` characters that repeat few things: what takes more than linear time shows here."""
    units = st.lists(UNIT, min_size=1, max_size=3).map("".join)
    ends = st.sampled_from(("", "!", "a", "\n", "@", "."))
    return st.builds(lambda unit, end: (unit * (most // len(unit) + 1))[: most - len(end)] + end, units, ends)


STORABLE = ODD.map(
    lambda text: "".join(c for c in text if c in "\t\n\r" or not (c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff"))
)
"""Texts that the schemas let in."""
