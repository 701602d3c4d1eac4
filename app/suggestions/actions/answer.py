"""Answering what somebody would change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.people.models import Person
from app.suggestions import errors
from app.suggestions.models import Suggestion
from app.suggestions.rules import ANSWERS, DECISIONS, LONGEST, clean_words, fingerprint


def answer_suggestion(
    db: Session,
    actor: Person,
    *,
    suggestion_id: UUID,
    state: str,
    words: str,
    seen: str,
    now: datetime,
) -> None:
    """Say how far it is, and why; everybody in the cohort can read it. Two statements.

    `seen` is the fingerprint of the answer that the actor had before them. Sending the same
    answer again changes nothing.
    Raises: StateNeeded, AnswerNeeded, TooLong; AnsweredMeanwhile when somebody else was first;
    NotFound when its author has taken it back.
    """
    answer = _checked(state, words)
    # Those who answer come one by one, so that the later sees what the first wrote.
    found = db.scalar(
        select(Suggestion)
        .where(Suggestion.id == suggestion_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    if (found.state, found.answer) == (state, answer):
        return
    if fingerprint(found.state, found.answer) != seen:
        raise errors.AnsweredMeanwhile
    found.state, found.answer = state, answer
    found.answered_at, found.answered_by_id = now, actor.id
    db.flush()


def _checked(state: str, words: str) -> str:
    if state not in ANSWERS:
        raise errors.StateNeeded
    answer = clean_words(words)
    if state in DECISIONS and not answer:
        raise errors.AnswerNeeded
    if len(answer) > LONGEST:
        raise errors.TooLong
    return answer
