"""Taking a piece out of somebody's words: suggested with a reason, done with their yes alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.errors import WayNeeded
from app.outputs.errors.redaction import (
    InsteadNeeded,
    PieceNotThere,
    PieceOverlaps,
    PieceTwice,
    ReasonNeeded,
    WordsChanged,
)
from app.outputs.letters.redacting import REDACTION
from app.outputs.models import Redaction
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.gifts import is_shown, one_line
from app.outputs.rules.reading import WAYS
from app.outputs.rules.redaction import (
    ASKED,
    DROPPED,
    LONGEST_INSTEAD,
    LONGEST_PIECE,
    LONGEST_REASON,
    NO,
    YES,
    Cut,
    clean_instead,
    clean_piece,
    places_of,
)
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class Wanted:
    """A piece as somebody copied it, which of its places is meant, and what to say instead.

    `place` counts from 1, where the piece stands more than once; 0: nobody said.
    """

    piece: str
    instead: str
    reason: str = ""
    place: int = 0


def suggest(
    db: Session, actor: Person, voice: Voice, wanted: Wanted, *, key: UUID, now: datetime
) -> UUID:
    """A facilitator suggests to take a piece out, with a reason; nothing changes before a yes.

    The author is told by letter. The same sending twice suggests once. Returns the redaction's id.
    Raises: ReasonNeeded, InsteadNeeded, PieceNotThere, PieceTwice, PieceOverlaps.
    """
    if not 0 < len(one_line(wanted.reason)) <= LONGEST_REASON:
        raise ReasonNeeded
    kept = _keep(db, actor, voice, wanted, key=key, now=now)
    plan_letters(
        db,
        [
            NewLetter(
                person_id=voice.author_id,
                kind=REDACTION,
                about_id=kept.id,
                due_at=now,
                occurrence="",
                cohort_id=voice.contribution.cohort_id,
            )
        ],
        now=now,
    )
    return kept.id


def take_out_of_own(
    db: Session, actor: Person, voice: Voice, wanted: Wanted, *, key: UUID, now: datetime
) -> UUID:
    """An author takes a piece out of their own words: their yes is in it.

    Pages that show the words as they were are taken down, as with any change of them.
    Raises: ReasonNeeded, InsteadNeeded, PieceNotThere, PieceTwice, PieceOverlaps.
    """
    if len(one_line(wanted.reason)) > LONGEST_REASON:
        raise ReasonNeeded
    kept = _keep(db, actor, voice, wanted, key=key, now=now)
    if kept.state == ASKED:
        kept.state, kept.answered_at = YES, now
        db.flush()
        _make_again(db, voice, now=now)
    return kept.id


def answer_redaction(
    db: Session,
    actor: Person,
    redaction: Redaction,
    *,
    says: str,
    now: datetime,
    how: str = "",
) -> None:
    """Keep an author's answer; it can be changed for as long as the words stay the same.

    `how`: the way in which the actor read it back to the author; empty: the author answers.
    Raises: NotFound, WayNeeded, WordsChanged, PieceOverlaps.
    """
    if says not in (YES, NO):
        raise NotFound
    hold(db, [redaction.contribution_id], to_change=True)
    fresh = db.scalars(
        select(Redaction)
        .where(Redaction.id == redaction.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    voices = voices_by_id(db, [redaction.contribution_id])
    if fresh is None or not voices or fresh.state == DROPPED:
        raise NotFound
    (voice,) = voices
    if (voice.author_id == actor.id) == bool(how) or how not in ("", *WAYS):
        raise WayNeeded
    if fresh.of_sha256 != voice.contribution.sha256 or not voice.contribution.text:
        raise WordsChanged
    if says == YES:
        _check_free(db, voice, Cut(fresh.begins, fresh.ends, fresh.instead), [YES], but=fresh.id)
    before = fresh.state
    fresh.state, fresh.answered_at, fresh.answered_how = says, now, how
    fresh.answered_by_id = actor.id if how else None
    db.flush()
    if YES in (before, says) and before != says:
        _make_again(db, voice, now=now)


def drop(db: Session, redaction: Redaction, *, now: datetime) -> None:
    """Take a suggestion back that has no answer yet; the log keeps it. Two statements."""
    fresh = db.scalars(
        select(Redaction)
        .where(Redaction.id == redaction.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if fresh is not None and fresh.state == ASKED:
        fresh.state, fresh.answered_at = DROPPED, now
        db.flush()


def _keep(
    db: Session, actor: Person, voice: Voice, wanted: Wanted, *, key: UUID, now: datetime
) -> Redaction:
    hold(db, [voice.contribution.id], to_change=True)
    sending = sending_key(key, actor.id, voice.contribution.id, wanted)
    kept = db.scalar(select(Redaction).where(Redaction.request_key == sending))
    if kept is not None:
        return kept
    voices = voices_by_id(db, [voice.contribution.id])
    if not voices or not voices[0].contribution.text:
        raise NotFound
    (fresh,) = voices
    cut = _cut(fresh.contribution.text, wanted)
    _check_free(db, fresh, cut, [ASKED, YES])
    made = Redaction(
        contribution_id=fresh.contribution.id,
        begins=cut.begins,
        ends=cut.ends,
        of_sha256=fresh.contribution.sha256,
        instead=cut.instead,
        reason=one_line(wanted.reason),
        state=ASKED,
        proposed_by_id=actor.id,
        proposed_at=now,
        request_key=sending,
    )
    db.add(made)
    db.flush()
    return made


def _cut(text: str, wanted: Wanted) -> Cut:
    piece, instead = clean_piece(wanted.piece), clean_instead(wanted.instead)
    if not is_shown(instead) or len(instead) > LONGEST_INSTEAD:
        raise InsteadNeeded
    found = places_of(text, piece) if len(piece) <= LONGEST_PIECE else ()
    if not found:
        raise PieceNotThere
    if len(found) > 1 and not 1 <= wanted.place <= len(found):
        raise PieceTwice
    begins = found[wanted.place - 1] if len(found) > 1 else found[0]
    return Cut(begins, begins + len(piece), instead)


def _check_free(
    db: Session, voice: Voice, cut: Cut, states: list[str], *, but: UUID | None = None
) -> None:
    others = db.scalars(
        select(Redaction).where(
            Redaction.contribution_id == voice.contribution.id,
            Redaction.of_sha256 == voice.contribution.sha256,
            Redaction.state.in_(states),
        )
    )
    if any(cut.touches(Cut(one.begins, one.ends, one.instead)) for one in others if one.id != but):
        raise PieceOverlaps


def _make_again(db: Session, voice: Voice, *, now: datetime) -> None:
    """What shows the words as they were is taken down, and made again with a new question."""
    outputs = outputs_with(db, voice.contribution)
    take_out(db, outputs, contribution_id=voice.contribution.id, now=now)
