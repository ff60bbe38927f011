"""Signing in, one's own sign-ins and password as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from service.accounts.passwords import LONGEST
from service.accounts.sessions import Open
from service.text import Text
from service.words import Role


class SignInIn(BaseModel):
    """Tên, mật khẩu, và mã xác thực nếu tài khoản cần. / Name, password, and a code if the account needs one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "co.lan", "password": "mat-khau-cua-co"},
                {"name": "co.lan", "password": "mat-khau-cua-co", "code": "492039"},
            ]
        },
    )

    name: Annotated[Text, Field(min_length=1, max_length=100)]
    password: Annotated[Text, Field(min_length=1, max_length=LONGEST)]
    code: Annotated[
        Text | None,
        Field(
            min_length=1,
            max_length=40,
            description="Sáu số trong ứng dụng xác thực, hoặc một mã dự phòng. / Six digits of the app, or a recovery"
            " code. Chỉ cần khi được hỏi (code-needed). / Needed only when asked for.",
        ),
    ] = None


class SignInOut(BaseModel):
    """Mã phiên, chỉ báo một lần. / The token, told only now."""

    token: str
    expires_at: datetime
    name: str
    role: Role


class SessionOut(BaseModel):
    """Một phiên đang mở: không có địa chỉ hay thiết bị. / An open sign-in: no address, no device."""

    id: str
    begun_at: datetime
    seen_at: datetime
    current: bool = Field(description="Phiên đang hỏi. / The one that asks.")

    @classmethod
    def of(cls, found: Open) -> Self:
        """Write it."""
        return cls(id=found.id, begun_at=found.begun_at, seen_at=found.seen_at, current=found.current)


class SessionsOut(BaseModel):
    """Các phiên đang mở, mới nhất trước. / One's open sign-ins, the newest first."""

    sessions: list[SessionOut]


class PasswordIn(BaseModel):
    """Mật khẩu hiện tại và mật khẩu mới. / The present password and the new one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"password": "mat-khau-cu-cua-co", "new_password": "mat-khau-moi-cua-co"}]},
    )

    password: Annotated[Text, Field(min_length=1, max_length=LONGEST)]
    new_password: Annotated[Text, Field(min_length=1, max_length=LONGEST)]
