"""Every word of a report and of a case is sealed, with a key for each of them; words are searched by keyed tokens.

What older versions wrote plainly is sealed here, in the one transaction of the upgrade: it happens whole or not at all.
The bytes that held it are overwritten (SQLite: ``secure_delete``) or left behind with the old files of the tables
(PostgreSQL: each table is written anew).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import sqlalchemy as sa
import structlog
from alembic import context, op

import service.database
from service.sealing.keys import DataKey, SealError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BATCH = 500
_log = structlog.get_logger()



class _Table(NamedTuple):
    """A table with columns that are sealed from now on, and whose key seals them."""

    name: str
    owner: str
    owner_column: str
    columns: dict[str, tuple[Any, bool]]  # by name: what it was, and whether it may be empty
    primary: tuple[str, ...] = ("id",)


_TEXT, _JSON = sa.String(), sa.JSON()
_TABLES = (
    _Table("reports", "report", "id", {"content": (_JSON, False)}),
    _Table("assessments", "report", "report_id", {"content": (_JSON, False)}),
    _Table("letters", "report", "report_id", {"text": (_TEXT, False)}),
    _Table("notes", "case", "case_id", {"text": (_TEXT, False)}),
    _Table("steps", "case", "case_id", {"reason": (_TEXT, True)}),
    _Table("deliveries", "case", "case_id", {"reference": (_TEXT, True)}),
    _Table("skips", "case", "case_id", {"note": (_TEXT, True)}, ("case_id", "user_id")),
    _Table("drafts", "case", "case_id", {"content": (_JSON, False)}, ("case_id", "user_id")),
    _Table(
        "decisions",
        "case",
        "case_id",
        {"reason": (_TEXT, True), "note": (_TEXT, True), "before": (sa.JSON(none_as_null=True), True)},
    ),
    _Table("saved_views", "user", "user_id", {"name": (_TEXT, False), "query": (_JSON, False)}),
)
_KEYS = sa.table("data_keys", *(sa.column(name) for name in ("owner_kind", "owner_id", "wrapped", "wrapped_by")))
_KEYS.append_column(sa.column("made_at", service.database.UtcDateTime(timezone=True)))


def upgrade() -> None:
    _make_tables()
    with op.batch_alter_table("saved_views") as batch:  # names are compared in the service: a sealed one never repeats
        batch.drop_constraint(op.f("uq_saved_views_user_id_name"), type_="unique")
    op.create_index(op.f("ix_saved_views_user_id"), "saved_views", ["user_id"], unique=False)
    _take_over_keys()
    _count_messages()
    for table in _TABLES:
        _seal(table)
    _seal_transcripts()


def _make_tables() -> None:
    op.create_table(
        "data_keys",
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=16), nullable=False),
        sa.Column("made_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_kind", "owner_id", name=op.f("pk_data_keys")),
    )
    op.create_table(
        "search_tokens",
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_search_tokens_report_id_reports")),
        sa.PrimaryKeyConstraint("token", "report_id", name=op.f("pk_search_tokens")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_tokens_report_id"), "search_tokens", ["report_id"], unique=False)
    op.add_column(
        "reports", sa.Column("search_due_at", service.database.UtcDateTime(timezone=True), nullable=True)
    )
    waiting = sa.text("search_due_at IS NOT NULL")
    op.create_index(
        "ix_reports_search_due", "reports", ["search_due_at"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.execute(sa.text("UPDATE reports SET search_due_at = received_at"))


def _take_over_keys() -> None:
    """Take the keys of the reports that came with files; ValueError if one does not open with the key that is here."""
    old = op.get_bind().execute(sa.text("SELECT report_id, wrapped, wrapped_by, made_at FROM report_keys")).all()
    for row in old:
        try:
            _operator_key().unwrap(bytes(row.wrapped), row.report_id)
        except SealError:
            raise ValueError(
                f"the key of report {row.report_id} was wrapped by the operator's key {row.wrapped_by}, "
                "which is not here: nothing was changed"
            ) from None
    op.execute(
        sa.text(
            "INSERT INTO data_keys (owner_kind, owner_id, wrapped, wrapped_by, made_at) "
            "SELECT 'report', report_id, wrapped, wrapped_by, made_at FROM report_keys"
        )
    )
    op.drop_table("report_keys")


def _count_messages() -> None:
    op.add_column("reports", sa.Column("messages", sa.Integer(), nullable=False, server_default="0"))
    reports = sa.table("reports", sa.column("content", _JSON), sa.column("messages"))
    op.execute(sa.update(reports).values(messages=sa.func.json_array_length(reports.c.content["messages"])))
    if not _sqlite():
        op.alter_column("reports", "messages", server_default=None)


def _seal(table: _Table) -> None:
    """Put a sealed column in the place of each plain one."""
    empty = sa.text("x''")
    for name, (_, optional) in table.columns.items():
        plain = _sqlite() and not optional  # it takes no column that must not be empty without saying what fills it
        op.add_column(
            table.name,
            sa.Column(
                f"sealed_{name}",
                sa.LargeBinary(),
                nullable=not plain,
                server_default=empty if plain else None,
            ),
        )
    for rows in _batches(table):
        keys = _keys(table.owner, {row[table.owner_column] for row in rows})
        _write(table, [_sealed(table, row, keys[row[table.owner_column]]) for row in rows])
    for name, (_, optional) in table.columns.items():
        op.execute(sa.text(f'ALTER TABLE {table.name} DROP COLUMN "{name}"'))
        op.execute(sa.text(f'ALTER TABLE {table.name} RENAME COLUMN "sealed_{name}" TO "{name}"'))
    if _sqlite():
        return
    for name, (_, optional) in table.columns.items():
        # The first writes the whole table anew: only so the dropped columns are gone from its rows, too.
        anew = f"{name} || ''::bytea" if name == next(iter(table.columns)) else name
        op.execute(sa.text(f'ALTER TABLE {table.name} ALTER COLUMN "{name}" TYPE bytea USING {anew}'))
        if not optional:
            op.alter_column(table.name, name, nullable=False)


def _sealed(table: _Table, row: dict[str, Any], key: DataKey) -> dict[str, Any]:
    place = f"{'+'.join(row[name] for name in table.primary)}/{row[table.owner_column]}"
    values: dict[str, Any] = {f"at_{name}": row[name] for name in table.primary}
    for name in table.columns:
        plain = row[name]
        bound = f"{table.name}.{name}/{place}"
        values[f"sealed_{name}"] = None if plain is None else key.seal(orjson.dumps(plain), bound)
    return values


def _seal_transcripts() -> None:
    """Bind what was read of pictures, sealed already, to its row in the way of everything else."""
    table = _Table("assessments", "report", "report_id", {"pictures": (sa.LargeBinary(), True)})
    for rows in _batches(table):
        having = [row for row in rows if row["pictures"] is not None]
        keys = _keys("report", {row["report_id"] for row in having})
        done = []
        for row in having:
            key, at = keys[row["report_id"]], f"{row['id']}/{row['report_id']}"
            try:
                read = key.open(row["pictures"], f"{row['report_id']}/assessment/{row['id']}")
            except SealError:  # it opened nowhere before, and will not now
                _log.error("what was read of pictures cannot be opened", assessment=row["id"])
                continue
            done.append({"at_id": row["id"], "pictures": key.seal(read, f"assessments.pictures/{at}")})
        if done:
            target = sa.table("assessments", sa.column("id"), sa.column("pictures", sa.LargeBinary()))
            op.get_bind().execute(
                sa.update(target).where(target.c.id == sa.bindparam("at_id")).values(pictures=sa.bindparam("pictures")),
                done,
            )


def _batches(table: _Table) -> Iterable[Sequence[dict[str, Any]]]:
    names = dict.fromkeys((*table.primary, table.owner_column))
    source = sa.table(
        table.name,
        *(sa.column(name) for name in names),
        *(sa.column(name, kind) for name, (kind, _) in table.columns.items()),
    )
    order = [source.c[name] for name in table.primary]
    last: tuple[Any, ...] | None = None
    done = 0
    while True:
        query = sa.select(source).order_by(*order).limit(_BATCH)
        if last is not None:
            query = query.where(sa.tuple_(*order) > sa.tuple_(*(sa.literal(value) for value in last)))
        rows = [dict(row._mapping) for row in op.get_bind().execute(query)]  # noqa: SLF001 - SQLAlchemy's public name
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][name] for name in table.primary)
        done += len(rows)
        if done % (20 * _BATCH) == 0:
            _log.info("sealing what is in the tables", table=table.name, rows=done)


def _keys(owner: str, owner_ids: set[str]) -> dict[str, DataKey]:
    """Give the keys of some owners, made where there is none."""
    if not owner_ids:
        return {}
    bind, operator_key = op.get_bind(), _operator_key()
    query = sa.select(_KEYS.c.owner_id, _KEYS.c.wrapped).where(
        _KEYS.c.owner_kind == owner, _KEYS.c.owner_id.in_(sorted(owner_ids))
    )
    found = {one: operator_key.unwrap(bytes(wrapped), one) for one, wrapped in bind.execute(query)}
    made = {one: DataKey.fresh() for one in owner_ids if one not in found}
    if made:
        now, name = datetime.now(UTC), operator_key.name
        bind.execute(
            sa.insert(_KEYS),
            [
                {
                    "owner_kind": owner,
                    "owner_id": one,
                    "wrapped": operator_key.wrap(key, one),
                    "wrapped_by": name,
                    "made_at": now,
                }
                for one, key in made.items()
            ],
        )
    return found | made


def _write(table: _Table, rows: list[dict[str, Any]]) -> None:
    names = [f"sealed_{name}" for name in table.columns]
    target = sa.table(
        table.name,
        *(sa.column(name) for name in table.primary),
        *(sa.column(name, sa.LargeBinary()) for name in names),
    )
    op.get_bind().execute(
        sa.update(target)
        .where(*(target.c[name] == sa.bindparam(f"at_{name}") for name in table.primary))
        .values({name: sa.bindparam(name) for name in names}),
        rows,
    )


def _operator_key() -> Any:  # noqa: ANN401 - a sealing.OperatorKey, or a stand-in that raises
    found = context.config.attributes["operator_key"]
    if found is None:
        raise RuntimeError("what is in these tables is sealed by this step: it needs the operator's key")
    return found


def _sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")
