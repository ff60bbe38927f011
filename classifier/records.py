"""One JSON record in, a submission out; an assessment in, the record that is printed out.

In: ``{"id": …, "messages": [{"speaker": "other", "text": …}], "happening_now": false, "adult_has_access": false,
"unread_screenshots": 0, "sealed_screenshots": 0}``; only ``messages`` must be there, and fields that are not named here
are ignored. Out: see :func:`record_of`. The limits are those of :mod:`classifier.limits`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import orjson

from classifier.errors import SubmissionError
from classifier.limits import MAX_MESSAGE_CHARACTERS, MAX_MESSAGES, MAX_SUBMISSION_CHARACTERS, unusable_character
from classifier.schema import Assessment, Message, Submission
from classifier.taxonomy import Speaker

if TYPE_CHECKING:
    from classifier.schema import CounterEvidence, Evidence, Finding, Reason, Span

MAX_ID_CHARACTERS = 200
_MAX_INTEGER = 2**53 - 1  # beyond it, readers in other languages change the number
_MAX_SCREENSHOTS = 1_000
_SPEAKERS: dict[str, Speaker] = {speaker.value: speaker for speaker in Speaker}


def decode(line: bytes) -> Mapping[str, Any]:
    """Read the JSON object of a line.

    Raises ``SubmissionError`` with the field ``""`` if the line is no UTF-8, no JSON (``NaN`` is none) or no object. A
    lone surrogate is let through here, so that what checks the record can name its field.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        record = _decode_slowly(line)
    if not isinstance(record, dict):
        raise SubmissionError("", "mỗi dòng phải là một đối tượng JSON", "each line must be a JSON object")
    return record


def _decode_slowly(line: bytes) -> object:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SubmissionError(
            "", f"dòng không phải UTF-8 (byte thứ {error.start})", f"the line is not UTF-8 (byte {error.start})"
        ) from None
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, SubmissionError):
            raise
        at = f" {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SubmissionError(
            "", f"dòng không phải JSON (ký tự{at})", f"the line is not JSON (character{at})"
        ) from None


def _refuse_constant(name: str) -> NoReturn:
    raise SubmissionError("", f"{name} không có trong JSON", f"{name} is not JSON")


def id_of(record: Mapping[str, Any]) -> str | int | None:
    """Read the record's id, ``None`` if it has none.

    Raises ``SubmissionError`` if it is neither text nor a whole number.
    """
    found = record.get("id")
    if found is None:
        return None
    if isinstance(found, str):
        if len(found) > MAX_ID_CHARACTERS:
            raise SubmissionError(
                "id", f"dài hơn {MAX_ID_CHARACTERS} ký tự", f"longer than {MAX_ID_CHARACTERS} characters"
            )
        _check_characters("id", found)
        return found
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) <= _MAX_INTEGER:
        return found
    raise SubmissionError("id", "phải là chuỗi hoặc số nguyên", "must be a string or a whole number")


def submission_of(record: Mapping[str, Any]) -> tuple[str | int | None, Submission]:
    """Read the id and the submission of a decoded record.

    Raises ``SubmissionError`` naming the first field that is wrong.
    """
    name = id_of(record)
    messages = record.get("messages")
    if messages is None:
        raise SubmissionError("messages", "thiếu danh sách tin nhắn", "the list of messages is missing")
    if not isinstance(messages, list):
        raise SubmissionError("messages", "phải là một danh sách", "must be a list")
    if not messages:
        raise SubmissionError("messages", "phải có ít nhất một tin nhắn", "must hold at least one message")
    if len(messages) > MAX_MESSAGES:
        raise SubmissionError("messages", f"nhiều hơn {MAX_MESSAGES} tin nhắn", f"more than {MAX_MESSAGES} messages")
    read = tuple(_message(f"messages[{i}]", message) for i, message in enumerate(messages))
    if sum(len(message.text) for message in read) > MAX_SUBMISSION_CHARACTERS:
        raise SubmissionError(
            "messages",
            f"tổng cộng dài hơn {MAX_SUBMISSION_CHARACTERS} ký tự",
            f"longer than {MAX_SUBMISSION_CHARACTERS} characters in all",
        )
    return name, Submission(
        messages=read,
        happening_now=_flag(record, "happening_now"),
        adult_has_access=_flag(record, "adult_has_access"),
        unread_screenshots=_count(record, "unread_screenshots"),
        sealed_screenshots=_count(record, "sealed_screenshots"),
    )


def _message(field: str, message: object) -> Message:
    if not isinstance(message, Mapping):
        raise SubmissionError(field, "phải là một đối tượng có trường text", "must be an object with a field text")
    text = message.get("text")
    if not isinstance(text, str):
        vi, en = ("thiếu", "is missing") if text is None else ("phải là chuỗi", "must be a string")
        raise SubmissionError(f"{field}.text", vi, en)
    if len(text) > MAX_MESSAGE_CHARACTERS:
        raise SubmissionError(
            f"{field}.text",
            f"dài hơn {MAX_MESSAGE_CHARACTERS} ký tự",
            f"longer than {MAX_MESSAGE_CHARACTERS} characters",
        )
    _check_characters(f"{field}.text", text)
    speaker = message.get("speaker", Speaker.UNKNOWN.value)
    if not isinstance(speaker, str) or speaker not in _SPEAKERS:
        known = ", ".join(_SPEAKERS)
        raise SubmissionError(f"{field}.speaker", f"phải là một trong: {known}", f"must be one of: {known}")
    return Message(text, _SPEAKERS[speaker])


def _check_characters(field: str, text: str) -> None:
    at = unusable_character(text)
    if at is not None:
        code = f"U+{ord(text[at]):04X}"
        raise SubmissionError(
            field,
            f"ký tự {code} ở vị trí {at} không phải văn bản (ký tự điều khiển hoặc mã UTF-16 lẻ)",
            f"the character {code} at {at} is no text (a control character or a lone surrogate)",
        )


def _flag(record: Mapping[str, Any], field: str) -> bool:
    value = record.get(field, False)
    if not isinstance(value, bool):
        raise SubmissionError(field, "phải là true hoặc false", "must be true or false")
    return value


def _count(record: Mapping[str, Any], field: str) -> int:
    value = record.get(field, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MAX_SCREENSHOTS:
        raise SubmissionError(
            field,
            f"phải là số nguyên từ 0 đến {_MAX_SCREENSHOTS}",
            f"must be a whole number from 0 to {_MAX_SCREENSHOTS}",
        )
    return value


def record_of(name: str | int | None, submission: Submission, assessment: Assessment) -> dict[str, Any]:
    """Lay out what is printed of one assessment: ``id``, ``tier``, ``categories`` and so on, numbers to four places."""
    return {
        "id": name,
        "tier": assessment.tier.value,
        "categories": {category.value: round(chance, 4) for category, chance in assessment.probabilities.items()},
        "abstained": assessment.abstained,
        "findings": [_finding(finding, submission) for finding in assessment.findings],
        "risk": round(assessment.risk, 4),
        "reasons": [_reason(reason) for reason in assessment.reasons],
        "model": assessment.model,
        "first_reached": {tier.value: message for tier, message in assessment.first_reached.items()},
        "evidence": [_evidence(evidence, submission) for evidence in assessment.evidence],
        "counter_evidence": [_doubt(doubt, submission) for doubt in assessment.counter_evidence],
    }


def _finding(finding: Finding, submission: Submission) -> dict[str, Any]:
    return {
        "category": finding.category.value,
        "signal": None if finding.signal is None else finding.signal.value,
        "score": round(finding.score, 4),
        **_quoted(finding.span, submission),
        "detector": finding.detector,
    }


def _evidence(evidence: Evidence, submission: Submission) -> dict[str, Any]:
    return {
        "category": evidence.category.value,
        "signal": None if evidence.signal is None else evidence.signal.value,
        "speaker": submission.messages[evidence.span.message].speaker.value,
        **_quoted(evidence.span, submission),
        "vi": evidence.vi,
        "en": evidence.en,
    }


def _doubt(doubt: CounterEvidence, submission: Submission) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "against": [category.value for category in doubt.against],
        "speaker": submission.messages[doubt.span.message].speaker.value,
        **_quoted(doubt.span, submission),
        "vi": doubt.vi,
        "en": doubt.en,
    }


def _quoted(span: Span, submission: Submission) -> dict[str, Any]:
    return {
        "message": span.message,
        "start": span.start,
        "end": span.end,
        "quote": submission.messages[span.message].text[span.start : span.end],
    }


def _reason(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "tier": reason.tier.value, "vi": reason.vi, "en": reason.en}


def error_of(line: int, error: SubmissionError, name: str | int | None = None) -> dict[str, Any]:
    """Lay out what is printed in place of an assessment: the number of the line, from 1, and the wrong field."""
    wrong = {"field": error.field, "vi": error.vi, "en": error.en}
    return {"line": line, "error": wrong} if name is None else {"id": name, "line": line, "error": wrong}
