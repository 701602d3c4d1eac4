"""Letters about pledges: looked at again when they leave, and sent only while it is a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.rules.replies import first_name
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import PLEDGES
from app.practice.letters.pledges import PLEDGE_FOLLOW_UP, FollowUpFacts, follow_up_letter
from app.practice.queries.pledge_letters import Asked, asked_about
from app.practice.rules.pledges import SAID_LATELY

GONE = "The pledge is erased."
ENDED = "They have said that it is done, or that they changed their mind."
NOT_WANTED = "They do not want to be asked about it."
NOT_HERE = "They are not in the cohort any more."
HAS_SAID = "They have said how it goes."


class PledgeKind:
    """Letters that ask how a pledge is going; about one pledge, after so many days."""

    name = PLEDGE_FOLLOW_UP
    topic = PLEDGES
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = asked_about(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            asked = found.get(letter.about_id)
            reason = _not_for(letter, asked)
            if asked is None or reason:
                answers[letter.id] = Lapse(reason or GONE)
            else:
                answers[letter.id] = follow_up_letter(_facts(letter, asked, desk))
        return answers


def _not_for(letter: Letter, asked: Asked | None) -> str | None:
    """Why nobody gets this letter; None when somebody does."""
    if asked is None:
        return GONE
    said_at = asked.answered_at
    reasons = {
        ENDED: asked.ended is not None,
        NOT_WANTED: not asked.is_asked,
        NOT_HERE: not asked.has_joined,
        HAS_SAID: said_at is not None and said_at > letter.created_at - SAID_LATELY,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _facts(letter: Letter, asked: Asked, desk: Desk) -> FollowUpFacts:
    start = [first_name(asked.name)] if asked.shares_phone else []
    start += [str(asked.number)] if asked.has_more else []
    return FollowUpFacts(
        name=asked.name,
        cohort=asked.cohort,
        number=asked.number,
        made_on=asked.made_on,
        pledge_id=letter.about_id,
        site=desk.site,
        begin_with=" ".join(start),
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
        by_text=letter.channel == "text",
    )
