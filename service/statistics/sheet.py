"""The month's report on one page (.pdf)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from service.statistics.workbook import NOTE

if TYPE_CHECKING:
    from service.statistics.report import Report

_PAGE = Path(__file__).parent / "sheet.typ"
_ON_THE_PAGE = 3  # tables; the one of schools has no room and stands in the workbook


def sheet(report: Report) -> bytes:
    """Set a report on one A4 page. The fonts are those inside typst, so every machine gives the same page."""
    data = {
        "of": report.of,
        "month": report.month,
        "received": report.received,
        "tables": [
            {"title": table.title, "of": table.of, "columns": table.columns, "rows": table.rows}
            for table in report.tables[:_ON_THE_PAGE]
        ],
        "paces": [[pace.tier, pace.to_claim, pace.to_decide, pace.in_time] for pace in report.paces],
        "note": NOTE,
        "schools": len(report.tables) > _ON_THE_PAGE,
    }
    made: bytes = typst.compile(
        str(_PAGE), format="pdf", sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True
    )
    return made
