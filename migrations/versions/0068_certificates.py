"""Certificates of having gone through a course."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0068_certificates"
down_revision = "0067_record"

TABLE = "certificate"


def _to(column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Go forward: the worker then issues one to everybody who has gone through their course."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("cohort_name", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("session_minutes", sa.Integer(), nullable=False),
        sa.Column("modules", sa.Integer(), nullable=False),
        sa.Column("module_minutes", sa.Integer(), nullable=False),
        _moment("issued_at", nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        _moment("seen_at"),
        _moment("asked_at"),
        sa.Column("hides_name", sa.Boolean(), server_default="false", nullable=False),
        _moment("replaced_at"),
        _moment("revoked_at"),
        sa.Column("revoked_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        _to("person_id", "person", "CASCADE"),
        _to("cohort_id", "cohort", "CASCADE"),
        _to("edition_id", "edition"),
        _to("issued_by_id", "person", "SET NULL"),
        _to("revoked_by_id", "person", "SET NULL"),
        sa.CheckConstraint("number > 0", name=op.f("ck_certificate_counts_from_one")),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_reason = '')",
            name=op.f("ck_certificate_taken_back_for_a_reason"),
        ),
        sa.CheckConstraint(
            "replaced_at IS NULL OR revoked_at IS NULL", name=op.f("ck_certificate_one_end")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("place", name=op.f("uq_certificate_place")),
        sa.UniqueConstraint(
            "person_id", "cohort_id", "number", name=op.f("uq_certificate_person_id_cohort_id_number")
        ),
    )
    op.create_index(
        "uq_certificate_first",
        TABLE,
        ["person_id", "edition_id"],
        unique=True,
        postgresql_where=sa.text("number = 1"),
    )
    op.create_index("ix_certificate_cohort", TABLE, ["cohort_id", "issued_at"])
    op.create_index(op.f("ix_certificate_edition_id"), TABLE, ["edition_id"])


def downgrade() -> None:
    """Go back: certificates are gone; what people did stays, so that they are issued again."""
    op.execute("DELETE FROM letter WHERE kind = 'certificate'")
    op.drop_table(TABLE)
