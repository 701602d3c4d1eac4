"""Each sign-in is a row that can be ended by itself; the one key for all of a person's goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0065_sign_ins"
down_revision = "0064_group_messages"


def upgrade() -> None:
    """Go forward: whoever is signed in signs in once more."""
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "how IN ('link','password','text','passkey','elsewhere')",
            name=op.f("ck_sign_in_known_way"),
        ),
        sa.CheckConstraint("char_length(device) <= 60", name=op.f("ck_sign_in_short_device")),
        sa.CheckConstraint("ends_at > began_at", name=op.f("ck_sign_in_ends_later")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_sign_in_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    op.create_index("ix_sign_in_person", "sign_in", ["person_id", "began_at"])
    op.drop_column("person", "sign_in_key")


def downgrade() -> None:
    """Go back: everybody gets a key, and signs in once more."""
    op.add_column("person", sa.Column("sign_in_key", sa.Uuid(), nullable=True))
    op.execute("UPDATE person SET sign_in_key = uuidv7()")
    op.alter_column("person", "sign_in_key", nullable=False)
    op.drop_table("sign_in")
