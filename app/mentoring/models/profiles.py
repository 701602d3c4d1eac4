"""What people say for the matching: a profile, whom they would choose, and who is kept apart."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.mentoring.rules.profiles import PROFILE_CHANGES
from app.mentoring.rules.topics import (
    CONTACT_MODES,
    FARTHEST_KM,
    LINE_MANAGEMENT,
    MOST_CAPACITY,
    MOST_CHOICES,
    NOT_AGAIN,
    OPEN_TO_MATCHING,
    RESTING,
    SIDES,
    TIMES,
)


def _words() -> Mapped[list[str]]:
    return mapped_column(ARRAY(Text), default=list, server_default=text("'{}'"))


class MentoringProfile(Base):
    """What one person says for the matching; it goes when the person does.

    What they bring is `person.what_i_bring`.
    """

    __tablename__ = "mentoring_profile"
    __table_args__ = (
        CheckConstraint(f"side IN ({sql_words(SIDES)})", name="known_side"),
        CheckConstraint(
            f"contact_modes <@ ARRAY[{sql_words(CONTACT_MODES)}]::text[]", name="known_modes"
        ),
        CheckConstraint(f"times <@ ARRAY[{sql_words(TIMES)}]::text[]", name="known_times"),
        CheckConstraint(f"capacity BETWEEN 0 AND {MOST_CAPACITY}", name="capacity_in_bounds"),
        CheckConstraint(f"furthest_km BETWEEN 0 AND {FARTHEST_KM}", name="distance_in_bounds"),
        CheckConstraint(f"state IN ('{OPEN_TO_MATCHING}','{RESTING}')", name="known_state"),
        CheckConstraint("manager_email = lower(manager_email)", name="manager_in_lower_case"),
        Index("ix_mentoring_profile_open", "person_id", postgresql_where="state = 'open'"),
    )

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    # Whether a matching starts with this person's wishes, or asks them.
    side: Mapped[str]
    # Topics that they offer and would like, and both in their own words.
    offers: Mapped[list[str]] = _words()
    offer_words: Mapped[str] = mapped_column(default="", server_default="")
    wishes: Mapped[list[str]] = _words()
    wish_words: Mapped[str] = mapped_column(default="", server_default="")
    contact_modes: Mapped[list[str]] = _words()
    # Languages in which they can talk (ISO 639-1), the one they like best first.
    languages: Mapped[list[str]] = _words()
    # Where they are, and how far they would go to meet; no number: any distance.
    place_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("place.id", ondelete="SET NULL"), index=True
    )
    furthest_km: Mapped[int | None]
    # When they could meet, such as `mon_morning`.
    times: Mapped[list[str]] = _words()
    # For how many people they have room at once; with 0 they take part in no matching.
    capacity: Mapped[int] = mapped_column(default=1, server_default="1")
    # The e-mail address of whoever manages them; empty: nobody, or they would rather not say.
    manager_email: Mapped[str] = mapped_column(default="", server_default="")
    # Keys of characteristics as JSON, sealed with the person's own key for PROFILE of their id.
    sealed_characteristics: Mapped[bytes | None]
    # Whether the other may be told that they have them in common; it takes a yes of both.
    characteristics_as_reason: Mapped[bool] = mapped_column(default=False, server_default="false")
    state: Mapped[str] = mapped_column(default=OPEN_TO_MATCHING, server_default=OPEN_TO_MATCHING)
    rests_until: Mapped[date | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # Who entered it last: empty for the person themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class MentoringChoice(Base):
    """Somebody whom a person would choose, the first before the second; goes with either."""

    __tablename__ = "mentoring_choice"
    __table_args__ = (
        UniqueConstraint("person_id", "chosen_id"),
        CheckConstraint(f"position BETWEEN 1 AND {MOST_CHOICES}", name="few_choices"),
        CheckConstraint("chosen_id <> person_id", name="somebody_else"),
    )

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    chosen_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class MentoringApart(Row, Base):
    """Two people who are never to be paired; goes with either.

    A `not_again` is seen by nobody but the person who said it.
    """

    __tablename__ = "mentoring_apart"
    __table_args__ = (
        UniqueConstraint("person_id", "other_id", "why"),
        CheckConstraint(f"why IN ('{NOT_AGAIN}','{LINE_MANAGEMENT}')", name="known_why"),
        CheckConstraint("other_id <> person_id", name="somebody_else"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    why: Mapped[str]
    made_at: Mapped[datetime]
    # Who entered it; empty for the person themselves.
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class ProfileChange(Row, Base):
    """That somebody changed a profile, or what hangs on it; never what it says. Append-only."""

    __tablename__ = "mentoring_profile_change"
    __table_args__ = (
        CheckConstraint(f"what IN ({sql_words(PROFILE_CHANGES)})", name="known_change"),
        Index("ix_mentoring_profile_change_of", "person_id", "at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    what: Mapped[str]
    at: Mapped[datetime]
    # Who did it, whose profile it may be; empty: the clock, or somebody who has been erased.
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # Where room is for fewer than there are: for how many, how many there were, and how many
    # proposals were taken back.
    capacity: Mapped[int | None]
    held: Mapped[int | None]
    taken_back: Mapped[int | None]
