"""A poll closes at its time and is counted, or is stopped and never counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.participation import errors
from app.participation.actions.close import close_due, stop_poll
from app.participation.models import BallotBox
from app.participation.rules import CLOSED, DOTS, OPEN, STOPPED
from app.people.models import Person
from app.vault.models import VaultKey
from app.wiring import Platform
from tests.make.participation import (
    CLOSES,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
    told_of,
    voters_of,
)
from tests.progress.parallel import all_at_once


def test_a_poll_closes_at_its_time_and_tells_what_came_of_it(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 20)
    make_votes(db, poll, [(voter, chosen(number % 5 == 0)) for number, voter in enumerate(voters)])
    assert close_due(db, now=CLOSES - timedelta(seconds=1)) == 0
    assert close_due(db, now=CLOSES) == 1
    assert close_due(db, now=CLOSES) == 0
    assert told_of(db, poll) == [
        ("A walk", "more than 60%", 1),
        ("A shared meal", "less than 40%", None),
        ("A garden", "less than 40%", None),
    ]
    assert (poll.state, poll.voters_shown) == (CLOSED, "20")


def test_dots_are_counted_and_the_votes_are_gone(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(kind=DOTS))
    voters = make_voters(db, cohort, 18)
    make_votes(
        db,
        poll,
        [(voter, [2, 1, 0] if number % 2 else [0, 1, 0]) for number, voter in enumerate(voters)],
    )
    close_due(db, now=CLOSES)
    assert [place for *_, place in told_of(db, poll)] == [1, 1, None]
    assert db.scalar(select(func.count()).select_from(BallotBox)) == 0
    assert db.scalar(select(func.count()).where(VaultKey.owner_id == poll.id)) == 0


def test_of_two_workers_one_closes(
    db: Session, platform: Platform, cohort: Cohort, asker: Person
) -> None:
    make_poll(db, cohort, asker)
    db.commit()
    closed: list[int] = []
    all_at_once(platform, [lambda own: closed.append(close_due(own, now=CLOSES))] * 4)
    assert sorted(closed) == [0, 0, 0, 1]


def test_a_poll_that_is_stopped_is_never_counted(
    db: Session, cohort: Cohort, asker: Person, helper: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, [(voter, chosen(0)) for voter in make_voters(db, cohort, 9)])
    with pytest.raises(errors.ReasonNeeded):
        stop_poll(db, helper, poll_id=poll.id, reason=" ")
    for _ in range(2):
        stop_poll(db, helper, poll_id=poll.id, reason="It names a patient.")
    assert close_due(db, now=CLOSES) == 0
    assert (poll.state, poll.reason) == (STOPPED, "It names a patient.")
    assert voters_of(db, poll) == 0
    assert {told for _, told, _ in told_of(db, poll)} == {""}
    other = make_poll(db, cohort, asker)
    close_due(db, now=CLOSES)
    with pytest.raises(errors.PollOver):
        stop_poll(db, helper, poll_id=other.id, reason="Too late.")


def test_a_box_that_cannot_be_opened_holds_up_no_other_poll(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    broken = make_poll(db, cohort, asker)
    whole = make_poll(db, cohort, asker)
    db.get_one(VaultKey, broken.id).locked = db.get_one(VaultKey, whole.id).locked
    db.flush()
    assert close_due(db, now=CLOSES) == 1
    assert {broken.state: 1, whole.state: 1} == {OPEN: 1, CLOSED: 1}
    assert (broken.state, whole.state) == (OPEN, CLOSED)
