"""``multipart/form-data`` as it comes: files are sealed while they arrive, everything else is kept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError, MultipartParseError
from python_multipart.multipart import parse_options_header

from service.errors import BodyTooLargeError, FieldError, InvalidError, ServiceError, UnreadableError
from service.outages import NoSpaceError

if TYPE_CHECKING:
    from service.attachments.incoming import Incoming

FILES = "files"
"""The name of parts that are files."""

_LONGEST_HEADERS = 10_000  # bytes of one part's headers


class Parts:
    """Parts as they arrive; a subclass says which there may be and what a route gets in their place."""

    def __init__(self, boundary: bytes, incoming: Incoming, *, most_files: int, most_document: int) -> None:
        self._incoming = incoming
        self._most_files, self._most_document = most_files, most_document
        self._headers: dict[bytes, bytes] = {}
        self._header = [b"", b""]
        self._header_bytes = 0
        self._into: bytearray | None = None  # the text part that comes in now
        self._is_file = False
        self._whole = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._part_begins,
                    "on_header_field": lambda data, start, end: self._more_header(0, data[start:end]),
                    "on_header_value": lambda data, start, end: self._more_header(1, data[start:end]),
                    "on_header_end": self._header_ends,
                    "on_headers_finished": self._headers_end,
                    "on_part_data": lambda data, start, end: self._more(data[start:end]),
                    "on_part_end": self._part_ends,
                    "on_end": self._ends,
                },
            )
        except FormParserError:  # a boundary longer than there may be (RFC 2046: 70 characters)
            raise unreadable() from None

    def write(self, content: bytes) -> None:
        """Take the next piece; UnreadableError, InvalidError, BodyTooLargeError, NoSpaceError."""
        try:
            self._parser.write(content)
        except MultipartParseError:
            raise unreadable() from None
        except OSError:
            raise NoSpaceError from None

    def document(self) -> bytes:
        """Give what the route reads, once everything came; UnreadableError, InvalidError."""
        if not self._whole:
            raise unreadable()
        return self._document()

    def _document(self) -> bytes:
        raise NotImplementedError

    def _begins(self, name: str, filename: str | None) -> None:
        """Begin a part: with ``_begin_file``, by setting ``_into``, or with neither, which drops it."""
        raise NotImplementedError

    def _begin_file(self, name: str | None) -> None:
        if len(self._incoming.received) >= self._most_files:
            most = self._most_files
            raise InvalidError(errors=[FieldError(FILES, f"nhiều hơn {most} tệp", f"more than {most} files")])
        self._incoming.begin(name)
        self._is_file = True

    def _part_begins(self) -> None:
        self._headers, self._header, self._header_bytes = {}, [b"", b""], 0
        self._into, self._is_file = None, False

    def _more_header(self, which: int, content: bytes) -> None:
        self._header_bytes += len(content)
        if self._header_bytes > _LONGEST_HEADERS:
            raise unreadable()
        self._header[which] += content

    def _header_ends(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        filename = options.get(b"filename")
        self._begins(
            options.get(b"name", b"").decode("utf-8", "replace"),
            filename.decode("utf-8", "replace") if filename is not None else None,
        )

    def _more(self, content: bytes) -> None:
        if self._is_file:
            self._incoming.write(content)
        elif self._into is not None:
            self._into += content

    def _part_ends(self) -> None:
        if self._is_file:
            self._is_file = False
            self._incoming.end()

    def _ends(self) -> None:
        self._whole = True


class JsonAndFiles(Parts):
    """One part of JSON under a given name, and files: what programs send. Anything else is refused."""

    def __init__(self, boundary: bytes, incoming: Incoming, name: str, *, most_files: int, most_document: int) -> None:
        super().__init__(boundary, incoming, most_files=most_files, most_document=most_document)
        self._name = name
        self._json: bytearray | None = None

    def _document(self) -> bytes:
        if self._json is None:
            raise InvalidError(errors=[FieldError(self._name, "thiếu phần này", "this part is missing")])
        return bytes(self._json)

    def _begins(self, name: str, filename: str | None) -> None:
        if name == FILES:
            self._begin_file(filename or None)
        elif name == self._name:
            if self._json is not None:
                raise InvalidError(errors=[FieldError(self._name, "chỉ gửi một phần", "only one such part")])
            self._json = self._into = bytearray()
        else:
            wrong = FieldError(
                "body", f"chỉ nhận phần {self._name} và files", f"only the parts {self._name} and files are taken"
            )
            raise InvalidError(errors=[wrong])

    def _more(self, content: bytes) -> None:
        super()._more(content)
        if self._into is not None and len(self._into) > self._most_document:
            raise BodyTooLargeError.of(self._name, self._most_document)


class FieldsAndFiles(Parts):
    """The fields of a page's form, and files: the route reads the fields as if no file had been there.

    A file that cannot be taken is dropped and the reason kept in ``refused``: what a person typed must come through,
    so that the page can show it again.
    """

    def __init__(
        self, boundary: bytes, incoming: Incoming, refused: ServiceError | None, *, most_files: int, most_document: int
    ) -> None:
        super().__init__(boundary, incoming, most_files=most_files, most_document=most_document)
        self.refused = refused
        self._fields: list[tuple[str, bytearray]] = []
        self._size = 0

    def _document(self) -> bytes:
        return urlencode([(name, bytes(content)) for name, content in self._fields]).encode()

    def _begins(self, name: str, filename: str | None) -> None:
        if filename is None:
            self._into = bytearray()
            self._fields.append((name, self._into))
            self._count(len(name))
        elif filename and name == FILES and self.refused is None:  # a browser sends an empty name for "no file"
            try:
                self._begin_file(filename)
            except InvalidError as error:
                self.refused = error
            except OSError:
                self.refused = NoSpaceError()

    def _more(self, content: bytes) -> None:
        try:
            super()._more(content)
        except OSError:
            self.refused, self._is_file = NoSpaceError(), False
        if self._into is not None:
            self._count(len(content))

    def _part_ends(self) -> None:
        try:
            super()._part_ends()
        except OSError:
            self.refused = NoSpaceError()

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > self._most_document:
            raise BodyTooLargeError.of("body", self._most_document)


def unreadable() -> UnreadableError:
    """Make the error for a body that is not what it says."""
    wrong = FieldError("body", "phải là multipart/form-data trọn vẹn", "must be whole multipart/form-data")
    return UnreadableError(errors=[wrong])
