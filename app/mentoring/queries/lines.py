"""The lines of a run: whom it would pair, who is left, and what was taken out or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from app.kit.languages import all_languages
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.models import MatchingLine
from app.mentoring.queries.runs import RunFacts, run_facts
from app.mentoring.rules.matching import STABLE, SUGGESTED, say_reasons
from app.mentoring.rules.matching.people import Reason
from app.mentoring.rules.runs import (
    BY_HAND,
    BY_HAND_PART,
    LEFT_PART,
    OUT_PART,
    PARTS,
    REFUSED_PART,
    STABLE_PART,
    SUGGESTED_PART,
    told_to_coordinators,
)
from app.people.models import Person

LANGUAGE_NAMES = {one.code: one.name for one in all_languages()}


@dataclass(frozen=True)
class Line:
    """One line as a coordinator reads it; `by` is who paired them by hand, or took them out."""

    id: UUID
    person_id: UUID
    name: str
    other_id: UUID | None
    other: str | None
    reasons: Sequence[str]
    refused: str | None
    by: str | None
    stands: bool

    @property
    def words(self) -> str:
        """The names of the two, or of the one who is left."""
        return f"{self.name} and {self.other}" if self.other else self.name


@dataclass(frozen=True)
class LineFacts:
    """A line with two people, and the run it belongs to."""

    at: RunFacts
    line: Line


def parts_of(db: Session, run_id: UUID) -> Mapping[str, int]:
    """How many lines each part of a run has, in the order of the parts. One statement."""
    rows = db.execute(
        select(_PART, func.count()).where(MatchingLine.run_id == run_id).group_by(_PART)
    )
    counted = {part: number for part, number in rows if part}
    return {part: counted.get(part, 0) for part in PARTS}


def lines_page(db: Session, run_id: UUID, part: str, *, total: int, wanted: int) -> Page[Line]:
    """One page of a part of a run, by name. One statement."""
    number = nearest_page(wanted, total)
    rows = db.execute(
        _LINES.where(MatchingLine.run_id == run_id, _PART.in_([part]))
        .order_by(func.lower(_person.name), func.lower(_other.name), MatchingLine.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([_line(*row) for row in rows], number, total)


def line_facts(db: Session, actor: Person, *, run_id: UUID, line_id: UUID) -> LineFacts | None:
    """A line of a run with its run, for guards. Two statements."""
    at = run_facts(db, actor, run_id=run_id)
    row = db.execute(
        _LINES.where(MatchingLine.id == line_id, MatchingLine.run_id == run_id)
    ).one_or_none()
    return LineFacts(at, _line(*row)) if at and row else None


def standing_lines(db: Session, run_id: UUID) -> Sequence[MatchingLine]:
    """The pairs of a run that would be asked. One statement."""
    return db.scalars(
        select(MatchingLine).where(
            MatchingLine.run_id == run_id,
            MatchingLine.other_id.is_not(None),
            MatchingLine.taken_out_at.is_(None),
        )
    ).all()


def say_to_coordinator(reasons: Sequence[Reason], names: Mapping[str, str]) -> list[str]:
    """Reasons in words, without what two have in common; `names` by the text of ids."""
    told = told_to_coordinators(reasons)
    return say_reasons(told, names=names, languages=LANGUAGE_NAMES)


_person, _other, _by = aliased(Person), aliased(Person), aliased(Person)
_LINES = (
    select(MatchingLine, _person.name, _other.name, _by.name)
    .join(_person, _person.id == MatchingLine.person_id)
    .outerjoin(_other, _other.id == MatchingLine.other_id)
    .outerjoin(_by, _by.id == func.coalesce(MatchingLine.taken_out_by_id, MatchingLine.made_by_id))
)
_IS_OUT = MatchingLine.taken_out_at.is_not(None)
_PARTS: dict[str, ColumnElement[bool]] = {
    REFUSED_PART: MatchingLine.refused.is_not(None),
    OUT_PART: and_(_IS_OUT, MatchingLine.other_id.is_not(None)),
    LEFT_PART: and_(~_IS_OUT, MatchingLine.other_id.is_(None)),
    STABLE_PART: and_(~_IS_OUT, MatchingLine.origin == STABLE),
    SUGGESTED_PART: and_(~_IS_OUT, MatchingLine.origin == SUGGESTED),
    BY_HAND_PART: and_(~_IS_OUT, MatchingLine.origin == BY_HAND),
}
# Somebody who was left and is not any more is in no part.
_PART: ColumnElement[str | None] = case(*((holds, part) for part, holds in _PARTS.items()))


def _line(line: MatchingLine, name: str, other: str | None, by: str | None) -> Line:
    names = {str(line.person_id): name, str(line.other_id): other or ""}
    return Line(
        *(line.id, line.person_id, name, line.other_id, other),
        reasons=say_to_coordinator(line.reasons, names),
        refused=line.refused,
        by=by,
        stands=line.other_id is not None and line.taken_out_at is None,
    )
