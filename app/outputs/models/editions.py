"""Editions of an output with their files, frozen for anybody to read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class OutputEdition(Row, Base):
    """One frozen edition of an output; anyone may read it once it is published."""

    __tablename__ = "output_edition"
    __table_args__ = (
        UniqueConstraint("output_id", "number"),
        # One edition of an output waits to be published at a time; a new one takes its place.
        Index(
            "uq_output_edition_unpublished",
            "output_id",
            unique=True,
            postgresql_where="published_at IS NULL",
        ),
        Index(
            "ix_output_edition_readable",
            "published_at",
            postgresql_where="published_at IS NOT NULL AND withdrawn_at IS NULL",
        ),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"))
    build_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_build.id", ondelete="CASCADE"), unique=True
    )
    number: Mapped[int]
    # The content tree as frozen; emptied, with the files, when the edition is withdrawn.
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    sha256: Mapped[str]
    # The hash of each source and file, once all are made; emptied when the edition is withdrawn.
    manifest: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    # The moment when the first consent in it runs out, in UTC; None: no consent has a last day.
    shown_until: Mapped[datetime | None]
    # None until a facilitator publishes it; set once.
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    withdrawn_at: Mapped[datetime | None]


class EditionQuote(Base):
    """That an edition shows a contribution, and which consent allows it."""

    __tablename__ = "edition_quote"

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_edition.id", ondelete="CASCADE"), primary_key=True
    )
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    consent_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent.id", ondelete="CASCADE"), index=True
    )


class EditionPicture(Base):
    """A picture as an edition shows it: a print, small enough to be sent on with the others.

    `sha256` is of the picture that its author gave, by which the content tree names it.
    """

    __tablename__ = "edition_picture"

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_edition.id", ondelete="CASCADE"), primary_key=True
    )
    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    print_sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class OutputFile(Base):
    """A file of an edition, such as its PDF; in the database, so that every web worker has it."""

    __tablename__ = "output_file"

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_edition.id", ondelete="CASCADE"), primary_key=True
    )
    format: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    # The characters for which it shows a box, since no font of ours draws them.
    not_drawn: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
