"""Read the first sheet of an .xlsx file as text: all that the one corpus in that format needs.

Source: ECMA-376, part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MOST_BYTES = 200_000_000  # of one part, unpacked
_LETTERS_IN_ALPHABET = 26


class SpreadsheetError(ValueError):
    """It is no spreadsheet, or larger than anything we expect."""


def read_sheet(content: bytes) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, every cell as text, empty cells as ``""``. Raises ``SpreadsheetError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            strings = _strings(packed) if "xl/sharedStrings.xml" in packed.namelist() else []
            sheet = _parsed(packed, "xl/worksheets/sheet1.xml")
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        raise SpreadsheetError("no readable spreadsheet") from error
    for row in sheet.iter(f"{_SPACE}row"):
        cells: list[str] = []
        for cell in row.iter(f"{_SPACE}c"):
            place = _column(cell.get("r", ""))
            cells.extend([""] * (place - len(cells)))
            cells.append(_value(cell, strings))
        yield cells


def _strings(packed: zipfile.ZipFile) -> list[str]:
    return [_text(item) for item in _parsed(packed, "xl/sharedStrings.xml").iter(f"{_SPACE}si")]


def _text(item: ET.Element) -> str:
    return "".join(part.text or "" for part in item.iter(f"{_SPACE}t"))


def _value(cell: ET.Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_SPACE}v", "")
    return strings[int(value)] if cell.get("t") == "s" and value else value


def _column(reference: str) -> int:
    """Give the place of a cell like ``AB12`` in its row, from 0."""
    letters = re.match("[A-Z]+", reference)
    place = 0
    for letter in letters[0] if letters else "":
        place = place * _LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return max(place - 1, 0)


def _parsed(packed: zipfile.ZipFile, name: str) -> ET.Element:
    """Parse one part. Entities, the one danger of this parser, are refused; a spreadsheet has none."""
    with packed.open(name) as part:
        content = part.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES or b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
        raise SpreadsheetError("a part is too large or declares entities")
    return ET.fromstring(content)  # noqa: S314
