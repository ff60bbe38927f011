"""What belongs to a report or a case, in one place: what goes with it, what is emptied, and what stays for the counts.

Whoever adds a table or a column that holds something of a report adds a line here;
``tests/service/retention/test_belongings.py`` walks all tables and fails where one is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from service.models import (
    AssessmentRow,
    Attachment,
    AttachmentPage,
    Base,
    Case,
    CaseStep,
    DataKeyRow,
    Decision,
    Delivery,
    Draft,
    Erasure,
    ErasureRequest,
    Hold,
    Letter,
    Mention,
    Merge,
    Named,
    Note,
    Report,
    SearchToken,
    Skip,
)
from service.models.keys import Owner
from service.words import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import InstrumentedAttribute, Session

    Column = InstrumentedAttribute[Any]

OF_ATTACHMENTS: tuple[Column, ...] = (AttachmentPage.attachment_id,)
"""Rows that go with a report's files, by the column that names the file."""

OF_REPORTS: tuple[Column, ...] = (
    SearchToken.report_id,
    Mention.report_id,
    Named.report_id,
    Letter.report_id,
    AssessmentRow.report_id,
    Attachment.report_id,
)
"""Rows that go with a report, by the column that names it. Those of its files go before."""

OF_CASES: tuple[Column, ...] = (Note.case_id, Draft.case_id, CaseStep.case_id, Skip.case_id)
"""Rows that go with a case."""

EMPTIED_REPORTS: dict[str, Any] = {
    "content": b"",
    "messages": 0,
    "reporter": Reporter.OTHER.value,
    "body_hash": b"",
    "search_due_at": None,
}
"""What a report's own row is left with; its receipt's hash stays, so that the receipt still gets an answer."""

EMPTIED_CASES: tuple[tuple[Column, dict[str, Any]], ...] = (
    (Case.id, {"reasons": [], "risk": 0.0}),
    (Decision.case_id, {"reason": None, "note": None, "before": None}),
    (Delivery.case_id, {"reference": None}),
    (Hold.case_id, {"reason": None, "lift_reason": None}),
    (ErasureRequest.case_id, {"reason": None}),
)
"""What the rows of a case that stay are left with, by the column that names the case."""

STAYING: tuple[type[Base], ...] = (Report, Case, Decision, Delivery, Hold, ErasureRequest, Erasure, Merge)
"""Tables that go on naming a report or a case. Tier, categories, outcome and times stay, so that no count changes."""

_CHUNK = 500  # values in one statement


def take_away(session: Session, report_ids: Sequence[str], case_ids: Sequence[str]) -> dict[str, int]:
    """Delete what goes with these reports and cases and empty what stays; gives how many rows went, by table.

    Needs a ``write()`` session that holds the cases.
    """
    gone: dict[str, int] = {}

    def went(table: str, number: int) -> None:
        gone[table] = gone.get(table, 0) + number

    for owner, owner_ids in ((Owner.REPORT, report_ids), (Owner.CASE, case_ids)):
        for ids in _chunks(owner_ids):  # first of all: without it, whatever is left by mischance cannot be opened
            went(DataKeyRow.__tablename__, _keys_deleted(session, owner, ids))
    for ids in _chunks(report_ids):
        files = select(Attachment.id).where(Attachment.report_id.in_(ids))
        for column in OF_ATTACHMENTS:
            went(_table(column), _deleted(session, column, files))
        for column in OF_REPORTS:
            went(_table(column), _deleted(session, column, ids))
        values = EMPTIED_REPORTS | {"assessed_at": func.coalesce(Report.assessed_at, Report.erased_at)}
        session.execute(_quiet(update(Report).where(Report.id.in_(ids)).values(**values)))
    for ids in _chunks(case_ids):
        for column in OF_CASES:
            went(_table(column), _deleted(session, column, ids))
        for column, values in EMPTIED_CASES:
            session.execute(_quiet(update(column.class_).where(column.in_(ids)).values(_plain(column, values))))
    return {"reports": len(report_ids)} | {table: number for table, number in gone.items() if number}


def count(session: Session, report_ids: Sequence[str], case_ids: Sequence[str]) -> dict[str, int]:
    """Count the rows that ``take_away`` would delete, by table, and change nothing."""
    found: dict[str, int] = {}
    for columns, chunks in ((OF_REPORTS, _chunks(report_ids)), (OF_CASES, _chunks(case_ids))):
        for ids in chunks:
            for column in columns:
                number = session.scalar(select(func.count()).select_from(column.class_).where(column.in_(ids))) or 0
                found[_table(column)] = found.get(_table(column), 0) + number
    return {"reports": len(report_ids)} | {table: number for table, number in found.items() if number}


def _keys_deleted(session: Session, owner: Owner, ids: Sequence[str]) -> int:
    its = DataKeyRow.owner_kind == owner.value, DataKeyRow.owner_id.in_(ids)
    result: Any = session.execute(_quiet(delete(DataKeyRow).where(*its)))
    return int(result.rowcount)


def _deleted(session: Session, column: Column, ids: Any) -> int:  # noqa: ANN401 - a list or a subselect
    result: Any = session.execute(_quiet(delete(column.class_).where(column.in_(ids))))
    return int(result.rowcount)


def _plain(column: Column, values: dict[str, Any]) -> dict[Any, Any]:
    """Name the columns themselves: JSON columns would take ``None`` for a JSON null otherwise."""
    return {getattr(column.class_, name): value for name, value in values.items()}


def _quiet(statement: Any) -> Any:  # noqa: ANN401 - any statement
    return statement.execution_options(synchronize_session=False)


def _table(column: Column) -> str:
    return str(column.class_.__tablename__)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), _CHUNK):
        yield ids[at : at + _CHUNK]
