"""Votes on paper: two people count, and what the second does not confirm does not count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.kit.db import new_id
from app.participation import errors
from app.participation.actions.close import close_due
from app.participation.actions.tallies import (
    PaperCount,
    answer_tally,
    enter_tally,
    numbers_of,
)
from app.participation.actions.vote import enter_vote, vote
from app.participation.models import Poll, PollTally, PollVoter
from app.participation.rules import DOTS, NAMES_HIDDEN
from app.participation.rules.tallies import AGREED, LEFT_OUT, REFUSED, adds_up
from app.people.models import Person
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_facilitator
from tests.make.participation import (
    CLOSES,
    Voter,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    told_of,
)
from tests.progress.reading import html_of, words_of


def paper(people: Sequence[Voter], witness: Person | None, *dots: int) -> PaperCount:
    """A count of these people's papers."""
    ids = [voter.person.id for voter in people]
    return PaperCount(ids, witness.id if witness else None, dots, new_id())


def tally_of(db: Session, poll: Poll) -> PollTally:
    """The only count of a poll."""
    return db.scalars(select(PollTally).where(PollTally.poll_id == poll.id)).one()


def on_roll(db: Session, poll: Poll) -> int:
    """How many have voted."""
    return db.scalar(select(func.count()).where(PollVoter.poll_id == poll.id)) or 0


@pytest.fixture
def people(db: Session, cohort: Cohort) -> list[Voter]:
    """Eight who vote on paper."""
    return make_voters(db, cohort, 8)


@pytest.mark.parametrize("kind", ["choice", DOTS])
def test_a_count_is_in_the_result_once_its_witness_has_said_that_it_is_right(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter], kind: str
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(kind=kind))
    enter_tally(db, helper, paper(people, asker, 6, 2, 0), poll_id=poll.id, now=NOON)
    tally = tally_of(db, poll)
    assert numbers_of(db, tally, now=NOON) == (6, 2, 0)
    for _ in range(2):
        answer_tally(db, asker, poll_id=poll.id, tally_id=tally.id, is_right=True, now=NOON)
    assert (tally.state, tally.answered_by_id, tally.numbers) == (AGREED, asker.id, None)
    with pytest.raises(errors.TallyAnswered):
        answer_tally(db, asker, poll_id=poll.id, tally_id=tally.id, is_right=False, now=NOON)
    close_due(db, now=CLOSES)
    assert [place for *_, place in told_of(db, poll)] == [1, None, None]
    assert poll.voters_shown == "10"


def test_people_of_a_count_that_is_not_right_can_vote_again(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker)
    enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    own = partial(vote, db, poll_id=poll.id, enrolment_id=people[0].enrolment_id, dots=chosen(1))
    with pytest.raises(errors.AlreadyVoted):
        own(now=NOON)
    tally = tally_of(db, poll)
    answer_tally(db, asker, poll_id=poll.id, tally_id=tally.id, is_right=False, now=NOON)
    assert (tally.state, tally.numbers, on_roll(db, poll)) == (REFUSED, None, 0)
    own(now=NOON)
    close_due(db, now=CLOSES)
    assert poll.voters_shown == "fewer than 8"


def test_a_count_without_an_answer_is_left_out_and_says_so(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker)
    enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    close_due(db, now=CLOSES)
    db.expire_all()
    tally = tally_of(db, poll)
    assert (tally.state, tally.numbers, on_roll(db, poll)) == (LEFT_OUT, None, 0)
    assert poll.voters_shown == "0"
    with pytest.raises(errors.PollOver):
        answer_tally(db, asker, poll_id=poll.id, tally_id=tally.id, is_right=True, now=NOON)


@pytest.mark.parametrize(
    ("papers", "told"),
    [(3, "Fewer than 8 papers"), (7, "Fewer than 8 papers"), (8, "About 10 papers")],
)
def test_only_the_two_who_counted_read_how_many_papers_there_were(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    people: list[Voter],
    as_person: As,
    papers: int,
    told: str,
) -> None:
    poll = make_poll(db, cohort, asker)
    said = paper(people[:papers], asker, papers, 0, 0)
    enter_tally(db, helper, said, poll_id=poll.id, now=NOON)
    other = make_facilitator(db, cohort)
    db.commit()
    for counted in (helper, asker):
        assert f"{papers} papers, counted by Farah" in words_of(
            as_person(counted), f"/polls/{poll.id}"
        )
    for reader in (people[0].person, people[7].person, other):
        page = words_of(as_person(reader), f"/polls/{poll.id}")
        assert f"{told}, counted by Farah" in page
        assert f"{papers} papers" not in page


ASKED = "Farah Facilitator counted votes on paper with you. Are the numbers right?"


def test_a_count_waits_on_the_first_page_of_its_witness_alone(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    people: list[Voter],
    as_person: As,
    count_statements: CountStatements,
) -> None:
    poll = make_poll(db, cohort, asker)
    db.commit()
    before = as_person(asker)
    with count_statements() as without:
        assert "counted votes" not in words_of(before, "/home")
    enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    db.commit()
    tally, witness = tally_of(db, poll), as_person(asker)
    with count_statements() as sent:
        page = words_of(witness, "/home")
    assert len(sent) == len(without)
    assert ASKED in page
    assert f"{poll.question} The votes count" in page
    link = f'href="/tallies/{tally.id}"'
    assert link in html_of(witness, "/home")
    assert witness.get(f"/tallies/{tally.id}").status_code == 200
    for other in (helper, people[0].person):
        assert link not in html_of(as_person(other), "/home")
    answer_tally(db, asker, poll_id=poll.id, tally_id=tally.id, is_right=False, now=NOON)
    db.commit()
    assert ASKED not in words_of(witness, "/home")


def test_a_count_waits_only_while_its_witness_can_say_something_to_it(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    people: list[Voter],
    as_person: As,
    clock: StoppedClock,
) -> None:
    poll = make_poll(db, cohort, asker)
    enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    place = db.scalars(select(Enrolment).where(Enrolment.person_id == asker.id)).one()
    for moment, state, waits in (
        (CLOSES, JOINED, False),
        (NOON, LEFT, False),
        (NOON, JOINED, True),
    ):
        clock.moment, place.state = moment, state
        db.commit()
        assert (ASKED in words_of(as_person(asker), "/home")) is waits


def test_the_same_form_twice_is_one_count(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker)
    said = paper(people, asker, 8, 0, 0)
    for _ in range(2):
        enter_tally(db, helper, said, poll_id=poll.id, now=NOON)
    assert tally_of(db, poll).people == len(people)


def test_whoever_has_voted_in_another_way_is_in_no_count(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker)
    enter_vote(db, helper, poll_id=poll.id, person_id=people[0].person.id, dots=chosen(0), now=NOON)
    with pytest.raises(errors.SomeHaveVoted):
        enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    assert on_roll(db, poll) == 1
    assert db.scalar(select(func.count()).select_from(PollTally)) == 0


def test_a_count_needs_papers_a_witness_and_numbers_that_fit(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker)
    wrong = {
        errors.PapersNeeded: paper(people[:2], asker, 2, 0, 0),
        errors.WitnessNeeded: paper(people, helper, 8, 0, 0),
        errors.NumbersWrong: paper(people, asker, 8, 1, 0),
    }
    more = [
        (errors.WitnessNeeded, paper(people, None, 8, 0, 0)),
        (errors.NumbersWrong, paper(people, asker, 0, 0, 0)),
        (errors.NumbersWrong, paper(people, asker, 9, -1, 0)),
        (errors.NumbersWrong, paper(people, asker, 8, 0)),
    ]
    for refusal, said in [*wrong.items(), *more]:
        with pytest.raises(refusal):
            enter_tally(db, helper, said, poll_id=poll.id, now=NOON)
    with pytest.raises(errors.PollOver):
        enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=CLOSES)
    assert on_roll(db, poll) == 0


def test_a_vote_on_paper_cannot_be_changed_also_where_names_are_hidden(
    db: Session, cohort: Cohort, asker: Person, helper: Person, people: list[Voter]
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(secrecy=NAMES_HIDDEN))
    enter_tally(db, helper, paper(people, asker, 8, 0, 0), poll_id=poll.id, now=NOON)
    with pytest.raises(errors.OnPaper):
        vote(db, poll_id=poll.id, enrolment_id=people[0].enrolment_id, dots=chosen(1), now=NOON)


@pytest.mark.parametrize(
    ("dots", "fit"),
    [((4, 4), True), ((0, 1), True), ((8, 0), False), ((0, 0), False), ((6, 6), True)],
)
def test_dots_on_paper_fit_the_number_of_people(dots: tuple[int, ...], *, fit: bool) -> None:
    assert adds_up(dots, people=4, kind=DOTS, each=3, most=1) is (fit and max(dots) <= 4)
