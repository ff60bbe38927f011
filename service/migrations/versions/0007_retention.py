"""How long things are kept: holds, requests for erasure, tombstones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import service.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = service.database.UtcDateTime


def upgrade() -> None:
    # Columns are added in place: a batch would copy the table, and SQLite then empties what points at it.
    op.add_column("cases", sa.Column("erased_at", _MOMENT(timezone=True), nullable=True))
    op.add_column("reports", sa.Column("erased_at", _MOMENT(timezone=True), nullable=True))
    op.create_index("ix_cases_decided", "cases", ["state", "decided_at"], unique=False)
    op.create_table(
        "holds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("placed_by", sa.String(length=32), nullable=False),
        sa.Column("placed_at", _MOMENT(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("lifted_by", sa.String(length=32), nullable=True),
        sa.Column("lifted_at", _MOMENT(timezone=True), nullable=True),
        sa.Column("lift_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_holds_case_id_cases")),
        sa.ForeignKeyConstraint(["placed_by"], ["users.id"], name=op.f("fk_holds_placed_by_users")),
        sa.ForeignKeyConstraint(["lifted_by"], ["users.id"], name=op.f("fk_holds_lifted_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(op.f("ix_holds_case_id"), "holds", ["case_id"], unique=False)
    op.create_table(
        "erasure_requests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=True),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", _MOMENT(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", _MOMENT(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_erasure_requests_case_id_cases")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_erasure_requests_report_id_reports")),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name=op.f("fk_erasure_requests_asked_by_users")),
        sa.ForeignKeyConstraint(["answered_by"], ["users.id"], name=op.f("fk_erasure_requests_answered_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_requests")),
    )
    op.create_index(op.f("ix_erasure_requests_case_id"), "erasure_requests", ["case_id"], unique=False)
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=True),
        sa.Column("at", _MOMENT(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=True),
        sa.Column("agreed_by", sa.String(length=32), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("emptied_at", _MOMENT(timezone=True), nullable=True),
        sa.Column("done_at", _MOMENT(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_erasures_school_id_schools")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_erasures_case_id_cases")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_erasures_report_id_reports")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_erasures_by_id_users")),
        sa.ForeignKeyConstraint(["agreed_by"], ["users.id"], name=op.f("fk_erasures_agreed_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_done", "erasures", ["done_at"], unique=False)
    op.create_index(op.f("ix_erasures_case_id"), "erasures", ["case_id"], unique=False)
    op.create_index(op.f("ix_erasures_report_id"), "erasures", ["report_id"], unique=False)


def downgrade() -> None:
    for table in ("erasures", "erasure_requests", "holds"):
        op.drop_table(table)
    op.drop_index("ix_cases_decided", "cases")
    op.drop_column("reports", "erased_at")
    op.drop_column("cases", "erased_at")
