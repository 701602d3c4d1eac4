"""A cohort asks itself something: polls, votes in a sealed box, the roll, and counts on paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_polls"
down_revision = "0031_what_an_edition_is_made_of"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "poll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.Text(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("most_per_option", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("voters_shown", sa.Text(), server_default="", nullable=False),
        sa.Column("stopped_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'stopped') = (reason <> '')", name=op.f("ck_poll_a_stop_has_a_reason")
        ),
        sa.CheckConstraint("kind IN ('choice','dots')", name=op.f("ck_poll_known_kind")),
        sa.CheckConstraint(
            "secrecy IN ('secret','names_hidden')", name=op.f("ck_poll_known_secrecy")
        ),
        sa.CheckConstraint(
            "state IN ('open','closed','stopped')", name=op.f("ck_poll_known_state")
        ),
        sa.CheckConstraint(
            "most_per_option BETWEEN 1 AND dots", name=op.f("ck_poll_cap_within_dots")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_poll_cohort_id_cohort"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_poll_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_poll_proposed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by_id"],
            ["person.id"],
            name=op.f("fk_poll_stopped_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
        sa.UniqueConstraint("request_key", name=op.f("uq_poll_request_key")),
    )
    op.create_index("ix_poll_of", "poll", ["cohort_id", "closes_at"], unique=False)
    op.create_index(
        "ix_poll_open",
        "poll",
        ["closes_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_poll_proposed_by_id"), "poll", ["proposed_by_id"], unique=False)
    op.create_table(
        "ballot_box",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_ballot_box_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_ballot_box")),
    )
    op.create_table(
        "poll_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), server_default="", nullable=False),
        sa.Column("plotted", sa.Double(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_option_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_option")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_poll_option_poll_id_position")),
    )
    op.create_table(
        "poll_tally",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (numbers IS NOT NULL)",
            name=op.f("ck_poll_tally_numbers_while_waiting"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting','agreed','refused','left_out')",
            name=op.f("ck_poll_tally_known_state"),
        ),
        sa.CheckConstraint("people >= 3", name=op.f("ck_poll_tally_papers_are_mixed")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_poll_tally_answered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_poll_tally_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_tally_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"],
            ["person.id"],
            name=op.f("fk_poll_tally_witness_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_tally")),
        sa.UniqueConstraint("request_key", name=op.f("uq_poll_tally_request_key")),
    )
    op.create_index("ix_poll_tally_of", "poll_tally", ["poll_id"], unique=False)
    op.create_index(op.f("ix_poll_tally_witness_id"), "poll_tally", ["witness_id"], unique=False)
    op.create_table(
        "poll_vote",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("dots", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_poll_vote_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_vote_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", "enrolment_id", name=op.f("pk_poll_vote")),
    )
    op.create_index(op.f("ix_poll_vote_enrolment_id"), "poll_vote", ["enrolment_id"], unique=False)
    op.create_table(
        "poll_voter",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("tally_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_poll_voter_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_poll_voter_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_voter_poll_id_poll"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tally_id"],
            ["poll_tally.id"],
            name=op.f("fk_poll_voter_tally_id_poll_tally"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("poll_id", "enrolment_id", name=op.f("pk_poll_voter")),
    )
    op.create_index(
        op.f("ix_poll_voter_enrolment_id"), "poll_voter", ["enrolment_id"], unique=False
    )
    op.create_index(op.f("ix_poll_voter_tally_id"), "poll_voter", ["tally_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    # Each poll had a key of its own.
    op.execute("DELETE FROM vault_key WHERE owner_id IN (SELECT id FROM poll)")
    op.drop_index(op.f("ix_poll_voter_tally_id"), table_name="poll_voter")
    op.drop_index(op.f("ix_poll_voter_enrolment_id"), table_name="poll_voter")
    op.drop_table("poll_voter")
    op.drop_index(op.f("ix_poll_vote_enrolment_id"), table_name="poll_vote")
    op.drop_table("poll_vote")
    op.drop_index(op.f("ix_poll_tally_witness_id"), table_name="poll_tally")
    op.drop_index("ix_poll_tally_of", table_name="poll_tally")
    op.drop_table("poll_tally")
    op.drop_table("poll_option")
    op.drop_table("ballot_box")
    op.drop_index(op.f("ix_poll_proposed_by_id"), table_name="poll")
    op.drop_index("ix_poll_open", table_name="poll", postgresql_where=sa.text("state = 'open'"))
    op.drop_index("ix_poll_of", table_name="poll")
    op.drop_table("poll")
