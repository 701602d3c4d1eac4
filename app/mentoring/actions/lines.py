"""Changing a proposal by hand: making a pair, and taking one out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.actions.runs import check_proposed, check_revision, lock_run
from app.mentoring.errors.runs import ChangedMeanwhile
from app.mentoring.models import MatchingLine, MatchingRun
from app.mentoring.queries.consequences import if_paired
from app.mentoring.rules.matching import LEFT
from app.mentoring.rules.matching.reasons import GONE, LET_GO, TAKEN_OUT
from app.mentoring.rules.runs import BY_HAND, PROPOSED, kept_in_lines
from app.people.models import Person

Two = frozenset[UUID]


def pair_by_hand(
    db: Session,
    actor: Person,
    run_id: UUID,
    two: tuple[UUID, UUID],
    *,
    revision: int,
    lets_go: Collection[UUID],
    now: datetime,
) -> MatchingLine:
    """Pair two people in a proposal; at most fourteen statements.

    `lets_go` are the lines that the actor was told would go; anything else is refused, so that
    what they saw is what happens. Whoever is left without anybody stands among those who are left.
    Two who are paired in it already stay so.
    Raises: NotFound, NotReady, DecidedAlready, ChangedMeanwhile, and whatever forbids the pair.
    """
    run = lock_run(db, run_id)
    check_proposed(db, run)
    lines = _lines(db, run_id)
    same = [line for line in lines if {line.person_id, line.other_id} == set(two)]
    if same and same[0].taken_out_at is None:
        return same[0]
    check_revision(run, revision)
    found = if_paired(db, actor, standing(lines), two)
    going = [line for line in standing(lines) if _two(line) in found.lost]
    if {line.id for line in going} != set(lets_go):
        raise ChangedMeanwhile
    for line in going:
        _take_out(line, actor, now=now)
    line = same[0] if same else _new_line(db, run_id, two)
    line.origin, line.reasons = BY_HAND, kept_in_lines(found.reasons)
    line.made_by_id, line.taken_out_at, line.taken_out_by_id = actor.id, None, None
    lines = [*lines, line] if not same else lines
    _settle_left(db, run, lines, actor, reason={"key": LET_GO}, now=now)
    return line


def take_out(
    db: Session, actor: Person, run_id: UUID, line_id: UUID, *, revision: int, now: datetime
) -> MatchingLine:
    """Take a pair out of a proposal; at most five statements.

    Raises: NotFound, NotReady, DecidedAlready, ChangedMeanwhile.
    """
    run = lock_run(db, run_id)
    check_proposed(db, run)
    lines = _lines(db, run_id)
    line = next((one for one in lines if one.id == line_id and one.other_id is not None), None)
    if line is None:
        raise NotFound
    if line.taken_out_at is not None:
        return line
    check_revision(run, revision)
    _take_out(line, actor, now=now)
    _settle_left(db, run, lines, actor, reason={"key": TAKEN_OUT}, now=now)
    return line


def forget_in_matchings(db: Session, actor: Person, person: Person, *, now: datetime) -> None:
    """Take somebody out of every matching who takes part no more. At most six statements.

    Whoever they stood with in a proposal that waits stands among those who are left, with a reason.
    """
    theirs = or_(MatchingLine.person_id == person.id, MatchingLine.other_id == person.id)
    run_id = db.scalar(select(MatchingRun.id).where(MatchingRun.state == PROPOSED))
    if run_id is not None:
        run, lines = lock_run(db, run_id), _lines(db, run_id)
        own = [line for line in lines if person.id in _two(line)]
        for line in standing(own):
            _take_out(line, actor, now=now)
        if own:
            _settle_left(db, run, lines, actor, reason={"key": GONE}, now=now)
    db.execute(delete(MatchingLine).where(theirs))


def standing(lines: Sequence[MatchingLine]) -> list[MatchingLine]:
    """The pairs that would be asked."""
    return [one for one in lines if one.other_id is not None and one.taken_out_at is None]


def _lines(db: Session, run_id: UUID) -> Sequence[MatchingLine]:
    return db.scalars(
        select(MatchingLine)
        .where(MatchingLine.run_id == run_id)
        .execution_options(populate_existing=True)
    ).all()


def _two(line: MatchingLine) -> Two:
    return frozenset(one for one in (line.person_id, line.other_id) if one is not None)


def _take_out(line: MatchingLine, actor: Person, *, now: datetime) -> None:
    line.taken_out_at, line.taken_out_by_id = now, actor.id


def _new_line(db: Session, run_id: UUID, two: tuple[UUID, UUID]) -> MatchingLine:
    made = MatchingLine(
        id=new_id(), run_id=run_id, person_id=two[0], other_id=two[1], origin=BY_HAND, reasons=[]
    )
    db.add(made)
    return made


def _settle_left(
    db: Session,
    run: MatchingRun,
    lines: Sequence[MatchingLine],
    actor: Person,
    *,
    reason: dict[str, Any],
    now: datetime,
) -> None:
    """Whoever has nobody stands among those who are left, with a reason, and nobody else does."""
    run.revision += 1
    have = {one for line in standing(lines) for one in _two(line)}
    left = {line.person_id: line for line in lines if line.origin == LEFT}
    for person_id, line in left.items():
        if person_id in have and line.taken_out_at is None:
            _take_out(line, actor, now=now)
        elif person_id not in have and line.taken_out_at is not None:
            line.taken_out_at, line.taken_out_by_id, line.reasons = None, None, [reason]
    db.flush()
    people = {one for line in lines for one in _two(line)}
    new = sorted(people - have - left.keys())
    rows = [
        {"id": new_id(), "run_id": run.id, "person_id": one, "origin": LEFT, "reasons": [reason]}
        for one in new
    ]
    if rows:
        db.execute(insert(MatchingLine), rows)
