"""What is said when fewer people may read a story than before, and words still open it."""

from __future__ import annotations

from flask import flash

from app.outputs.queries.stories import open_words_to
from app.outputs.queries.voices import Voice
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.stories import say_still_open
from app.web.context import db, now


def say_words_still_open(voice: Voice, before: Allowed, allowed: Allowed) -> bool:
    """Say that whoever has a word can still read it; whether there was anything to say.

    A word is a permission of its own that the author gave, so it does not end by itself. One
    statement at most.
    """
    if not allowed.is_narrower_than(before):
        return False
    lines = open_words_to(db(), voice.contribution.id, now=now())
    if not lines:
        return False
    flash(say_still_open([line.row.last_day for line in lines]), "warning")
    return True
