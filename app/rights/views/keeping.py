"""Keeping an account that is to end, by the link of the letter that says so, signed in nowhere."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.rights.actions.retention import keep_account
from app.rights.queries.retention import Ending, ending_of
from app.rights.rules.keeping import KEEP_LINK, KEEPING
from app.rights.views.blueprint import bp
from app.web.context import db, done_by, nothing_done, now, platform
from app.web.guard import open_to_all
from app.web.limits import limiter, word
from app.web.security import private_page

OFTEN = "30 per minute"
ON_ONE = "60 per hour"
ASKS, KEPT, OVER = "asks", "kept", "over"


@bp.get(f"{KEEP_LINK}<word>")
@open_to_all("the address is the key; opening it does nothing, since mail scanners open links")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def keep_page(word: str) -> ResponseReturnValue:
    """One button that keeps the account; a link whose time is over says so."""
    found = _ending(word)
    return _page(word, found, _state(found))


@bp.post(f"{KEEP_LINK}<word>")
@open_to_all("the address is the key, and only to keeping one account, which lets nobody in")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def keep_by_link(word: str) -> ResponseReturnValue:
    """Keep it; once more changes nothing, so that an old letter keeps nothing for longer."""
    found = _ending(word)
    if found is None or found.is_kept or not keep_account(db(), found.person_id, now=now()):
        nothing_done()
        # Whoever pressed twice reads that it stays; and it may have begun to end just now.
        found = _ending(word)
        return _page(word, found, KEPT if found and found.is_kept else OVER)
    done_by(found.person_id)
    return _page(word, found, KEPT)


def _ending(word: str) -> Ending | None:
    letter_id = platform().links.read(KEEP_LINK, word)
    return ending_of(db(), letter_id) if letter_id else None


def _state(found: Ending | None) -> str:
    if found is None:
        return OVER
    return KEPT if found.is_kept else ASKS


def _page(word: str, found: Ending | None, state: str) -> ResponseReturnValue:
    tongue = platform().office.tongues.of(found.language if found else "en")
    words = {name: tongue.say(said) for name, said in KEEPING.items() if name != "ends"}
    if found:
        words["ends"] = tongue.say(KEEPING["ends"], day=tongue.say_day(found.due_at, found.zone))
    page = render_template(
        "rights/keep_account.html", word=word, words=words, state=state, language=tongue.language
    )
    return private_page(page, 404 if state == OVER else 200)
