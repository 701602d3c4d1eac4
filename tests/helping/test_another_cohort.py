"""Whoever runs one cohort learns nothing of who is in another one of the same person."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.helping.models import Helping
from tests.conftest import As
from tests.helping.test_setting_up import Desk, desk
from tests.make.cohorts import make_cohort, make_enrolment, make_member

__all__ = ["desk"]


def test_a_facilitator_is_offered_nobody_of_another_cohort_and_chooses_nobody_there(
    db: Session, as_person: As, desk: Desk
) -> None:
    other = make_cohort(db, name="Quiet Harbour")
    make_enrolment(db, other, desk.ottoline)
    nell = make_member(db, other, name="Nell Neighbour")
    farah = as_person(desk.farah)
    page = farah.get(desk.here).text
    assert desk.hal.name in page
    assert nell.name not in page
    assert other.name not in page
    answer = desk.set_up(farah, helper=f"{nell.id} {other.id}", how="paper", witness="Will Witness")
    assert answer.status_code == 422
    assert nell.name not in answer.text
    assert db.scalars(select(Helping)).all() == []
    # Ottoline herself is offered both.
    own = as_person(desk.ottoline).get("/account/helpers").text
    assert nell.name in own
    assert desk.hal.name in own
