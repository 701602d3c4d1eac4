"""The forms about letters: a try to bring some, and the words at the top of a kind."""

from __future__ import annotations

from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import Length

from app.kit.db import new_id
from app.post.actions.tries import Try
from app.post.errors import NoLetterChosen, NoteTooLong, OpeningTooLong, OutcomeNeeded
from app.post.rules.openings import LONGEST_WORDS
from app.post.rules.tries import LONGEST_NOTE, OUTCOMES
from app.web.context import request_key
from app.web.forms import WebForm

# More than any call is about.
MOST_LETTERS = 200


class OpeningForm(WebForm):
    """A few lines of the facilitators' own."""

    words = TextAreaField(
        "Your words at the top",
        validators=[Length(max=LONGEST_WORDS, message=OpeningTooLong.sentence)],
    )


def read_try(sent: MultiDict[str, str]) -> Try:
    """What came of a try, from the form of one person.

    Raises: OutcomeNeeded, NoteTooLong.
    """
    outcome = sent.get("outcome", "")
    note = " ".join(mark for mark in sent.get("note", "").split() if mark.isprintable())
    if outcome not in OUTCOMES:
        raise OutcomeNeeded
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    return Try(outcome, note, request_key(sent.get("request_key")) or new_id())


def read_letters(sent: MultiDict[str, str]) -> list[UUID]:
    """Which letters a try was about.

    Raises: NoLetterChosen.
    """
    typed = [request_key(word) for word in sent.getlist("letter")[:MOST_LETTERS]]
    chosen = [letter_id for letter_id in typed if letter_id is not None]
    if not chosen:
        raise NoLetterChosen
    return chosen
