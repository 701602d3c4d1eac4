"""What letters about cohorts say to a made-up person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.letters import Beginning, InvitationFacts, contacts_of, invitation_letter
from app.cohorts.letters.leaving import moved_person_letter, taken_out_letter, withdrawn_letter
from app.cohorts.letters.seats import (
    SeatFacts,
    in_line_letter,
    let_in_letter,
    offer_letter,
)
from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_of
from app.people.models import Person
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Sampler
from app.post.rules import BY_HAND
from app.post.rules.tongues import mark

A_FACILITATOR = mark("A facilitator")


def sample_invitation(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The invitation to take part; two statements."""
    cohort, running = _cohort(db, cohort_id)
    told = InvitationFacts(
        name=SAMPLE_NAME,
        cohort=cohort.name,
        begins=Beginning(cohort.starts_on, cohort.is_ahead(desk.now)),
        invited_by=running[0].name if running else desk.tongue.say(A_FACILITATOR),
        to_run_it=False,
        contacts=contacts_of(running, by_hand=channel in BY_HAND),
        phone=cohort.phone,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )
    return invitation_letter(told)


def _about_seats(write: Callable[[SeatFacts, Cohort, datetime], Draft]) -> Sampler:
    def sample(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
        cohort, running = _cohort(db, cohort_id)
        facts = SeatFacts(
            name=SAMPLE_NAME,
            cohort=cohort.name,
            begins=Beginning(cohort.starts_on, cohort.is_ahead(desk.now)),
            contacts=contacts_of(running, by_hand=channel in BY_HAND),
            phone=cohort.phone,
            site=desk.site,
            slug=cohort.slug,
            tongue=desk.tongue,
            by_hand=channel in BY_HAND,
        )
        return write(facts, cohort, desk.now)

    return sample


def _offer(facts: SeatFacts, cohort: Cohort, now: datetime) -> Draft:
    until = now + timedelta(hours=cohort.offer_hours)
    return offer_letter(
        facts, until=facts.tongue.say_moment(until, cohort.time_zone), is_last=False
    )


def _cohort(db: Session, cohort_id: UUID) -> tuple[Cohort, Sequence[Person]]:
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    return cohort, facilitators_of(db, cohort_id)


SAMPLERS: Mapping[str, Sampler] = {
    "invitation": sample_invitation,
    "in_line": _about_seats(
        lambda facts, _, __: in_line_letter(facts, added_by=facts.tongue.say(A_FACILITATOR))
    ),
    "offer": _about_seats(_offer),
    "asked": _about_seats(lambda facts, _, __: let_in_letter(facts)),
    "taken_out": _about_seats(lambda facts, _, __: taken_out_letter(facts)),
    "withdrawn": _about_seats(lambda facts, _, __: withdrawn_letter(facts)),
    "moved_person": _about_seats(
        lambda facts, _, __: moved_person_letter(facts, before=facts.tongue.say("Another cohort"))
    ),
}
