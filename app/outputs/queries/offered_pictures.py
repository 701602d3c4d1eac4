"""Reads of pictures that people offer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat, seat_by_cohort_id
from app.outputs.models import ContributionPicture
from app.outputs.queries.voices import Voice, voice_by_id
from app.people.models import Person


@dataclass(frozen=True)
class PictureSeat:
    """A picture with its words, its bytes, and the actor's place in its cohort."""

    seat: Seat
    voice: Voice
    content: bytes

    @property
    def author_id(self) -> UUID:
        """Whose it is."""
        return self.voice.author_id


def picture_seat(db: Session, actor: Person, *, contribution_id: UUID) -> PictureSeat | None:
    """A picture; policy decides whether the actor may see it. Three statements."""
    voice = voice_by_id(db, actor, contribution_id=contribution_id)
    if voice is None or voice.picture is None:
        return None
    seat = seat_by_cohort_id(db, actor, voice.cohort.id)
    content = db.scalar(
        select(ContributionPicture.content).where(
            ContributionPicture.contribution_id == contribution_id
        )
    )
    return PictureSeat(seat, voice, content) if seat and content else None
