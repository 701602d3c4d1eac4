"""The letter about catching up as the post sees it: looked at again at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import contacts_of
from app.cohorts.queries.people import facilitators_by_cohort
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.letters import Text
from app.gatherings.letters.catch_up import CatchUpFacts, catch_up_text
from app.gatherings.queries.catch_up import AwayReceiver, away_receivers
from app.gatherings.queries.letters import NOT_HERE
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.attendance import TOOK_PART
from app.gatherings.rules.catch_up import OPEN
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import CATCH_UP

NO_TASK = "There is nothing to catch up on any more."
WAS_THERE = "They are noted as having been there."
CAME_IN = "They are not noted, and opened the online room."
NO_REGISTER = "Nobody is noted as there, so we do not know who was away."
CAUGHT_UP = "They have done it already, or said that they do not need it."


class CatchUpKind:
    """Letters that say what there is to catch up on after a session."""

    name = CATCH_UP
    topic = CATCH_UP
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; each session's text is written once for all its people."""
        receivers = away_receivers(db, letters)
        running = facilitators_by_cohort(db, list({one.cohort.id for one in receivers.values()}))
        texts: dict[tuple[UUID, bool, bool], Text] = {}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            receiver = receivers.get(letter.id)
            reason = _not_for(receiver)
            if reason or receiver is None:
                answers[letter.id] = Lapse(reason or NOT_HERE)
                continue
            by_hand = letter.channel in BY_HAND
            about = (letter.about_id, by_hand, receiver.how is None)
            if about not in texts:
                people = running.get(receiver.cohort.id, [])
                texts[about] = catch_up_text(_facts(receiver, people, desk, by_hand=by_hand))
            answers[letter.id] = texts[about].to(receiver.name)
        return answers


def _not_for(receiver: AwayReceiver | None) -> str | None:
    """Why nobody gets this letter; None when somebody does."""
    if receiver is None or not receiver.joined:
        return NOT_HERE
    reasons = (
        (CALLED_OFF, receiver.gathering.state != PLANNED),
        (NO_TASK, not receiver.material.task),
        (SWITCHED_OFF, CATCH_UP not in receiver.cohort.reminders),
        (WAS_THERE, receiver.how in TOOK_PART),
        (NO_REGISTER, not receiver.how and not receiver.has_register),
        (CAME_IN, not receiver.how and receiver.clicked),
        (CAUGHT_UP, receiver.state != OPEN),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _facts(
    receiver: AwayReceiver, running: Sequence[Person], desk: Desk, *, by_hand: bool
) -> CatchUpFacts:
    gathering, cohort = receiver.gathering, receiver.cohort
    return CatchUpFacts(
        title=gathering.title,
        cohort=cohort.name,
        zone=cohort.time_zone,
        starts_at=gathering.starts_at,
        material=receiver.material,
        address=f"{desk.site}/sessions/{gathering.id}",
        contacts=contacts_of(running, by_hand=by_hand),
        cohort_phone=cohort.phone,
        tongue=desk.tongue,
        by_hand=by_hand,
        is_noted=receiver.how is not None,
    )
