"""Asking and voting on the pages of polls."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.participation import errors
from app.participation.actions.close import close_due
from app.participation.models import Poll, PollOption, PollVoter
from app.participation.rules import DOTS, NAMES_HIDDEN, PROMISES, SECRET
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.participation import (
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
)
from tests.make.people import make_person
from tests.progress.reading import html_of, words_of

ASKED = {
    "question": "What shall we <b>try</b> first?",
    "about": "",
    "lines": "A walk\nA shared meal\nمشي معا",
    "kind": "choice",
    "dots": "3",
    "most": "2",
    "secrecy": "secret",
    "closes_on": "2027-01-27",
    "closes_at": "17:00",
}


def option_ids(db: Session, poll: Poll) -> list[str]:
    """The ids of the answers, as they were written."""
    wanted = select(PollOption.id).where(PollOption.poll_id == poll.id)
    return [str(one) for one in db.scalars(wanted.order_by(PollOption.position))]


def test_anybody_in_the_cohort_asks_and_it_is_open_at_once(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    browser = as_person(asker)
    here = f"/cohorts/{cohort.slug}/polls"
    fields = hidden_fields(html_of(browser, f"{here}/new"))
    answer = post(browser, here, {**ASKED, "request_key": fields["request_key"]})
    assert answer.status_code == 302
    again = post(browser, here, {**ASKED, "request_key": fields["request_key"]})
    assert again.location == answer.location
    page = html_of(browser, answer.location)
    assert "What shall we &lt;b&gt;try&lt;/b&gt; first?" in page
    assert PROMISES[SECRET] in page
    assert "Wednesday 27 January 2027, 5pm (UK time)" in words_of(browser, here)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": ""}, "Write the question."),
        ({"lines": "One"}, "Write from 2 to 20 answers"),
        ({"lines": "One\nTwo\none"}, "Two of the answers are the same."),
        ({"kind": "?"}, "Choose how people vote."),
        ({"kind": "dots", "dots": "many"}, "Write a number of dots"),
        ({"secrecy": ""}, "Choose whether the poll is secret."),
        ({"closes_on": "2020-01-01"}, "Choose a time that is ahead"),
        ({"closes_on": "soon"}, "day"),
        ({"closes_at": "late"}, "Choose a time"),
    ],
)
def test_a_question_with_a_fault_comes_back_as_it_was_written(
    cohort: Cohort, asker: Person, as_person: As, change: dict[str, object], words: str
) -> None:
    fields = {**ASKED, "about": "We have one afternoon.", **change}
    answer = post(as_person(asker), f"/cohorts/{cohort.slug}/polls", fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert "We have one afternoon." in answer.text


def test_a_secret_vote_is_looked_at_once_more_before_it_goes_in(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    first, second, _ = option_ids(db, poll)
    browser = as_person(asker)
    votes = f"/polls/{poll.id}/votes"
    look = post(browser, votes, {"option": first})
    assert look.status_code == 200
    assert "cannot be changed or taken out" in look.text
    assert db.scalar(select(PollVoter.poll_id)) is None
    sure = hidden_fields(look.text)
    assert sure["option"] == first
    sent = post(browser, votes, {"option": first, "sure": "yes"})
    assert sent.location == f"/polls/{poll.id}"
    page = html_of(browser, sent.location)
    assert "Your vote is in the box." in page
    assert "You have voted." in page
    assert "Go on" not in page
    # With a vote in it, it is not taken back any more.
    assert "Take this question back" not in page
    again = post(browser, votes, {"option": second, "sure": "yes"})
    assert "There is a vote already, and it stands." in html_of(browser, again.location)


def test_a_vote_with_names_hidden_is_kept_at_once_and_can_be_changed(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(secrecy=NAMES_HIDDEN))
    first, second, _ = option_ids(db, poll)
    browser = as_person(asker)
    for one in (first, second):
        assert post(browser, f"/polls/{poll.id}/votes", {"option": one}).status_code == 302
    page = html_of(browser, f"/polls/{poll.id}")
    assert PROMISES[NAMES_HIDDEN] in page
    assert f'value="{second}" checked' in page
    assert f'value="{first}" checked' not in page


def test_all_that_a_question_lacks_is_said_in_one_round(
    cohort: Cohort, helper: Person, as_person: As
) -> None:
    lacks = {"question": "", "lines": "Tea", "kind": "", "secrecy": "", "person": ""}
    sentences = [
        errors.QuestionNeeded.sentence,
        errors.OptionsNeeded.sentence,
        errors.KindNeeded.sentence,
        errors.SecrecyNeeded.sentence,
        errors.ProposerNeeded.sentence,
    ]
    for change, closes in (({}, False), ({"closes_on": "2020-01-01"}, True)):
        fields: dict[str, object] = {**ASKED, **lacks, **change}
        answer = post(as_person(helper), f"/cohorts/{cohort.slug}/polls/entries", fields)
        assert answer.status_code == 422
        assert [one for one in sentences if one not in answer.text] == []
        assert (errors.CloseWrong.sentence in answer.text) is closes
    late: dict[str, object] = {**ASKED, **lacks, "closes_at": "late"}
    answer = post(as_person(helper), f"/cohorts/{cohort.slug}/polls/entries", late)
    assert [one for one in sentences if one not in answer.text] == []
    assert errors.CloseWrong.sentence not in answer.text


@pytest.mark.parametrize("option", ["", "none", "0" * 32, None])
def test_a_vote_for_nothing_is_asked_for_again(
    db: Session, cohort: Cohort, asker: Person, as_person: As, option: str | None
) -> None:
    poll = make_poll(db, cohort, asker)
    fields: dict[str, object] = {} if option is None else {"option": option}
    answer = post(as_person(asker), f"/polls/{poll.id}/votes", {**fields, "sure": "yes"})
    assert answer.status_code == 422
    assert "Choose one of the answers." in answer.text


def test_dots_are_given_in_an_order_of_ones_own_that_stays(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    options = [f"Answer {number:02d}" for number in range(12)]
    poll = make_poll(db, cohort, asker, make_idea(kind=DOTS, options=options))
    orders = []
    for voter in make_voters(db, cohort, 3):
        page = words_of(as_person(voter.person), f"/polls/{poll.id}")
        assert page == words_of(as_person(voter.person), f"/polls/{poll.id}")
        orders.append(sorted(options, key=page.index))
    assert len({tuple(order) for order in orders}) == 3
    assert tuple(options) not in {tuple(order) for order in orders}


@pytest.mark.parametrize(
    ("given", "status"),
    [((2, 1), 200), ((2, 2), 422), ((3, 0), 422), ((0, 0), 422), (("x", 1), 422)],
)
def test_dots_within_the_cap_are_taken(
    db: Session,
    cohort: Cohort,
    asker: Person,
    as_person: As,
    given: tuple[object, object],
    status: int,
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(kind=DOTS))
    names = [f"dots-{one}" for one in option_ids(db, poll)]
    fields = dict(zip(names, given, strict=False))
    answer = post(as_person(asker), f"/polls/{poll.id}/votes", fields)
    assert answer.status_code == status
    assert ("Give at least one dot" in answer.text) is (status == 422)


def test_nobody_sees_how_it_stands_before_it_closes(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As, clock: StoppedClock
) -> None:
    poll = make_poll(db, cohort, asker)
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    voters = make_voters(db, cohort, 20)
    looking = (asker, helper, lead)
    before = [words_of(as_person(person), f"/polls/{poll.id}") for person in looking]
    make_votes(db, poll, [(voter, chosen(1)) for voter in voters])
    assert before == [words_of(as_person(person), f"/polls/{poll.id}") for person in looking]
    clock.move(days=7)
    assert "being counted" in html_of(as_person(lead), f"/polls/{poll.id}")
    close_due(db, now=clock.now())
    for person in (asker, helper, lead):
        page = words_of(as_person(person), f"/polls/{poll.id}")
        assert "First: A shared meal" in page
        assert "more than 60%" in page


def test_a_vote_that_comes_late_is_told_so(
    db: Session, cohort: Cohort, asker: Person, as_person: As, clock: StoppedClock
) -> None:
    poll = make_poll(db, cohort, asker)
    (first, *_) = option_ids(db, poll)
    browser = as_person(asker)
    clock.move(days=7)
    sent = post(browser, f"/polls/{poll.id}/votes", {"option": first, "sure": "yes"})
    assert "takes no more votes" in html_of(browser, sent.location)
