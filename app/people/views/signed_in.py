"""Who a cookie says is here, and what is left behind in a browser when that is over."""

from __future__ import annotations

from uuid import UUID

import structlog
from flask import Response, flash, g, session
from sqlalchemy.exc import SQLAlchemyError

from app.people.actions.sign_ins import was_used
from app.people.models import Person
from app.people.queries.sign_ins import person_and_sign_in
from app.people.rules.sign_ins import is_seen_again
from app.web.context import after_commit, db, keep_at_hand, now

log = structlog.get_logger()

# Clears the pages that a browser keeps. What pages kept in it themselves is sealed, and only its
# writer's own pages open it, so it waits for them (decision 24).
PAGES_ONLY = '"cache"'
RAN_OUT = "We signed you out, since this computer is shared and nobody used it for a while."


def who_is_signed_in(word: str) -> Person | None:
    """The person of the sign-in that a cookie names, while it is good; one statement."""
    is_first_asked = not db().in_transaction()
    try:
        found = person_and_sign_in(db(), UUID(hex=word))
    except ValueError:
        return None
    if found is None:
        return None
    person, here = found
    if here.is_over(now()):
        g.sign_in_over = here
        if here.is_shared and here.ended_at is None:
            flash(RAN_OUT)
        return None
    g.sign_in = here
    if is_first_asked:
        keep_at_hand(person, here)
    if is_seen_again(is_shared=here.is_shared, seen_at=here.seen_at, now=now()):
        after_commit(lambda: _note_use(here.id))
    return person


def forget_what_is_over(response: Response) -> Response:
    """Take the cookie back, and on a shared computer the pages too, once a sign-in is over."""
    over = g.pop("sign_in_over", None)
    if over is not None:
        session.pop("_user_id", None)
        if over.is_shared:
            response.headers.setdefault("Clear-Site-Data", PAGES_ONLY)
    return response


def _note_use(sign_in_id: UUID) -> None:
    """Write it in a transaction of its own: the page is there, whatever becomes of this."""
    try:
        was_used(db(), sign_in_id, now=now())
        db().commit()
    except SQLAlchemyError as error:
        db().rollback()
        log.warning("use_not_noted", error=type(error).__name__)
