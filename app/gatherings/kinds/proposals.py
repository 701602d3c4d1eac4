"""The answer to a proposed session, as the post sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.letters.proposals import AnswerFacts, answer_letter
from app.gatherings.queries.letters import NOT_HERE
from app.gatherings.queries.proposals import Proposer, proposers_of
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.proposals import TAKEN_UP
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.tongues import IN_ENGLISH, Tongue

GONE = "The session that came of it does not exist any more."


class ProposalKind:
    """Letters that answer a proposal."""

    name = "proposal"
    topic = ""
    waits = True

    def prepare(
        self,
        db: Session,
        letters: Sequence[Letter],
        *,
        site: str,
        now: datetime,
        tongue: Tongue = IN_ENGLISH,
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        del now
        proposers = proposers_of(db, letters)
        return {
            letter.id: _answer(letter, proposers.get(letter.id), site, tongue) for letter in letters
        }


def _answer(letter: Letter, proposer: Proposer | None, site: str, tongue: Tongue) -> Draft | Lapse:
    if proposer is None or not proposer.joined:
        return Lapse(NOT_HERE)
    proposal, gathering, cohort = proposer.proposal, proposer.gathering, proposer.cohort
    address = f"{site}/cohorts/{cohort.slug}/proposals"
    if proposal.state == TAKEN_UP:
        if gathering is None:
            return Lapse(GONE)
        if gathering.state != PLANNED:
            return Lapse(CALLED_OFF)
        address = f"{site}/sessions/{gathering.id}"
    return answer_letter(
        AnswerFacts(
            name=proposer.name,
            title=proposal.title,
            cohort=cohort.name,
            zone=cohort.time_zone,
            answer=proposal.answer,
            starts_at=gathering.starts_at if gathering else None,
            address=address,
            tongue=tongue,
            by_hand=letter.channel in BY_HAND,
        )
    )
