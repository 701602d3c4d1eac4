"""Letters around an end as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.kinds.pairs import PairKind, facts_of
from app.mentoring.letters.endings import (
    PAIR_CLOSED,
    PAIR_CLOSING,
    PAIR_MISSED,
    pair_closed_letter,
    pair_closing_letter,
    pair_missed_letter,
)
from app.mentoring.queries.pair_letters import Told, waits_to_tell
from app.mentoring.rules.endings import CAN_BE_MISSED, closes_at
from app.mentoring.rules.states import CLOSED, CLOSING
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter

PAST = "It is past, or they go on."


class PairClosingKind(PairKind):
    """Letters that tell both that it comes to an end."""

    name = PAIR_CLOSING
    states = (CLOSING,)
    past = PAST

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """Until when they can still meet."""
        return pair_closing_letter(facts_of(letter, told, desk, until=closes_at(told.since)))


class PairClosedKind(PairKind):
    """Letters that tell that it has ended."""

    name = PAIR_CLOSED
    states = (CLOSED,)
    past = PAST

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """Since when, and what they may know of why."""
        facts = facts_of(letter, told, desk, until=told.since)
        return pair_closed_letter(facts, reason=told.closed_for)


class PairMissedKind:
    """Kind words to whoever is missed; about one absence."""

    name = PAIR_MISSED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; whoever is found meanwhile needs no letter."""
        found = waits_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get((letter.about_id, letter.person_id))
            if one is None or one.is_over or one.told.state not in CAN_BE_MISSED:
                answers[letter.id] = Lapse(PAST)
            else:
                facts = facts_of(letter, one.told, desk, until=one.until)
                answers[letter.id] = pair_missed_letter(facts)
        return answers
