from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.screenshot_reading import measure, screens
from classifier.screenshot.page import Pixels
from classifier.screenshot.text import PICTOGRAM, Text, TextReader

PICTURE = Path(__file__).parent / "pictures" / "lines.png"
LINES = [
    "Nhóm Thả Diều",
    "16:05",
    "Chiều nay trời nắng đẹp quá",
    "ừ, tớ mang diều giấy theo nhé",
    "v mai m tới lúc 15 giờ 30 nha",
    "mk thik diều đỏ lm á",
    "gio to thi dung tha day dai qua",
    "ok chốt vậy đi",
    "16:08",
    PICTOGRAM,
    "Đã xem lúc chiều",
    "Nhắn tin cho cả nhóm ở đây",
]


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader()


@pytest.fixture(scope="module")
def screen() -> Pixels:
    return np.asarray(cv2.imread(str(PICTURE), cv2.IMREAD_COLOR_RGB), np.uint8)


@pytest.fixture(scope="module")
def whole(reader: TextReader, screen: Pixels) -> Text:
    return reader.read(screen)


def texts(text: Text) -> list[str]:
    return [line.text for line in text.lines]


def test_every_line_is_read_without_a_wrong_letter(whole: Text) -> None:
    assert texts(whole) == LINES


def test_letters_are_read_surely_and_what_holds_none_is_not(whole: Text) -> None:
    for line in whole.lines:
        assert (line.confidence > 0.85) == (line.text != PICTOGRAM)


def test_boxes_stand_around_the_letters(whole: Text, screen: Pixels) -> None:
    box = whole.lines[2].box
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((78, 283, 687, 335), abs=12)
    assert whole.upright.shape == screen.shape
    assert whole.back.tolist() == np.eye(3).tolist()


def test_half_the_size_as_jpeg_reads_the_same(reader: TextReader, screen: Pixels) -> None:
    small = cv2.resize(screen, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    kept = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 60])[1], cv2.IMREAD_COLOR)
    read = texts(reader.read(np.asarray(kept, np.uint8)))
    assert [text for text in read if text in LINES[2:8]] == LINES[2:8]


def test_dark_mode_reads_the_same(reader: TextReader, screen: Pixels) -> None:
    read = texts(reader.read(np.asarray(255 - screen, np.uint8)))
    assert [text for text in read if text in LINES[2:8]] == LINES[2:8]


def test_a_photo_reads_the_same_and_its_boxes_are_led_back(reader: TextReader, screen: Pixels, whole: Text) -> None:
    height, width = screen.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[90, 160], [1130, 40], [1180, 1690], [60, 1760]], np.float32)
    way = cv2.getPerspectiveTransform(flat, seen)
    photo = cv2.warpPerspective(screen, way, (1260, 1820), flags=cv2.INTER_AREA, borderValue=(120, 90, 70))
    text = reader.read(np.asarray(cv2.GaussianBlur(photo, (0, 0), 1), np.uint8))
    assert [line for line in texts(text) if line in LINES[2:8]] == LINES[2:8]
    places = {line.text: line.box for line in text.lines}
    for line in whole.lines[2:8]:
        middles = []
        for box, back in ((places[line.text], text.back), (line.box, np.asarray(way, np.float64))):
            middle = np.array([[[(box.left + box.right) / 2, (box.top + box.bottom) / 2]]])
            middles.append(cv2.perspectiveTransform(middle, back)[0, 0])
        assert np.abs(middles[0] - middles[1]).max() < 12


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (1200, 540)])
def test_a_picture_without_text_reads_as_none(reader: TextReader, shape: tuple[int, int]) -> None:
    assert reader.read(np.full((*shape, 3), 245, np.uint8)).lines == ()


def test_noise_is_read_without_a_fault(reader: TextReader) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (700, 500, 3), np.uint8)
    assert all(0 <= line.confidence <= 1 for line in reader.read(noise).lines)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the process's open files as Linux shows them")
def test_looking_and_reading_connect_to_nothing() -> None:
    """Neither Python nor a library below it, the image model's too, opens a socket: nothing is told or fetched."""
    program = f"""
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(refuse)
import os
from pathlib import Path
from classifier.screenshot.explicit import open_nsfw
from classifier.screenshot.gate import Gate
from classifier.screenshot.hash_lists import load
from classifier.screenshot.looking import Looking
from classifier.screenshot.reader import Reader
looked = Looking(Gate(load(None), open_nsfw()), Reader().read).look(Path({str(PICTURE)!r}).read_bytes())
files = [f"/proc/self/fd/{{number}}" for number in os.listdir("/proc/self/fd")]
opened = [os.readlink(file) for file in files if os.path.islink(file)]
assert looked.pages[0].readable and not [name for name in opened if name.startswith("socket:")], opened
"""
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    assert done.returncode == 0, done.stderr[-500:]


@pytest.mark.parametrize(("variant", "at_most"), [("clean", 0.8), ("tiny", 1.5), ("hard", 2.0)])
def test_lines_of_rendered_screens_are_read(reader: TextReader, variant: str, at_most: float) -> None:
    folder = screens()
    if folder is None:
        pytest.skip("LACHAN_SCREENS names no folder of screens")
    reads, _ = measure(reader, folder, variant, step=9)
    assert 100 * sum(read.errors for read in reads) / sum(len(read.true) for read in reads) <= at_most
