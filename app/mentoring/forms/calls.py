"""What came of a try to bring letters of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.kit.db import new_id
from app.post.actions.tries import Try
from app.post.errors import NoLetterChosen, OutcomeNeeded
from app.post.rules.tries import OUTCOMES
from app.web.context import request_key

# More than any call is about.
MOST_LETTERS = 200


def read_mentoring_try(sent: MultiDict[str, str]) -> tuple[Sequence[UUID], Try]:
    """Which letters a try was about, and what came of it; there are no notes.

    Raises: NoLetterChosen, OutcomeNeeded.
    """
    typed = [request_key(word) for word in sent.getlist("letter")[:MOST_LETTERS]]
    chosen = [letter_id for letter_id in typed if letter_id is not None]
    outcome = sent.get("outcome", "")
    if not chosen:
        raise NoLetterChosen
    if outcome not in OUTCOMES:
        raise OutcomeNeeded
    return chosen, Try(outcome, "", request_key(sent.get("request_key")) or new_id())
