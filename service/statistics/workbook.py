"""The month's report as a workbook (.xlsx)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from service.statistics.report import Report, Table

HIDDEN = "…"
NOTE = "… : dưới 5, hoặc được ẩn để không ai suy ra được số dưới 5. Tỉ lệ làm tròn đến 5%."

_WIDE, _NARROW = 38, 13
_KIND = {"title": {"bold": True, "font_size": 13}, "head": {"bold": True, "bg_color": "#E2F1EB", "border": 1}}


def workbook(report: Report) -> bytes:
    """Write a report; text is never taken for a formula, so a school's name that begins with ``=`` stays a name."""
    file = BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"title": f"Lá Chắn: {report.of}, {report.month}"})
        styles = {name: book.add_format(kind) for name, kind in _KIND.items()}
        styles["cell"] = book.add_format({"border": 1})
        for number, table in enumerate(report.tables, 1):
            sheet = book.add_worksheet(f"{number} {table.of}"[:31])
            _write(sheet, table, report, styles)
        _write_paces(book.add_worksheet("Thời gian xử lý"), report, styles)
    return file.getvalue()


def _write(sheet: Worksheet, table: Table, report: Report, styles: dict[str, Format]) -> None:
    _head(sheet, table.title, report, styles, (table.of, *table.columns))
    for number, (name, counts) in enumerate(table.rows, 4):
        sheet.write_string(number, 0, name, styles["cell"])
        for column, count in enumerate(counts, 1):
            if count is None:
                sheet.write_string(number, column, HIDDEN, styles["cell"])
            else:
                sheet.write_number(number, column, count, styles["cell"])
    sheet.write_string(len(table.rows) + 5, 0, NOTE)


def _write_paces(sheet: Worksheet, report: Report, styles: dict[str, Format]) -> None:
    columns = ("Bậc", "Được nhận sau", "Được quyết định sau", "Được nhận đúng hạn")
    _head(sheet, "Thời gian xử lý (trung vị) và đúng hạn, theo bậc", report, styles, columns)
    for number, pace in enumerate(report.paces, 4):
        for column, words in enumerate((pace.tier, pace.to_claim, pace.to_decide, pace.in_time)):
            sheet.write_string(number, column, words or HIDDEN, styles["cell"])
    sheet.write_string(len(report.paces) + 5, 0, NOTE)


def _head(sheet: Worksheet, title: str, report: Report, styles: dict[str, Format], columns: tuple[str, ...]) -> None:
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, len(columns), _NARROW if len(columns) > 4 else _NARROW * 2)  # noqa: PLR2004
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, f"{report.of}, {report.month}")
    for column, words in enumerate(columns):
        sheet.write_string(3, column, words[:1].upper() + words[1:], styles["head"])
    sheet.freeze_panes(4, 1)
