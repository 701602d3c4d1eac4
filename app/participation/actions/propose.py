"""Asking a cohort something, for oneself or for somebody who told it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import changed, new_id
from app.kit.errors import Refusal, refusals_of
from app.participation import errors
from app.participation.actions.boxes import make_box
from app.participation.actions.held import hold, joined_place
from app.participation.models import Poll, PollOption, PollVoter
from app.participation.rules import (
    DOTS,
    FEWEST_OPTIONS,
    KINDS,
    LONGEST_ABOUT,
    LONGEST_OPTIONS,
    LONGEST_QUESTION,
    MOST_DOTS,
    MOST_OPTIONS,
    SECRECY,
    has_twins,
    is_time_to_close,
    written_options,
)
from app.people.models import Person
from app.people.rules import clean_line, clean_lines
from app.vault.actions import destroy_key


@dataclass(frozen=True)
class PollIdea:
    """A poll as somebody asks for it; `closes_at` in UTC, None where it was not understood.

    `dots` and `most` are for votes with dots: how many each person has, and one answer may get.
    """

    question: str
    about: str
    options: str
    kind: str
    secrecy: str
    dots: int
    most: int
    closes_at: datetime | None
    request_key: UUID


def start_poll(
    db: Session, actor: Person, idea: PollIdea, *, cohort: Cohort, now: datetime
) -> UUID:
    """Ask a cohort something; it is open at once. The same form again gives the same poll.

    Returns the poll's id. Six statements.
    Raises: QuestionNeeded, AboutTooLong, OptionsNeeded, OptionTwice, KindNeeded, SecrecyNeeded,
        DotsWrong, CloseWrong.
    """
    return _keep(db, idea, cohort, {"proposed_by_id": actor.id}, now)


def enter_poll(
    db: Session,
    actor: Person,
    idea: PollIdea,
    *,
    cohort: Cohort,
    person_id: UUID | None,
    now: datetime,
) -> UUID:
    """The same for somebody who told it by phone or on paper; the record names both.

    Raises: ProposerNeeded when nobody of the cohort is named, and what asking refuses.
    """
    if joined_place(db, cohort.id, person_id) is None:
        raise errors.ProposerNeeded
    return _keep(db, idea, cohort, {"proposed_by_id": person_id, "entered_by_id": actor.id}, now)


def faults_in(idea: PollIdea, *, now: datetime) -> list[Refusal]:
    """All that a question lacks to be asked, so that a form says it in one round; no statement."""
    return refusals_of(
        lambda: _question(idea.question),
        lambda: _about(idea.about),
        lambda: _options(idea.options),
        lambda: _dots(idea),
        lambda: _check_secrecy(idea.secrecy),
        lambda: _closes(idea, now),
    )


def take_back_poll(db: Session, *, poll_id: UUID) -> None:
    """Take back a poll in which nobody has voted; nothing of it is kept. Four statements.

    Raises: HasVotes; NotFound when it is gone already.
    """
    hold(db, poll_id)
    if db.scalar(select(exists().where(PollVoter.poll_id == poll_id))):
        raise errors.HasVotes
    changed(db, delete(Poll).where(Poll.id == poll_id))
    destroy_key(db, poll_id)


def _keep(
    db: Session, idea: PollIdea, cohort: Cohort, by: Mapping[str, Any], now: datetime
) -> UUID:
    options = _options(idea.options)
    facts = {**_facts(idea, now), **by}
    made: UUID | None = db.scalar(
        insert(Poll)
        .values(id=new_id(), cohort_id=cohort.id, proposed_at=now, **facts)
        .on_conflict_do_nothing(index_elements=[Poll.request_key])
        .returning(Poll.id)
    )
    if made is None:
        known = select(Poll.id).where(Poll.request_key == idea.request_key)
        found: UUID = db.scalars(known.where(Poll.cohort_id == cohort.id)).one()
        return found
    db.execute(
        insert(PollOption),
        [
            {"id": new_id(), "poll_id": made, "position": place, "words": words}
            for place, words in enumerate(options)
        ],
    )
    make_box(db, made, now=now)
    return made


def _facts(idea: PollIdea, now: datetime) -> dict[str, object]:
    """Raises: QuestionNeeded, AboutTooLong, KindNeeded, SecrecyNeeded, DotsWrong, CloseWrong."""
    question, about = _question(idea.question), _about(idea.about)
    dots, most = _dots(idea)
    _check_secrecy(idea.secrecy)
    return {
        "question": question,
        "about": about,
        "kind": idea.kind,
        "secrecy": idea.secrecy,
        "dots": dots,
        "most_per_option": most,
        "closes_at": _closes(idea, now),
        "request_key": idea.request_key,
    }


def _question(text: str) -> str:
    question = clean_line(text, LONGEST_QUESTION)
    if question is None:
        raise errors.QuestionNeeded
    return question


def _about(text: str) -> str:
    about = clean_lines(text, LONGEST_ABOUT)
    if about is None:
        raise errors.AboutTooLong
    return about


def _check_secrecy(secrecy: str) -> None:
    if secrecy not in SECRECY:
        raise errors.SecrecyNeeded


def _closes(idea: PollIdea, now: datetime) -> datetime:
    if idea.closes_at is None or not is_time_to_close(idea.closes_at, now):
        raise errors.CloseWrong
    return idea.closes_at


def _dots(idea: PollIdea) -> tuple[int, int]:
    """How many dots each person has, and how many one answer may get.

    Raises: KindNeeded, DotsWrong.
    """
    if idea.kind not in KINDS:
        raise errors.KindNeeded
    if idea.kind != DOTS:
        return 1, 1
    if not 1 <= idea.most <= idea.dots <= MOST_DOTS:
        raise errors.DotsWrong
    return idea.dots, idea.most


def _options(text: str) -> Sequence[str]:
    """Raises: OptionsNeeded, OptionTwice."""
    lines = [line for line in text[: LONGEST_OPTIONS + 1].splitlines() if line.strip()]
    options = written_options(text)
    wrong = len(text) > LONGEST_OPTIONS or len(options) != len(lines)
    if wrong or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise errors.OptionsNeeded
    if has_twins(options):
        raise errors.OptionTwice
    return options
