"""A restore that was cut off: with half of a backup in place nothing may start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.errors import FieldError, InvalidError

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "restore.unfinished"


def require_whole(var: Path) -> None:
    """InvalidError while a restore into this folder is not finished."""
    if (var / MARKER).exists():
        raise InvalidError(
            "Chưa chạy được: lần khôi phục trước còn dang dở.",
            "It cannot run: a restore was cut off.",
            errors=[
                FieldError(
                    str(var / MARKER),
                    "hãy chạy lại đúng lệnh lachan restore đó cho xong",
                    "run that same lachan restore again to its end",
                )
            ],
        )
