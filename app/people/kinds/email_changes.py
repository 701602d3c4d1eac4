"""Letters about an e-mail address that changes, as the post sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.kinds.each import to_each
from app.people.letters.email_changes import (
    contact_changed_letter,
    new_address_letter,
    old_address_letter,
    taken_letter,
)
from app.people.queries import persons_by_id
from app.people.queries.email_changes import ChangeFacts, changes_with_people
from app.people.rules.email_changes import (
    CONTACT_CHANGED,
    EMAIL_NEW,
    EMAIL_OLD,
    EMAIL_TAKEN,
    LASTS,
    OLD_MAY_REFUSE,
    hidden_address,
)
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND, NO_PERSON

OVER = Lapse("The change of the e-mail address is over.")


class EmailNewKind:
    """Letters to an address that somebody would like to have."""

    name = EMAIL_NEW
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; an address that is somebody else's gets another letter."""
        found = _facts(db, letters, desk)
        return {letter.id: _to_new(found.get(letter.about_id), desk) for letter in letters}


class EmailOldKind:
    """Letters to the address that somebody has; they do not wait for the morning."""

    name = EMAIL_OLD
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = _facts(db, letters, desk)
        return {letter.id: _to_old(letter, found.get(letter.about_id), desk) for letter in letters}


class EmailTakenKind:
    """Letters to whoever has an address that another account asked for."""

    name = EMAIL_TAKEN
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        return to_each(
            db, letters, lambda _, person: taken_letter(person.name, desk.site, desk.tongue)
        )


class ContactChangedKind:
    """Letters to where somebody was reached before somebody else entered another way."""

    name = CONTACT_CHANGED
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements."""
        people = persons_by_id(db, [letter.person_id for letter in letters])
        by = persons_by_id(db, [one.contact_changed_by_id for one in people.values()])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            person = people.get(letter.person_id)
            if person is None:
                answers[letter.id] = Lapse(NO_PERSON)
                continue
            who = by.get(person.contact_changed_by_id) if person.contact_changed_by_id else None
            name = who.name if who and who.id != person.id else ""
            answers[letter.id] = contact_changed_letter(person.name, name, desk.tongue)
        return answers


def _facts(db: Session, letters: Sequence[Letter], desk: Desk) -> dict[UUID, ChangeFacts]:
    return changes_with_people(db, [letter.about_id for letter in letters], now=desk.now)


def _to_new(facts: ChangeFacts | None, desk: Desk) -> Draft | Lapse:
    if facts is None or facts.is_taken or facts.change.new_confirmed_at is not None:
        return OVER
    until = facts.change.asked_at + LASTS
    return new_address_letter(until, zone=facts.person.time_zone, tongue=desk.tongue)


def _to_old(letter: Letter, facts: ChangeFacts | None, desk: Desk) -> Draft | Lapse:
    if facts is None:
        return OVER
    return old_address_letter(
        facts.person.name,
        hidden_address(facts.change.new_email),
        facts.change.asked_at + OLD_MAY_REFUSE,
        zone=facts.person.time_zone,
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )
