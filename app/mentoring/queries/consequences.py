"""What a change by hand would bring with it, told before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.mentoring.errors.pairings import CannotBePaired, NoRoom, PairedAlready
from app.mentoring.errors.runs import DoesNotFit, OwnPair, PersonNotThere
from app.mentoring.models import MatchingLine
from app.mentoring.queries.matching_input import Entrants, Two, read_entrants
from app.mentoring.rules.matching.deferred import Pairs
from app.mentoring.rules.matching.filters import APART, LINE
from app.mentoring.rules.matching.people import Reason
from app.mentoring.rules.matching.reasons import why_these_two
from app.mentoring.rules.matching.trial import Trial, try_pair, try_without
from app.mentoring.rules.matching.wishes import Field
from app.people.models import Person


@dataclass(frozen=True)
class Consequences:
    """What would be different after a change; people by their ids."""

    reasons: Sequence[Reason]
    # Pairs that are let go, so that there is room.
    lost: frozenset[Two]
    # People who would be left without anybody.
    alone: Sequence[UUID]
    # Two who would both rather have each other then, and two who would not any more.
    arise: Sequence[tuple[UUID, UUID]]
    settle: Sequence[tuple[UUID, UUID]]
    names: Mapping[UUID, str] = field(repr=False)


def if_paired(
    db: Session, actor: Person, lines: Iterable[MatchingLine], two: tuple[UUID, UUID]
) -> Consequences:
    """What it would mean to pair these two; `lines` are the pairs of the proposal. Six statements.

    Raises: OwnPair, PersonNotThere, NoRoom, PairedAlready, CannotBePaired, DoesNotFit.
    """
    entrants = read_entrants(db)
    around = Field(entrants.pool)
    if fault := why_not(around, entrants, actor, two):
        raise fault
    one, other = (around.numbers[person_id] for person_id in two)
    trial = try_pair(around, numbered(around, lines), one, other)
    return _told(around, entrants, trial, why_these_two(around, one, other))


def if_taken_out(db: Session, lines: Iterable[MatchingLine], line: MatchingLine) -> Consequences:
    """What it would mean to take this pair out of the proposal. Six statements."""
    entrants = read_entrants(db)
    around = Field(entrants.pool)
    pairs = numbered(around, lines)
    own = numbered(around, [line])
    trial = try_without(around, pairs, next(iter(own), (-1, -1)))
    # That the two would rather stay together goes without saying.
    return _told(around, entrants, replace(trial, arise=trial.arise - trial.lost), [])


def why_not(
    around: Field, entrants: Entrants, actor: Person, two: tuple[UUID, UUID]
) -> Refusal | None:
    """What forbids a pair of these two; who keeps apart from whom is never told."""
    if actor.id in two:
        return OwnPair()
    if two[0] == two[1] or not set(two) <= entrants.names.keys():
        return PersonNotThere()
    if frozenset(two) in entrants.paired:
        return PairedAlready()
    if not set(two) <= around.numbers.keys():
        return NoRoom()
    why = around.sieve.why_not(*(around.numbers[person_id] for person_id in two))
    # One sentence for both, so that nobody can tell that somebody said "not again".
    if why in (APART, LINE):
        return CannotBePaired()
    return DoesNotFit(why) if why else None


def numbered(around: Field, lines: Iterable[MatchingLine]) -> Pairs:
    """The pairs of whoever still takes part."""
    pairs = ((line.person_id, line.other_id) for line in lines)
    return {
        (around.numbers[one], around.numbers[other])
        for one, other in pairs
        if one in around.numbers and other in around.numbers
    }


def _told(
    around: Field, entrants: Entrants, trial: Trial, reasons: Sequence[Reason]
) -> Consequences:
    ids = [one.id for one in around.people]

    def by_name(pairs: Pairs) -> list[tuple[UUID, UUID]]:
        named = [(ids[one], ids[two]) for one, two in pairs]
        return sorted(named, key=lambda two: tuple(entrants.names[one] for one in two))

    return Consequences(
        reasons,
        frozenset(frozenset((ids[one], ids[two])) for one, two in trial.lost),
        sorted((ids[one] for one in trial.alone), key=entrants.names.__getitem__),
        by_name(trial.arise),
        by_name(trial.settle),
        entrants.names,
    )
