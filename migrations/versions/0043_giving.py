"""People offer more than quotes, and say where, for training, under which name, and how to ask."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043_giving"
down_revision = "0042_library"

KINDS = "kind IN ('quote','story','message','step','picture','learning')"
HOW = "IN ('','phone','in_person','paper')"
AUDIENCES = "audience IN ('cohort','alliance','public')"
NAMES = (
    "named_as IN ('full_name','first_name','name_and_role','role_and_place','chosen','standing',"
    "'nobody')"
)
WORDS = (
    ("contribution", "title"),
    ("contribution", "told_how"),
    ("consent", "role"),
    ("consent", "chosen_name"),
    ("consent", "ahead_sha256"),
    ("consent", "entered_how"),
    ("consent", "withdrawn_how"),
)
CHOICES = (
    ("consent", "training", "false"),
    ("consent", "few_known", "false"),
    ("consent", "check_first", "true"),
    ("selection", "is_ahead", "false"),
)
PEOPLE = (
    ("contribution", "told_by_id"),
    ("consent", "entered_by_id"),
    ("consent", "withdrawn_by_id"),
)
CHECKS = (
    ("contribution", "known_kind", KINDS),
    ("contribution", "known_way", f"told_how {HOW}"),
    ("consent", "known_audience", AUDIENCES),
    ("consent", "known_name", NAMES),
    ("consent", "known_way", f"entered_how {HOW}"),
    ("consent", "known_way_back", f"withdrawn_how {HOW}"),
    ("consent", "a_yes_ahead_is_to_something", "check_first = (ahead_sha256 = '')"),
    ("selection", "only_a_yes_is_ahead", "NOT is_ahead OR answer = 'yes'"),
)
BEFORE = (
    ("contribution", "known_kind", "kind IN ('quote')"),
    ("consent", "known_audience", "audience IN ('cohort','public')"),
    ("consent", "known_name", "named_as IN ('full_name','first_name','standing','nobody')"),
)


def upgrade() -> None:
    """Go forward."""
    for table, column in WORDS:
        op.add_column(
            table, sa.Column(column, sa.Text(), server_default=sa.text("''"), nullable=False)
        )
    for table, column, default in CHOICES:
        op.add_column(
            table,
            sa.Column(column, sa.Boolean(), server_default=sa.text(default), nullable=False),
        )
    for table, column in PEOPLE:
        op.add_column(table, sa.Column(column, sa.Uuid(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_{column}_person"),
            table,
            "person",
            [column],
            ["id"],
            ondelete="SET NULL",
        )
    op.add_column(
        "contribution", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True)
    )
    for table, name, _ in BEFORE:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    for table, name, condition in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    op.create_index(
        op.f("ix_contribution_told_by_id"), "contribution", ["told_by_id"], unique=False
    )
    op.create_table(
        "contribution_picture",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alternative", sa.Text(), nullable=False),
        sa.Column("has_people", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "width > 0 AND height > 0", name=op.f("ck_contribution_picture_has_a_size")
        ),
        sa.CheckConstraint(
            "alternative <> ''", name=op.f("ck_contribution_picture_is_described")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_picture_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_contribution_picture")),
    )


def downgrade() -> None:
    """Go back: what cannot be said there is said less, pictures go, and a yes ahead is none."""
    op.drop_table("contribution_picture")
    op.drop_index(op.f("ix_contribution_told_by_id"), table_name="contribution")
    for table, name, _ in CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.execute(
        "UPDATE selection SET answer = 'waiting', answered_at = NULL WHERE is_ahead"
    )
    op.execute("DELETE FROM contribution WHERE kind = 'picture'")
    op.execute("UPDATE contribution SET kind = 'quote' WHERE kind <> 'quote'")
    op.execute("UPDATE consent SET audience = 'cohort' WHERE audience = 'alliance'")
    op.execute(
        "UPDATE consent SET named_as = 'nobody'"
        " WHERE named_as IN ('name_and_role','role_and_place','chosen')"
    )
    for table, name, condition in BEFORE:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    op.drop_column("contribution", "changed_at")
    for table, column in PEOPLE:
        op.drop_constraint(op.f(f"fk_{table}_{column}_person"), table, type_="foreignkey")
        op.drop_column(table, column)
    for table, column, _ in CHOICES:
        op.drop_column(table, column)
    for table, column in WORDS:
        op.drop_column(table, column)
