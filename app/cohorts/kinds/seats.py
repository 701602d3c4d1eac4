"""Letters about seats as the post sees them: looked at again at the moment of sending."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import Beginning, contacts_of
from app.cohorts.letters.leaving import moved_person_letter, taken_out_letter, withdrawn_letter
from app.cohorts.letters.seats import (
    SeatFacts,
    in_line_letter,
    let_in_letter,
    not_let_in_letter,
    offer_letter,
)
from app.cohorts.queries.invitations import Invitation, cohorts_before, invitations_of
from app.cohorts.queries.people import facilitators_by_cohort
from app.cohorts.rules import JOINED, LEFT, OFFERED, WAITING, WITHDRAWN
from app.cohorts.rules.seats import MOST_OFFERS, offer_occurrence
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.drafts import SIGNED

NOT_HERE = "The person is not in this cohort any more."
NOT_IN_LINE = "The person is not in line any more."
OFFER_OVER = "The person has answered, or the seat went to the next in line."
CHANGED = "Things have changed since, so this letter would tell what is not so."


Write = Callable[[Letter, Invitation, SeatFacts, datetime], Draft | Lapse]


class SeatKind(ABC):
    """Letters about one enrolment, which are always sent and wait for the morning."""

    name: str
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements."""
        return _prepare(db, letters, desk, self.write)

    @abstractmethod
    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """What one letter says, or why nobody needs it any more."""


class InLineKind(SeatKind):
    """Letters that say that somebody is in line for a seat."""

    name = "in_line"

    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """Somebody who is not in line any more needs no letter."""
        del letter, now
        if found.enrolment.state != WAITING:
            return Lapse(NOT_IN_LINE)
        added_by = found.invited_by or facts.tongue.say(SIGNED)
        return in_line_letter(facts, added_by=added_by)


class OfferKind(SeatKind):
    """Letters that offer a seat until a moment."""

    name = "offer"

    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """An offer that was answered or has run out needs no letter."""
        until = found.enrolment.offered_until
        if found.enrolment.state != OFFERED or until is None or until <= now:
            return Lapse(OFFER_OVER)
        if letter.occurrence != offer_occurrence(until):
            return Lapse(OFFER_OVER)
        return offer_letter(
            facts,
            until=facts.tongue.say_moment(until, found.cohort.time_zone),
            is_last=found.enrolment.offers >= MOST_OFFERS,
        )


class AskedKind(SeatKind):
    """Letters with a facilitator's answer to somebody who asked to join: `yes…` or `no…`."""

    name = "asked"

    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """An answer that is not so any more is not sent."""
        del now
        said_yes = letter.occurrence.startswith("yes")
        if found.enrolment.state != (JOINED if said_yes else WITHDRAWN):
            return Lapse(CHANGED)
        return let_in_letter(facts) if said_yes else not_let_in_letter(facts)


class TakenOutKind(SeatKind):
    """Letters to somebody whom a facilitator took out of a cohort."""

    name = "taken_out"

    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """Whoever is back in the meantime needs no letter."""
        del letter, now
        return taken_out_letter(facts) if found.enrolment.state == LEFT else Lapse(CHANGED)


class WithdrawnKind(SeatKind):
    """Letters to somebody who had heard of an invitation that a facilitator took back."""

    name = "withdrawn"

    def write(
        self, letter: Letter, found: Invitation, facts: SeatFacts, now: datetime
    ) -> Draft | Lapse:
        """Whoever was asked in again meanwhile needs no letter."""
        del letter, now
        return withdrawn_letter(facts) if found.enrolment.state == WITHDRAWN else Lapse(CHANGED)


class MovedPersonKind:
    """Letters to somebody who was moved to another cohort; about the new enrolment."""

    name = "moved_person"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements; whoever has left again, or was moved on, needs no letter."""
        before = cohorts_before(db, [letter.about_id for letter in letters])

        def write(
            letter: Letter, found: Invitation, facts: SeatFacts, _now: datetime
        ) -> Draft | Lapse:
            name = before.get(letter.about_id)
            if name is None or found.enrolment.state != JOINED:
                return Lapse(CHANGED)
            return moved_person_letter(facts, before=name)

        return _prepare(db, letters, desk, write)


def _prepare(
    db: Session, letters: Sequence[Letter], desk: Desk, write: Write
) -> dict[UUID, Draft | Lapse]:
    found = invitations_of(db, [letter.about_id for letter in letters])
    running = facilitators_by_cohort(db, list({one.cohort.id for one in found.values()}))
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in letters:
        one = found.get(letter.about_id)
        if one is None:
            answers[letter.id] = Lapse(NOT_HERE)
        else:
            facts = _facts(one, letter.channel, running.get(one.cohort.id, []), desk)
            answers[letter.id] = write(letter, one, facts, desk.now)
    return answers


def _facts(found: Invitation, channel: str, running: Sequence[Person], desk: Desk) -> SeatFacts:
    by_hand = channel in BY_HAND
    return SeatFacts(
        name=found.person.name,
        cohort=found.cohort.name,
        begins=Beginning(found.cohort.starts_on, found.cohort.is_ahead(desk.now)),
        contacts=contacts_of(running, by_hand=by_hand),
        phone=found.cohort.phone,
        site=desk.site,
        slug=found.cohort.slug,
        tongue=desk.tongue,
        by_hand=by_hand,
    )
