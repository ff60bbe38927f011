"""Every table that holds something of a report or a case is in the one list; so is every column with words in it."""

from __future__ import annotations

from sqlalchemy import JSON, LargeBinary, String

from service.models import Base
from service.retention import belongings

IDS = {"reports", "cases", "attachments"}
GOES = {
    column.class_.__tablename__: column.key
    for column in (*belongings.OF_ATTACHMENTS, *belongings.OF_REPORTS, *belongings.OF_CASES)
}
EMPTIED = {("reports", name) for name in belongings.EMPTIED_REPORTS} | {
    (column.class_.__tablename__, name) for column, values in belongings.EMPTIED_CASES for name in values
}
HARMLESS = {  # of the tables that stay: what could hold words by its type, and does not
    ("reports", "receipt_hash"),
    ("reports", "idempotency_hash"),
    ("cases", "categories"),  # counted by the statistics; words of the taxonomy
    ("merges", "report_ids"),
    ("erasures", "counts"),
}
_LONGEST_WORD = 40  # a state, a verb, an id


def naming() -> dict[str, set[str]]:
    """The tables that point at a report, a case or a file, and by which columns."""
    return {
        table.name: found
        for table in Base.metadata.sorted_tables
        if (found := {key.parent.name for key in table.foreign_keys if key.column.table.name in IDS})
        or table.name in IDS
    }


def test_every_table_that_names_a_report_or_a_case_goes_with_it_or_stays_on_purpose() -> None:
    staying = {table.__tablename__ for table in belongings.STAYING}
    for name, columns in naming().items():
        assert (name in GOES) != (name in staying), f"{name}: say in retention.belongings what becomes of it"
        if name in GOES:
            assert GOES[name] in columns or name in IDS


def test_every_column_with_words_in_it_is_emptied_where_its_row_stays() -> None:
    for table in belongings.STAYING:
        for column in table.__table__.columns:
            kind = column.type
            may_hold_words = isinstance(kind, JSON | LargeBinary) or (
                isinstance(kind, String) and (kind.length or _LONGEST_WORD + 1) > _LONGEST_WORD
            )
            if may_hold_words:
                place = table.__tablename__, column.name
                assert place in EMPTIED | HARMLESS, f"{place}: say in retention.belongings what becomes of it"
