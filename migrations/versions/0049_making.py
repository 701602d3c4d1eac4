"""Messages, notes of sessions, where words stand, and what is taken out of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049_making"
down_revision = "0048_scales"

TEMPLATES = "template IN ('messages','priorities','digest')"


def upgrade() -> None:
    """Go forward."""
    op.drop_constraint(op.f("ck_output_known_template"), "output")
    op.create_check_constraint(op.f("ck_output_known_template"), "output", TEMPLATES)
    op.add_column(
        "output", sa.Column("arrangement", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "selection", sa.Column("beside_sha256", sa.Text(), server_default="", nullable=False)
    )
    op.create_table(
        "session_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("differed", sa.Text(), nullable=False, server_default=""),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_session_note_people_are_counted")),
        sa.CheckConstraint("said <> ''", name=op.f("ck_session_note_something_was_said")),
        sa.CheckConstraint("version > 0", name=op.f("ck_session_note_versions_begin_at_one")),
        sa.ForeignKeyConstraint(["gathering_id"], ["gathering.id"], name=op.f("fk_session_note_gathering_id_gathering"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["output_id"], ["output.id"], name=op.f("fk_session_note_output_id_output"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_session_note_written_by_id_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_note")),
        sa.UniqueConstraint("request_key", name=op.f("uq_session_note_request_key")),
    )
    op.create_index("ix_session_note_gathering_id", "session_note", ["gathering_id"])
    op.create_index("ix_session_note_of", "session_note", ["output_id", "held_on"])
    op.create_table(
        "key_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, server_default=""),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("stands_on", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("poll_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=False, server_default=""),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint("stands_on IN ('session','poll','people','one')", name=op.f("ck_key_message_known_ground")),
        sa.CheckConstraint("version > 0", name=op.f("ck_key_message_versions_begin_at_one")),
        sa.CheckConstraint("(contribution_id IS NULL) = (words <> '')", name=op.f("ck_key_message_written_or_taken_as_said")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_key_message_contribution_id_contribution"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["note_id"], ["session_note.id"], name=op.f("fk_key_message_note_id_session_note"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["output_id"], ["output.id"], name=op.f("fk_key_message_output_id_output"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_key_message_poll_id_poll"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_key_message_written_by_id_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_message")),
        sa.UniqueConstraint("output_id", "contribution_id", name=op.f("uq_key_message_output_id_contribution_id")),
        sa.UniqueConstraint("output_id", "position", name=op.f("uq_key_message_position"), deferrable=True, initially="DEFERRED"),
        sa.UniqueConstraint("request_key", name=op.f("uq_key_message_request_key")),
    )
    op.create_index("ix_key_message_contribution_id", "key_message", ["contribution_id"])
    op.create_index("ix_key_message_note_id", "key_message", ["note_id"])
    op.create_index("ix_key_message_poll_id", "key_message", ["poll_id"])
    op.create_table(
        "placement",
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=False, server_default=""),
        sa.Column("left_out", sa.Boolean(), nullable=False, server_default="false"),
        sa.Column("placed_by_id", sa.Uuid(), nullable=True),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(message_id IS NOT NULL)::int + (priority <> '')::int + left_out::int <= 1", name=op.f("ck_placement_one_place")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_placement_contribution_id_contribution"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["key_message.id"], name=op.f("fk_placement_message_id_key_message"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["output_id"], ["output.id"], name=op.f("fk_placement_output_id_output"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["placed_by_id"], ["person.id"], name=op.f("fk_placement_placed_by_id_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("output_id", "contribution_id", name=op.f("pk_placement")),
    )
    op.create_index("ix_placement_contribution_id", "placement", ["contribution_id"])
    op.create_index("ix_placement_message_id", "placement", ["message_id"])
    op.create_table(
        "redaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("of_sha256", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("state", sa.Text(), nullable=False, server_default="asked"),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_how", sa.Text(), nullable=False, server_default=""),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name=op.f("ck_redaction_an_answer_has_a_time")),
        sa.CheckConstraint("0 <= begins AND begins < ends", name=op.f("ck_redaction_is_a_piece")),
        sa.CheckConstraint("state IN ('asked','yes','no','dropped')", name=op.f("ck_redaction_known_state")),
        sa.CheckConstraint("answered_how IN ('','phone','in_person','paper')", name=op.f("ck_redaction_known_way")),
        sa.CheckConstraint("instead <> ''", name=op.f("ck_redaction_says_something_instead")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_redaction_answered_by_id_person"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_redaction_contribution_id_contribution"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_redaction_proposed_by_id_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sa.UniqueConstraint("request_key", name=op.f("uq_redaction_request_key")),
    )
    op.create_index("ix_redaction_contribution_id", "redaction", ["contribution_id"])
    op.create_index("ix_redaction_proposed_by_id", "redaction", ["proposed_by_id"])


def downgrade() -> None:
    """Go back: messages, notes and suggestions are forgotten, and reports are by message.

    Words that stood with agreed brackets stand as they were stored then, so every yes to them ends.
    """
    op.execute(
        "UPDATE selection SET answer = 'waiting', answered_at = NULL, is_ahead = false "
        "FROM redaction WHERE redaction.contribution_id = selection.contribution_id "
        "AND redaction.state = 'yes' AND selection.answer = 'yes'"
    )
    for table in ("redaction", "placement", "key_message", "session_note"):
        op.drop_table(table)
    op.drop_column("selection", "beside_sha256")
    op.drop_column("output", "arrangement")
    op.execute("UPDATE output SET template = 'messages'")
    op.drop_constraint(op.f("ck_output_known_template"), "output")
    op.create_check_constraint(
        op.f("ck_output_known_template"), "output", "template IN ('messages')"
    )
