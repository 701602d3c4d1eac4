"""Answering what an author would like to be different about their words in place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.outputs.actions.answer import back_in, held
from app.outputs.errors import NotForPublic, ReplyNeeded, WishGone
from app.outputs.letters import REPLY
from app.outputs.queries.approvals import Asked
from app.outputs.rules.reading import clean_wish
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


def answer_wish(
    db: Session, actor: Person, asked: Asked, *, reply: str, asks: bool, now: datetime
) -> None:
    """Say what became of a wish, once: it was changed and asks for a yes, or it cannot be.

    Until their yes the words stay out. Their author gets one letter.
    Raises: NotFound, ReplyNeeded, WishGone, NotForPublic.
    """
    said = clean_wish(reply)
    if said is None:
        raise ReplyNeeded
    fresh = held(db, actor, asked)
    if not fresh.has_open_wish:
        raise WishGone
    if asks and not fresh.voice.is_public(now):
        raise NotForPublic
    if asks:
        back_in(db, fresh, now=now)
    selection = fresh.selection
    selection.reply, selection.replied_at, selection.replied_by_id = said, now, actor.id
    db.flush()
    letter = NewLetter(
        person_id=fresh.author_id,
        kind=REPLY,
        about_id=selection.id,
        due_at=now,
        occurrence=now.isoformat(),
        cohort_id=fresh.output.cohort_id,
    )
    plan_letters(db, [letter], now=now)
