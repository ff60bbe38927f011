"""Scores a stream of JSON lines: of submissions, or of the messages of one conversation that goes on.

The order is kept, a bad line is answered in its place, and no more than one chunk of lines is held in memory.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import orjson

from classifier.engine import Classifier
from classifier.errors import SubmissionError
from classifier.limits import MAX_SUBMISSION_CHARACTERS
from classifier.records import decode, error_of, id_of, record_of, submission_of
from classifier.schema import Message, Submission
from classifier.watch import Standing

# A submission as long as may be, every character escaped as \uXXXX twice over, with room for the field names.
MAX_LINE_BYTES = 12 * MAX_SUBMISSION_CHARACTERS + 1_000_000
_CHUNK_LINES = 256
_CHUNK_BYTES = 1_000_000


@dataclass(slots=True)
class _Chunk:
    """Lines that are scored together: the answers in order, those still missing as places to fill."""

    answers: list[dict[str, Any] | None] = field(default_factory=list)
    names: list[str | int | None] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    size: int = 0

    def full(self) -> bool:
        return len(self.answers) >= _CHUNK_LINES or self.size >= _CHUNK_BYTES


def score(
    classifier: Classifier,
    source: IO[bytes],
    sink: IO[bytes],
    *,
    read: Callable[[int], None] = lambda _count: None,
) -> int:
    """Score every line of ``source`` into ``sink``; gives the number of lines that could not be read.

    ``read`` is told how many bytes were done with. Blank lines are passed over, and counted in the numbers of lines.
    """
    bad, chunk = 0, _Chunk()
    for number, line in enumerate(_lines(source), 1):
        chunk.size += len(line)
        if line.strip():
            bad += not _take(chunk, number, line)
        if chunk.full():
            _answer(classifier, chunk, sink)
            read(chunk.size)
            chunk = _Chunk()
    _answer(classifier, chunk, sink)
    read(chunk.size)
    sink.flush()
    return bad


def watch(classifier: Classifier, source: IO[bytes], sink: IO[bytes]) -> int:
    """Watch one conversation: a message a line in, a line out whenever the tier rises, at once.

    A line is ``{"speaker": "other", "text": "…"}``; blank lines are passed over. Gives the number of lines that could
    not be read; each is answered by an error, and the conversation goes on without it.
    """
    bad, watched = 0, classifier.watch()
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            message = _message(line)
        except SubmissionError as error:
            bad += 1
            _tell(sink, error_of(number, error))
            continue
        standing = watched.add(message)
        if standing.rose:
            _tell(sink, _standing(number, message, standing))
    return bad


def _message(line: bytes) -> Message:
    record = _decoded(line)
    try:
        return submission_of({"messages": [record]})[1].messages[0]
    except SubmissionError as error:
        field = error.field.removeprefix("messages[0]").removeprefix(".")
        raise SubmissionError(field, error.vi, error.en) from None


def _standing(line: int, message: Message, standing: Standing) -> dict[str, Any]:
    return {
        "line": line,
        "message": standing.message,
        "tier": standing.tier.value,
        "risk": round(standing.risk, 4),
        "categories": {category.value: round(chance, 4) for category, chance in standing.probabilities.items()},
        "reasons": [
            {"code": reason.code, "tier": reason.tier.value, "vi": reason.vi, "en": reason.en}
            for reason in standing.reasons
        ],
        "quotes": [message.text[finding.span.start : finding.span.end] for finding in standing.findings],
        "first_reached": {tier.value: index for tier, index in standing.first_reached.items()},
    }


def _tell(sink: IO[bytes], answer: Mapping[str, Any]) -> None:
    sink.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
    sink.flush()  # whoever watches must not wait for a buffer to fill


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """Lines; of one that is longer than any submission may be, only as much as shows that it is."""
    while line := source.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = source.readline(MAX_LINE_BYTES + 1)
        yield line


def _take(chunk: _Chunk, number: int, line: bytes) -> bool:
    """Put a line into the chunk; whether it could be read."""
    name: str | int | None = None
    try:
        record = _decoded(line)
        with contextlib.suppress(SubmissionError):
            name = id_of(record)
        read_name, submission = submission_of(record)
    except SubmissionError as error:
        chunk.answers.append(error_of(number, error, name))
        return False
    chunk.answers.append(None)
    chunk.names.append(read_name)
    chunk.submissions.append(submission)
    return True


def _decoded(line: bytes) -> Mapping[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise SubmissionError("", f"dòng dài hơn {MAX_LINE_BYTES} byte", f"longer than {MAX_LINE_BYTES} bytes")
    return decode(line)


def _answer(classifier: Classifier, chunk: _Chunk, sink: IO[bytes]) -> None:
    assessments = classifier.assess_many(chunk.submissions)
    scored = map(record_of, chunk.names, chunk.submissions, assessments)
    for answer in chunk.answers:
        sink.write(orjson.dumps(next(scored) if answer is None else answer, option=orjson.OPT_APPEND_NEWLINE))
