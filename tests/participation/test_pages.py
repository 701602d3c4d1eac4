"""The pages of polls, for everybody who may and may not open them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import INVITED, LEFT
from app.participation.actions.close import close_due
from app.participation.actions.tallies import enter_tally
from app.participation.models import Poll, PollOption, PollTally, PollVoter
from app.participation.rules import DOTS, NAMES_HIDDEN, PROMISES, SECRET
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.participation import (
    ANSWERS,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
    voter_of,
)
from tests.make.people import make_person
from tests.participation.test_tallies import paper
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


def test_a_vote_by_phone_is_read_back_and_the_record_names_both_and_not_the_vote(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    (first, *_) = option_ids(db, poll)
    browser = as_person(helper)
    entries = f"/polls/{poll.id}/entries"
    assert "Ada Asker" in html_of(browser, f"{entries}/new")
    fields: dict[str, object] = {"person": str(asker.id), "option": first}
    assert "Read this back to Ada Asker" in post(browser, entries, dict(fields)).text
    sent = post(browser, entries, {**fields, "sure": "yes"})
    page = words_of(browser, sent.location)
    assert "Farah Facilitator for Ada Asker" in page
    assert "Ada Asker" not in html_of(browser, f"{entries}/new").split("<select")[1]
    own = words_of(as_person(asker), f"/polls/{poll.id}")
    assert "Farah Facilitator typed it in for you" in own
    assert "Who typed in a vote for whom" not in own


def test_an_entry_for_nobody_is_asked_for_again(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    (first, *_) = option_ids(db, poll)
    for person in ("", "nobody", str(helper.id), str(make_person(db).id)):
        fields: dict[str, object] = {"person": person, "option": first, "sure": "yes"}
        answer = post(as_person(helper), f"/polls/{poll.id}/entries", fields)
        assert answer.status_code == 422
        assert "Choose whose vote it is." in answer.text


def test_a_count_is_typed_in_looked_at_by_its_witness_and_in_the_box(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 4)
    names = [f"dots-{one}" for one in option_ids(db, poll)]
    browser = as_person(helper)
    tallies = f"/polls/{poll.id}/tallies"
    assert html_of(browser, f"{tallies}/new").count('type="checkbox"') == 6
    fields: dict[str, object] = {
        "person": [str(voter.person.id) for voter in voters],
        "witness": str(asker.id),
        **dict(zip(names, ("3", "1", ""), strict=True)),
    }
    assert post(browser, tallies, {**fields, "witness": ""}).status_code == 422
    assert post(browser, tallies, {**fields, names[0]: "9"}).status_code == 422
    assert post(browser, tallies, dict(fields)).status_code == 302
    tally = db.scalars(select(PollTally.id)).one()
    # Whoever typed it in does not answer for the witness.
    assert browser.get(f"/tallies/{tally}").status_code == 404
    own = as_person(asker)
    assert f"/tallies/{tally}" in html_of(own, f"/polls/{poll.id}")
    assert "say whether the count is right" in words_of(own, f"/cohorts/{cohort.slug}/polls")
    assert "A walk 3" in words_of(own, f"/tallies/{tally}")
    assert post(own, f"/tallies/{tally}/answers", {"answer": "maybe"}).status_code == 422
    assert post(own, f"/tallies/{tally}/answers", {"answer": "yes"}).status_code == 302
    assert "The witness says it is right" in words_of(own, f"/polls/{poll.id}")
    assert "A walk 3" not in words_of(own, f"/tallies/{tally}")
    assert "Voter 01, from paper" in words_of(as_person(helper), f"/polls/{poll.id}")


def test_another_who_runs_the_cohort_enters_what_a_witness_says_by_phone(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 3)
    enter_tally(db, helper, paper(voters, asker, 3, 0, 0), poll_id=poll.id, now=NOON)
    tally = db.scalars(select(PollTally.id)).one()
    second = make_facilitator(db, cohort, name="Sal Second")
    assert as_person(voters[0].person).get(f"/tallies/{tally}").status_code == 404
    browser = as_person(second)
    assert "read these numbers out" in html_of(browser, f"/tallies/{tally}")
    assert post(browser, f"/tallies/{tally}/answers", {"answer": "yes"}).status_code == 302
    assert "Sal Second typed in the answer" in words_of(browser, f"/polls/{poll.id}")


def statuses(db: Session, poll: Poll, cohort: Cohort, as_person: As, person: Person) -> set[str]:
    """What of all there is answers anything else than that it is not there."""
    browser, here, one = as_person(person), f"/cohorts/{cohort.slug}/polls", f"/polls/{poll.id}"
    gets = {
        "list": here,
        "new": f"{here}/new",
        "enter": f"{here}/entries/new",
        "one": one,
        "paper": f"{one}/paper",
        "entry": f"{one}/entries/new",
        "tally": f"{one}/tallies/new",
        "stop": f"{one}/stops/new",
    }
    posts = {
        "ask": here,
        "enter it": f"{here}/entries",
        "vote": f"{one}/votes",
        "enter vote": f"{one}/entries",
        "count": f"{one}/tallies",
        "stop it": f"{one}/stops",
        "take back": f"{one}/removals",
    }
    found = {name for name, address in gets.items() if browser.get(address).status_code != 404}
    return found | {
        name for name, address in posts.items() if post(browser, address).status_code != 404
    }


MEMBERS = {"list", "new", "one", "ask", "vote"}
RUNS = {"enter", "paper", "entry", "tally", "enter it", "enter vote", "count"}


@pytest.mark.parametrize("state", [INVITED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_nothing(
    db: Session, cohort: Cohort, asker: Person, as_person: As, state: str | None
) -> None:
    poll = make_poll(db, cohort, asker)
    person = (
        make_member(db, cohort, state=state) if state else make_facilitator(db, make_cohort(db))
    )
    assert statuses(db, poll, cohort, as_person, person) == set()


def test_who_opens_what(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    other = make_member(db, cohort)
    expected = {
        other: MEMBERS,
        helper: MEMBERS | RUNS | {"stop", "stop it"},
        lead: {"list", "one", "stop", "stop it"},
        asker: MEMBERS | {"take back"},
    }
    for person, may in expected.items():
        poll = make_poll(db, cohort, asker)
        assert statuses(db, poll, cohort, as_person, person) == may


def test_a_stopped_poll_says_why_and_by_whom(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    browser = as_person(helper)
    assert post(browser, f"/polls/{poll.id}/stops", {"reason": " "}).status_code == 422
    post(browser, f"/polls/{poll.id}/stops", {"reason": "It names a <patient>."})
    page = html_of(as_person(asker), f"/polls/{poll.id}")
    assert "It names a &lt;patient&gt;." in page
    assert "by Farah Facilitator" in page


def test_a_question_is_taken_back_until_somebody_votes(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, [(voter_of(db, cohort, asker), chosen(0))])
    browser = as_person(asker)
    sent = post(browser, f"/polls/{poll.id}/removals")
    assert "Somebody has voted" in html_of(browser, sent.location)
    other = make_poll(db, cohort, asker)
    assert post(as_person(asker), f"/polls/{other.id}/removals").status_code == 302
    assert browser.get(f"/polls/{other.id}").status_code == 404


def test_pages_cost_the_same_however_many_polls_and_votes_there_are(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    poll = make_poll(db, cohort, asker)
    addresses = [f"/cohorts/{cohort.slug}/polls", f"/polls/{poll.id}"]
    addresses += [f"{addresses[1]}/entries/new", f"{addresses[1]}/tallies/new"]

    def costs() -> list[int]:
        browser, found = as_person(helper), []
        for address in addresses:
            with count_statements() as sent:
                html_of(browser, address)
            found.append(len(sent))
        return found

    few = costs()
    make_votes(db, poll, [(voter, chosen(1)) for voter in make_voters(db, cohort, 9)])
    for _ in range(9):
        make_poll(db, cohort, asker)
    assert costs() == few
    assert max(few) <= 6


def test_a_sheet_of_paper_holds_every_answer(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(closes_at=NOON + timedelta(days=1)))
    page = words_of(as_person(helper), f"/polls/{poll.id}/paper")
    assert all(answer in page for answer in ANSWERS)
    assert "before Thursday 21 January 2027" in page
