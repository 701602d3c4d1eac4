"""The invitation as the post sees it: sent only while it is still open, and no newer one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters import Beginning, InvitationFacts, contacts_of, invitation_letter
from app.cohorts.queries.invitations import Invitation, invitations_of
from app.cohorts.queries.people import facilitators_by_cohort
from app.cohorts.rules import FACILITATOR, INVITED, STATES, is_earlier
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.drafts import SIGNED


class InvitationKind:
    """Letters that ask somebody into a cohort."""

    name = "invitation"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; somebody who has answered, or was asked anew, needs no letter."""
        found = invitations_of(db, [letter.about_id for letter in letters])
        cohorts = {facts.cohort.id for facts in found.values()}
        running = facilitators_by_cohort(db, list(cohorts))
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            facts = found.get(letter.about_id)
            if facts is None:
                answers[letter.id] = Lapse("The person is not in this cohort any more.")
            elif facts.enrolment.state != INVITED:
                state = STATES[facts.enrolment.state].lower()
                answers[letter.id] = Lapse(f"The invitation is not open any more: {state}.")
            elif is_earlier(letter.occurrence, facts.enrolment.invitations):
                # Whoever rings would else read the same words to them twice.
                answers[letter.id] = Lapse("A newer invitation goes in its place.")
            else:
                people = running.get(facts.cohort.id, [])
                answers[letter.id] = _write(facts, letter.channel, people, desk)
        return answers


def _write(facts: Invitation, channel: str, running: Sequence[Person], desk: Desk) -> Draft:
    by_hand = channel in BY_HAND
    told = InvitationFacts(
        name=facts.person.name,
        cohort=facts.cohort.name,
        begins=Beginning(facts.cohort.starts_on, facts.cohort.is_ahead(desk.now)),
        invited_by=facts.invited_by or desk.tongue.say(SIGNED),
        to_run_it=facts.enrolment.role == FACILITATOR,
        contacts=contacts_of(running, by_hand=by_hand),
        phone=facts.cohort.phone,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=by_hand,
    )
    return invitation_letter(told)
