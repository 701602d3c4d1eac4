"""Letters about a break as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.kinds.proposals import facts_of
from app.mentoring.letters.pauses import (
    PAIR_BACK,
    PAIR_PAUSED,
    pair_back_letter,
    pair_paused_letter,
)
from app.mentoring.queries.pair_letters import pairs_to_tell
from app.mentoring.rules.states import ACTIVE, PAUSED
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter

PAST = "The break is over, or the pair has ended."
NOT_BACK = "They have another break, or the pair has ended."


class PairPausedKind:
    """Letters that tell the other that there is a break; about one pairing."""

    name = PAIR_PAUSED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a break that is over needs no letter."""
        found = pairs_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None or told.state != PAUSED:
                answers[letter.id] = Lapse(PAST)
            else:
                facts = facts_of(letter, told, desk)
                answers[letter.id] = pair_paused_letter(facts, back_on=told.back_on)
        return answers


class PairBackKind:
    """Letters that tell that a break is over; about one pairing."""

    name = PAIR_BACK
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; who has another break meanwhile needs no letter."""
        found = pairs_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None or told.state != ACTIVE:
                answers[letter.id] = Lapse(NOT_BACK)
            else:
                answers[letter.id] = pair_back_letter(facts_of(letter, told, desk))
        return answers
