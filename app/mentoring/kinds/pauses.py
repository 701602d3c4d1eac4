"""Letters about a break as the post sees them: sent only while they are still true."""

from __future__ import annotations

from app.mentoring.kinds.pairs import PairKind, facts_of
from app.mentoring.letters.pauses import (
    PAIR_BACK,
    PAIR_PAUSED,
    pair_back_letter,
    pair_paused_letter,
)
from app.mentoring.queries.pair_letters import Told
from app.mentoring.rules.states import ACTIVE, PAUSED
from app.post.kinds import Desk, Draft
from app.post.models import Letter


class PairPausedKind(PairKind):
    """Letters that tell the other that there is a break."""

    name = PAIR_PAUSED
    states = (PAUSED,)
    past = "The break is over, or the pair has ended."

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """That there is one, and until when."""
        return pair_paused_letter(facts_of(letter, told, desk), back_on=told.back_on)


class PairBackKind(PairKind):
    """Letters that tell that a break is over."""

    name = PAIR_BACK
    states = (ACTIVE,)
    past = "They have another break, or the pair has ended."

    def write(self, letter: Letter, told: Told, desk: Desk) -> Draft:
        """That they go on."""
        return pair_back_letter(facts_of(letter, told, desk))
