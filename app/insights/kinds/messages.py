"""Messages to some of a cohort: looked at again at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import contacts_of
from app.cohorts.queries.people import facilitators_by_cohort
from app.insights.letters.messages import MessageFacts, message_letter
from app.insights.queries.messages import Receiver, receivers_of
from app.insights.rules.messages import MESSAGE, may_be_written_to
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

GONE = "The message does not exist any more."
NOT_HERE = "This person is not in the cohort any more."


class MessageKind:
    """Letters that carry what somebody who runs a cohort wrote to some of it."""

    name = MESSAGE
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; whoever left meanwhile gets none."""
        found = receivers_of(db, letters)
        runners = facilitators_by_cohort(db, [one.cohort.id for one in found.values()])
        return {
            letter.id: _draft(letter, found.get(letter.id), runners, desk) for letter in letters
        }


def _draft(
    letter: Letter,
    to: Receiver | None,
    runners: Mapping[UUID, Sequence[Person]],
    desk: Desk,
) -> Draft | Lapse:
    if to is None:
        return Lapse(GONE)
    if to.state is None or not may_be_written_to(to.state):
        return Lapse(NOT_HERE)
    by_hand = letter.channel in BY_HAND
    return message_letter(
        MessageFacts(
            name=to.name,
            writer=to.writer or "",
            cohort=to.cohort.name,
            subject=to.message.subject,
            words=to.message.words,
            contacts=contacts_of(runners.get(to.cohort.id, ()), by_hand=by_hand),
            cohort_phone=to.cohort.phone,
            tongue=desk.tongue,
        )
    )
