"""The public form: what somebody typed, and the report that becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.limits import MAX_MESSAGE_CHARACTERS, MAX_MESSAGES, without_unusable
from classifier.schema import Message, Submission
from service.errors import FieldError, InvalidError
from service.intake.content import Content
from service.reporters import copied
from service.reporters.schools import chosen
from service.words import Reporter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.attachments.incoming import Received
    from service.reporters.schools import SchoolChoice

MOST_TEXT = MAX_MESSAGE_CHARACTERS
MOST_COPIED = 50_000
MOST_REACH = 300
_REACH = "Người gửi muốn được liên lạc qua: "  # a note is for people alone; it is never scored


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form as they came: shown again, as they are, when something is wrong with them."""

    reporter: str = Reporter.CHILD.value
    school: str = ""  # id, slug or name
    text: str = ""
    copied: str = ""
    reach: str = ""
    happening_now: bool = False
    adult_near: bool = False

    @classmethod
    def of(cls, fields: Mapping[str, object]) -> Typed:
        """Read them off a form; what a page cannot show is replaced by a space, since nobody could find and mend it."""

        def said(name: str) -> str:
            value = fields.get(name, "")
            return without_unusable(value.replace("\r\n", "\n")) if isinstance(value, str) else ""

        return cls(
            reporter=said("reporter") or Reporter.CHILD.value,
            school=said("school"),
            text=said("text"),
            copied=said("copied"),
            reach=said("reach"),
            happening_now=bool(said("happening_now")),
            adult_near=bool(said("adult_near")),
        )


def checked(typed: Typed, schools: Sequence[SchoolChoice], files: Sequence[Received]) -> tuple[Content, SchoolChoice]:
    """Make a report of the form; InvalidError naming every field that is wrong.

    What somebody tells in their own words counts as written by nobody known, which is judged as carefully as if it came
    from the other person: a pupil's account quotes them.
    """
    school, errors = chosen(schools, typed.school), list(_too_long(typed))
    if school is None:
        errors.append(
            FieldError("school", "hãy chọn một trường trong danh sách", "choose one of the schools in the list")
        )
    if typed.reporter not in {reporter.value for reporter in Reporter}:
        errors.append(FieldError("reporter", "hãy chọn một mục", "choose one of these"))
        raise InvalidError(errors=errors)
    reporter = Reporter(typed.reporter)
    text = typed.text.strip()
    said = (*((Message(text),) if text else ()), *copied.messages(typed.copied, reporter))
    if len(said) > MAX_MESSAGES:
        errors.append(FieldError("copied", f"nhiều hơn {MAX_MESSAGES} tin", f"more than {MAX_MESSAGES} messages"))
    if not said and not any(file.refusal is None for file in files):
        errors.append(_NOTHING_SAID)
        errors += [
            FieldError(
                "files",
                f"tệp thứ {file.position + 1}: {file.refusal.vi}",
                f"file {file.position + 1}: {file.refusal.en}",
            )
            for file in files
            if file.refusal is not None
        ]
    if errors or school is None:
        raise InvalidError(errors=errors)
    submission = Submission(said, happening_now=typed.happening_now, adult_has_access=typed.adult_near)
    reach = typed.reach.strip()
    return Content(submission, reporter, note=_REACH + reach if reach else None), school


_NOTHING_SAID = FieldError("text", "hãy kể vài chữ, hoặc gửi một tấm ảnh", "write a few words, or send a picture")


def _too_long(typed: Typed) -> list[FieldError]:
    limits = (
        ("text", typed.text, MOST_TEXT),
        ("copied", typed.copied, MOST_COPIED),
        ("reach", typed.reach, MOST_REACH),
    )
    return [
        FieldError(name, f"dài hơn {most} ký tự; xin rút ngắn", f"longer than {most} characters; please shorten it")
        for name, value, most in limits
        if len(value) > most
    ]
