"""The address of help that has ended opens nothing, also where the two have help anew."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.helping.rules import MEETINGS, SESSIONS
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.gatherings import make_gathering
from tests.make.helping import make_helping


@pytest.mark.parametrize(("act", "page"), [(SESSIONS, "sessions"), (MEETINGS, "pairs")])
def test_help_that_ended_does_not_widen_what_a_helper_sees_by_help_that_holds(
    db: Session, as_person: As, cohort: Cohort, ottoline: Person, hal: Person, act: str, page: str
) -> None:
    """Once in all cohorts, now only in one: the page of then would show the other cohort's too."""
    wide = make_helping(db, ottoline, hal)
    wide.ended_at = NOON
    other = make_cohort(db, name="Quiet Harbour")
    make_enrolment(db, other, ottoline)
    make_gathering(db, other, title="Behind closed doors")
    db.flush()
    narrow = make_helping(db, ottoline, hal, act, cohort=cohort)
    db.commit()
    his = as_person(hal)
    assert his.get(f"/help/{narrow.id}/{page}").status_code == 200
    answer = his.get(f"/help/{wide.id}/{page}")
    assert "Behind closed doors" not in answer.text
    assert answer.status_code == 404
