"""Approving a proposal: everybody in it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.mentoring.actions.letters import tell_proposed
from app.mentoring.actions.proposing import Proposal, propose_pairings
from app.mentoring.actions.runs import check_proposed, check_revision, decide, lock_run
from app.mentoring.errors.runs import NobodyToAsk
from app.mentoring.models import MatchingLine, MentoringProfile
from app.mentoring.queries.keys import characteristics_for_matching
from app.mentoring.rules.matching import STABLE, SUGGESTED
from app.mentoring.rules.matching.reasons import IN_COMMON
from app.mentoring.rules.runs import APPROVED, BY_HAND
from app.people.models import Person

# Who gets the room first where there is less than there was.
FIRST = (BY_HAND, STABLE, SUGGESTED)


@dataclass(frozen=True)
class Approved:
    """How many pairs are asked, and how many could not be any more."""

    asked: int
    refused: int


def approve_run(
    db: Session, actor: Person, run_id: UUID, *, revision: int, now: datetime
) -> Approved:
    """Ask everybody whom the proposal pairs; about fifteen statements, however many they are.

    A line that cannot be any more is refused with its reason, and the rest go ahead. The same
    person approving again changes nothing.
    Raises: NotFound, NotReady, DecidedAlready, ChangedMeanwhile, NobodyToAsk.
    """
    run = lock_run(db, run_id)
    if run.state == APPROVED and run.decided_by_id == actor.id:
        return _counted(db, run_id)
    check_proposed(db, run)
    check_revision(run, revision)
    lines = _standing(db, run_id)
    if not lines:
        raise NobodyToAsk
    reasons = _reasons_for_both(db, lines)
    proposals = {
        line.id: Proposal(one, other, line.origin, reasons[line.id], run_id)
        for line in lines
        for one, other in _both(line)
    }
    asked = propose_pairings(db, proposals, by=actor, now=now)
    ids = {key: pairing.id for key, pairing in asked.pairings.items()}
    became = [
        {"id": key, "pairing_id": ids.get(key), "refused": asked.refused.get(key)}
        for key in proposals
    ]
    db.execute(update(MatchingLine), became)
    decide(run, APPROVED, actor, now=now)
    db.flush()
    tell_proposed(db, now=now)
    return Approved(len(asked.pairings), len(asked.refused))


def _counted(db: Session, run_id: UUID) -> Approved:
    """What became of a run that is approved. One statement."""
    asked, refused = db.execute(
        select(func.count(MatchingLine.pairing_id), func.count(MatchingLine.refused)).where(
            MatchingLine.run_id == run_id
        )
    ).one()
    return Approved(asked, refused)


def _standing(db: Session, run_id: UUID) -> Sequence[MatchingLine]:
    """The pairs to ask, those first who get the room that there is."""
    lines = db.scalars(
        select(MatchingLine)
        .where(
            MatchingLine.run_id == run_id,
            MatchingLine.other_id.is_not(None),
            MatchingLine.taken_out_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )
    return sorted(lines, key=lambda line: (FIRST.index(line.origin), line.id))


def _reasons_for_both(
    db: Session, lines: Sequence[MatchingLine]
) -> Mapping[UUID, list[dict[str, Any]]]:
    """Reasons as the two may read them, by line. Two statements where some have much in common.

    What they have in common is looked up now: it is told only with a yes of both at this moment.
    """
    sharing = {
        one
        for line in lines
        if any(reason["key"] == IN_COMMON for reason in line.reasons)
        for two in _both(line)
        for one in two
    }
    said = _said_by(db, sharing) if sharing else {}
    return {line.id: _told(line, said) for line in lines}


def _said_by(db: Session, people: set[UUID]) -> Mapping[UUID, frozenset[str]]:
    rows = db.execute(
        select(MentoringProfile.person_id, MentoringProfile.sealed_characteristics).where(
            MentoringProfile.person_id.in_(people),
            MentoringProfile.characteristics_as_reason,
        )
    )
    return characteristics_for_matching(db, {one: sealed for one, sealed in rows if sealed})


def _told(line: MatchingLine, said: Mapping[UUID, frozenset[str]]) -> list[dict[str, Any]]:
    told = []
    for reason in line.reasons:
        if reason["key"] != IN_COMMON:
            told.append(reason)
            continue
        for one, other in _both(line):
            if common := said.get(one, frozenset()) & said.get(other, frozenset()):
                told.append({"key": IN_COMMON, "what": sorted(common)})
    return told


def _both(line: MatchingLine) -> list[tuple[UUID, UUID]]:
    return [(line.person_id, line.other_id)] if line.other_id is not None else []
