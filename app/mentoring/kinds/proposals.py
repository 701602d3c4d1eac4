"""Letters about proposals as the post sees them: sent only while they are still true."""

from __future__ import annotations

from app.mentoring.kinds.pairs import PairKind, facts_of
from app.mentoring.letters.proposals import (
    PAIR_AGREED,
    PAIR_NOT_NOW,
    PAIR_PROPOSED,
    pair_agreed_letter,
    pair_not_now_letter,
    pair_proposed_letter,
)
from app.mentoring.queries.pair_letters import Told
from app.mentoring.rules.states import AGREEING, DECLINED, EXPIRED, PROPOSED, WITHDRAWN
from app.post.kinds import Desk, Draft
from app.post.models import Letter

PAST = "It was answered, or is not asked any more."


class PairProposedKind(PairKind):
    """Letters that ask somebody whether they would walk with another."""

    name = PAIR_PROPOSED
    states = (PROPOSED,)
    past = PAST

    def is_wanted(self, told: Told) -> bool:
        """While they have not answered."""
        return super().is_wanted(told) and told.answer is None

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """The question."""
        return pair_proposed_letter(facts_of(letter, told, desk))


class PairAgreedKind(PairKind):
    """Letters that tell both that both said yes."""

    name = PAIR_AGREED
    states = (AGREEING,)
    past = PAST

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """The good news."""
        return pair_agreed_letter(facts_of(letter, told, desk))


class PairNotNowKind(PairKind):
    """Letters that tell both that there will be no pair this time."""

    name = PAIR_NOT_NOW
    states = (DECLINED, EXPIRED, WITHDRAWN)
    past = PAST

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """That it is not now, and what can come."""
        return pair_not_now_letter(facts_of(letter, told, desk))
