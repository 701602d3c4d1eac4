"""Putting people into a cohort: many at once, and those who run it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text, update
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import plan_in_line, plan_invitations
from app.cohorts.actions.seats import count_seats, hold_cohort, pass_on_seats
from app.cohorts.errors import UnknownStanding
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import (
    ASKED,
    FACILITATOR,
    INVITED,
    JOINED,
    OFFERED,
    OUT,
    PARTICIPANT,
    STANDINGS,
    WAITING,
)
from app.people.actions.newcomers import Newcomer, add_newcomers
from app.people.errors import EmailWrong, NameNeeded
from app.people.models import Person
from app.people.rules import clean_email, clean_name

# In one order, so that two people who add the same lines at once wait and never lock each other
# out. Somebody who is out is invited once more; everybody else is left as they are.
ENROL = text(
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, place_id, state, added_by_id,
                           added_at, invited_at, invitations, waiting_since)
    SELECT uuidv7(), :cohort, person_id, :role, standing, place_id,
           CASE WHEN waiting_since IS NULL THEN 'invited' ELSE 'waiting' END, :actor, :now,
           CASE WHEN waiting_since IS NULL THEN CAST(:now AS timestamptz) END,
           CASE WHEN waiting_since IS NULL THEN 1 ELSE 0 END, waiting_since
    FROM unnest(
        CAST(:persons AS uuid[]), CAST(:standings AS text[]), CAST(:places AS uuid[]),
        CAST(:waits AS timestamptz[])
    ) AS new (person_id, standing, place_id, waiting_since)
    ORDER BY person_id
    ON CONFLICT (cohort_id, person_id) DO UPDATE
    SET state = excluded.state, role = excluded.role, standing = excluded.standing,
        place_id = coalesce(excluded.place_id, enrolment.place_id),
        added_by_id = excluded.added_by_id, invited_at = excluded.invited_at,
        invitations = enrolment.invitations + excluded.invitations,
        waiting_since = excluded.waiting_since, offered_until = NULL, offers = 0,
        asked_at = NULL, answered_by_id = NULL, joined_at = NULL, declined_at = NULL,
        left_at = NULL, left_by_id = NULL, moved_to_id = NULL
    WHERE enrolment.state = ANY(CAST(:before AS text[]))
    RETURNING id, cohort_id, person_id, state, invitations, waiting_since
    """
)


@dataclass(frozen=True)
class Entrant:
    """Somebody to be asked into a cohort, and what is known of them."""

    person_id: UUID
    standing: str
    place_id: UUID | None = None


@dataclass(frozen=True)
class Added:
    """What became of people who were to be added."""

    invited: int
    again: int
    already: int
    # Those for whom there was no seat; they are in line.
    waiting: int = 0


def add_people(
    db: Session,
    actor: Person,
    *,
    cohort_id: UUID,
    people: Sequence[Newcomer],
    standing: str,
    now: datetime,
) -> Added:
    """Invite people into a cohort by letter; whoever is in it already is left as they are.

    Ten statements or fewer for each 1,000 people; safe when others add the same people at the
    same moment. People who are known keep their own name. Whoever there is no seat for waits.
    Raises: UnknownStanding, NameNeeded, EmailWrong.
    """
    persons = add_newcomers(db, _clean(people), now=now) if people else []
    entrants = [Entrant(person_id, standing) for person_id in persons]
    return seat_people(db, actor, cohort_id=cohort_id, entrants=entrants, now=now)


def seat_people(
    db: Session,
    actor: Person | None,
    *,
    cohort_id: UUID,
    entrants: Sequence[Entrant],
    now: datetime,
) -> Added:
    """Give each a seat with an invitation, in the order given, and a place in line to the rest.

    Each person at most once. Whoever is in the cohort, invited to it or in line for it is left as
    they are. Everybody gets the letter that is theirs. Without an actor the record names nobody
    who added them. At most eight statements for each 1,000.
    Raises: UnknownStanding.
    """
    if any(entrant.standing not in STANDINGS for entrant in entrants):
        raise UnknownStanding
    if not entrants:
        return Added(0, 0, 0)
    cohort = hold_cohort(db, cohort_id)
    wanted = _not_here(db, cohort, entrants)
    seats = count_seats(db, cohort).for_newcomers
    seated = len(wanted) if seats is None else min(seats, len(wanted))
    waits = [None] * seated + [
        now + timedelta(microseconds=place) for place in range(len(wanted) - seated)
    ]
    rows = _enrol(db, actor, cohort, wanted, waits=waits, role=PARTICIPANT, before=OUT, now=now)
    waiting = sum(row.state == WAITING for row in rows)
    again = sum(row.invitations > 1 for row in rows if row.state == INVITED)
    return Added(len(rows) - again - waiting, again, len(entrants) - len(rows), waiting)


def add_facilitator(
    db: Session,
    actor: Person,
    *,
    cohort_id: UUID,
    name: str,
    email: str,
    standing: str,
    now: datetime,
) -> UUID:
    """Invite somebody to run a cohort; a participant of it becomes a facilitator as well.

    Whoever stands in line or asked to join needs no seat for that, and is invited. A participant's
    seat is passed on. Returns the person's id. Raises: UnknownStanding, NameNeeded, EmailWrong.
    """
    if standing not in STANDINGS:
        raise UnknownStanding
    (person_id,) = add_newcomers(db, _clean([Newcomer(name, email)]), now=now)
    cohort = hold_cohort(db, cohort_id)
    _enrol(
        db,
        actor,
        cohort,
        [Entrant(person_id, standing)],
        waits=[None],
        role=FACILITATOR,
        before=(*OUT, ASKED, WAITING, OFFERED),
        now=now,
    )
    db.execute(
        update(Enrolment)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.person_id == person_id,
            Enrolment.state.in_([INVITED, JOINED]),
        )
        .values(role=FACILITATOR)
    )
    pass_on_seats(db, cohort, now=now)
    return person_id


def _not_here(db: Session, cohort: Cohort, entrants: Sequence[Entrant]) -> list[Entrant]:
    """Those who are not in the cohort in any way, in their order, each once."""
    here = set(
        db.scalars(
            select(Enrolment.person_id).where(
                Enrolment.cohort_id == cohort.id,
                Enrolment.person_id.in_([entrant.person_id for entrant in entrants]),
                Enrolment.state.not_in(OUT),
            )
        )
    )
    first: dict[UUID, Entrant] = {}
    for entrant in entrants:
        first.setdefault(entrant.person_id, entrant)
    return [one for one in first.values() if one.person_id not in here]


def _enrol(
    db: Session,
    actor: Person | None,
    cohort: Cohort,
    entrants: Sequence[Entrant],
    *,
    waits: Sequence[datetime | None],
    role: str,
    before: Sequence[str],
    now: datetime,
) -> Sequence[Row[Any]]:
    values = {
        "cohort": cohort.id,
        "persons": [entrant.person_id for entrant in entrants],
        "standings": [entrant.standing for entrant in entrants],
        "places": [entrant.place_id for entrant in entrants],
        "waits": list(waits),
        "role": role,
        "actor": actor.id if actor else None,
        "before": list(before),
        "now": now,
    }
    rows = db.execute(ENROL, values).all()
    plan_invitations(db, [row for row in rows if row.state == INVITED], now=now)
    plan_in_line(db, [row for row in rows if row.state == WAITING], now=now)
    return rows


def _clean(people: Sequence[Newcomer]) -> list[Newcomer]:
    """The same people with clean names and addresses.

    Raises: NameNeeded, EmailWrong.
    """
    cleaned = []
    for person in people:
        name, email = clean_name(person.name), clean_email(person.email)
        if name is None:
            raise NameNeeded
        if email is None:
            raise EmailWrong
        cleaned.append(Newcomer(name, email))
    return cleaned
