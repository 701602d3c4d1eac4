"""The answer to a proposed session, as the post sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.letters.proposals import AnswerFacts, answer_letter
from app.gatherings.queries.letters import NOT_HERE
from app.gatherings.queries.proposals import Proposer, proposers_of
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.proposals import TAKEN_UP
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

GONE = "The session that came of it does not exist any more."


class ProposalKind:
    """Letters that answer a proposal."""

    name = "proposal"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        proposers = proposers_of(db, letters)
        return {letter.id: _answer(letter, proposers.get(letter.id), desk) for letter in letters}


def _answer(letter: Letter, proposer: Proposer | None, desk: Desk) -> Draft | Lapse:
    if proposer is None or not proposer.joined:
        return Lapse(NOT_HERE)
    proposal, gathering, cohort = proposer.proposal, proposer.gathering, proposer.cohort
    address = f"{desk.site}/cohorts/{cohort.slug}/proposals"
    if proposal.state == TAKEN_UP:
        if gathering is None:
            return Lapse(GONE)
        if gathering.state != PLANNED:
            return Lapse(CALLED_OFF)
        address = f"{desk.site}/sessions/{gathering.id}"
    return answer_letter(
        AnswerFacts(
            name=proposer.name,
            title=proposal.title,
            cohort=cohort.name,
            zone=cohort.time_zone,
            answer=proposal.answer,
            starts_at=gathering.starts_at if gathering else None,
            address=address,
            tongue=desk.tongue,
            by_hand=letter.channel in BY_HAND,
        )
    )
