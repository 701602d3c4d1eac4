"""Reads of what a facilitator looks after for people who told it to one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat, seat_by_slug
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Contribution
from app.outputs.queries.voices import LastConsent, Voice, read_voices, select_voices, voice_by_id
from app.outputs.rules.consent import WITH_NAME
from app.people.models import Person
from app.post.rules import BY_HAND


@dataclass(frozen=True)
class TellingSeat:
    """Something of the actor's cohort that may have been told to a facilitator, and whose it is."""

    seat: Seat
    voice: Voice
    author: Person

    @property
    def author_id(self) -> UUID:
        """Who said it."""
        return self.voice.author_id


def telling_seat(
    db: Session, actor: Person, *, slug: str, contribution_id: UUID
) -> TellingSeat | None:
    """Something of this cohort; policy decides whether the actor may. Three statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    voice = voice_by_id(db, actor, contribution_id=contribution_id) if seat else None
    if seat is None or voice is None or voice.cohort.id != seat.cohort.id:
        return None
    return TellingSeat(seat, voice, db.get_one(Person, voice.author_id))


def told_voices(db: Session, actor: Person, cohort_id: UUID, *, page: int) -> Page[Voice]:
    """What facilitators of a cohort look after for its people, newest first. Two statements.

    What was told to one; and of people who hear by phone or on paper also what bears their name.
    What was taken back is not among it, and nothing of the actor's own.
    """
    by_hand = and_(Person.email.is_(None), Person.channel.in_(BY_HAND))
    wanted = (
        select_voices()
        .where(
            Contribution.cohort_id == cohort_id,
            Contribution.author_id != actor.id,
            LastConsent.withdrawn_at.is_(None),
            or_(
                Contribution.told_how != "",
                LastConsent.entered_how != "",
                and_(by_hand, LastConsent.named_as.in_(WITH_NAME)),
            ),
        )
        .order_by(None)
    )
    total = db.scalar(wanted.with_only_columns(func.count())) or 0
    ordered = wanted.order_by(Contribution.given_at.desc(), Contribution.id.desc())
    rows = read_voices(db, ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page(rows, page, total)
