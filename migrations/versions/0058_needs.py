"""What facilitators did about people who need them, and whom they were in touch with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058_needs"
down_revision = "0057_second_steps"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'snoozed') = (snoozed_until IS NOT NULL)", name=op.f("ck_need_snooze_ends")
        ),
        sa.CheckConstraint("state IN ('open','snoozed','done')", name=op.f("ck_need_known_state")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_need_changed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_need_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_need_owner_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint(
            "enrolment_id", "rule", "occurrence", name=op.f("uq_need_enrolment_id_rule_occurrence")
        ),
    )
    op.create_index(
        "ix_need_done",
        "need",
        ["enrolment_id", "changed_at"],
        unique=False,
        postgresql_where="state = 'done'",
    )
    op.create_index(op.f("ix_need_owner_id"), "need", ["owner_id"], unique=False)
    op.create_table(
        "need_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "how IN ('call','met','text','email','letter','message')",
            name=op.f("ck_need_contact_known_way"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_need_contact_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_need_contact_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_contact")),
        sa.UniqueConstraint("request_key", name=op.f("uq_need_contact_request_key")),
    )
    op.create_index(
        "ix_need_contact_of", "need_contact", ["enrolment_id", "entered_at"], unique=False
    )
    op.create_table(
        "need_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','snoozed','done')", name=op.f("ck_need_change_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_need_change_changed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_need_change_need_id_need"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["person.id"],
            name=op.f("fk_need_change_owner_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_change")),
    )
    op.create_index("ix_need_change_of", "need_change", ["need_id", "changed_at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_need_change_of", table_name="need_change")
    op.drop_table("need_change")
    op.drop_index("ix_need_contact_of", table_name="need_contact")
    op.drop_table("need_contact")
    op.drop_index(op.f("ix_need_owner_id"), table_name="need")
    op.drop_index("ix_need_done", table_name="need", postgresql_where="state = 'done'")
    op.drop_table("need")
