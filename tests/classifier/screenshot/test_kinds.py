import io
import zipfile

import pillow_heif
import pytest

from classifier.screenshot.kinds import Kind, checked, kind_of
from classifier.screenshot.refusal import MAX_BYTES, PictureRefusedError, Refusal
from tests.classifier.screenshot.made import clouds, encoded

pillow_heif.register_heif_opener()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "PDF", "HEIF"])
def test_the_kind_is_told_by_the_content(form: str) -> None:
    expected = Kind.HEIC if form == "HEIF" else Kind(form.lower())
    assert checked(encoded(clouds(), form)) is expected


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.SVG),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg>", Refusal.SVG),
        (b"MZ\x90\x00", Refusal.UNKNOWN_KIND),
        (b"hello", Refusal.UNKNOWN_KIND),
        (b"\x00" * 100, Refusal.UNKNOWN_KIND),
    ],
)
def test_what_is_no_picture_is_refused_by_name(data: bytes, refusal: Refusal) -> None:
    with pytest.raises(PictureRefusedError) as caught:
        kind_of(data)
    assert caught.value.refusal is refusal


def _archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "a")
    return written.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("tail", [_archive(), b"\n%PDF-1.7\n", b"<script>0</script>"], ids=["zip", "pdf", "page"])
def test_a_picture_that_is_something_else_as_well_is_refused(form: str, tail: bytes) -> None:
    with pytest.raises(PictureRefusedError) as caught:
        checked(encoded(clouds(), form) + tail)
    assert caught.value.refusal is Refusal.TWO_KINDS


def test_what_telephones_append_to_a_picture_is_no_reason_to_refuse_it() -> None:
    picture = encoded(clouds(), "JPEG")
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
    assert checked(picture + picture + film + b"SEFT") is Kind.JPEG


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(PictureRefusedError) as caught:
        checked(b"\xff\xd8\xff" + bytes(MAX_BYTES))
    assert caught.value.refusal is Refusal.TOO_LARGE


def test_every_refusal_speaks_both_languages() -> None:
    assert all(refusal.vi.endswith(".") and refusal.en.endswith(".") for refusal in Refusal)
