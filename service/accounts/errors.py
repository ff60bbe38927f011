"""What can go wrong while somebody signs in, beside a wrong password."""

from __future__ import annotations

from service.errors import ForbiddenError, SignInError
from service.outages import BusyError


class CodeNeededError(SignInError):
    """Name and password are right, and the account has a second factor: a code is needed, too."""

    code = "code-needed"
    title_vi, title_en = "Cần mã xác thực", "A code is needed"
    detail_vi = "Hãy gửi lại kèm code: sáu số trong ứng dụng xác thực, hoặc một mã dự phòng."
    detail_en = "Send it again with code: the six digits of the authenticator app, or a recovery code."


class WrongCodeError(SignInError):
    """The second factor's code is wrong, was used before or is too old."""

    code = "wrong-code"
    title_vi, title_en = "Mã xác thực không đúng", "The code is not right"
    detail_vi = "Mã không đúng, đã dùng rồi hoặc đã hết hạn. Mỗi mã chỉ dùng được một lần; hãy đợi mã mới."
    detail_en = "The code is wrong, used before or too old. Each works once; wait for the next one."


class ProviderError(SignInError):
    """The sign-in provider vouched for nobody whom this service lets in."""

    code = "provider"
    title_vi, title_en = "Đăng nhập không thành công", "Sign-in failed"
    detail_vi = "Chưa đăng nhập được bằng cách này. Hãy thử lại, hoặc đăng nhập bằng mật khẩu."
    detail_en = "Signing in this way did not work. Try again, or sign in with a password."


class EnrolmentNeededError(ForbiddenError):
    """This role must have a second factor, and this person has none yet."""

    code = "second-factor-needed"
    title_vi, title_en = "Cần bật xác thực hai bước", "A second factor is needed"
    detail_vi = "Vai trò của bạn cần xác thực hai bước. Hãy đăng nhập trên trang web và bật ở mục Tài khoản."
    detail_en = "Your role must have a second factor. Sign in on the web page and set it up under Account."


class ProviderAwayError(BusyError):
    """The sign-in provider does not answer, or answers what cannot be used."""

    code = "provider-away"
    title_vi, title_en = "Chưa kết nối được nơi đăng nhập chung", "The sign-in provider does not answer"
    detail_vi = "Nơi đăng nhập chung chưa trả lời. Bạn vẫn đăng nhập được bằng tên và mật khẩu."
    detail_en = "The sign-in provider does not answer. You can still sign in with name and password."
