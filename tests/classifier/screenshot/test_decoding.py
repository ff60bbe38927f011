import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from classifier.screenshot.decoding import pages_of, working_copy
from classifier.screenshot.page import Pixels
from classifier.screenshot.refusal import MAX_FRAMES, MAX_PAGES, PictureRefusedError, Refusal
from tests.classifier.screenshot.made import clouds, encoded

PLACE = (10.0, 46.0, 30.0)


def _only(data: bytes) -> Pixels:
    [page] = pages_of(data)
    return page


def _refusal(data: bytes) -> Refusal:
    with pytest.raises(PictureRefusedError) as caught:
        list(pages_of(data))
    return caught.value.refusal


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "HEIF"])
def test_a_picture_comes_out_as_it_went_in(form: str) -> None:
    picture = clouds(3)
    options = {"lossless": True} if form == "WEBP" else {}
    found = _only(encoded(picture, form, **options))
    assert found.shape == picture.shape
    assert np.abs(found.astype(int) - picture).mean() < 6


def test_a_page_of_a_document_is_a_picture() -> None:
    pages = [Image.fromarray(clouds(seed)) for seed in range(3)]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:])
    assert len(list(pages_of(written.getvalue()))) == 3


def _located(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "MAKER-OF-THE-TELEPHONE"
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "E", 4: (106.0, 40.0, 0.0)})
    return encoded(clouds(1), "JPEG", exif=exif)


def test_a_picture_is_turned_as_the_telephone_was_held() -> None:
    assert _only(_located(6)).shape == (320, 240, 3)


def test_nothing_of_place_and_telephone_is_left_in_the_working_copy() -> None:
    data = _located(1)
    assert b"MAKER-OF-THE-TELEPHONE" in data
    copy = working_copy(_only(data))
    assert b"MAKER" not in copy
    assert b"EXIF" not in copy.upper()
    assert not Image.open(io.BytesIO(copy)).getexif()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_colour_space_becomes_red_green_and_blue(mode: str) -> None:
    grey = np.full((40, 60), 128, dtype=np.uint8)
    picture = (
        Image.fromarray(np.full((40, 60), 32_896, dtype=np.uint16))
        if mode == "I;16"
        else Image.fromarray(grey).convert("RGB").convert(mode)
    )
    written = io.BytesIO()
    picture.save(written, "TIFF" if mode == "none" else "JPEG" if mode == "CMYK" else "PNG")
    found = _only(written.getvalue())
    assert found.shape == (40, 60, 3)
    if mode != "1":
        assert abs(found.mean() - 128) < 4


def test_what_is_clear_is_laid_on_white() -> None:
    clear = np.zeros((10, 10, 4), dtype=np.uint8)
    assert (_only(encoded(clear)) == 255).all()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "PDF", "HEIF"])
@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_a_file_that_did_not_arrive_whole_is_broken(form: str, kept: float) -> None:
    data = encoded(clouds(2, 640, 480), form)
    assert _refusal(data[: int(len(data) * kept)]) is Refusal.BROKEN


def _bomb(side: int) -> bytes:
    """Write a PNG that says it is so large and holds one row."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1 + 3 * side))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_000, 20_000, 60_000])
def test_a_bomb_is_refused_by_what_it_says_of_itself(side: int) -> None:
    assert _refusal(_bomb(side)) is Refusal.TOO_MANY_PIXELS


def _animation(frames: int) -> bytes:
    pictures = [Image.new("P", (4, 4), number % 2) for number in range(2)]
    written = io.BytesIO()
    pictures[0].save(written, "GIF", save_all=True, append_images=pictures[1:], duration=20, disposal=2)
    data = written.getvalue()
    one = data[data.rindex(b"\x21\xf9") : -1]
    return data[:-1] + one * (frames - 2) + b";"


def test_of_an_animation_the_first_picture_is_read() -> None:
    assert _only(_animation(30)).shape == (4, 4, 3)


def test_an_animation_of_ten_thousand_pictures_is_refused() -> None:
    assert _refusal(_animation(MAX_FRAMES * 10)) is Refusal.TOO_MANY_FRAMES


def test_a_document_of_many_pages_is_refused() -> None:
    pages = [Image.new("L", (8, 8)) for _ in range(MAX_PAGES + 1)]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:])
    assert _refusal(written.getvalue()) is Refusal.TOO_MANY_PAGES


def test_a_document_that_announces_pages_which_it_does_not_hold_is_broken() -> None:
    written = io.BytesIO()
    Image.new("L", (30, 40)).save(written, "PDF")
    assert _refusal(written.getvalue().replace(b"/Type /Page\n", b"/Type /Pago\n")) is Refusal.BROKEN
