"""Voting once, twice at once, anew, late, and for somebody who rings."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.errors import NotFound
from app.participation import errors
from app.participation.actions.close import close_due, stop_poll
from app.participation.actions.propose import enter_poll, start_poll, take_back_poll
from app.participation.actions.vote import enter_vote, vote
from app.participation.models import BallotBox, Poll, PollOption, PollVoter
from app.participation.rules import CLOSED, DOTS, NAMES_HIDDEN, OPEN, SECRET, STOPPED
from app.people.models import Person
from app.vault.models import VaultKey
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_member
from tests.make.participation import (
    ANSWERS,
    CLOSES,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
    told_of,
    voter_of,
)
from tests.progress.parallel import all_at_once


def voters_of(db: Session, poll: Poll) -> int:
    """How many stand on the roll."""
    return db.scalar(select(func.count()).where(PollVoter.poll_id == poll.id)) or 0


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


def test_of_two_workers_one_closes(
    db: Session, platform: Platform, cohort: Cohort, asker: Person
) -> None:
    make_poll(db, cohort, asker)
    db.commit()
    closed: list[int] = []
    all_at_once(platform, [lambda own: closed.append(close_due(own, now=CLOSES))] * 4)
    assert sorted(closed) == [0, 0, 0, 1]


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


@pytest.mark.parametrize(
    ("idea", "refusal"),
    [
        ({"question": "  "}, errors.QuestionNeeded),
        ({"question": "?" * 201}, errors.QuestionNeeded),
        ({"question": "\u200b\u202e"}, errors.QuestionNeeded),
        ({"about": "a" * 1001}, errors.AboutTooLong),
        ({"options": ["A walk"]}, errors.OptionsNeeded),
        ({"options": ["A walk", "  ", ""]}, errors.OptionsNeeded),
        ({"options": [f"Answer {number}" for number in range(21)]}, errors.OptionsNeeded),
        ({"options": ["A walk", "a" * 121]}, errors.OptionsNeeded),
        ({"options": ["A walk", "a  WALK"]}, errors.OptionTwice),
        ({"kind": "ranking"}, errors.KindNeeded),
        ({"secrecy": "open"}, errors.SecrecyNeeded),
        ({"kind": DOTS, "dots": 0}, errors.DotsWrong),
        ({"kind": DOTS, "dots": 21}, errors.DotsWrong),
        ({"kind": DOTS, "dots": 2, "most": 3}, errors.DotsWrong),
        ({"kind": DOTS, "most": -1}, errors.DotsWrong),
        ({"closes_at": None}, errors.CloseWrong),
        ({"closes_at": NOON}, errors.CloseWrong),
        ({"closes_at": NOON + timedelta(days=91)}, errors.CloseWrong),
    ],
)
def test_a_poll_that_cannot_be_voted_on_is_refused(
    db: Session,
    cohort: Cohort,
    asker: Person,
    idea: dict[str, object],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        start_poll(db, asker, make_idea(**idea), cohort=cohort, now=NOON)  # type: ignore[arg-type]
    assert db.scalar(select(func.count()).select_from(Poll)) == 0


def test_the_same_form_twice_is_one_poll(db: Session, cohort: Cohort, asker: Person) -> None:
    idea = make_idea()
    first = start_poll(db, asker, idea, cohort=cohort, now=NOON)
    assert start_poll(db, asker, idea, cohort=cohort, now=NOON) == first
    assert db.scalar(select(func.count()).select_from(PollOption)) == len(ANSWERS)


def test_a_question_by_phone_is_theirs_who_asked(
    db: Session, cohort: Cohort, asker: Person, helper: Person
) -> None:
    made = enter_poll(db, helper, make_idea(), cohort=cohort, person_id=asker.id, now=NOON)
    poll = db.get_one(Poll, made)
    assert (poll.proposed_by_id, poll.entered_by_id) == (asker.id, helper.id)
    with pytest.raises(errors.ProposerNeeded):
        enter_poll(db, helper, make_idea(), cohort=cohort, person_id=None, now=NOON)


def test_a_question_is_taken_back_while_nobody_has_voted(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll_id = make_poll(db, cohort, asker).id
    take_back_poll(db, poll_id=poll_id)
    assert db.scalar(select(func.count()).select_from(BallotBox)) == 0
    with pytest.raises(NotFound):
        take_back_poll(db, poll_id=poll_id)
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, [(voter_of(db, cohort, asker), chosen(0))])
    with pytest.raises(errors.HasVotes):
        take_back_poll(db, poll_id=poll.id)


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
