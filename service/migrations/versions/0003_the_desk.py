"""The desk: what a case is served in, notes, drafts, letters, merges, what reports have in common, deliveries that are sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import service.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recipients",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_recipients_school_id_schools")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
    )
    op.create_index(op.f("ix_recipients_school_id"), "recipients", ["school_id"], unique=False)
    op.create_table(
        "on_call",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipients.id"], name=op.f("fk_on_call_recipient_id_recipients")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_on_call_school_id_schools")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call")),
        sa.UniqueConstraint("school_id", "position", name=op.f("uq_on_call_school_id_position")),
    )
    op.create_table(
        "opt_outs",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("since", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_opt_outs_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "category", name=op.f("pk_opt_outs")),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("created_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_saved_views_user_id_name")),
    )
    op.create_table(
        "drafts",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("saved_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_drafts_case_id_cases")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_drafts_user_id_users")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "merges",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kept_id", sa.String(length=32), nullable=False),
        sa.Column("merged_id", sa.String(length=32), nullable=True),
        sa.Column("report_ids", sa.JSON(), nullable=False),
        sa.Column("at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=True),
        sa.Column("undone_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["cases.id"], name=op.f("fk_merges_kept_id_cases")),
        sa.ForeignKeyConstraint(["merged_id"], ["cases.id"], name=op.f("fk_merges_merged_id_cases")),
        sa.ForeignKeyConstraint(["undone_by"], ["users.id"], name=op.f("fk_merges_undone_by_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_merges_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_kept_id"), "merges", ["kept_id"], unique=False)
    op.create_index(op.f("ix_merges_merged_id"), "merges", ["merged_id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id_cases")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notes_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_case_id"), "notes", ["case_id"], unique=False)
    op.create_table(
        "skips",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_skips_case_id_cases")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_skips_user_id_users")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_skips")),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=True),
        sa.Column("skip", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("until", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_steps_case_id_cases")),
        sa.ForeignKeyConstraint(["other_id"], ["users.id"], name=op.f("fk_steps_other_id_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_steps_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_case_id"), "steps", ["case_id"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("read_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_letters_report_id_reports")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_letters_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_report_id"), "letters", ["report_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_mentions_report_id_reports")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_mentions_school_id_schools")),
        sa.PrimaryKeyConstraint("report_id", "kind", "digest", name=op.f("pk_mentions")),
    )
    op.create_index("ix_mentions_school", "mentions", ["school_id", "digest"], unique=False)
    op.create_index("ix_audit_school", "audit", ["school_id", "number"], unique=False)
    op.create_index("ix_audit_actor", "audit", ["actor_id", "at"], unique=False)

    # Columns are added in place (see 0002); one that points somewhere is written by hand, since SQLite takes a
    # constraint only together with its column.
    op.add_column("cases", sa.Column("served_tier", sa.String(length=2), nullable=False, server_default="P3"))
    op.add_column("cases", sa.Column("lifts_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("urgent_since", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("drawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("cases", sa.Column("revealed_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("report_count", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("cases", sa.Column("with_files", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE cases SET with_files = (EXISTS (SELECT 1 FROM reports JOIN attachments ON attachments.report_id = reports.id"
        " WHERE reports.case_id = cases.id))"
    )
    op.add_column("cases", sa.Column("resting_until", service.database.UtcDateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE cases ADD COLUMN merged_into VARCHAR(32)"
        " CONSTRAINT fk_cases_merged_into_cases REFERENCES cases (id)"
    )
    op.execute("UPDATE cases SET served_tier = tier")
    op.execute("UPDATE cases SET urgent_since = received_at WHERE tier = 'P0'")
    op.execute("UPDATE cases SET lifts_at = due_at WHERE tier IN ('P2', 'P3') AND state IN ('open', 'escalated')")
    op.drop_index("ix_cases_queue", table_name="cases")
    op.create_index("ix_cases_served", "cases", ["school_id", "state", "served_tier", "due_at"], unique=False)
    op.create_index("ix_cases_lifts", "cases", ["lifts_at"], unique=False)

    op.add_column("decisions", sa.Column("undone_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("decisions", sa.Column("before", sa.JSON(), nullable=True))

    op.add_column("deliveries", sa.Column("channel", sa.String(length=20), nullable=False, server_default="hand"))
    op.execute(
        "ALTER TABLE deliveries ADD COLUMN recipient_id VARCHAR(32)"
        " CONSTRAINT fk_deliveries_recipient_id_recipients REFERENCES recipients (id)"
    )
    op.add_column("deliveries", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("deliveries", sa.Column("next_try_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("taken_until", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("give_up_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("sent_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("why", sa.String(length=40), nullable=True))
    op.add_column("deliveries", sa.Column("call", sa.Integer(), nullable=True))
    with op.batch_alter_table("deliveries") as table:  # nothing points at deliveries, so a copy is safe
        table.alter_column("created_by", existing_type=sa.String(length=32), nullable=True)
    op.create_index("ix_deliveries_due", "deliveries", ["state", "next_try_at"], unique=False)
    op.create_index("uq_deliveries_call", "deliveries", ["case_id", "call"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_deliveries_call", table_name="deliveries")
    op.drop_index("ix_deliveries_due", table_name="deliveries")
    with op.batch_alter_table("deliveries") as table:
        table.alter_column("created_by", existing_type=sa.String(length=32), nullable=False)
        for column in ("call", "why", "sent_at", "give_up_at", "taken_until", "next_try_at", "tries", "recipient_id", "channel"):
            table.drop_column(column)
    for column in ("before", "undone_at"):
        op.drop_column("decisions", column)
    op.drop_index("ix_cases_lifts", table_name="cases")
    op.drop_index("ix_cases_served", table_name="cases")
    op.create_index("ix_cases_queue", "cases", ["school_id", "state", "tier", "due_at"], unique=False)
    for column in (
        "merged_into", "resting_until", "with_files", "report_count", "revealed_at", "drawn", "urgent_since", "lifts_at", "served_tier"
    ):
        op.drop_column("cases", column)
    op.drop_index("ix_audit_actor", table_name="audit")
    op.drop_index("ix_audit_school", table_name="audit")
    for table in (
        "mentions", "letters", "steps", "skips", "notes", "merges", "drafts", "saved_views", "opt_outs", "on_call", "recipients"
    ):
        op.drop_table(table)
