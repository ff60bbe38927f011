"""Which line is a message, whose it is, and what the app wrote itself."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from classifier.screenshot.layout.inside import says_something
from classifier.screenshot.layout.phrases import is_action
from classifier.screenshot.page import Side
from classifier.screenshot.reader import Reader

SCREENS = os.environ.get("LACHAN_SCREENS")
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    "text", ["5 giờ Thích Trả lời", "Thích Trả lời", "12-10 Thích Trả lời", "Trả lời", "2giờ Trálời"]
)
def test_what_stands_below_a_comment_is_no_comment(text: str) -> None:
    assert is_action(text)


@pytest.mark.parametrize("text", ["thích mê!", "thích ạ", "chị trả lời em đi", "em thích món này"])
def test_the_last_words_of_a_comment_are_no_button(text: str) -> None:
    assert not is_action(text)


def test_what_a_small_picture_was_taken_for_says_nothing() -> None:
    assert not says_something("□")
    assert says_something("?")
    assert says_something("ừ")


def test_a_wide_bubble_stands_where_its_own_edge_says_whatever_icon_is_above(reader: Reader) -> None:
    page = Image.new("RGB", (540, 1100), (235, 240, 245))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 540, 90), fill=(0, 110, 250))
    draw.rectangle((478, 40, 500, 62), outline="white", width=3)  # an icon in the header
    for top, left, right, colour, words in (
        (200, 60, 480, "white", "mai nho mang vo toan di nhe ban"),
        (320, 250, 525, (205, 235, 255), "uh de minh mang cho"),
        (440, 60, 480, "white", "nho mang ca but chi va thuoc ke"),
    ):
        draw.rounded_rectangle((left, top, right, top + 70), 18, fill=colour)
        draw.text((left + 15, top + 18), words, fill="black", font_size=25)
    read = reader.read(np.asarray(page))
    assert [message.side for message in read.messages] == [Side.LEFT, Side.RIGHT, Side.LEFT]


def _chat(*bubbles: tuple[int, int, int, int, tuple[int, int, int]]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", (540, 1100), (235, 240, 245))
    draw = ImageDraw.Draw(page)
    for left, top, right, bottom, colour in bubbles:
        draw.rounded_rectangle((left, top, right, bottom), 18, fill=colour)
    return page, draw


def test_a_quote_is_no_part_of_the_answer(reader: Reader) -> None:
    page, draw = _chat((230, 200, 525, 270, (205, 235, 255)), (60, 320, 470, 440, (255, 255, 255)))
    draw.text((245, 218), "uh de minh mang cho", fill="black", font_size=25)
    draw.rectangle((76, 334, 80, 362), fill=(42, 140, 255))
    draw.text((90, 336), "uh de minh mang...", fill=(110, 120, 130), font_size=20)
    draw.text((76, 384), "cam on ban nhieu nhe", fill="black", font_size=25)
    read = reader.read(np.asarray(page))
    assert [message.text for message in read.messages] == ["uh de minh mang cho", "cam on ban nhieu nhe"]


def test_wide_bubbles_of_the_other_stand_left_where_none_is_narrow(reader: Reader) -> None:
    white, blue = (255, 255, 255), (205, 235, 255)
    page, draw = _chat((74, 200, 469, 270, white), (140, 320, 525, 390, blue), (74, 440, 469, 510, white))
    draw.text((86, 218), "mai nho mang vo toan di nhe", fill="black", font_size=25)
    draw.text((152, 338), "uh de minh mang cho ban", fill="black", font_size=25)
    draw.text((86, 458), "nho mang ca but chi thuoc ke", fill="black", font_size=25)
    read = reader.read(np.asarray(page))
    assert [message.side for message in read.messages] == [Side.LEFT, Side.RIGHT, Side.LEFT]


@pytest.mark.skipif(not SCREENS, reason="LACHAN_SCREENS names no folder of screens")
def test_every_message_of_clean_screens_is_found_on_its_side(reader: Reader) -> None:
    folder = Path(SCREENS or "")
    for truth in json.loads((folder / "ground_truth.json").read_text("utf-8"))[::6]:
        [path] = (folder / "clean").glob(f"{Path(truth['file']).stem}.*")
        read = reader.read(np.asarray(Image.open(path).convert("RGB")))
        assert [m.side.value for m in read.messages] == [m["side"] for m in truth["messages"]], path.stem
