"""Rows that were deleted are noted, so that no backup brings back what somebody took back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0071_gone_rows"
down_revision = "0070_email_changes"

# Each table by the columns of its primary key.
TABLES = {
    "access_copy_piece": "copy_id number",
    "contribution_picture": "contribution_id",
    "edition_picture": "edition_id sha256",
    "group_member": "group_id person_id",
    "library_entry": "edition_id",
    "log_import": "person_id",
    "mentoring_choice": "person_id position",
    "mentoring_profile": "person_id",
    "output_file": "edition_id format",
    "share_attachment": "share_id attachment_id",
    **dict.fromkeys(
        (
            *("asset", "asset_suggestion", "attachment", "check_in_text", "code_app", "cpd_record"),
            *("discussion_post", "email_change", "gathering_role", "group_plumbline", "identity", "letter_choice"),
            *("mentoring_apart", "mentoring_hours", "notebook_entry", "offered_skill", "passkey"),
            *("pledge", "plumbline", "recovery_code", "redaction", "reflection", "scale_answer"),
            *("session_proposal", "share_comment", "suggestion", "support_version"),
            "wellbeing_answer",
        ),
        "id",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "gone_row",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column(
            "gone_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.PrimaryKeyConstraint("table_name", "row_id", name=op.f("pk_gone_row")),
    )
    # Only the columns of the key are read: a row may hold a long recording.
    op.execute(
        """
        CREATE FUNCTION remember_gone() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            known text;
        BEGIN
            EXECUTE (
                SELECT 'SELECT concat_ws('','', ' || string_agg(format('($1).%I', name), ', ' ORDER BY at)
                       || ')'
                FROM unnest(TG_ARGV) WITH ORDINALITY AS keys(name, at)
            ) INTO known USING OLD;
            INSERT INTO gone_row (table_name, row_id) VALUES (TG_TABLE_NAME, known)
            ON CONFLICT (table_name, row_id) DO UPDATE SET gone_at = now();
            RETURN NULL;
        END $$
        """
    )
    for table, columns in TABLES.items():
        names = ", ".join(f"'{column}'" for column in columns.split())
        op.execute(
            f"CREATE TRIGGER remember_gone AFTER DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION remember_gone({names})"
        )


def downgrade() -> None:
    """Go back: which rows are gone is forgotten."""
    for table in TABLES:
        op.execute(f"DROP TRIGGER remember_gone ON {table}")
    op.execute("DROP FUNCTION remember_gone()")
    op.drop_table("gone_row")
