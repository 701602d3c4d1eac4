"""Brackets stay where an author changes other words: what they took out once stays out."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import Contribution, Redaction
from app.outputs.rules.redaction import YES, places_of
from app.outputs.rules.words import hash_of


def carry_brackets(db: Session, kept: Contribution, text: str) -> None:
    """Let agreed brackets stand in other words too, where the same piece stands there once.

    To be called while the contribution still has its words of before, and is held. A suggestion
    without an answer is not carried: it was about other words. Two statements at most.
    """
    agreed = db.scalars(
        select(Redaction).where(
            Redaction.contribution_id == kept.id,
            Redaction.of_sha256 == kept.sha256,
            Redaction.state == YES,
        )
    ).all()
    for one in agreed:
        piece = kept.text[one.begins : one.ends]
        found = places_of(text, piece)
        if len(found) == 1:
            one.begins, one.ends = found[0], found[0] + len(piece)
            one.of_sha256 = hash_of(text)
    db.flush()
