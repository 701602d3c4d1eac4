"""Reads of what an output still waits for: answers, wishes, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Contribution, Output, OutputEdition, Selection
from app.outputs.queries.approvals import Asked, read_asked, select_asked
from app.outputs.queries.letters import waits
from app.outputs.queries.voices import LastConsent, in_force
from app.outputs.rules.consent import NO, PUBLIC, WAITING, WITH_NAME, today_in
from app.outputs.rules.reading import is_near
from app.people.models import Person
from app.people.queries import names_of


@dataclass(frozen=True)
class Waiting:
    """Whose answer is still to come: those whose name stands with their words, and how many more.

    Of nobody else a facilitator is told whose words they are.
    """

    names: Sequence[str]
    others: int
    open_wishes: int
    readings: int


@dataclass(frozen=True)
class ToAsk:
    """Whom a facilitator would ask, and whom tell that their yes ahead put words into the draft."""

    waiting: frozenset[UUID] = frozenset()
    ahead: frozenset[UUID] = frozenset()

    @property
    def number(self) -> int:
        """How many people would get a letter."""
        return len(self.waiting | self.ahead)


@dataclass(frozen=True)
class WishLine:
    """A wish for a change, and the name of who answered it."""

    asked: Asked
    replied_by: str | None


@dataclass(frozen=True)
class Reminding:
    """An output whose last day for answers comes, and who has not answered for two days."""

    output: Output
    number: int
    authors: Sequence[UUID]


def who_waits(db: Session, output_id: UUID, *, now: datetime) -> Waiting:
    """Whose answer an output waits for, by name. Two statements."""
    rows = db.execute(
        select(
            *(Person.id, Person.name, func.bool_or(LastConsent.named_as.in_(WITH_NAME))),
            func.bool_or(Selection.reading_asked_at.is_not(None)),
        )
        .join(Contribution, Contribution.author_id == Person.id)
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(Selection, Selection.contribution_id == Contribution.id)
        .join(Output, Output.id == Selection.output_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .where(Selection.output_id == output_id, waits(now))
        .group_by(Person.id, Person.name)
        .order_by(func.lower(Person.name), Person.id)
    ).all()
    names = [row[1] for row in rows if row[2]]
    wishes = db.scalar(
        select(func.count())
        .select_from(Selection)
        .where(
            Selection.output_id == output_id,
            Selection.answer == NO,
            Selection.wish != "",
            Selection.replied_at.is_(None),
        )
    )
    asking = sum(row[3] for row in rows)
    return Waiting(names, len(rows) - len(names), wishes or 0, asking)


def authors_to_ask(db: Session, output_id: UUID, *, now: datetime) -> ToAsk:
    """Whose words an output would be about if its authors were asked now. One statement."""
    is_waiting, is_ahead = Selection.answer == WAITING, Selection.is_ahead
    rows = db.execute(
        select(Contribution.author_id, func.bool_or(is_waiting), func.bool_or(is_ahead))
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(Selection, Selection.contribution_id == Contribution.id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .where(
            Selection.output_id == output_id,
            or_(is_waiting, is_ahead),
            LastConsent.audience == PUBLIC,
            in_force(now),
        )
        .group_by(Contribution.author_id)
    ).all()
    return ToAsk(
        frozenset(author for author, waiting, _ in rows if waiting),
        frozenset(author for author, _, ahead in rows if ahead),
    )


def answers_are_open(db: Session, output_id: UUID, *, now: datetime) -> bool:
    """Whether the last day for answers is not over and somebody has not answered, asked or not.

    At most three statements.
    """
    row = db.execute(
        select(Output.answers_until, Cohort.time_zone, Output.asked_authors_at)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(Output.id == output_id)
    ).one()
    until: date | None = row[0]
    if until is None or today_in(row[1], now) > until:
        return False
    if row[2] is None:
        return bool(authors_to_ask(db, output_id, now=now).waiting)
    waiting = who_waits(db, output_id, now=now)
    return bool(waiting.names or waiting.others)


def wishes_of(db: Session, output_id: UUID, *, page: int) -> Page[WishLine]:
    """What authors would like to be different in an output, the unanswered first.

    Three statements.
    """
    wanted = (
        select_asked()
        .where(Selection.output_id == output_id, Selection.wish != "", Selection.answer == NO)
        .order_by(None)
    )
    total = db.scalar(wanted.with_only_columns(func.count())) or 0
    ordered = wanted.order_by(
        Selection.replied_at.is_(None).desc(), Selection.answered_at, Selection.id
    )
    rows = read_asked(db, ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    names = names_of(db, [one.selection.replied_by_id for one in rows])
    lines = [WishLine(one, names.get(one.selection.replied_by_id or one.output.id)) for one in rows]
    return Page(lines, page, total)


def to_remind(db: Session, *, now: datetime, asked_before: datetime) -> Sequence[Reminding]:
    """Outputs with a last day for answers whose edition to come was not reminded of.

    Whether the day is near is for the caller, by the cohort's zone. One statement, and one more
    where there are any.
    """
    number = (
        select(func.coalesce(func.max(OutputEdition.number), 0) + 1)
        .where(OutputEdition.output_id == Output.id, OutputEdition.published_at.is_not(None))
        .scalar_subquery()
    )
    outputs = db.execute(
        select(Output, number, Cohort.time_zone)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(Output.answers_until.is_not(None), Output.reminded_for < number)
        .order_by(Output.id)
        .with_for_update(of=Output, skip_locked=True)
    ).all()
    near = [
        (output, number)
        for output, number, zone in outputs
        if is_near(output.answers_until, today_in(zone, now))
    ]
    if not near:
        return []
    rows = db.execute(
        select(Selection.output_id, Contribution.author_id)
        .join(Output, Output.id == Selection.output_id)
        .join(Contribution, Contribution.id == Selection.contribution_id)
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .where(
            Selection.output_id.in_([output.id for output, _ in near]),
            Selection.asked_at <= asked_before,
            waits(now),
        )
        .distinct()
    ).all()
    return [
        Reminding(output, number, [author for of, author in rows if of == output.id])
        for output, number in near
    ]
