"""Texts as they are let in: no control characters, no lone surrogates; the place is told, the text is not."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from classifier.limits import unusable_character
from service.identifiers import PATTERN


def _usable(text: str) -> str:
    at = unusable_character(text)
    if at is not None:
        raise PydanticCustomError(
            "unusable_character",
            "unusable character U+{code} at {at}",
            {"code": f"{ord(text[at]):04X}", "at": at},
        )
    return text


Text = Annotated[str, AfterValidator(_usable)]
"""Text that databases, logs and screens can hold."""

Id = Annotated[str, Field(pattern=PATTERN, examples=["019aa1b2c3d4e5f60718293a4b5c6d7e"])]
"""Id of a report, a case or a delivery."""
