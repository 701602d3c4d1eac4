"""People change their own e-mail address; letters can go to an address of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070_email_changes"
down_revision = "0069_accounts_made_one"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "email_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("new_email", sa.Text(), nullable=False),
        sa.Column("asked_in_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("old_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_email_change_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_in_id"],
            ["sign_in.id"],
            name=op.f("fk_email_change_asked_in_id_sign_in"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("person_id", name=op.f("uq_email_change_person_id")),
    )
    op.create_index("ix_email_change_asked", "email_change", ["asked_at"])
    op.add_column("letter", sa.Column("goes_to", sa.Text(), nullable=True))


def downgrade() -> None:
    """Go back: changes that are under way are forgotten, and their letters with them."""
    op.execute("DELETE FROM letter WHERE goes_to IS NOT NULL AND state <> 'sent'")
    op.drop_column("letter", "goes_to")
    op.drop_table("email_change")
