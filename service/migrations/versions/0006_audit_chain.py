"""The audit's seals and chain, and who is named in which case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import service.database

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_APPEND_ONLY = ("audit", "audit_chain")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("audit", sa.Column("seal", sa.LargeBinary(length=48), nullable=True))
    op.create_table(
        "audit_chain",
        sa.Column("position", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_chain")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_chain_number")),
    )
    op.create_table(
        "audit_gaps",
        sa.Column("first", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("last", _NUMBER, nullable=False),
        sa.Column("seen_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_audit_gaps")),
    )
    _add_names()
    if op.get_bind().dialect.name == "postgresql":
        # Several hundred rows a second would have used four bytes up within weeks.
        op.execute("ALTER TABLE audit ALTER COLUMN number TYPE BIGINT")
        op.execute("ALTER SEQUENCE audit_number_seq AS BIGINT")
        op.execute(
            "CREATE FUNCTION lachan_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
        for table in _APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION lachan_append_only()"
            )
        return
    for table in _APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _add_names() -> None:
    moment = service.database.UtcDateTime(timezone=True)
    op.create_table(
        "named",
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("lifted_at", moment, nullable=True),
        sa.Column("lifted_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_named_report_id_reports")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_named_user_id_users")),
        sa.ForeignKeyConstraint(["lifted_by"], ["users.id"], name=op.f("fk_named_lifted_by_users")),
        sa.PrimaryKeyConstraint("report_id", "user_id", name=op.f("pk_named")),
    )
    op.create_index("ix_named_user", "named", ["user_id", "lifted_at"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_aliases_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "alias", name=op.f("pk_aliases")),
    )
    op.create_table(
        "known_as",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("names", sa.LargeBinary(length=32), nullable=False),
        sa.Column("upto", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_known_as_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_known_as")),
    )


def downgrade() -> None:
    for table in ("known_as", "aliases", "named"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in _APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute("DROP FUNCTION lachan_append_only()")
    else:
        for table in _APPEND_ONLY:
            for deed in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{deed}")
    op.drop_table("audit_gaps")
    op.drop_table("audit_chain")
    op.drop_column("audit", "seal")
