"""What comes in over HTTP: reports as JSON, lines of the command line, multipart bodies, receipts."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson
from fastapi.exceptions import RequestValidationError
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from classifier import records
from classifier.errors import SubmissionError
from classifier.limits import unusable_character
from service import problems
from service.attachments.incoming import Incoming
from service.attachments.store import Store
from service.edge.multipart import FieldsAndFiles, JsonAndFiles, Parts
from service.errors import ServiceError
from service.intake import receipt, receipt_words
from service.intake.schemas import ReportIn, WriteBackIn
from service.scoring.schemas import ScoreIn
from service.secret import Secret
from tests.fuzz.odd_text import ODD
from tests.fuzz.target import BYTES, TEXT, Target, folder, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BOUNDARY = b"----grenze"
_SECRET = Secret(bytes(32))

NAMES = st.sampled_from(
    ("messages", "text", "speaker", "happening_now", "adult_has_access", "unread_screenshots", "reporter", "note",
     "reference", "submissions", "receipt", "id", "sealed_screenshots", "")
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD | st.sampled_from(("child", "other", "unknown")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | ODD, inner, max_size=5),
    max_leaves=12,
)
MESSAGES = st.lists(
    st.fixed_dictionaries({"text": ODD}, optional={"speaker": VALUES | st.just("child"), "shown": VALUES}), max_size=4
)
REPORTS = (
    st.fixed_dictionaries(
        {"messages": MESSAGES | VALUES},
        optional={
            "reporter": st.just("child") | VALUES,
            "note": ODD | VALUES,
            "reference": ODD,
            "happening_now": st.booleans() | VALUES,
            "unread_screenshots": st.integers(0, 3) | VALUES,
        },
    )
    | VALUES
)


READERS = (ReportIn.model_validate, TypeAdapter[Any](ScoreIn).validate_python, WriteBackIn.model_validate)


def reported(body: bytes) -> None:
    """Read a body as the API does; what is refused is answered, and the answer can be written."""
    try:
        value = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return  # FastAPI's own refusals; tests/fuzz/test_http.py sends such bodies to the service
    for read in READERS:
        try:
            found = read(value)
        except ValidationError as error:
            told = problems.of_validation(
                RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()])
            )
            assert told.status == 422
            assert orjson.dumps(problems.body_of(told))
            continue
        if isinstance(found, ReportIn):
            content = found.content()
            assert all(unusable_character(message.text) is None for message in content.submission.messages)
            assert orjson.dumps(found.model_dump(mode="json"))


def lined(line: bytes) -> None:
    """Read a line of ``lachan score``."""
    try:
        _, submission = records.submission_of(records.decode(line))
    except SubmissionError as error:
        assert orjson.dumps(records.error_of(1, error))
    else:
        assert submission.messages


def _line(value: Any) -> bytes:
    return json.dumps(value).encode()


LINES = (
    st.binary(max_size=200)
    | REPORTS.map(_line)
    | st.tuples(REPORTS.map(_line), st.integers(0, 300), st.binary(max_size=3)).map(
        lambda of: of[0][: of[1]] + of[2] + of[0][of[1] :]
    )
)

HEADERS = st.sampled_from(
    (b'Content-Disposition: form-data; name="report"', b'Content-Disposition: form-data; name="files"; filename="a.png"',
     b'content-disposition: form-data; name="text"', b'Content-Disposition: form-data; name="files"; filename=""',
     b"Content-Disposition: form-data; name*=utf-8''files; filename*=utf-8''%ff", b"Content-Type: image/png", b"",
     b'Content-Disposition: form-data; name="files"; filename="\xff\x00.png"', b"Content-Disposition:", b": x", b"X" * 300)
) | st.binary(max_size=40)  # fmt: skip
CONTENTS = st.binary(max_size=60) | st.sampled_from(
    (b"{}", b'{"messages":[]}', b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"\r\n--", b"%PDF-1.4")
)
PARTS = st.lists(
    st.tuples(st.lists(HEADERS, max_size=3), CONTENTS).map(
        lambda of: (
            b"--" + BOUNDARY + b"\r\n" + b"".join(header + b"\r\n" for header in of[0]) + b"\r\n" + of[1] + b"\r\n"
        )
    ),
    max_size=5,
).map(b"".join)
BODIES = st.tuples(
    PARTS, st.sampled_from((b"--" + BOUNDARY + b"--\r\n", b"", b"--" + BOUNDARY)), st.binary(max_size=4)
).map(b"".join) | st.binary(max_size=120)
"""Bodies of ``multipart/form-data``, whole, broken off, or nothing of the kind."""


@contextmanager
def taking_in() -> Iterator[Callable[[bytes], None]]:
    with folder() as place:
        files = Store(place)

        def take_in(body: bytes) -> None:
            """Have a body come in small pieces for a program, and in larger ones for a page's form."""
            limits = {"most_files": 3, "most_document": 200}
            for step in (7, 64):
                incoming = Incoming(files, most_bytes=100)
                parts: Parts = JsonAndFiles(BOUNDARY, incoming, "report", **limits)
                if step == 64:
                    parts = FieldsAndFiles(BOUNDARY, incoming, None, **limits)
                try:
                    for at in range(0, len(body), step):
                        parts.write(body[at : at + step])
                    parts.document()
                except ServiceError as error:
                    assert 400 <= error.status < 500
                finally:
                    assert len(incoming.received) <= 3
                    incoming.discard()
                assert not any((place / incoming.report_id[-2:]).iterdir()) if incoming.received else True

        yield take_in


WORDS = st.sampled_from(receipt_words.words())
RECEIPTS = st.integers(0, 10**receipt.DIGITS - 1)
TYPED_RECEIPTS = (
    ODD
    | st.text("0123456789-. \t", max_size=40)
    | st.lists(WORDS | st.text("aăâeêioôơuưyđbcghklmnpqrstvx", max_size=6), min_size=8, max_size=12).map(", ".join)
)


def typed(text: str) -> None:
    digits = receipt.digits_of(text)
    hashed = receipt.digest(_SECRET, text)
    assert (digits is None) is (hashed is None)
    if digits is not None:
        assert len(digits) == receipt.DIGITS
        assert receipt.digits_of(" ".join(receipt.in_words(digits))) == digits


def slipped(given: tuple[int, str, int, str]) -> None:
    """A receipt is known again however it is grouped, and as words; with one word more or less it is another or none."""
    number, separator, at, letter = given
    digits = f"{number:0{receipt.DIGITS}d}"
    assert receipt.digits_of(separator.join(digits[i : i + 5] for i in range(0, len(digits), 5))) == digits
    said = receipt.in_words(digits)
    assert receipt.digits_of(separator.join(said).upper() if separator else " ".join(said)) == digits
    wrong = " ".join((*said[:at], said[at][:-1] + letter, *said[at + 1 :]))
    found = receipt.digits_of(wrong)
    assert found is None or len(found) == receipt.DIGITS
    assert receipt.digits_of(" ".join(said[1:])) is None


TARGETS = (
    Target(
        "report as JSON",
        REPORTS.map(_line),
        plain(reported),
        1_300,
        100,
        BYTES,
        ("service.scoring", "service.intake", "service.problems", "service.text", "json"),
    ),
    Target("line of JSON", LINES, plain(lined), 900, 100, BYTES, ("classifier.records", "json")),
    Target(
        "multipart",
        BODIES,
        taking_in,
        400,
        200,
        BYTES,
        ("python_multipart", "service.edge.multipart", "service.attachments"),
    ),
    Target("receipt, typed", TYPED_RECEIPTS, plain(typed), 1_300, 300, TEXT, ("service.intake",)),
    Target(
        "receipt, with slips",
        st.tuples(
            RECEIPTS, st.sampled_from(("", " ", "-", ".", "  ", " - ")), st.integers(0, 9), st.sampled_from("abcdđeghi")
        ),
        plain(slipped),
        80,
    ),
)
