"""Errors as answers: ``application/problem+json`` (RFC 9457) in Vietnamese, with the English beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson
from fastapi.responses import Response
from pydantic import BaseModel, Field

from service import errors, outages
from service.errors import FieldError, InvalidError, ServiceError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
_LONGEST_NAME = 60  # of an unknown field: somebody may have sent a report's text as the name of a field
_UNPRINTABLE = re.compile(r"[^\w .\-]")

_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("thiếu trường này", "is missing"),
    "extra_forbidden": ("không có trường nào tên như vậy", "there is no such field"),
    "string_type": ("phải là chuỗi", "must be a string"),
    "string_unicode": ("có ký tự không phải văn bản (mã UTF-16 lẻ)", "holds a lone surrogate, which is no text"),
    "string_too_short": ("phải có ít nhất {min_length} ký tự", "needs at least {min_length} characters"),
    "string_too_long": ("dài hơn {max_length} ký tự", "longer than {max_length} characters"),
    "string_pattern_mismatch": ("không đúng dạng", "has another form than expected"),
    "too_short": ("phải có ít nhất {min_length} mục", "needs at least {min_length} items"),
    "too_long": ("nhiều hơn {max_length} mục", "more than {max_length} items"),
    "list_type": ("phải là một danh sách", "must be a list"),
    "tuple_type": ("phải là một danh sách", "must be a list"),
    "dict_type": ("phải là một đối tượng", "must be an object"),
    "model_type": ("phải là một đối tượng", "must be an object"),
    "model_attributes_type": ("phải là một đối tượng", "must be an object"),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "int_parsing": ("phải là số nguyên", "must be a whole number"),
    "int_parsing_size": ("số quá lớn", "the number is too large"),
    "int_from_float": ("phải là số nguyên", "must be a whole number"),
    "greater_than_equal": ("phải từ {ge} trở lên", "must be at least {ge}"),
    "less_than_equal": ("phải từ {le} trở xuống", "must be at most {le}"),
    "enum": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "literal_error": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "unusable_character": (
        "ký tự U+{code} ở vị trí {at} không phải văn bản (ký tự điều khiển hoặc mã UTF-16 lẻ)",
        "the character U+{code} at {at} is no text (a control character or a lone surrogate)",
    ),
    "submission_too_long": ("tổng cộng dài hơn {most} ký tự", "longer than {most} characters in all"),
    "json_invalid": ("không phải JSON (từ ký tự thứ {at})", "is not JSON (from character {at})"),
}
_ELSE = ("giá trị không hợp lệ", "is not valid")

_BY_STATUS: dict[int, type[ServiceError]] = {
    400: UnreadableError,
    401: errors.SignInError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    405: errors.MethodError,
    413: errors.BodyTooLargeError,
    415: errors.MediaTypeError,
    422: InvalidError,
    429: errors.TooManyError,
    503: outages.BusyError,
}


class FieldProblem(BaseModel):
    """One field that is wrong."""

    field: str = Field(examples=["messages[0].text"])
    vi: str = Field(examples=["thiếu trường này"])
    en: str = Field(examples=["is missing"])


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["urn:lachan:problem:invalid"])
    title: str = Field(examples=["Dữ liệu không hợp lệ"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["Có trường chưa hợp lệ; xem danh sách errors."])
    title_en: str = Field(examples=["Invalid input"])
    detail_en: str = Field(examples=["Some fields are not valid; see errors."])
    errors: list[FieldProblem] = Field(description="Các trường sai. / The fields that are wrong.")


def documented(*kinds: type[ServiceError]) -> dict[int | str, dict[str, Any]]:
    """Describe a route's possible errors for the OpenAPI document; those of every route are added."""
    described: dict[int | str, dict[str, Any]] = {}
    every: tuple[type[ServiceError], ...] = (*kinds, outages.BusyError, ServiceError)
    for kind in every:
        example = body_of(kind())
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
        described.setdefault(kind.status, {"description": f"{kind.title_vi} / {kind.title_en}", "content": content})
    return described


BODY_ERRORS: tuple[type[ServiceError], ...] = (
    UnreadableError,
    errors.BodySlowError,
    errors.BodyTooLargeError,
    errors.MediaTypeError,
    InvalidError,
)
"""What may be wrong with any request that has a body."""


def body_of(error: ServiceError) -> dict[str, Any]:
    """Write an error as the fields of a Problem."""
    return {
        "type": f"urn:lachan:problem:{error.code}",
        "title": error.title_vi,
        "status": error.status,
        "detail": error.vi,
        "title_en": error.title_en,
        "detail_en": error.en,
        "errors": [{"field": wrong.field, "vi": wrong.vi, "en": wrong.en} for wrong in error.errors],
    }


def answer(error: ServiceError, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with an error."""
    sent = dict(headers or {})
    if error.status == errors.SignInError.status:
        sent["WWW-Authenticate"] = "Bearer"
    if error.retry_after_s is not None:
        sent["Retry-After"] = str(error.retry_after_s)
    return Response(orjson.dumps(body_of(error)), error.status, sent, MEDIA_TYPE)


def of_validation(error: RequestValidationError) -> ServiceError:
    """Translate what FastAPI found wrong; values are left out, since they may be words of a report."""
    found: Sequence[dict[str, Any]] = error.errors()
    fields = [_field_error(item) for item in found]
    if any(item["type"] == "json_invalid" for item in found):
        return UnreadableError(errors=fields)
    return InvalidError(errors=fields)


def of_http(error: HTTPException) -> ServiceError:
    """Translate what Starlette raised."""
    kind = _BY_STATUS.get(error.status_code, ServiceError)
    if kind is UnreadableError:
        wrong = FieldError("body", "phải là JSON mã hóa UTF-8", "must be JSON in UTF-8")
        return UnreadableError(errors=[wrong])
    return kind()


def _field_error(item: dict[str, Any]) -> FieldError:
    loc, kind, ctx = item["loc"], item["type"], dict(item.get("ctx") or {})
    if kind == "json_invalid":
        ctx["at"] = loc[1] if len(loc) > 1 else 0
        loc = loc[:1]
    vi, en = _WORDS.get(kind, _ELSE)
    expected = str(ctx.get("expected", ""))  # pydantic's own list of values: "'a', 'b' or 'c'"
    in_vietnamese = ctx | {"expected": expected.replace(" or ", " hoặc ")}
    return FieldError(_name(loc), vi.format_map(in_vietnamese), en.format_map(ctx))


def _name(loc: Sequence[str | int]) -> str:
    """``("body", "messages", 3, "text")`` → ``messages[3].text``; ``("header", "X")`` → ``header X``."""
    place, *path = loc
    if path and path[0] in ("one", "many"):  # which of two bodies it was taken for
        path = path[1:]
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            clean = _UNPRINTABLE.sub("?", step[:_LONGEST_NAME])
            name += f".{clean}" if name else clean
    if place == "body":
        return name or "body"
    return f"{place} {name}"
