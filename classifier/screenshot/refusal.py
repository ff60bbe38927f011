"""Why a file is not opened as a picture; the rest of the report is kept all the same."""

from __future__ import annotations

from classifier.errors import ClassifierError
from classifier.taxonomy import Word

MAX_BYTES = 20_000_000  # of one file
MAX_PIXELS = 40_000_000  # of one picture; a telephone's screen has 4 million, its camera 12 to 50
MAX_PAGES = 20  # of one PDF
MAX_FRAMES = 1_000  # of one animation, of which only the first is read


class Refusal(Word):
    """Why, in words for whoever sent the file. They name no file: whoever shows them knows which one it is."""

    EMPTY = (
        "empty",
        "Tệp trống, không có gì bên trong. Mời bạn gửi lại.",
        "The file is empty. Please send it again.",
    )
    UNKNOWN_KIND = (
        "unknown_kind",
        "Đây không phải loại ảnh đọc được. Hãy gửi ảnh PNG, JPEG, WebP, HEIC, GIF hoặc tệp PDF.",
        "This is no kind of picture that can be read. Send PNG, JPEG, WebP, HEIC, GIF or PDF.",
    )
    SVG = (
        "svg",
        "Tệp SVG có thể chứa mã lệnh nên không được mở. Hãy chụp màn hình rồi gửi ảnh chụp.",
        "An SVG file may hold code, so it is not opened. Send a screenshot of it.",
    )
    BROKEN = (
        "broken",
        "Ảnh bị hỏng hoặc gửi chưa hết. Mời bạn gửi lại.",
        "The picture is damaged or did not arrive whole. Please send it again.",
    )
    TOO_LARGE = (
        "too_large",
        "Tệp lớn hơn 20 MB. Hãy gửi ảnh nhỏ hơn.",
        "The file is larger than 20 MB. Send a smaller picture.",
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        "Ảnh quá lớn (hơn 40 triệu điểm ảnh). Hãy cắt nhỏ rồi gửi từng phần.",
        "The picture is too large (more than 40 million pixels). Cut it and send the parts.",
    )
    TOO_MANY_FRAMES = (
        "too_many_frames",
        "Ảnh động quá dài (hơn 1.000 khung hình). Hãy gửi ảnh chụp màn hình.",
        "The animation is too long (more than 1,000 frames). Send a screenshot.",
    )
    TOO_MANY_PAGES = (
        "too_many_pages",
        "Tệp PDF có hơn 20 trang. Hãy chia nhỏ rồi gửi từng phần.",
        "The PDF has more than 20 pages. Split it and send the parts.",
    )
    LOCKED = (
        "locked",
        "Tệp PDF có mật khẩu nên không mở được. Hãy gửi bản không khóa.",
        "The PDF is locked with a password. Send one without.",
    )
    TWO_KINDS = (
        "two_kinds",
        "Tệp vừa là ảnh vừa là loại tệp khác nên không an toàn để mở. Hãy chụp màn hình rồi gửi ảnh chụp.",
        "The file is a picture and something else at once, so it is not safe to open. Send a screenshot of it.",
    )


class PictureRefusedError(ClassifierError):
    """A file is not opened; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
