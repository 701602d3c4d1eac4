"""Two who press the button at the same moment are kept one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.practice.actions.group_looks import KeptNow
from app.practice.actions.groups import put_in_group
from app.practice.models import GroupAnswer, GroupLook
from app.practice.rules.groups import Said
from app.practice.rules.looks import BEFORE
from app.wiring import Platform
from tests.clock import NOON
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.groups import group_of, make_group, make_group_look
from tests.make.progress import Way


@pytest.mark.parametrize("look", ["is new", "was begun"])
def test_the_second_hears_of_the_first_and_the_rest_of_both_is_kept(
    db: Session, way: Way, helper: Person, platform: Platform, look: str
) -> None:
    made = make_group(db, way.person, way.cohort)
    put_in_group(db, made, helper.id, now=NOON)
    at = group_of(db, way.person, way.cohort, made)
    if look == "was begun":
        make_group_look(db, way.person, at, BEFORE, {"ties": Said("9")})
    db.commit()

    def second() -> KeptNow:
        with platform.transaction() as own:
            person = own.get_one(Person, helper.id)
            place = group_of(own, person, way.cohort, made)
            said = {"contact": Said("8"), "power": Said("2", "Said by two of us.")}
            return make_group_look(own, person, place, BEFORE, said)

    with ThreadPoolExecutor(1) as pool:
        # The first has kept it, and the transaction is open still.
        make_group_look(db, way.person, at, BEFORE, {"contact": Said("3")})
        kept = pool.submit(second)
        until(lambda: kept.done() or how_many_wait(platform.sessions), "the second to wait")
        db.commit()
    assert kept.result().clashes == {"contact": Said("8")}
    assert kept.result().look.said["power"] == Said("2", "Said by two of us.")
    assert len(db.scalars(select(GroupLook.id)).all()) == 1
    answers = db.execute(select(GroupAnswer.item_key, GroupAnswer.answer)).all()
    assert {("contact", "3"), ("power", "2")} <= {tuple(row) for row in answers}
