"""One version shown to one audience, who opened it, and what was said about it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.mentoring.rules.sharing import Terms

PURPOSE = "share.purpose"
COMMENT = "share_comment.text"


class Share(Row, Base):
    """One version of a reflection, shown for a purpose and until a day.

    Nothing makes a row live again that has ended.
    """

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint("audience IN ('facilitator','mentor','cohort')", name="known_audience"),
        CheckConstraint("audience <> 'cohort' OR reader_id IS NULL", name="a_cohort_is_nobody"),
        UniqueConstraint("author_id", "request_key"),
        Index("ix_share_author_id_shared_at", "author_id", "shared_at"),
        Index("ix_share_cohort_id_ends_at", "cohort_id", "ends_at"),
    )

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("reflection_version.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The cohort that both belong to; when either leaves it, the share has ended.
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    audience: Mapped[str]
    # The one who may read it; nobody by name where it is the whole cohort.
    reader_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    # When each of them had joined. Whoever leaves and comes back has joined at another moment.
    author_since: Mapped[datetime]
    reader_since: Mapped[datetime | None]
    # In the author's own words, sealed for PURPOSE of this row.
    sealed_purpose: Mapped[bytes]
    # The last day in the cohort's zone, and the moment after it.
    last_day: Mapped[date]
    ends_at: Mapped[datetime]
    shared_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    # When the author last looked at what was said about it.
    looked_at: Mapped[datetime | None]
    request_key: Mapped[UUID]

    @property
    def terms(self) -> Terms:
        """What was set when it was shared, and whether the author ended it."""
        return Terms(
            audience=self.audience,
            author_since=self.author_since,
            reader_since=self.reader_since,
            shared_at=self.shared_at,
            ends_at=self.ends_at,
            revoked_at=self.revoked_at,
        )


class ShareAttachment(Base):
    """That a picture or recording of the entry goes along with a share; its author ticked it."""

    __tablename__ = "share_attachment"

    share_id: Mapped[UUID] = mapped_column(
        ForeignKey("share.id", ondelete="CASCADE"), primary_key=True
    )
    attachment_id: Mapped[UUID] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ShareOpening(Row, Base):
    """Somebody opened a share; rows are added and never changed."""

    __tablename__ = "share_opening"
    # Pages that one person opens at the same moment are one opening.
    __table_args__ = (UniqueConstraint("share_id", "reader_id", "minutes"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"))
    # Nobody: their account has been removed since.
    reader_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    opened_at: Mapped[datetime]
    # Which ten minutes that was, counted from 1970.
    minutes: Mapped[int]


class ShareComment(Row, Base):
    """What a reader said about a share, or its author answered.

    Sealed with the author's key for COMMENT of this row, so that it goes when that key goes.
    """

    __tablename__ = "share_comment"
    __table_args__ = (UniqueConstraint("share_id", "writer_id", "request_key"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"))
    writer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    request_key: Mapped[UUID]
