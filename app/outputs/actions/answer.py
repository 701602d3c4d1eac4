"""An author's answer to their words in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
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
from app.outputs.rules.consent import NO, YES
from app.outputs.rules.reading import CHANGE, LONGEST_WISH, WAYS
from app.people.models import Person


@dataclass(frozen=True)
class ReadBack:
    """How a facilitator read somebody's words back to them, and what they would like changed."""

    how: str
    wish: str = ""


def answer(
    db: Session, actor: Person, asked: Asked, *, says: str, shown: str, now: datetime
) -> None:
    """Keep an author's answer; a yes counts for exactly what they saw, a no takes effect at once.

    `shown` is the hash that the page carried.
    Raises: NotFound, NotForPublic, FewFit, ShownChanged, DraftNotReady.
    """
    _keep(db, actor, asked, says=says, shown=shown, now=now)


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
    Whoever would like a change is left out until it is made. Nobody enters their own.
    Raises: NotFound, WayNeeded, WishNeeded, NotForPublic, FewFit, ShownChanged, DraftNotReady.
    """
    if asked.author_id == actor.id:
        raise NotFound
    if read.how not in WAYS:
        raise WayNeeded
    wish = " ".join(read.wish.split()) if says == CHANGE else ""
    if says == CHANGE and not 0 < len(wish) <= LONGEST_WISH:
        raise WishNeeded
    read = replace(read, wish=wish)
    says = NO if says == CHANGE else says
    _keep(db, actor, asked, says=says, shown=shown, now=now, read=read)


def _keep(
    db: Session,
    actor: Person,
    asked: Asked,
    *,
    says: str,
    shown: str,
    now: datetime,
    read: ReadBack | None = None,
) -> None:
    contribution = asked.voice.contribution
    hold(db, [contribution.id], to_change=True)
    db.execute(select(Selection.id).where(Selection.id == asked.selection.id).with_for_update())
    fresh = asked_by_id(db, actor, selection_id=asked.selection.id)
    if fresh is None or says not in (YES, NO):
        raise NotFound
    if says == YES:
        _check_seen(db, fresh, shown=shown, now=now)
    selection = fresh.selection
    selection.answer = says
    selection.answered_at = now
    selection.is_ahead = False
    selection.answered_by_id = actor.id if read else None
    selection.answered_how = read.how if read else ""
    selection.wish = read.wish if read else ""
    selection.shown_sha256 = fresh.voice.shown_sha256
    db.flush()
    if says == NO:
        take_out(db, [selection.output_id], contribution_id=contribution.id, now=now)


def _check_seen(db: Session, fresh: Asked, *, shown: str, now: datetime) -> None:
    if not fresh.voice.is_public(now):
        raise NotForPublic
    if fresh.voice.tells_who:
        raise FewFit
    if shown != fresh.voice.shown_sha256:
        raise ShownChanged
    if draft_around(db, fresh.selection.output_id, fresh.voice.contribution.id, now=now) is None:
        raise DraftNotReady
