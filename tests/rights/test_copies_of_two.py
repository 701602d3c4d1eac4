"""A copy tells of mentoring what its person's own pages tell, and not what the other said of it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import MatchingLine, MatchingRun, Pairing
from app.mentoring.rules import states
from app.mentoring.rules.runs import KEPT_APART, NO_ROOM, PAIRED
from app.mentoring.rules.states import (
    CLOSED,
    DECLINED,
    EXPIRED,
    NEVER_BEGAN,
    ONE_WISHED,
    SAFETY,
    WITHDRAWN,
)
from app.people.models import Person
from app.rights.queries.whole_copy import WholeCopy
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.profiles import make_profile
from tests.make.people import make_person


def copied(db: Session, person: Person, table: str) -> str:
    """Page and data of one table in somebody's copy."""
    files = dict(WholeCopy(db, person, NOON).files())
    whole = [files[name] for name in (f"pages/{table}.html", f"data/{table}.json")]
    pieces = [piece for one in whole for piece in ([one] if isinstance(one, bytes) else one)]
    return "".join(one if isinstance(one, str) else one.decode() for one in pieces)


def two(db: Session, state: str) -> tuple[Person, Pairing]:
    """Somebody, and what became of their pairing."""
    one, other, lead = (make_person(db) for _ in range(3))
    coordinator = make_person(db, roles=["mentoring_coordinator"])
    cohort = make_cohort(db)
    for person in (one, other):
        make_enrolment(db, cohort, person)
        make_profile(db, person)
    return one, make_pairing(db, one, other, coordinator, lead, state).pairing


@pytest.mark.parametrize("why", [SAFETY, states.KEPT_APART])
def test_a_copy_does_not_tell_why_the_other_had_it_ended(db: Session, why: str) -> None:
    one, pairing = two(db, CLOSED)
    pairing.closed_for = why
    db.flush()
    said = copied(db, one, "pairing")
    assert f'"{why}"' not in said
    assert f">{why}<" not in said
    assert states.TOLD_TO_THE_TWO[why] in said
    # Ended for safety reads like any other end.
    assert states.TOLD_TO_THE_TWO[SAFETY] == states.TOLD_TO_THE_TWO[ONE_WISHED]


def test_a_copy_does_not_tell_who_said_no_to_a_pair(db: Session) -> None:
    assert {DECLINED, EXPIRED, WITHDRAWN} == {*NEVER_BEGAN}
    for state in NEVER_BEGAN:
        one, pairing = two(db, state)
        assert pairing.state == state
        said = copied(db, one, "pairing")
        assert f'"{state}"' not in said
        assert states.STATES[state] not in said
        assert "Not a pair this time" in said


def test_a_copy_does_not_tell_that_somebody_would_rather_not_be_paired_with_one(
    db: Session,
) -> None:
    told = set()
    for refused in (KEPT_APART, NO_ROOM, PAIRED):
        one, other = make_person(db), make_person(db)
        run = MatchingRun(state="approved", asked_at=NOON, is_undecided=False, request_key=new_id())
        db.add(run)
        db.flush()
        facts = {"run_id": run.id, "person_id": one.id, "other_id": other.id}
        wish = {"key": "wish", "person": str(other.id), "topics": ["listening"]}
        own = {"key": "wish", "person": str(one.id), "topics": ["listening"]}
        line = MatchingLine(**facts, origin="stable", reasons=[wish, own], refused=refused)
        db.add(line)
        db.flush()
        said = copied(db, one, "matching_line")
        assert refused not in said
        # Nor does anybody's id leave with it.
        assert str(other.id) not in said
        row = json.loads(said.split("</html>")[1])[0]
        assert [reason["person"] for reason in row["reasons"]] == ["somebody else", "you"]
        told.add(row["refused"])
    assert len(told) == 1
