"""What people offer, with its picture, and what they allow for it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.consent import AUDIENCES, NAMES
from app.outputs.rules.gifts import KINDS, QUOTE
from app.outputs.rules.reading import WAYS

_HOW = sql_words(("", *WAYS))


class Contribution(Row, Base):
    """Words that an author offers, word for word, or says about a picture of theirs.

    They stand here, apart from where they were cut. Nothing reads the reflection again: what its
    author did not give stays sealed.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("author_id", "request_key"),
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint(f"told_how IN ({_HOW})", name="known_way"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default=QUOTE, server_default=QUOTE)
    # The version they were cut from; None for words that were written or told for this, and once
    # its author has deleted it.
    version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection_version.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(default="", server_default="")
    # Pairs of [start, end) in characters of the version's text, in order; a gap is shown as […].
    slices: Mapped[list[Any]]
    # The words themselves as they were when given, and the SHA-256 of their UTF-8 bytes; the words
    # are emptied when their author takes them back.
    text: Mapped[str]
    sha256: Mapped[str]
    # Who wrote the words down for their author, and how they were told; empty: the author did.
    told_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    told_how: Mapped[str] = mapped_column(default="", server_default="")
    request_key: Mapped[UUID]
    given_at: Mapped[datetime]
    # When the author last changed the words; None: they are as they were given.
    changed_at: Mapped[datetime | None]


class ContributionPicture(Base):
    """A picture that somebody offers, drawn anew without what its file told; gone when taken back.

    It stands apart, so that no list of words reads its bytes.
    """

    __tablename__ = "contribution_picture"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
        CheckConstraint("alternative <> ''", name="is_described"),
    )

    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    # What a person who cannot see it should know.
    alternative: Mapped[str]
    # Whether its author said that people can be known in it, who all agree; else nobody can.
    has_people: Mapped[bool]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Consent(Row, Base):
    """What an author allows for one contribution; a new answer is a new row, the last counts."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_contribution", "contribution_id", "given_at"),
        CheckConstraint(f"audience IN ({sql_words(AUDIENCES)})", name="known_audience"),
        CheckConstraint(f"named_as IN ({sql_words(NAMES)})", name="known_name"),
        CheckConstraint(f"entered_how IN ({_HOW})", name="known_way"),
        CheckConstraint(f"withdrawn_how IN ({_HOW})", name="known_way_back"),
        CheckConstraint("check_first = (ahead_sha256 = '')", name="a_yes_ahead_is_to_something"),
    )

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    audience: Mapped[str]
    # Whether people who learn to teach this course may be shown the words, apart from the audience.
    training: Mapped[bool] = mapped_column(default=False, server_default="false")
    named_as: Mapped[str]
    # The role or the name that goes with `named_as`, where it asks for one.
    role: Mapped[str] = mapped_column(default="", server_default="")
    chosen_name: Mapped[str] = mapped_column(default="", server_default="")
    # Whether the author knows that few people fit the name, so that some may guess who they are.
    few_known: Mapped[bool] = mapped_column(default=False, server_default="false")
    # Whether to ask for a yes in place. If not, the yes is given ahead, for exactly the words and
    # the name of this hash, and for nothing else.
    check_first: Mapped[bool] = mapped_column(default=True, server_default="true")
    ahead_sha256: Mapped[str] = mapped_column(default="", server_default="")
    # The last day it holds; None: until the author takes it back.
    until: Mapped[date | None]
    given_at: Mapped[datetime]
    # Who entered what the author said, and how; empty: the author did.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_how: Mapped[str] = mapped_column(default="", server_default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    withdrawn_how: Mapped[str] = mapped_column(default="", server_default="")
