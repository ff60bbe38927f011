"""Accounts: the second factor and its recovery codes, links to a sign-in provider, scope and end of API keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import service.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factors",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("since", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("used_step", sa.BigInteger(), nullable=True),
        sa.Column("drafted", sa.LargeBinary(), nullable=True),
        sa.Column("drafted_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", service.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "links",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", service.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_links_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_links")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_links_issuer_subject")),
    )
    op.add_column("api_keys", sa.Column("verbs", sa.JSON(), nullable=True))
    op.add_column("api_keys", sa.Column("expires_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("api_keys", sa.Column("replaced_at", service.database.UtcDateTime(timezone=True), nullable=True))
    op.add_column("api_keys", sa.Column("used_on", sa.Date(), nullable=True))
