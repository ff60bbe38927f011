"""Files that come with a report, the keys they are sealed with, and what was read from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import service.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added in place: a batch would copy the table, and SQLite then empties what points at it.
    op.add_column("cases", sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE cases SET provisional = NOT assessed"))
    op.add_column("reports", sa.Column("readings", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("assessments", sa.Column("pictures", sa.LargeBinary(), nullable=True))
    op.create_table(
        "report_keys",
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=16), nullable=False),
        sa.Column("made_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_keys_report_id_reports")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_keys")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("refusal", sa.String(length=40), nullable=True),
        sa.Column("sealed_by", sa.String(length=40), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("done_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_attachments_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("report_id", "position", name=op.f("uq_attachments_report_id_position")),
    )
    op.create_index("ix_attachments_waiting", "attachments", ["state", "next_try_at"], unique=False)
    op.create_table(
        "attachment_pages",
        sa.Column("attachment_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("messages", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_attachment_pages_attachment_id_attachments")
        ),
        sa.PrimaryKeyConstraint("attachment_id", "number", name=op.f("pk_attachment_pages")),
    )


def downgrade() -> None:
    op.drop_table("attachment_pages")
    op.drop_index("ix_attachments_waiting", table_name="attachments")
    op.drop_table("attachments")
    op.drop_table("report_keys")
    op.drop_column("assessments", "pictures")
    op.drop_column("reports", "readings")
    op.drop_column("cases", "provisional")
