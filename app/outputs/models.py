"""Contributions with their consent, outputs with their builds, editions and files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.outputs.rules.consent import WAITING


class Contribution(Row, Base):
    """Words that an author offers, word for word; they stand here, apart from where they were cut.

    Nothing reads the reflection again: what its author did not give stays sealed.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("author_id", "request_key"),
        CheckConstraint("kind IN ('quote')", name="known_kind"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="quote", server_default="quote")
    # The version they were cut from; None once its author has deleted it.
    version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection_version.id", ondelete="SET NULL"), index=True
    )
    # Pairs of [start, end) in characters of the version's text, in order; a gap is shown as […].
    slices: Mapped[list[Any]]
    # The words themselves as they were when given, and the SHA-256 of their UTF-8 bytes; the words
    # are emptied when their author takes them back.
    text: Mapped[str]
    sha256: Mapped[str]
    request_key: Mapped[UUID]
    given_at: Mapped[datetime]


class Consent(Row, Base):
    """What an author allows for one contribution; a new answer is a new row, the last counts."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_contribution", "contribution_id", "given_at"),
        CheckConstraint("audience IN ('cohort','public')", name="known_audience"),
        CheckConstraint(
            "named_as IN ('full_name','first_name','standing','nobody')", name="known_name"
        ),
    )

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    audience: Mapped[str]
    named_as: Mapped[str]
    # The last day it holds; None: until the author takes it back.
    until: Mapped[date | None]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Output(Row, Base):
    """A report that a community of learning compiles; its editions are frozen when published."""

    __tablename__ = "output"
    __table_args__ = (
        CheckConstraint("template IN ('messages')", name="known_template"),
        UniqueConstraint("cohort_id", "request_key"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    template: Mapped[str] = mapped_column(default="messages", server_default="messages")
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID]
    created_at: Mapped[datetime]


class OutputBuild(Row, Base):
    """One piece of work for the worker: a draft to approve, or an edition to publish.

    The row is the job: `queued -> working -> done` or `failed`; a claim that runs out goes back
    to `queued`, and finished stages are not done again.
    """

    __tablename__ = "output_build"
    __table_args__ = (
        CheckConstraint("purpose IN ('draft','edition')", name="known_purpose"),
        CheckConstraint("state IN ('queued','working','done','failed')", name="known_state"),
        # One build of an output at a time.
        Index(
            "uq_output_build_live",
            "output_id",
            unique=True,
            postgresql_where="state IN ('queued','working')",
        ),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued", server_default="queued")
    # How many of the stages (see rules) are finished, shown to the facilitator.
    stage: Mapped[int] = mapped_column(default=0, server_default="0")
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    reason: Mapped[str | None]
    # What finished stages found: ids, counts and charts, never anybody's words.
    work: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    # The content tree (a Document as JSON); emptied as soon as anybody in it takes words back.
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Selection(Row, Base):
    """A contribution chosen for an output; left out until its author says yes to it in place."""

    __tablename__ = "selection"
    __table_args__ = (
        UniqueConstraint("output_id", "contribution_id"),
        CheckConstraint("answer IN ('waiting','yes','no')", name="known_answer"),
        CheckConstraint("answered_how IN ('','phone','in_person','paper')", name="known_way"),
        CheckConstraint("wish = '' OR answer = 'no'", name="a_wish_leaves_out"),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"))
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    answer: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    # Who read the words back to the author and entered what they said, and how; empty: the author
    # answered on their own screen. What they would like changed goes with a no.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    answered_how: Mapped[str] = mapped_column(default="", server_default="")
    wish: Mapped[str] = mapped_column(default="", server_default="")
    # What the author saw when they answered: attribution and words, hashed; a yes counts for that.
    shown_sha256: Mapped[str]

    def ask(self, shown_sha256: str, now: datetime) -> None:
        """Forget the answer, as something has changed, and wait for one to what is shown now."""
        self.answer, self.asked_at, self.shown_sha256 = WAITING, now, shown_sha256
        self.answered_at = self.answered_by_id = None
        self.answered_how = self.wish = ""


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
