"""Signing in as JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.accounts.passwords import LONGEST
from service.text import Text
from service.words import Role


class SignInIn(BaseModel):
    """Tên và mật khẩu. / Name and password."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "co.lan", "password": "mat-khau-cua-co"}]}
    )

    name: Annotated[Text, Field(min_length=1, max_length=100)]
    password: Annotated[Text, Field(min_length=1, max_length=LONGEST)]


class SignInOut(BaseModel):
    """Mã phiên, chỉ báo một lần. / The token, told only now."""

    token: str
    expires_at: datetime
    name: str
    role: Role
