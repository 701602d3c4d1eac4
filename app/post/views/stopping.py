"""Stopping letters on a topic from a letter itself, with one click and without signing in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.post.actions.stop import start_letters, stop_letters
from app.post.queries.stopping import Stop, stop_of
from app.post.rules.topics import STOP, STOPPING, TOPICS
from app.post.views.blueprint import bp
from app.web.context import db, now, platform
from app.web.forgery import csrf
from app.web.guard import open_to_all
from app.web.limits import limiter

# Many people's mail programs share the few addresses of their provider.
OFTEN = "300 per minute"


@bp.get("/letters/stop/<word>")
@open_to_all("the address is the key; opening it does nothing, since mail scanners open links")
@limiter.limit(OFTEN)
def stopping(word: str) -> ResponseReturnValue:
    """One button that stops letters on the topic of the letter."""
    return _page(word, _stop(word), "asks")


@bp.post("/letters/stop/<word>")
@csrf.exempt  # type: ignore[untyped-decorator]
@open_to_all("the address is the key, and mail programs send to it (RFC 8058)")
@limiter.limit(OFTEN)
def stop(word: str) -> ResponseReturnValue:
    """Stop them; the answer is a page and no way to another, as mail programs want it."""
    found = _stop(word)
    stop_letters(db(), found, now=now())
    return _page(word, found, "stopped")


@bp.post("/letters/start/<word>")
@open_to_all("the address is the key, and this gives back what it took")
@limiter.limit(OFTEN)
def start(word: str) -> ResponseReturnValue:
    """Get them again."""
    found = _stop(word)
    start_letters(db(), found, now=now())
    return _page(word, found, "started")


def _stop(word: str) -> Stop:
    """Whose letters the signed word is about, and on which topic.

    Raises: NotFound.
    """
    letter_id = platform().links.read(STOP, word)
    topics = {name: kind.topic for name, kind in platform().office.kinds.items()}
    found = stop_of(db(), letter_id, topics) if letter_id else None
    if found is None:
        raise NotFound
    return found


def _page(word: str, found: Stop, state: str) -> str:
    tongue = platform().office.tongues.of(found.language)
    topic = tongue.say(TOPICS[found.topic])
    words = {name: tongue.say(sentence) for name, sentence in STOPPING.items()}
    for name in ("they_are", "they_were"):
        words[name] = tongue.say(STOPPING[name], topic=topic)
    return render_template(
        "post/stop.html", word=word, words=words, state=state, language=tongue.language
    )
