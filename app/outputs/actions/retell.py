"""Beginning an edition in other words, and writing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.languages import is_language
from app.outputs.actions.carry_over import carry_over
from app.outputs.errors.retold import (
    BorrowedWords,
    LanguageNeeded,
    MachineAlone,
    TellerNeeded,
    WrittenMeanwhile,
)
from app.outputs.models import Retelling, RetoldLine
from app.outputs.queries.retellings import Source, told_of
from app.outputs.rules.consent import WAITING
from app.outputs.rules.easy_read import Line, borrowed
from app.outputs.rules.retelling import (
    EASY_READ,
    HOW,
    LONGEST_NAME,
    MACHINE,
    PERSON,
    Piece,
    pieces_of,
)
from app.outputs.rules.words import hash_of
from app.people.models import Person

NOTHING = hash_of("")


@dataclass(frozen=True)
class Teller:
    """Who tells an edition in other words, in which language, and how."""

    kind: str
    language: str
    told_by: str
    made_how: str = PERSON


@dataclass(frozen=True)
class Written:
    """A translated text, and the hash of the one that its writer saw before."""

    text: str
    seen: str = NOTHING


def begin_retelling(
    db: Session, actor: Person, *, source: Source, teller: Teller, now: datetime
) -> UUID:
    """Begin an edition in other words, with what was told of an earlier one; twice is as once.

    Returns the retelling's id. Raises: TellerNeeded, LanguageNeeded, MachineAlone.
    """
    told_by = _checked(teller)
    is_easy = teller.kind == EASY_READ
    language = "en" if is_easy else teller.language
    made: UUID | None = db.scalar(
        insert(Retelling)
        .values(
            id=new_id(),
            edition_id=source.edition.id,
            kind=teller.kind,
            language=language,
            told_by=told_by,
            made_how=PERSON if is_easy else teller.made_how,
            entered_by_id=actor.id,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Retelling.id)
    )
    mine = select(Retelling).where(
        Retelling.edition_id == source.edition.id,
        Retelling.kind == teller.kind,
        Retelling.language == language,
    )
    retelling = db.scalars(mine).one()
    if made is not None:
        carry_over(db, retelling, source)
    return retelling.id


def write_translation(
    db: Session, retelling: Retelling, *, source: Source, texts: Mapping[int, Written]
) -> list[int]:
    """Keep translated texts by their places in the edition; an empty one is taken away.

    A text that somebody else wrote meanwhile stays as they wrote it. Returns the places of those.
    """
    _hold(db, retelling)
    kept = {(one.source_sha256, one.contribution_id): one for one in told_of(db, retelling).lines}
    lost: list[int] = []
    for piece in pieces_of(source.document, source.places):
        written, line = texts.get(piece.position), kept.get(piece.key)
        before = line.text if line else ""
        if written is None or written.text == before:
            continue
        if written.seen != hash_of(before):
            lost.append(piece.position)
            continue
        _put(db, retelling, line, piece, written.text, shown=source.shown)
    db.flush()
    _forget_answers(db, retelling)
    return lost


def write_easy_read(
    db: Session, retelling: Retelling, *, source: Source, lines: Sequence[Line], seen: int
) -> None:
    """Keep the lines of an Easy Read edition in place of those before; the same twice is as once.

    Raises: BorrowedWords when a line uses somebody's words and does not say whose;
        WrittenMeanwhile when somebody else has written since.
    """
    _hold(db, retelling)
    told = told_of(db, retelling)
    before = [Line(one.text, one.is_heading, one.symbol, one.contribution_id) for one in told.lines]
    if before == list(lines):
        return
    if retelling.revision != seen:
        raise WrittenMeanwhile
    if unsaid := borrowed(lines, words_in(source)):
        raise BorrowedWords(unsaid)
    db.execute(delete(RetoldLine).where(RetoldLine.retelling_id == retelling.id))
    db.add_all(
        RetoldLine(
            retelling_id=retelling.id,
            position=place,
            text=line.text,
            is_heading=line.is_heading,
            symbol=line.symbol,
            contribution_id=line.source,
            shown_sha256=source.shown[line.source],
        )
        for place, line in enumerate(lines)
    )
    retelling.revision += 1
    db.flush()
    _forget_answers(db, retelling)


def words_in(source: Source) -> list[tuple[UUID, str]]:
    """Whose words stand in an edition, and how they go there."""
    pieces = pieces_of(source.document, source.places)
    return [(piece.source, piece.text) for piece in pieces if piece.source]


def _checked(teller: Teller) -> str:
    name = " ".join(teller.told_by.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise TellerNeeded
    if teller.kind != EASY_READ and not is_language(teller.language):
        raise LanguageNeeded
    if teller.kind != EASY_READ and (teller.made_how not in HOW or teller.made_how == MACHINE):
        raise MachineAlone
    return name


def _hold(db: Session, retelling: Retelling) -> None:
    """One writes at a time."""
    db.refresh(retelling, with_for_update=True)


def _put(
    db: Session,
    retelling: Retelling,
    line: RetoldLine | None,
    piece: Piece,
    text: str,
    *,
    shown: Mapping[UUID | None, str],
) -> None:
    retelling.revision += 1
    if line and not text:
        db.delete(line)
    elif line:
        line.text = text
    else:
        sha256, contribution_id = piece.key
        db.add(
            RetoldLine(
                retelling_id=retelling.id,
                position=piece.position,
                source_sha256=sha256,
                text=text,
                contribution_id=contribution_id,
                shown_sha256=shown[contribution_id],
            )
        )


def _forget_answers(db: Session, retelling: Retelling) -> None:
    """An answer to what is told otherwise now counts no more; its author is asked anew later."""
    told = told_of(db, retelling)
    for of, kept in told.answers.items():
        if told.answer_of(of) is None:
            kept.answer, kept.answered_how = WAITING, ""
            kept.answered_at = kept.answered_by_id = None
    db.flush()
