import pytest

from classifier.screenshot.page import Box, Page, ShownMessage, Side
from classifier.screenshot.stitching import stitch


def _page(*texts: str) -> Page:
    """Make a page; a text that begins with ">" stands on the right."""
    messages = [
        ShownMessage(text.lstrip(">"), Side.RIGHT if text.startswith(">") else Side.LEFT, Box(0, 0, 1, 1), 0.9)
        for text in texts
    ]
    return Page(100, 200, tuple(messages))


def _told(*pages: Page) -> list[str]:
    return [stitched.message.text for stitched in stitch(pages)]


def test_what_two_pages_share_is_told_once() -> None:
    first, second = _page("chiều nay học nhóm nhé", ">mấy giờ vậy", "ba giờ"), _page(">mấy giờ vậy", "ba giờ", ">ừ")
    assert _told(first, second) == ["chiều nay học nhóm nhé", "mấy giờ vậy", "ba giờ", "ừ"]


def test_a_letter_read_wrongly_does_not_tell_a_message_twice() -> None:
    assert len(_told(_page("a nhé", "mai mình đi thư viện không"), _page("mai minh đi thư viện không", ">đi"))) == 3


@pytest.mark.parametrize("text", ["ok", "mai gặp"])
def test_a_message_said_again_stays(text: str) -> None:
    assert _told(_page(text, ">ừ", text)).count(text) == 2


def test_the_same_words_of_the_other_side_are_another_message() -> None:
    assert _told(_page("ok"), _page(">ok")) == ["ok", "ok"]


def test_pages_without_anything_in_common_are_kept_whole() -> None:
    assert _told(_page("một", "hai"), _page("ba"), _page()) == ["một", "hai", "ba"]


def test_the_whole_of_a_message_that_was_cut_off_is_kept() -> None:
    assert _told(
        _page("chào", "mai trường mình tổ chức"), _page("mai trường mình tổ chức hội sách đấy", ">hay quá")
    ) == [
        "chào",
        "mai trường mình tổ chức hội sách đấy",
        "hay quá",
    ]
