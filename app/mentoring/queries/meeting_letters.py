"""What letters and calendars need of meetings; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import MentoringMeeting, Pairing, PairingMember
from app.mentoring.rules.meetings import CANCELLED, HAPPENED, PLANNED
from app.mentoring.rules.states import LIVE
from app.people.models import Person
from app.post.models import Letter

# So long a meeting that is off is told as such, so that calendars take it out.
TOLD_FOR = timedelta(days=60)
# Meetings farther back are left out, so that the calendar does not grow for ever.
KEPT_FOR = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Told:
    """A meeting as one of the two is told of it; `partner` is None when they have left.

    `state` is that of the pairing, `zone` the reader's.
    """

    meeting: MentoringMeeting
    state: str
    name: str
    zone: str
    partner: str | None


_own, _other = aliased(PairingMember), aliased(PairingMember)
_person, _partner = aliased(Person), aliased(Person)
_FACTS = (
    select(MentoringMeeting, Pairing.state, _person.name, _person.time_zone, _partner.name)
    .join(Pairing, Pairing.id == MentoringMeeting.pairing_id)
    .join(_own, _own.pairing_id == Pairing.id)
    .join(_person, _person.id == _own.person_id)
    .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
    .outerjoin(_partner, _partner.id == _other.person_id)
    # What was noted without a plan has no time that could be told.
    .where(MentoringMeeting.starts_at.is_not(None))
)


def meetings_to_tell(db: Session, letters: Sequence[Letter]) -> Mapping[tuple[UUID, UUID], Told]:
    """For letters about meetings, by meeting and person. One statement."""
    about = {letter.about_id for letter in letters}
    people = {letter.person_id for letter in letters}
    rows = db.execute(
        _FACTS.add_columns(_person.id).where(MentoringMeeting.id.in_(about), _person.id.in_(people))
    )
    return {(row[0].id, row[5]): Told(*row[:5]) for row in rows}


def meetings_for(db: Session, person_id: UUID, *, now: datetime) -> Sequence[Told]:
    """The meetings of everybody with whom a person walks, earliest first. One statement.

    Those that are off are among them for sixty days. None of a pair that is on hold or over.
    """
    told = or_(
        MentoringMeeting.state.in_((PLANNED, HAPPENED)),
        (MentoringMeeting.state == CANCELLED) & (MentoringMeeting.changed_at > now - TOLD_FOR),
    )
    rows = db.execute(
        _FACTS.where(
            _person.id == person_id,
            Pairing.state.in_(LIVE),
            told,
            MentoringMeeting.ends_at > now - KEPT_FOR,
        ).order_by(MentoringMeeting.starts_at, MentoringMeeting.id)
    )
    return [Told(*row) for row in rows]
