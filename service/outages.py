"""What the service cannot do right now, through no fault of whoever asks: they may ask again."""

from __future__ import annotations

from service.errors import ServiceError


class BusyError(ServiceError):
    """The database or the model does not answer now."""

    status = 503
    again_s = 5
    code = "busy"
    title_vi, title_en = "Hệ thống đang bận", "Busy"
    detail_vi, detail_en = (
        "Hệ thống tạm thời chưa xử lý được; xin thử lại sau.",
        "Not possible right now; try again soon.",
    )


class NoSpaceError(BusyError):
    """A file that was sent cannot be stored: the disk is full or cannot be written."""

    code = "no-space"
    title_vi, title_en = "Chưa lưu được tệp", "The files cannot be stored"
    detail_vi = "Máy chủ chưa lưu được tệp gửi lên nên chưa nhận phản ánh này. Xin gửi lại sau, hoặc gửi không kèm tệp."
    detail_en = (
        "The server cannot store the files, so the report was not taken in. Try later, or send it without files."
    )


class NoStorageError(BusyError):
    """The database cannot write: its disk is full or cannot be written."""

    again_s = 30
    code = "no-storage"
    title_vi, title_en = "Chưa lưu được", "Cannot be stored"
    detail_vi = (
        "Máy chủ hết chỗ lưu hoặc không ghi được, nên chưa nhận yêu cầu này và chưa lưu gì. Xin thử lại sau ít phút; "
        "nếu gấp, hãy gọi 111."
    )
    detail_en = (
        "The server has no room or cannot write, so nothing of this was taken in or stored. Try again in some minutes; "
        "if it is urgent, telephone 111."
    )


class UnopenedError(BusyError):
    """A sealed copy cannot be opened: it or its key is lost, or the operator's key is another one."""

    code = "unopened"
    title_vi, title_en = "Không mở được ảnh", "The picture cannot be opened"
    detail_vi = "Bản sao của ảnh hoặc khóa của nó không còn; hãy báo quản trị viên."
    detail_en = "The copy of the picture or its key is lost; tell the administrator."


class UnsealedError(BusyError):
    """Something cannot be sealed: the key of the report or the case is lost, or the operator's key is another one."""

    code = "unsealed"
    title_vi, title_en = "Chưa niêm phong được", "It cannot be sealed"
    detail_vi = "Khóa của hồ sơ này không mở được nên chưa ghi được gì; hãy báo quản trị viên."
    detail_en = "The key of this case cannot be opened, so nothing was written; tell the administrator."


class ReadingMissingError(BusyError):
    """Nothing reads pictures here."""

    code = "no-reading"
    title_vi, title_en = "Chưa đọc được ảnh ở đây", "Pictures are not read here"
    detail_vi = "Máy chủ này chưa cài phần đọc ảnh, nên chưa chấm được ảnh. Phản ánh kèm ảnh vẫn gửi được như thường."
    detail_en = "The part that reads pictures is not installed. Reports with pictures are still taken in."


class ReadingTimeoutError(BusyError):
    """The pictures were not read in time."""

    code = "reading-slow"
    title_vi, title_en = "Đọc ảnh quá lâu", "Reading took too long"
    detail_vi = "Ảnh chưa đọc kịp; xin thử lại với ít ảnh hơn, hoặc gửi thành phản ánh."
    detail_en = "The pictures were not read in time; try again with fewer, or file them as a report."


class ModelMissingError(BusyError):
    """No model is loaded, so nothing can be scored; reports are taken in all the same."""

    code = "no-model"
    title_vi, title_en = "Chưa có mô hình", "No model"
    detail_vi = "Chưa có mô hình nào đang chạy, nên chưa chấm được. Phản ánh vẫn gửi được như thường."
    detail_en = "No model is loaded, so nothing can be scored. Reports are still taken in."


class ScoringTimeoutError(BusyError):
    """The model did not answer in time."""

    code = "scoring-slow"
    title_vi, title_en = "Chấm quá lâu", "Scoring took too long"
    detail_vi, detail_en = "Mô hình chưa trả lời kịp; xin thử lại.", "The model did not answer in time; try again."


class ScoringFailedError(ServiceError):
    """The model failed on this submission. ``cause`` is the class of what it raised; the message may hold words."""

    code = "scoring-failed"
    title_vi, title_en = "Không chấm được", "Scoring failed"
    detail_vi = "Mô hình gặp lỗi với nội dung này. Hãy gửi thành phản ánh để có người đọc."
    detail_en = "The model failed on this content. File it as a report, so that a person reads it."
