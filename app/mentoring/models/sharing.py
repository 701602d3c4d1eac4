"""What tables have in common whose rows show a version to an audience, or say who opened it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.mentoring.rules.sharing import Terms


class Shared:
    """A table whose rows show one version of something, for a purpose and until a day.

    Nothing makes a row live again that has ended.
    """

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
    # In the author's own words, sealed for the purpose of this row.
    sealed_purpose: Mapped[bytes]
    # The last day in the cohort's zone, and the moment after it.
    last_day: Mapped[date]
    ends_at: Mapped[datetime]
    shared_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

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


class Opened:
    """A table whose rows say that somebody opened a share; they are added and never changed.

    Pages that one person opens at the same moment are one opening.
    """

    # Nobody: their account has been removed since.
    reader_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    opened_at: Mapped[datetime]
    # Which ten minutes that was, counted from 1970.
    minutes: Mapped[int]


def audience_checks() -> tuple[CheckConstraint, CheckConstraint]:
    """What the database knows of audiences; each table has its own."""
    return (
        CheckConstraint("audience IN ('facilitator','mentor','cohort')", name="known_audience"),
        CheckConstraint("audience <> 'cohort' OR reader_id IS NULL", name="a_cohort_is_nobody"),
    )
