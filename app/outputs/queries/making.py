"""Reads of what a report can be made of: votes, sessions, priorities, and people's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.kit.charts import Bar
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.outputs.models import Contribution, Output
from app.outputs.queries.voices import Voice, is_for, read_voices, select_voices
from app.outputs.rules.consent import PUBLIC
from app.outputs.rules.report import Priority, Votes
from app.participation.models import Poll, PollOption
from app.participation.rules import CLOSED, DOTS
from app.syllabus.queries.library import cards_of
from app.syllabus.rules.shown import INTRO

SHELF = "priorities"
MOST_CHOICES = 100


@dataclass(frozen=True)
class VoteLine:
    """A vote that has closed, to choose from."""

    id: UUID
    question: str


@dataclass(frozen=True)
class Priorities:
    """The priorities of a cohort's course, and where they come from in words."""

    listed: Sequence[Priority]
    told_from: str

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each, by its key."""
        return {one.key: one.title for one in self.listed}


def closed_votes(db: Session, cohort_id: UUID) -> Sequence[VoteLine]:
    """The votes of a cohort that have closed, the last 100, newest first. One statement."""
    rows = db.execute(
        select(Poll.id, Poll.question)
        .where(Poll.cohort_id == cohort_id, Poll.state == CLOSED)
        .order_by(Poll.closes_at.desc(), Poll.id)
        .limit(MOST_CHOICES)
    )
    return [VoteLine(*row) for row in rows]


def begun_sessions(db: Session, cohort_id: UUID, now: datetime) -> Sequence[Gathering]:
    """The sessions of a cohort that have begun, the last 100, newest first. One statement."""
    return db.scalars(
        select(Gathering)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.starts_at <= now,
            Gathering.state == PLANNED,
        )
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(MOST_CHOICES)
    ).all()


def priorities_of(db: Session, cohort: Cohort) -> Priorities:
    """The priorities that a cohort's course has; none where it has no such list. One statement."""
    cards = cards_of(db, cohort.edition_id, SHELF)
    intro = next((card for card in cards if card.key == INTRO), None)
    listed = [Priority(c.key, c.title, c.data["text"]) for c in cards if c.key != INTRO]
    told_from = f"“{intro.title}” ({intro.data['source_short']})" if intro else ""
    return Priorities(listed, told_from)


def told_votes(db: Session, poll_ids: Collection[UUID]) -> Mapping[UUID, Votes]:
    """What was told of votes when they closed, by their id. One statement.

    Nothing exact is kept of them, so nothing else can be shown.
    """
    rows = db.execute(
        select(Poll, PollOption)
        .join(PollOption, PollOption.poll_id == Poll.id)
        .where(Poll.id.in_(poll_ids), Poll.state == CLOSED)
        .order_by(Poll.id, PollOption.position)
    ).all()
    bars: dict[UUID, list[Bar]] = {}
    for poll, option in rows:
        bar = Bar(label=option.words, value=option.plotted, shown=_shown(option))
        bars.setdefault(poll.id, []).append(bar)
    polls = {poll.id: poll for poll, _ in rows}
    return {
        each: Votes(str(each), one.question, one.kind == DOTS, one.voters_shown, bars[each])
        for each, one in polls.items()
    }


def count_placeable(db: Session, output: Output, *, now: datetime) -> int:
    """How much people of the output's cohort allow on a public page. One statement."""
    wanted = _placeable(output, now).order_by(None)
    return db.scalar(wanted.with_only_columns(func.count())) or 0


def placeable(db: Session, output: Output, *, now: datetime, number: int) -> Page[Voice]:
    """What people of the output's cohort allow on a public page, oldest first. Two statements."""
    total = count_placeable(db, output, now=now)
    number = nearest_page(number, total)
    paged = _placeable(output, now).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(read_voices(db, paged), number, total)


def _placeable(output: Output, now: datetime) -> Select[*tuple[Any, ...]]:
    return select_voices().where(Contribution.cohort_id == output.cohort_id, is_for(PUBLIC, now))


def _shown(option: PollOption) -> str:
    """What was told of an answer, with its place where that was told."""
    return f"{option.shown}; number {option.place}" if option.place else option.shown
