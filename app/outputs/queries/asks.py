"""Reads of what reports ask, and of what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page
from app.kit.times import in_zone
from app.outputs.models import Ask, AskAnswer, AskChange, Output, OutputEdition
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.rules import asks as rules
from app.people.models import Person

MOST = 200
"""How many asks of one report a page shows; more than anybody can follow up."""


@dataclass(frozen=True)
class AskLine:
    """An ask with all that came of it, in the order in which it happened."""

    ask: Ask
    events: Sequence[AskAnswer] = ()
    proposed_by: str | None = None

    def live(self) -> list[AskAnswer]:
        """What was not taken down."""
        return [one for one in self.events if one.taken_down_at is None]

    def standing(self, today: date) -> rules.Standing:
        """How it stands; only of one that was asked."""
        return rules.standing_of(self.ask.asked_on or today, self.live(), today=today)

    def waiting(self, today: date) -> str:
        """Since when nobody answered, in words; empty once there is an answer."""
        since = self.standing(today).waits_since
        return rules.say_waiting(since, today) if since else ""


@dataclass(frozen=True)
class Came:
    """A report that was published, and what came of what it asks."""

    output: Output
    cohort: Cohort
    newest: int | None
    lines: Sequence[AskLine]
    today: date

    def count(self, *, waits: bool) -> int:
        """How many asks wait for an answer, or have one."""
        since = [line.standing(self.today).waits_since for line in self.lines]
        return sum((one is not None) == waits for one in since)


@dataclass(frozen=True)
class AskSeat:
    """One ask, where it belongs, and the actor's place there."""

    desk: Desk
    line: AskLine
    answer: AskAnswer | None = None
    changes: Sequence[AskChange] = field(default_factory=list)

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def came_of(db: Session, *, slug: str, now: datetime) -> Came | None:
    """What came of a report that was ever published, for anyone. Three statements."""
    newest = (
        select(func.max(OutputEdition.number))
        .where(
            OutputEdition.output_id == Output.id,
            OutputEdition.published_at.is_not(None),
            OutputEdition.withdrawn_at.is_(None),
            or_(OutputEdition.shown_until.is_(None), OutputEdition.shown_until > now),
        )
        .scalar_subquery()
    )
    ever = select(OutputEdition.id).where(
        OutputEdition.output_id == Output.id, OutputEdition.published_at.is_not(None)
    )
    row = db.execute(
        select(Output, Cohort, newest)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(Output.slug == slug, ever.exists())
    ).one_or_none()
    if row is None:
        return None
    lines = lines_of(db, row[0].id, states=[rules.ASKED])
    today = in_zone(now, row[1].time_zone).date()
    return Came(row[0], row[1], row[2], lines, today)


def lines_of(db: Session, output_id: UUID, *, states: Sequence[str]) -> list[AskLine]:
    """The asks of a report in these states, last asked first. Two statements."""
    proposer = aliased(Person)
    rows = db.execute(
        select(Ask, proposer.name)
        .outerjoin(proposer, proposer.id == Ask.proposed_by_id)
        .where(Ask.output_id == output_id, Ask.state.in_(states))
        .order_by(Ask.asked_on.desc().nulls_first(), Ask.created_at.desc(), Ask.id)
        .limit(MOST)
    ).all()
    return _with_events(db, [AskLine(row[0], (), row[1]) for row in rows])


def ask_seat(
    db: Session,
    actor: Person,
    *,
    slug: str,
    output_id: UUID,
    ask_id: UUID,
    answer_id: UUID | None = None,
) -> AskSeat | None:
    """One ask with its answers and its history, or one answer of it. At most four statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    ask = db.get(Ask, ask_id) if desk else None
    if desk is None or ask is None or ask.output_id != output_id:
        return None
    (line,) = _with_events(db, [AskLine(ask)])
    answer = next((one for one in line.events if one.id == answer_id), None)
    if answer_id and answer is None:
        return None
    changes = db.scalars(
        select(AskChange).where(AskChange.ask_id == ask.id).order_by(AskChange.changed_at.desc())
    ).all()
    return AskSeat(desk, line, answer, changes)


@dataclass(frozen=True)
class Waiting:
    """What waits for a facilitator: a proposal, an ask without an answer, or a late promise."""

    line: AskLine
    output: Output


def waiting_asks(db: Session, cohort_id: UUID, *, today: date, page: int) -> Page[Waiting]:
    """What waits in all reports of a cohort: proposals, then what waits longest.

    Three statements.
    """
    wanted = _waiting(cohort_id, today)
    total = db.scalar(wanted.order_by(None).with_only_columns(func.count())) or 0
    rows = db.execute(wanted.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    lines = _with_events(db, [AskLine(row[0], (), row[2]) for row in rows])
    return Page([Waiting(line, row[1]) for line, row in zip(lines, rows, strict=True)], page, total)


def _waiting(cohort_id: UUID, today: date) -> Select[*tuple[Any, ...]]:
    last = (
        select(AskAnswer.kind, AskAnswer.on_day, AskAnswer.by_when)
        .where(AskAnswer.ask_id == Ask.id, AskAnswer.taken_down_at.is_(None))
        .order_by(*(one.desc() for one in _ORDER))
        .limit(1)
        .lateral()
    )
    is_late = and_(last.c.kind == rules.WILL_DO, last.c.by_when < today)
    nobody = or_(last.c.kind.is_(None), last.c.kind == rules.AGAIN)
    since = case((is_late, last.c.by_when), else_=Ask.asked_on)
    return (
        select(Ask, Output, Person.name)
        .join(Output, Output.id == Ask.output_id)
        .outerjoin(last, last.c.kind.is_not(None))
        .outerjoin(Person, Person.id == Ask.proposed_by_id)
        .where(
            Output.cohort_id == cohort_id,
            or_(Ask.state == rules.PROPOSED, and_(Ask.state == rules.ASKED, or_(nobody, is_late))),
        )
        .order_by((Ask.state == rules.PROPOSED).desc(), since, Ask.created_at, Ask.id)
    )


_ORDER = (AskAnswer.on_day, AskAnswer.entered_at, AskAnswer.id)


def _with_events(db: Session, lines: Sequence[AskLine]) -> list[AskLine]:
    rows = db.scalars(
        select(AskAnswer)
        .where(AskAnswer.ask_id.in_([line.ask.id for line in lines]))
        .order_by(*_ORDER)
    )
    found: dict[UUID, list[AskAnswer]] = {}
    for one in rows:
        found.setdefault(one.ask_id, []).append(one)
    return [AskLine(one.ask, found.get(one.ask.id, ()), one.proposed_by) for one in lines]
