"""An author's answer to their words in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.outputs.actions.queueing import make_again
from app.outputs.actions.retire import hold, take_out
from app.outputs.errors import (
    DraftNotReady,
    FewFit,
    NotForPublic,
    ShownChanged,
    WayNeeded,
    WishNeeded,
)
from app.outputs.models import Selection
from app.outputs.queries.approvals import Asked, asked_by_id
from app.outputs.queries.drafts import draft_around
from app.outputs.rules.afterwards import BY_AUTHOR
from app.outputs.rules.consent import NO, YES
from app.outputs.rules.reading import AGAIN, ANSWERS, CHANGE, WAYS, clean_wish
from app.people.models import Person


@dataclass(frozen=True)
class Said:
    """What an author says: to which words as they saw them (a hash), and what should be different.

    `how` is empty for somebody who is signed in; `by` is who entered it for them.
    """

    says: str
    shown: str
    wish: str = ""
    how: str = ""
    by: Person | None = None


@dataclass(frozen=True)
class ReadBack:
    """How a facilitator read somebody's words back to them, and what they would like changed."""

    how: str
    wish: str = ""


def answer(
    db: Session,
    actor: Person,
    asked: Asked,
    *,
    says: str,
    shown: str,
    now: datetime,
    wish: str = "",
    how: str = "",
) -> None:
    """Keep an author's answer; a yes counts for exactly what they saw, a no takes effect at once.

    `shown` is what the page carried: `Asked.seen`, or the hash of the words alone. A wish for a
    change leaves the words out until it is made. Whoever left them out can be asked again.
    Raises: NotFound, WishNeeded, NotForPublic, FewFit, ShownChanged, DraftNotReady.
    """
    _keep(db, actor, asked, Said(says, shown, wish, how), now=now)


def enter_answer(
    db: Session,
    actor: Person,
    asked: Asked,
    *,
    says: str,
    shown: str,
    read: ReadBack,
    now: datetime,
) -> None:
    """Keep what an author said when the actor read their words back to them.

    It counts as if they had said it on their own screen, and the record names who read it and how.
    Nobody enters their own.
    Raises: NotFound, WayNeeded, WishNeeded, NotForPublic, FewFit, ShownChanged, DraftNotReady.
    """
    if asked.author_id == actor.id:
        raise NotFound
    if read.how not in WAYS:
        raise WayNeeded
    _keep(db, actor, asked, Said(says, shown, read.wish, read.how, actor), now=now)


def _keep(db: Session, actor: Person, asked: Asked, said: Said, *, now: datetime) -> None:
    wish = clean_wish(said.wish) if said.says == CHANGE else ""
    if wish is None:
        raise WishNeeded
    fresh = held(db, actor, asked)
    if said.says not in ANSWERS:
        raise NotFound
    if said.says == AGAIN:
        back_in(db, fresh, now=now)
        return
    if said.says == YES:
        _check_seen(db, fresh, shown=said.shown, now=now)
    _note(fresh.selection, said, wish, fresh.voice.shown_sha256, now)
    db.flush()
    if said.says != YES:
        words = fresh.voice.contribution.id
        take_out(db, [fresh.output.id], contribution_id=words, now=now, why=BY_AUTHOR)


def held(db: Session, actor: Person, asked: Asked) -> Asked:
    """The same as it is now, while nobody else can change it. Three statements.

    Raises: NotFound.
    """
    hold(db, [asked.voice.contribution.id], to_change=True)
    db.execute(select(Selection.id).where(Selection.id == asked.selection.id).with_for_update())
    fresh = asked_by_id(db, actor, selection_id=asked.selection.id)
    if fresh is None:
        raise NotFound
    return fresh


def ask_for_reading(db: Session, asked: Sequence[Asked], *, now: datetime) -> None:
    """Keep that an author wants their words read to them; whoever runs the group then sees whose.

    Twice is as once. One statement.
    """
    db.execute(
        update(Selection)
        .where(
            Selection.id.in_([one.selection.id for one in asked]),
            Selection.reading_asked_at.is_(None),
        )
        .values(reading_asked_at=now)
    )


def back_in(db: Session, asked: Asked, *, now: datetime) -> None:
    """Take words that were left out into the draft again, which then asks for an answer."""
    if asked.selection.answer != NO:
        return
    if not asked.voice.is_public(now):
        raise NotForPublic
    asked.selection.ask(asked.voice.shown_sha256, now)
    db.flush()
    make_again(db, [asked.output.id], now=now)


def _note(selection: Selection, said: Said, wish: str, shown: str, now: datetime) -> None:
    selection.answer = YES if said.says == YES else NO
    selection.answered_at = now
    selection.is_ahead = False
    selection.answered_by_id = said.by.id if said.by else None
    selection.answered_how = said.how
    selection.wish = wish
    selection.shown_sha256 = shown
    if wish:
        selection.reply, selection.replied_at, selection.replied_by_id = "", None, None


def _check_seen(db: Session, fresh: Asked, *, shown: str, now: datetime) -> None:
    if not fresh.voice.is_public(now):
        raise NotForPublic
    if fresh.voice.tells_who:
        raise FewFit
    if shown not in (fresh.seen, fresh.voice.shown_sha256):
        raise ShownChanged
    if draft_around(db, fresh.selection.output_id, fresh.voice.contribution.id, now=now) is None:
        raise DraftNotReady
