"""The library of outputs: how each published edition begins, and its words to search for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042_library"
down_revision = "0041_assets"

# What was published before there was a library, and can still be read.
SHELVE = r"""
WITH found AS (
    SELECT output_edition.id,
        regexp_replace(normalize(concat_ws(E'\n',
            output.title, cohort.name,
            (SELECT string_agg(place.name, E'\n') FROM cohort_place
                JOIN place ON place.id = cohort_place.place_id
                WHERE cohort_place.cohort_id = cohort.id),
            (SELECT string_agg(told #>> '{}', E'\n') FROM jsonb_path_query(
                output_edition.document,
                'lax $.blocks[*].keyvalue() ? (@.key == "text" || @.key == "attribution"
                    || @.key == "title" || @.key == "caption").value') AS told),
            (SELECT string_agg(told #>> '{}', E'\n') FROM jsonb_path_query(
                output_edition.document, 'lax $.blocks[*].items[*]') AS told)
        ), NFKD), U&'[\0300-\036F]', '', 'g') AS words,
        left(regexp_replace(coalesce(jsonb_path_query_first(
            output_edition.document, 'lax $.blocks[*] ? (@.kind == "paragraph").text'
        ) #>> '{}', ''), '\s+', ' ', 'g'), 200) AS about
    FROM output_edition
    JOIN output ON output.id = output_edition.output_id
    JOIN cohort ON cohort.id = output.cohort_id
    WHERE output_edition.published_at IS NOT NULL
        AND output_edition.withdrawn_at IS NULL AND output_edition.document IS NOT NULL
)
INSERT INTO library_entry (edition_id, about, words)
SELECT id, about, to_tsvector('english', words) || to_tsvector('simple', words) FROM found
"""


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "library_entry",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["output_edition.id"],
            name=op.f("fk_library_entry_edition_id_output_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_library_entry")),
    )
    op.create_index(
        "ix_library_entry_words", "library_entry", ["words"], postgresql_using="gin"
    )
    op.execute(SHELVE)


def downgrade() -> None:
    """Go back."""
    op.drop_table("library_entry")
