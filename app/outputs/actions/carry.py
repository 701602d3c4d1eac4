"""Brackets stay where an author changes other words: what they took out once stays out."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.errors.redaction import PiecesRunTogether
from app.outputs.models import Contribution, Redaction
from app.outputs.rules.redaction import YES, carried
from app.outputs.rules.words import hash_of


def carry_brackets(db: Session, kept: Contribution, text: str) -> None:
    """Let agreed brackets stand in other words too, at every place where their piece stands.

    To be called while the contribution still has its words of before, and is held. A suggestion
    without an answer is not carried: it was about other words. Three statements at most.
    What was taken out of these very words before, by their author who changed them meanwhile, is
    looked at together with it.
    Raises: PiecesRunTogether, when a part of a piece would be left to be read.
    """
    if text == kept.text:
        return
    new = hash_of(text)
    agreed = db.scalars(
        select(Redaction)
        .where(
            Redaction.contribution_id == kept.id,
            Redaction.of_sha256.in_((kept.sha256, new)),
            Redaction.state == YES,
        )
        .order_by(Redaction.begins, Redaction.id)
    ).all()
    stood_in = {kept.sha256: kept.text, new: text}
    places = carried(text, [stood_in[one.of_sha256][one.begins : one.ends] for one in agreed])
    if places is None:
        raise PiecesRunTogether
    lengths = [one.ends - one.begins for one in agreed]
    stands = set[int]()
    for number, begins in places:
        one = agreed[number]
        if number in stands:
            one = _again(one)
            db.add(one)
        stands.add(number)
        one.begins, one.ends = begins, begins + lengths[number]
        one.of_sha256 = new
    db.flush()


def _again(one: Redaction) -> Redaction:
    """The same bracket for one more place, with the yes that was given to it."""
    return Redaction(
        contribution_id=one.contribution_id,
        instead=one.instead,
        reason=one.reason,
        state=one.state,
        proposed_by_id=one.proposed_by_id,
        proposed_at=one.proposed_at,
        answered_at=one.answered_at,
        answered_by_id=one.answered_by_id,
        answered_how=one.answered_how,
        request_key=new_id(),
    )
