"""What was told of an earlier edition goes on into a retelling of the next."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.outputs.models import OutputEdition, Retelling, RetoldAnswer, RetoldLine
from app.outputs.queries.retellings import Source, told_of
from app.outputs.rules.retelling import EASY_READ, pieces_of


def carry_over(db: Session, retelling: Retelling, source: Source) -> None:
    """Take what still fits from the last retelling of an earlier edition.

    Where an author's words are shown otherwise now, such as with a name taken out, no answer of
    theirs goes on, as it was about the words of before, and no line in Easy Read, as it may tell
    what they took out. A text that still reads the same keeps its translation, and asks again.
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
    told, shown = told_of(db, earlier), source.shown
    changed = {
        line.contribution_id
        for line in told.lines
        if line.shown_sha256 != shown.get(line.contribution_id)
    }
    places = {piece.key: piece.position for piece in pieces_of(source.document, source.places)}
    is_easy = retelling.kind == EASY_READ
    for line in told.lines:
        place = places.get((line.source_sha256, line.contribution_id))
        fits = line.contribution_id not in changed if is_easy else place is not None
        if fits:
            copied = _copied(line, retelling, line.position if place is None else place)
            copied.shown_sha256 = shown[line.contribution_id]
            db.add(copied)
    same = {of: kept for of, kept in told.answers.items() if of not in changed}
    db.add_all(_answered(kept, retelling) for kept in same.values())
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
