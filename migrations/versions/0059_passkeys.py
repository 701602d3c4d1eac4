"""Passkeys, and the questions to them that were answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059_passkeys"
down_revision = "0058_needs"


def upgrade() -> None:
    """Go forward: nobody has a passkey yet."""
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_person_id"), "passkey", ["person_id"])
    op.create_table(
        "spent_challenge",
        sa.Column("challenge_hash", sa.LargeBinary(), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_spent_challenge")),
    )
    op.create_index(op.f("ix_spent_challenge_spent_at"), "spent_challenge", ["spent_at"])


def downgrade() -> None:
    """Go back: who has nothing but a passkey signs in with one step."""
    op.drop_table("spent_challenge")
    op.drop_table("passkey")
    op.execute(
        "UPDATE person SET has_second_step = false WHERE NOT EXISTS (SELECT FROM code_app"
        " WHERE code_app.person_id = person.id AND code_app.confirmed_at IS NOT NULL)"
    )
