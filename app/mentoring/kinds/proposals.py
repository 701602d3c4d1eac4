"""Letters about proposals as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.letters.proposals import (
    PAIR_AGREED,
    PAIR_NOT_NOW,
    PAIR_PROPOSED,
    PairFacts,
    pair_agreed_letter,
    pair_not_now_letter,
    pair_proposed_letter,
)
from app.mentoring.queries.pair_letters import Told, pairs_to_tell
from app.mentoring.rules.states import AGREEING, DECLINED, EXPIRED, PROPOSED, WITHDRAWN
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

PAST = "It was answered, or is not asked any more."


def facts_of(letter: Letter, told: Told, desk: Desk, *, until: datetime | None = None) -> PairFacts:
    """What a letter tells of a pair; `until` (UTC) is the end of the proposal, unless given."""
    return PairFacts(
        name=told.name,
        partner=told.partner,
        pairing_id=told.pairing_id,
        until=until or told.answer_by,
        zone=told.zone,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )


class _PairKind:
    """Letters about a pairing while it is in one of some states; about one pairing."""

    name = ""
    topic = ""
    waits = True
    states: tuple[str, ...] = ()
    write: Callable[[PairFacts], Draft]

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what is past needs no letter."""
        found = pairs_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None or not self.is_wanted(told):
                answers[letter.id] = Lapse(PAST)
            else:
                answers[letter.id] = type(self).write(facts_of(letter, told, desk))
        return answers

    def is_wanted(self, told: Told) -> bool:
        """Whether it is still as the letter says."""
        return told.state in self.states


class PairProposedKind(_PairKind):
    """Letters that ask somebody whether they would walk with another."""

    name = PAIR_PROPOSED
    states = (PROPOSED,)
    write = staticmethod(pair_proposed_letter)

    def is_wanted(self, told: Told) -> bool:
        """While they have not answered."""
        return super().is_wanted(told) and told.answer is None


class PairAgreedKind(_PairKind):
    """Letters that tell both that both said yes."""

    name = PAIR_AGREED
    states = (AGREEING,)
    write = staticmethod(pair_agreed_letter)


class PairNotNowKind(_PairKind):
    """Letters that tell both that there will be no pair this time."""

    name = PAIR_NOT_NOW
    states = (DECLINED, EXPIRED, WITHDRAWN)
    write = staticmethod(pair_not_now_letter)
