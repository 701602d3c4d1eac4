"""Voting once, twice at once, anew, late, and for somebody who rings."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.participation import errors
from app.participation.actions.close import close_due
from app.participation.actions.vote import enter_vote, vote
from app.participation.models import Poll, PollVoter
from app.participation.rules import NAMES_HIDDEN, SECRET
from app.people.models import Person
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_member
from tests.make.participation import (
    CLOSES,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
    told_of,
    voter_of,
    voters_of,
)
from tests.progress.parallel import all_at_once


def test_a_secret_vote_is_cast_once_and_the_first_stands(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 8)
    make_votes(db, poll, [(voter, chosen(0)) for voter in voters])
    with pytest.raises(errors.AlreadyVoted):
        vote(db, poll_id=poll.id, enrolment_id=voters[0].enrolment_id, dots=chosen(1), now=NOON)
    db.rollback()
    close_due(db, now=CLOSES)
    assert [place for *_, place in told_of(db, poll)] == [1, None, None]


def test_where_names_are_hidden_the_newest_vote_counts(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(secrecy=NAMES_HIDDEN))
    voters = make_voters(db, cohort, 8)
    make_votes(db, poll, [(voter, chosen(0)) for voter in voters])
    make_votes(db, poll, [(voter, chosen(1)) for voter in voters[:5]])
    assert voters_of(db, poll) == 8
    close_due(db, now=CLOSES)
    assert [place for *_, place in told_of(db, poll)] == [None, 1, None]


@pytest.mark.parametrize("secrecy", [SECRET, NAMES_HIDDEN])
def test_of_many_clicks_at_one_moment_one_counts(
    db: Session, platform: Platform, cohort: Cohort, asker: Person, secrecy: str
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(secrecy=secrecy))
    (voter,) = make_voters(db, cohort, 1)
    others = make_voters(db, cohort, 7)
    make_votes(db, poll, [(one, chosen(0)) for one in others])
    told: list[errors.AlreadyVoted] = []

    def click(own: Session) -> None:
        try:
            vote(own, poll_id=poll.id, enrolment_id=voter.enrolment_id, dots=chosen(0), now=NOON)
        except errors.AlreadyVoted as refusal:
            told.append(refusal)

    all_at_once(platform, [click] * 6)
    assert len(told) == (5 if secrecy == SECRET else 0)
    assert voters_of(db, poll) == 8
    close_due(db, now=CLOSES)
    assert [place for *_, place in told_of(db, poll)] == [1, None, None]
    assert db.get_one(Poll, poll.id, populate_existing=True).voters_shown == "10"


def test_votes_at_one_moment_are_all_in_the_box(
    db: Session, platform: Platform, cohort: Cohort, asker: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 16)
    db.commit()

    def casting(place: int) -> object:
        def cast(own: Session) -> None:
            dots = chosen(place % 2)
            enrolment_id = voters[place].enrolment_id
            vote(own, poll_id=poll.id, enrolment_id=enrolment_id, dots=dots, now=NOON)

        return cast

    all_at_once(platform, [casting(place) for place in range(16)])  # type: ignore[misc]
    close_due(db, now=CLOSES)
    assert [words for _, words, _ in told_of(db, poll)] == ["about 50%", "about 50%", "0%"]


def test_a_vote_that_comes_late_is_not_counted(db: Session, cohort: Cohort, asker: Person) -> None:
    poll = make_poll(db, cohort, asker)
    (voter,) = make_voters(db, cohort, 1)
    own = partial(vote, db, poll_id=poll.id, enrolment_id=voter.enrolment_id, dots=chosen(0))
    # Nobody has counted yet, and it is over all the same.
    with pytest.raises(errors.PollOver):
        own(now=CLOSES)
    close_due(db, now=CLOSES)
    # It was sent in time, and came when the votes had been counted.
    with pytest.raises(errors.PollOver):
        own(now=CLOSES - timedelta(seconds=1))
    assert voters_of(db, poll) == 0


@pytest.mark.parametrize(
    "dots", [[], [1], [1, 1, 0], [0, 0, 0], [2, 0, 0], [-1, 1, 1], [0, 0, 0, 1]]
)
def test_a_vote_that_is_not_filled_in_as_asked_is_refused(
    db: Session, cohort: Cohort, asker: Person, dots: list[int]
) -> None:
    poll = make_poll(db, cohort, asker)
    own = voter_of(db, cohort, asker)
    with pytest.raises(errors.BallotWrong):
        vote(db, poll_id=poll.id, enrolment_id=own.enrolment_id, dots=dots, now=NOON)
    assert voters_of(db, poll) == 0


def test_a_vote_by_phone_is_on_the_roll_with_who_typed_it_in(
    db: Session, cohort: Cohort, asker: Person, helper: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    enter_vote(db, helper, poll_id=poll.id, person_id=asker.id, dots=chosen(0), now=NOON)
    (line,) = db.scalars(select(PollVoter).where(PollVoter.poll_id == poll.id))
    assert line.entered_by_id == helper.id
    assert line.enrolment_id == voter_of(db, cohort, asker).enrolment_id
    with pytest.raises(errors.AlreadyVoted):
        enter_vote(db, helper, poll_id=poll.id, person_id=asker.id, dots=chosen(1), now=NOON)


def test_a_vote_by_phone_is_somebodys_of_the_cohort_and_never_ones_own(
    db: Session, cohort: Cohort, asker: Person, helper: Person
) -> None:
    poll = make_poll(db, cohort, asker)
    stranger = make_member(db, make_cohort(db))
    gone = make_member(db, cohort, state="left")
    for person_id in (None, helper.id, stranger.id, gone.id):
        with pytest.raises(errors.VoterNeeded):
            enter_vote(db, helper, poll_id=poll.id, person_id=person_id, dots=chosen(0), now=NOON)


def test_voting_costs_the_same_however_many_have_voted(
    db: Session, cohort: Cohort, asker: Person, count_statements: CountStatements
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 12)
    db.commit()
    costs = []
    for voter in voters:
        with count_statements() as sent:
            make_votes(db, poll, [(voter, chosen(0))])
        costs.append(len(sent))
    assert set(costs) == {6}
