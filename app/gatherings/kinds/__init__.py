"""Letters about sessions as the post sees them: looked at again at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import contacts_of
from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_by_cohort
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.letters import SessionFacts, Text, cancelled_text, reminder_text
from app.gatherings.letters.calendar import CANCEL, event_of
from app.gatherings.models import Gathering
from app.gatherings.queries.letters import (
    NOT_HERE,
    Receiver,
    gatherings_with_cohorts,
    receivers_of,
)
from app.gatherings.queries.roles import roles_at
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.reminders import MOVED, reminders_wanted, rule_of
from app.gatherings.rules.roles import RoleLine, by_role, say_yours
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.tongues import Tongue
from app.post.rules.topics import REMINDERS

NO_SESSION = "The session does not exist any more."
BEGUN = "The session had begun before the letter could go."
TOO_LATE = "It was too late for this reminder, and a later one takes its place."
NOT_CALLED_OFF = "The session takes place after all."
NOT_COMING = {
    "sorry": "They said that they cannot come.",
    "waiting": "They wait for a place at this session.",
}
OVER = "The time of the session had passed before the letter could go."


class ReminderKind:
    """Letters that remind people of a session."""

    name = "reminder"
    topic = REMINDERS
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Four statements; each session's text is written once for all its people."""
        wanted: dict[UUID, Mapping[str, datetime]] = {}

        def lapse(letter: Letter, gathering: Gathering, cohort: Cohort) -> str | None:
            if gathering.state != PLANNED:
                return CALLED_OFF
            if desk.now >= gathering.starts_at:
                return BEGUN
            if gathering.id not in wanted:
                wanted[gathering.id] = reminders_wanted(
                    gathering.starts_at, cohort.time_zone, desk.now, cohort.reminders
                )
            rule, moves = rule_of(letter.occurrence)
            if moves != gathering.moves:
                return MOVED
            if rule not in cohort.reminders:
                return SWITCHED_OFF
            return None if rule in wanted[gathering.id] else TOO_LATE

        write = partial(reminder_text, now=desk.now)
        return prepare_letters(db, letters, desk, lapse, write, reminds=True)


class CancelledKind:
    """Letters that a session is off."""

    name = "cancelled"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements; each session's text is written once for all its people."""

        def lapse(_letter: Letter, gathering: Gathering, _cohort: Cohort) -> str | None:
            if gathering.state == PLANNED:
                return NOT_CALLED_OFF
            return OVER if desk.now >= gathering.ends_at else None

        def write(facts: SessionFacts) -> Text:
            return cancelled_text(facts).in_calendar(facts.event, CANCEL, desk.now)

        return prepare_letters(db, letters, desk, lapse, write)


def prepare_letters(
    db: Session,
    letters: Sequence[Letter],
    desk: Desk,
    lapse: Callable[[Letter, Gathering, Cohort], str | None],
    write: Callable[[SessionFacts], Text],
    *,
    reminds: bool = False,
) -> dict[UUID, Draft | Lapse]:
    """The answers for letters about sessions; three statements.

    `lapse` says why one is not wanted, and each session's text is written once for all its people;
    `reminds` leaves out those who said that they do not come.
    """
    receivers = receivers_of(db, letters)
    sessions = gatherings_with_cohorts(db, list({letter.about_id for letter in letters}))
    running = facilitators_by_cohort(db, list({cohort.id for _, cohort in sessions.values()}))
    roles = roles_at(db, list(sessions)) if reminds else {}
    texts: dict[tuple[UUID, bool], Text] = {}
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in letters:
        session, receiver = sessions.get(letter.about_id), receivers.get(letter.id)
        reason = _not_for(receiver, reminds=reminds) if session else NO_SESSION
        if session and not reason:
            reason = lapse(letter, *session)
        if reason or session is None or receiver is None:
            answers[letter.id] = Lapse(reason or NOT_HERE)
            continue
        about = (letter.about_id, letter.channel in BY_HAND)
        if about not in texts:
            here = roles.get(letter.about_id, [])
            people = running.get(session[1].id, [])
            texts[about] = write(facts_of(*session, people, desk, here, by_hand=about[1]))
        answers[letter.id] = texts[about].to(receiver.name, _yours(letter, roles, desk.tongue))
    return answers


def _not_for(receiver: Receiver | None, *, reminds: bool) -> str | None:
    """Why nobody gets this letter; None when somebody does."""
    if receiver is None or not receiver.joined:
        return NOT_HERE
    return NOT_COMING.get(receiver.answer) if reminds else None


def _yours(letter: Letter, roles: Mapping[UUID, Sequence[RoleLine]], tongue: Tongue) -> str:
    """What the person of a letter has to do at the session, told to them."""
    lines = roles.get(letter.about_id, ())
    mine = [line.role for line in lines if line.person_id == letter.person_id]
    return say_yours(mine, tongue)


def facts_of(
    gathering: Gathering,
    cohort: Cohort,
    running: Sequence[Person],
    desk: Desk,
    roles: Sequence[RoleLine] = (),
    *,
    by_hand: bool = False,
) -> SessionFacts:
    """What letters tell of a session; `running` are those who run its cohort.

    `by_hand`: for somebody who reads no pages.
    """
    return SessionFacts(
        title=gathering.title,
        cohort=cohort.name,
        zone=cohort.time_zone,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        how=gathering.how,
        place=gathering.place,
        link=gathering.link,
        phone=gathering.phone,
        about=gathering.about,
        address=f"{desk.site}/sessions/{gathering.id}",
        contacts=contacts_of(running, by_hand=by_hand),
        cohort_phone=cohort.phone,
        event=event_of(gathering, cohort, site=desk.site),
        tongue=desk.tongue,
        access=gathering.access,
        roles=by_role(roles, desk.tongue),
        all_sessions=f"{desk.site}/cohorts/{cohort.slug}/sessions",
        by_hand=by_hand,
    )
