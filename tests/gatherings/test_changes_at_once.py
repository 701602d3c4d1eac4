"""Several people change a session at the same moment, and nothing is lost or told twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta
from threading import Barrier

import pytest
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings.actions.change import change_session
from app.gatherings.errors import changes as refusals
from tests.clock import NOON
from tests.gatherings.changing import as_it_is, change_to, states
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.gatherings import make_gathering

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)


def test_two_who_change_at_once_the_second_sees_what_the_first_did(db: Session) -> None:
    cohort = make_cohort(db)
    farah, bo = make_facilitator(db, cohort), make_facilitator(db, cohort, name="Bo Facilitator")
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, place="The library", title="Our first meeting")
    with pytest.raises(refusals.ChangedMeanwhile) as caught:
        change_to(db, bo, gathering, cohort, minutes=90, place="", seen=0)
    assert caught.value.who == "Farah Facilitator"
    assert [(one.label, one.was, one.now) for one in caught.value.differences] == [
        ("Where", "none", "The library"),
        ("Title", "First meeting", "Our first meeting"),
    ]
    assert gathering.ends_at == START + timedelta(hours=1)
    assert change_to(db, bo, gathering, cohort, minutes=90, seen=caught.value.sequence).told


def test_the_same_form_sent_twice_at_once_changes_and_tells_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
        form = as_it_is(gathering, cohort)
    wanted = replace(form, plan=replace(form.plan, clock=time(15, 0)))
    together = Barrier(2)

    def press(_: int) -> bool:
        together.wait(10)
        with sessions.begin() as db:
            return change_session(
                db, farah, wanted, gathering_id=gathering.id, cohort=cohort, now=NOON
            ).anything

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [False, True]
    with sessions() as db:
        assert states(db, farah, "moved") == {"1": "due"}


def test_two_different_changes_at_once_one_is_asked_to_look_again(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
        form = as_it_is(gathering, cohort)
    together = Barrier(2)

    def press(hour: int) -> str:
        together.wait(10)
        wanted = replace(form, plan=replace(form.plan, clock=time(hour, 0)))
        try:
            with sessions.begin() as db:
                change_session(
                    db, farah, wanted, gathering_id=gathering.id, cohort=cohort, now=NOON
                )
        except refusals.ChangedMeanwhile:
            return "look again"
        return "changed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (14, 16))) == ["changed", "look again"]
