"""Bring a downloaded file to the form it is trained on: the named columns, telephone numbers masked.

Telephone numbers of real people stand in several public corpora. They are masked before the file is ever placed, so
neither the model nor anybody's disk keeps them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

from training.errors import FetchError
from training.manifest import Format
from training.spreadsheet import SpreadsheetError, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from training.manifest import File

MASK = "<PHONE>"

_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .\-]?\d){8,10}(?!\d)")  # 0912345678, 0912.345.678, +84 912 345 678


def mask_phones(text: str) -> str:
    """Put ``<PHONE>`` in place of every Vietnamese telephone number; a second time changes nothing."""
    return _PHONE.sub(MASK, text)


def prepare(downloaded: Sequence[bytes], file: File, most_bytes: int) -> bytes:
    """Give the bytes of ``file`` as they are trained on; its sha256 is of these.

    ``downloaded`` holds what came from each of ``file.urls()``. Raises ``FetchError`` if the archive, the member, the
    encoding or a column is not as the manifest says.
    """
    contents = [_member(part, file.member, most_bytes) if file.member else part for part in downloaded]
    if not file.keep:  # a word list: no messages, nobody's telephone number
        return contents[0]
    try:
        rows = _rows(contents, file)
        text = _written(rows, file.keep)
    except UnicodeDecodeError:
        raise FetchError(f"{file.path}: tệp tải về không phải UTF-8", f"{file.path}: what came is no UTF-8") from None
    except (csv.Error, ValueError, KeyError, IndexError, AttributeError, TypeError, SpreadsheetError) as error:
        raise FetchError(
            f"{file.path}: các cột không như bản kê ({', '.join(file.keep)})",
            f"{file.path}: the columns are not those of the manifest ({', '.join(file.keep)})",
        ) from error
    return mask_phones(text).encode()


def _rows(contents: Sequence[bytes], file: File) -> list[list[str]]:
    """Read the kept columns of every row, whatever the home's format is."""
    theirs = [file.named.get(column, column) for column in file.keep]
    if file.format is Format.LINES:
        columns = [content.decode("utf-8-sig").splitlines() for content in contents]
        return [[cell.strip() for cell in row] for row in zip(*columns, strict=True)]
    if file.format is Format.JSON:
        records = json.loads(contents[0].decode("utf-8-sig"))
        return [[str(record[column]) for column in theirs] for record in records.values()]
    if file.format is Format.XLSX:
        rows = read_sheet(contents[0])
    else:
        text = contents[0].decode("utf-8-sig")
        csv.field_size_limit(len(text) + 1)
        rows = csv.reader(io.StringIO(text, newline=""))
    heading = next(rows, [])
    places = [heading.index(column) for column in theirs]
    return [[row[place].replace("\r\n", "\n") for place in places] for row in rows if row]


def _written(rows: Iterable[Sequence[str]], heading: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()


def _member(archive: bytes, name: str, most_bytes: int) -> bytes:
    """Unpack the one member that ends in ``name``; never more than ``most_bytes``, however well it was packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            fits = [info for info in packed.infolist() if f"/{info.filename}".endswith(f"/{name}")]
            fits = [info for info in fits if not info.filename.startswith("__MACOSX/")]
            if len(fits) != 1:
                raise FetchError(
                    f"tệp nén có {len(fits)} tệp tên {name}, cần đúng một",
                    f"the archive holds {len(fits)} files {name}, not one",
                )
            with packed.open(fits[0]) as member:
                content = member.read(most_bytes + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FetchError(
            "tệp tải về không phải tệp nén zip đọc được", "what came is no readable zip archive"
        ) from error
    if len(content) > most_bytes:
        raise FetchError(f"{name} lớn hơn {most_bytes} byte", f"{name} is larger than {most_bytes} bytes")
    return content
