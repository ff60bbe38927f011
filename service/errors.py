"""What can go wrong in the service: one root, one class a failure, each with its status and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that is wrong: where (``messages[3].text``, ``header Idempotency-Key``) and what to do about it."""

    field: str
    vi: str
    en: str


class ServiceError(Exception):
    """Root of everything the service raises on purpose; the handler in ``service.problems`` answers with it.

    ``code`` is stable and part of the API. ``vi`` and ``en`` never hold words of a report.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title_vi: ClassVar[str] = "Lỗi hệ thống"
    title_en: ClassVar[str] = "Internal error"
    detail_vi: ClassVar[str] = "Hệ thống gặp lỗi. Xin thử lại; nếu vẫn lỗi, hãy báo quản trị viên kèm mã yêu cầu."
    detail_en: ClassVar[str] = "Something failed here. Try again; if it stays, tell the administrator the request id."
    again_s: ClassVar[int | None] = None  # when to try again, where whoever raises it does not know better

    def __init__(
        self,
        vi: str | None = None,
        en: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        retry_after_s: int | None = None,
    ) -> None:
        self.vi = vi or self.detail_vi
        self.en = en or self.detail_en
        self.errors = tuple(errors)
        self.retry_after_s = retry_after_s if retry_after_s is not None else self.again_s
        super().__init__(self.code)


class InvalidError(ServiceError):
    """Something in the request cannot be used."""

    status = 422
    code = "invalid"
    title_vi, title_en = "Dữ liệu không hợp lệ", "Invalid input"
    detail_vi, detail_en = "Có trường chưa hợp lệ; xem danh sách errors.", "Some fields are not valid; see errors."


class UnreadableError(ServiceError):
    """The body is no JSON."""

    status = 400
    code = "unreadable"
    title_vi, title_en = "Không đọc được nội dung gửi lên", "Unreadable body"
    detail_vi, detail_en = "Phần thân phải là JSON mã hóa UTF-8.", "The body must be JSON in UTF-8."


class HostError(ServiceError):
    """The request is for another name than the service has."""

    status = 421
    code = "host"
    title_vi, title_en = "Sai địa chỉ", "Wrong address"
    detail_vi = "Hệ thống không hoạt động dưới tên này. Hãy kiểm tra lại địa chỉ, hoặc hỏi quản trị viên."
    detail_en = "The service does not answer under this name. Check the address, or ask the administrator."


class SignInError(ServiceError):
    """Nobody is signed in, or the key, name or password is wrong; which of them is not told."""

    status = 401
    code = "not-signed-in"
    title_vi, title_en = "Chưa đăng nhập", "Not signed in"
    detail_vi = "Hãy gửi khóa API hoặc đăng nhập lại (Authorization: Bearer …)."
    detail_en = "Send an API key or sign in again (Authorization: Bearer …)."


class WrongPasswordError(SignInError):
    """Name and password do not belong together."""

    code = "wrong-password"
    title_vi, title_en = "Đăng nhập không thành công", "Sign-in failed"
    detail_vi, detail_en = "Tên đăng nhập hoặc mật khẩu không đúng.", "The name or the password is not right."


class ForbiddenError(ServiceError):
    """This role may not do that."""

    status = 403
    code = "forbidden"
    title_vi, title_en = "Không có quyền", "Not allowed"
    detail_vi, detail_en = "Tài khoản này không có quyền làm việc đó.", "This account may not do that."


class ForgedError(ForbiddenError):
    """A page of somewhere else sent the form, or the form is too old."""

    code = "forged"
    detail_vi = "Trang đã cũ hoặc yêu cầu không đến từ trang này. Hãy tải lại trang rồi thử lại."
    detail_en = "The page is too old, or the request came from elsewhere. Reload the page and try again."


class NotFoundError(ServiceError):
    """There is no such thing, or it belongs to another school; which of them is not told."""

    status = 404
    code = "not-found"
    title_vi, title_en = "Không tìm thấy", "Not found"
    detail_vi, detail_en = "Không có mục này.", "There is no such thing."


class MethodError(ServiceError):
    """This address does not answer that method."""

    status = 405
    code = "method"
    title_vi, title_en = "Phương thức không được hỗ trợ", "Method not allowed"
    detail_vi, detail_en = "Địa chỉ này không nhận phương thức đó.", "This address does not take that method."


class BodySlowError(ServiceError):
    """The body did not arrive in time."""

    status = 408
    code = "slow"
    title_vi, title_en = "Gửi quá chậm", "Too slow"
    detail_vi, detail_en = (
        "Nội dung gửi lên không đến kịp; xin gửi lại.",
        "The body did not arrive in time; send again.",
    )


class StaleClaimError(ServiceError):
    """Somebody else holds the case now, or it is closed: what this person typed is not applied."""

    status = 409
    code = "stale-claim"
    title_vi, title_en = "Hồ sơ không còn do bạn giữ", "You no longer hold this case"
    detail_vi = "Hồ sơ đã được trả lại, có người khác nhận, hoặc đã đóng. Hãy tải lại trước khi làm tiếp."
    detail_en = "The case was released, taken by somebody else, or closed. Reload before going on."


class HeldError(ServiceError):
    """Somebody else holds the case."""

    status = 409
    code = "held"
    title_vi, title_en = "Đã có người nhận", "Already taken"
    detail_vi, detail_en = "Một đồng nghiệp đang giữ hồ sơ này.", "A colleague holds this case."


class DoneError(ServiceError):
    """The thing already came to its end."""

    status = 409
    code = "done"
    title_vi, title_en = "Việc này đã xong", "Already done"
    detail_vi, detail_en = "Mục này đã được xử lý xong, không đổi được nữa.", "This is finished and cannot be changed."


class ErasedError(ServiceError):
    """The content was erased for good; that it was there, and when and why it went, may still be told."""

    status = 410
    code = "erased"
    title_vi, title_en = "Đã được xóa", "Erased"
    detail_vi = "Nội dung này đã được xóa vĩnh viễn, không ai mở lại được nữa."
    detail_en = "This was erased for good; nobody can open it again."


class KeptError(ServiceError):
    """It cannot be erased now: it is held, or the work on it is not over."""

    status = 409
    code = "kept"
    title_vi, title_en = "Chưa xóa được", "It cannot be erased now"
    detail_vi, detail_en = "Hồ sơ này đang được giữ lại.", "This case is held."


class BodyTooLargeError(ServiceError):
    """The body is larger than the limit."""

    status = 413
    code = "too-large"
    title_vi, title_en = "Nội dung quá lớn", "Body too large"
    detail_vi, detail_en = "Nội dung gửi lên vượt quá giới hạn.", "The body is larger than the limit."

    @classmethod
    def of(cls, field: str, most: int) -> Self:
        """Name what is larger than ``most`` bytes."""
        written = f"{most:,}"
        vi = f"lớn hơn {written.replace(',', '.')} byte"
        return cls(errors=[FieldError(field, vi, f"larger than {written} bytes")])


class MediaTypeError(ServiceError):
    """The body is of another type than JSON."""

    status = 415
    code = "media-type"
    title_vi, title_en = "Kiểu nội dung không được hỗ trợ", "Unsupported media type"
    detail_vi, detail_en = "Hãy gửi Content-Type: application/json.", "Send Content-Type: application/json."


class TooManyError(ServiceError):
    """Too many tries in too short a time."""

    status = 429
    code = "too-many"
    title_vi, title_en = "Thử quá nhiều lần", "Too many tries"
    detail_vi, detail_en = "Hãy đợi một lát rồi thử lại.", "Wait a little and try again."
