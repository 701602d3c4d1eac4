"""Letters about a pairing as the post sees them: sent only while it is in a state they tell of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.letters.proposals import PairFacts
from app.mentoring.queries.pair_letters import Told, pairs_to_tell
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND


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


class PairKind(ABC):
    """Letters about a pairing while it is in one of some states; about one pairing."""

    name = ""
    topic = ""
    waits = True
    states: tuple[str, ...] = ()
    # Why it lapses in any other state.
    past = ""

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what is past needs no letter."""
        found = pairs_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None or not self.is_wanted(told):
                answers[letter.id] = Lapse(self.past)
            else:
                answers[letter.id] = self.write(letter, told, desk)
        return answers

    def is_wanted(self, told: Told) -> bool:
        """Whether it is still as the letter says."""
        return told.state in self.states

    @abstractmethod
    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """What it says."""
