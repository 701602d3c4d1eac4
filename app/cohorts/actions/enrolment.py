"""Putting people into a cohort: many at once, and those who run it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text, update
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import plan_invitations
from app.cohorts.errors import UnknownStanding
from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, INVITED, JOINED, PARTICIPANT, STANDINGS
from app.people.actions.newcomers import Newcomer, add_newcomers
from app.people.errors import EmailWrong, NameNeeded
from app.people.models import Person
from app.people.rules import clean_email, clean_name

# In one order, so that two people who add the same lines at once wait and never lock each other
# out. Somebody who left or said no is invited once more; everybody else is left as they are.
ENROL = text(
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_by_id, added_at,
                           invited_at, invitations)
    SELECT uuidv7(), :cohort, person_id, :role, :standing, 'invited', :actor, :now, :now, 1
    FROM unnest(CAST(:persons AS uuid[])) AS new (person_id)
    ORDER BY person_id
    ON CONFLICT (cohort_id, person_id) DO UPDATE
    SET state = 'invited', role = excluded.role, standing = excluded.standing,
        added_by_id = excluded.added_by_id, invited_at = excluded.invited_at,
        invitations = enrolment.invitations + 1,
        answered_by_id = NULL, joined_at = NULL, declined_at = NULL, left_at = NULL
    WHERE enrolment.state IN ('declined', 'left')
    RETURNING id, cohort_id, person_id, invitations
    """
)


@dataclass(frozen=True)
class Added:
    """What became of people who were to be added."""

    invited: int
    again: int
    already: int


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

    Six statements or fewer for each 1,000 people; safe when others add the same people at the
    same moment. People who are known keep their own name.
    Raises: UnknownStanding, NameNeeded, EmailWrong.
    """
    persons = add_newcomers(db, _clean(people), now=now) if people else []
    rows = _enrol(db, actor, cohort_id, persons, PARTICIPANT, standing, now)
    again = sum(row.invitations > 1 for row in rows)
    return Added(len(rows) - again, again, len(persons) - len(rows))


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

    Returns the person's id. Raises: UnknownStanding, NameNeeded, EmailWrong.
    """
    persons = add_newcomers(db, _clean([Newcomer(name, email)]), now=now)
    _enrol(db, actor, cohort_id, persons, FACILITATOR, standing, now)
    db.execute(
        update(Enrolment)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.person_id.in_(persons),
            Enrolment.state.in_([INVITED, JOINED]),
        )
        .values(role=FACILITATOR)
    )
    return persons[0]


def _enrol(
    db: Session,
    actor: Person,
    cohort_id: UUID,
    persons: Sequence[UUID],
    role: str,
    standing: str,
    now: datetime,
) -> Sequence[Row[Any]]:
    if standing not in STANDINGS:
        raise UnknownStanding
    values = {
        "cohort": cohort_id,
        "persons": list(persons),
        "role": role,
        "standing": standing,
        "actor": actor.id,
        "now": now,
    }
    rows = db.execute(ENROL, values).all()
    if rows:
        plan_invitations(db, rows, now=now)
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
