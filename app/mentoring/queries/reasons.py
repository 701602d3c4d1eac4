"""Which reasons to ring somebody still hold."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from app.mentoring.models import MentoringAbsence, MentoringCall, Pairing, PairingMember
from app.mentoring.rules.calls import ABSENT, NO_ANSWER_YET
from app.mentoring.rules.states import AGREEING, LIVE, PROPOSED, SUSPENDED


def reason_holds() -> ColumnElement[bool]:
    """For a statement about reasons to ring: not those that are past by themselves.

    Nobody is rung about an answer that they gave, or a wait that is over. What somebody said, or
    wishes, holds until they were rung, also when the pair has ended meanwhile.
    """
    return and_(
        or_(MentoringCall.why != NO_ANSWER_YET, _is_waited_for()),
        or_(MentoringCall.why != ABSENT, _is_missed()),
    )


def _is_waited_for() -> ColumnElement[bool]:
    """Whether they are still to say yes or no, or to agree how."""
    pair, own = aliased(Pairing), aliased(PairingMember)
    waits = or_(and_(pair.state == PROPOSED, own.answer.is_(None)), pair.state == AGREEING)
    return (
        exists()
        .where(
            pair.id == MentoringCall.pairing_id,
            own.pairing_id == pair.id,
            own.person_id == MentoringCall.person_id,
            waits,
        )
        .correlate(MentoringCall)
    )


def _is_missed() -> ColumnElement[bool]:
    """Whether the other still waits for them, in a pair that goes on or is on hold."""
    pair, absence = aliased(Pairing), aliased(MentoringAbsence)
    return (
        exists()
        .where(
            absence.pairing_id == MentoringCall.pairing_id,
            absence.person_id == MentoringCall.person_id,
            absence.settled_at.is_(None),
            pair.id == absence.pairing_id,
            pair.state.in_((*LIVE, SUSPENDED)),
        )
        .correlate(MentoringCall)
    )
