"""What was told of an earlier edition goes on into a retelling of the next."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.outputs.models import OutputEdition, Retelling, RetoldAnswer, RetoldLine
from app.outputs.queries.retellings import Source, told_of
from app.outputs.rules.retelling import EASY_READ, pieces_of


def carry_over(db: Session, retelling: Retelling, source: Source) -> None:
    """Take what still fits from the last retelling of an earlier edition, answers included.

    A retelling of an edition that was taken down has no other use, and goes.
    """
    row = db.execute(
        select(Retelling, OutputEdition.withdrawn_at)
        .join(OutputEdition, OutputEdition.id == Retelling.edition_id)
        .where(
            OutputEdition.output_id == source.edition.output_id,
            Retelling.kind == retelling.kind,
            Retelling.language == retelling.language,
            Retelling.id != retelling.id,
        )
        .order_by(OutputEdition.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return
    earlier, withdrawn_at = row
    told, here = told_of(db, earlier), set(source.places.values())
    places = {piece.key: piece.position for piece in pieces_of(source.document, source.places)}
    is_easy = retelling.kind == EASY_READ
    for line in told.lines:
        place = places.get((line.source_sha256, line.contribution_id))
        fits = line.contribution_id is None or line.contribution_id in here
        if fits and (is_easy or place is not None):
            db.add(_copied(line, retelling, line.position if place is None else place))
    db.add_all(_answered(kept, retelling) for of, kept in told.answers.items() if of in here)
    db.flush()
    if withdrawn_at is not None:
        db.execute(delete(Retelling).where(Retelling.id == earlier.id))


def _copied(line: RetoldLine, into: Retelling, position: int) -> RetoldLine:
    return RetoldLine(
        retelling_id=into.id,
        position=position,
        source_sha256=line.source_sha256,
        text=line.text,
        is_heading=line.is_heading,
        symbol=line.symbol,
        contribution_id=line.contribution_id,
    )


def _answered(kept: RetoldAnswer, into: Retelling) -> RetoldAnswer:
    return RetoldAnswer(
        retelling_id=into.id,
        contribution_id=kept.contribution_id,
        answer=kept.answer,
        asked_at=kept.asked_at,
        answered_at=kept.answered_at,
        answered_by_id=kept.answered_by_id,
        answered_how=kept.answered_how,
        shown_sha256=kept.shown_sha256,
    )
