"""Letters about worries as the post sees them: at once, also at night."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.letters.worries import (
    ROLE_EMPTY,
    WORRY_ESCALATED,
    WORRY_OPENED,
    WORRY_WAITING,
    WorryFacts,
    role_empty_letter,
    worry_escalated_letter,
    worry_opened_letter,
    worry_waiting_letter,
)
from app.mentoring.models import Worry
from app.mentoring.policy.roles import is_deputy, is_safeguarding_lead
from app.mentoring.queries.named import named_safeguarding
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter

OPENED = "Somebody has opened it already, or it is not this person's to open."
NOT_OPENED = "It was not this person's, or nobody has opened it."
NOT_EMPTY = "Somebody holds the role now, or this person does not look after the programme."


class WorryWaitingKind:
    """Letters that tell the lead that there is one to read; about one worry."""

    name = WORRY_WAITING
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was opened, or is kept from the lead, needs no letter."""
        return _each(db, letters, lambda worry, person: _to_lead(worry, person, desk), OPENED)


class WorryEscalatedKind:
    """Letters that tell the deputy of one that was not opened in time; about one worry."""

    name = WORRY_ESCALATED
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was opened meanwhile needs no letter."""
        return _each(db, letters, lambda worry, person: _to_deputy(worry, person, desk), OPENED)


class WorryOpenedKind:
    """Letters that tell whoever raised a worry that it was opened; about one worry."""

    name = WORRY_OPENED
    topic = ""
    # It is no hurry, and a phone that rings at night may be heard by somebody else.
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        return _each(db, letters, lambda worry, person: _to_raiser(worry, person, desk), NOT_OPENED)


class RoleEmptyKind:
    """Letters that tell programme leads that nobody holds a role; about no row."""

    name = ROLE_EMPTY
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; a role that somebody holds by now needs no letter."""
        empty = named_safeguarding(db).empty_roles
        ids = {letter.person_id for letter in letters}
        people = {one.id: one for one in db.scalars(select(Person).where(Person.id.in_(ids)))}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            role, person = letter.occurrence.partition(":")[0], people[letter.person_id]
            if role in empty and person.has_role(PROGRAMME_LEAD):
                answers[letter.id] = role_empty_letter(person.name, role, tongue=desk.tongue)
            else:
                answers[letter.id] = Lapse(NOT_EMPTY)
        return answers


def _to_lead(worry: Worry, person: Person, desk: Desk) -> Draft | None:
    wanted = worry.opened_at is None and not worry.kept_from_lead and is_safeguarding_lead(person)
    return worry_waiting_letter(_facts(worry, person, desk), worry.escalates_at) if wanted else None


def _to_deputy(worry: Worry, person: Person, desk: Desk) -> Draft | None:
    gone, opened = worry.escalated_at, worry.opened_at
    # Opened before it went to the deputy: by a lead who is lead no more.
    waits = gone is not None and worry.closed_at is None and (opened is None or opened <= gone)
    wanted = waits and is_deputy(person)
    return worry_escalated_letter(_facts(worry, person, desk)) if wanted else None


def _to_raiser(worry: Worry, person: Person, desk: Desk) -> Draft | None:
    if worry.opened_at is None or worry.raised_by_id != person.id:
        return None
    return worry_opened_letter(_facts(worry, person, desk), worry.opened_at)


def _each(
    db: Session,
    letters: Sequence[Letter],
    write: Callable[[Worry, Person], Draft | None],
    lapse: str,
) -> Mapping[UUID, Draft | Lapse]:
    rows = db.execute(
        select(Worry, Person)
        .join(Person, Person.id.in_({letter.person_id for letter in letters}))
        .where(Worry.id.in_({letter.about_id for letter in letters}))
    )
    drafts = {(worry.id, person.id): write(worry, person) for worry, person in rows}
    return {
        letter.id: drafts.get((letter.about_id, letter.person_id)) or Lapse(lapse)
        for letter in letters
    }


def _facts(worry: Worry, person: Person, desk: Desk) -> WorryFacts:
    return WorryFacts(
        name=person.name,
        raised_at=worry.raised_at,
        zone=person.time_zone,
        worry_id=worry.id,
        site=desk.site,
        tongue=desk.tongue,
    )
