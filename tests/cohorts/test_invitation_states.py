"""How far each invitation is, on the page of people and of one person; and what can be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, JoinKey
from app.cohorts.queries import member_of, stage_counts
from app.cohorts.rules.stages import STAGES
from app.people.models import Person, SignInLink
from app.post.models import Letter
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_line,
    make_member,
    make_word,
)
from tests.make.people import make_person

As = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside")
    db.commit()
    return made


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


def invite(
    db: Session,
    cohort: Cohort,
    name: str,
    *,
    letter: str = "sent",
    reason: str | None = None,
    opened: bool = False,
    bounced_at: datetime | None = None,
    again: str | None = None,
) -> Person:
    """Somebody invited whose letter is so far; `again` is the state of a second letter."""
    person = make_person(db, name=name)
    enrolment = make_enrolment(db, cohort, person, state="invited")
    for number, state in enumerate([letter, again] if again else [letter]):
        link = SignInLink(
            person_id=person.id,
            created_at=NOON,
            expires_at=NOON + timedelta(days=30),
            used_at=NOON if opened and number == 0 else None,
        )
        db.add(link)
        db.flush()
        db.add(
            Letter(
                person_id=person.id,
                kind="invitation",
                about_id=enrolment.id,
                occurrence=f"{number}",
                cohort_id=cohort.id,
                link_id=link.id,
                due_at=NOON,
                created_at=NOON + timedelta(hours=number),
                state=state,
                reason=reason,
                bounced_at=bounced_at,
            )
        )
    db.flush()
    return person


CASES = {
    "to_send": {"letter": "due"},
    "listed": {"letter": "listed"},
    "sent": {"letter": "sent"},
    "not_arrived": {"letter": "refused", "reason": "The address is not known there."},
    "opened": {"letter": "sent", "opened": True},
}


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        *((facts, stage) for stage, facts in CASES.items()),
        ({"letter": "sending"}, "to_send"),
        ({"letter": "lapsed", "reason": "We have no e-mail address."}, "not_arrived"),
        ({"letter": "sent", "bounced_at": NOON}, "not_arrived"),
        ({"letter": "refused", "again": "due"}, "to_send"),
        ({"letter": "sent", "opened": True, "again": "sent"}, "opened"),
    ],
)
def test_a_letter_tells_how_far_an_invitation_is(
    db: Session, cohort: Cohort, facts: dict[str, object], stage: str
) -> None:
    person = invite(db, cohort, "Ben Cole", **facts)  # type: ignore[arg-type]
    member = member_of(db, cohort.id, person.id)
    assert member is not None
    assert member.stage == stage
    assert stage_counts(db, cohort.id) == {stage: 1}


@pytest.mark.parametrize(
    "state", ["asked", "waiting", "offered", "joined", "declined", "left", "withdrawn"]
)
def test_whoever_is_not_invited_is_where_their_state_says(
    db: Session, cohort: Cohort, state: str
) -> None:
    make_member(db, cohort, state=state)
    assert stage_counts(db, cohort.id) == {state: 1}
    assert state in STAGES


def test_the_page_counts_each_stage_and_shows_one_alone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    for stage, facts in CASES.items():
        invite(db, cohort, f"Is {stage}", **facts)  # type: ignore[arg-type]
    make_line(db, cohort, 2)
    browser = as_person(make_facilitator(db, cohort))
    whole = browser.get("/cohorts/riverside/people").text
    for stage in CASES:
        assert f"{STAGES[stage]} <strong>1</strong>" in whole
        alone = browser.get(f"/cohorts/riverside/people?state={stage}").text
        names = re.findall(r'<th scope="row"><a[^>]*>([^<]*)<', alone)
        assert names == [f"Is {stage}"]
    assert "The letter could not be delivered. The address is not known there." in whole
    assert "They have opened the link in it." in whole
    line = browser.get("/cohorts/riverside/people?state=waiting").text
    assert line.index("In line 1") < line.index("In line, number 1") < line.index("In line 2")
    assert (
        "Nobody is here at the moment" in browser.get("/cohorts/riverside/people?state=left").text
    )
    unknown = browser.get("/cohorts/riverside/people?state=nothing").text
    assert "Everybody (8)" in unknown


def test_a_page_of_two_thousand_people_costs_no_more_than_one_of_ten(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    sent = []
    for more in (10, 1_990):
        people = [
            Person(name=f"Person {n}", email=f"p{more}-{n}@example.org", created_at=NOON)
            for n in range(more)
        ]
        db.add_all(people)
        db.flush()
        db.add_all(
            Enrolment(
                cohort_id=cohort.id,
                person_id=person.id,
                role="participant",
                standing="pcn_staff",
                state=("invited", "asked", "waiting", "joined")[n % 4],
                added_at=NOON,
                asked_at=NOON,
                waiting_since=NOON,
                invitations=1,
            )
            for n, person in enumerate(people)
        )
        db.commit()
        for address in ("people", "people?state=waiting"):
            with count_statements() as statements:
                page = browser.get(f"/cohorts/riverside/{address}")
            assert page.status_code == 200
            sent.append(len(statements))
    assert len(set(sent[::2])) == len(set(sent[1::2])) == 1
    assert max(sent) <= 10


def test_those_who_ask_stand_first_with_a_yes_and_a_no(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    first, second = (make_member(db, cohort, name=name, state="asked") for name in ("Nora", "Omar"))
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get("/cohorts/riverside/people").text
    assert "2 people ask to join" in page
    yes = f"/cohorts/riverside/people/{first.id}/approvals"
    for _ in range(2):
        assert post(browser, yes, {"answer": "yes"}).status_code == 302
    refused = post(browser, yes, {"answer": "no"})
    assert refused.status_code == 409
    assert "This person is not asking to join any more." in refused.text
    assert post(browser, yes, {}).status_code == 422
    post(browser, f"/cohorts/riverside/people/{second.id}/approvals", {"answer": "no"})
    page = browser.get("/cohorts/riverside/people").text
    assert "ask to join" not in page
    assert "Taken off the list by a facilitator" in page


def test_an_invitation_is_taken_back_once_and_not_from_somebody_who_joined(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = invite(db, cohort, "Ben Cole")
    joined = make_member(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    here = f"/cohorts/riverside/people/{person.id}"
    assert "Take Ben Cole off the list" in browser.get(here).text
    for _ in range(2):
        assert post(browser, f"{here}/withdrawals").headers["Location"] == here
    page = browser.get(here).text
    assert "Taken off the list by a facilitator" in page
    assert "add them again" in page
    refused = post(browser, f"/cohorts/riverside/people/{joined.id}/withdrawals")
    assert refused.status_code == 409
    assert "you can take them out of the cohort instead" in refused.text


def test_a_facilitator_takes_somebody_out_with_the_words_that_they_would_read(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, name="Ben Cole")
    facilitator = make_facilitator(db, cohort)
    own = as_person(person).get("/cohorts/riverside/departures").text
    browser = as_person(facilitator)
    here = f"/cohorts/riverside/people/{person.id}"
    theirs = browser.get(f"{here}/departures").text
    for words in ("What stays", "What stops", "What the others see", "can take it back"):
        assert words in own
        assert words in theirs
    for _ in range(2):
        assert post(browser, f"{here}/departures").headers["Location"] == here
    assert "Taken out by a facilitator" in browser.get(here).text
    for nobody in (facilitator.id, make_facilitator(db, make_cohort(db)).id):
        assert browser.get(f"/cohorts/riverside/people/{nobody}/departures").status_code == 404


def test_somebody_sees_their_place_in_line_and_the_seat_that_is_kept(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    first, second = make_line(db, cohort, 2)
    facilitator = make_facilitator(db, cohort)
    cohort.capacity = 1
    db.commit()
    assert "You are number 2 in line." in as_person(second).get("/cohorts/riverside/").text
    assert "You are in line for a seat." in as_person(second).get("/home").text
    saved = post(
        as_person(facilitator), "/cohorts/riverside/seats", {"capacity": "1", "offer_hours": "24"}
    )
    assert saved.status_code == 302
    browser = as_person(first)
    until = "Thursday 21 January 2027, 12pm (UK time)"
    assert f"We keep it for you until {until}" in browser.get("/home").text
    page = browser.get("/cohorts/riverside/").text
    assert until in page
    post(browser, "/cohorts/riverside/invitation-answers", {"answer": "no"})
    assert "There is a seat for you" in as_person(second).get("/cohorts/riverside/").text


@pytest.mark.parametrize("typed", ["0", "many", "1.5", "99999", "-3", "٣"])
def test_a_number_of_seats_that_is_none_comes_back_as_it_was(
    db: Session, cohort: Cohort, as_person: As, typed: str
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    answer = post(browser, "/cohorts/riverside/seats", {"capacity": typed, "offer_hours": "48"})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "Write how many people there is room for, from 1 to 5,000" in answer.text


def test_a_facilitator_makes_a_word_shows_it_and_closes_it(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    keys = "/cohorts/riverside/join-keys"
    fields: dict[str, object] = {
        "standing": "lived_experience",
        "last_day": "2027-02-01",
        "cap": "30",
        "asks_first": "yes",
        "place": "",
        "request_key": hidden_fields(browser.get(keys).text)["request_key"],
    }
    wrong = post(browser, keys, {**fields, "last_day": "soon", "cap": "lots"})
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.text
    shown = {post(browser, keys, fields).headers["Location"] for _ in range(2)}
    assert len(shown) == 1
    (address,) = shown
    word = db.scalars(select(JoinKey.word)).one()
    page = browser.get(address).text
    for words in (f"{word[:4]} {word[4:]}", f"http://learning.example/join/{word}", "0 of 30"):
        assert words in page
    assert "the end of Monday 1 February 2027" in browser.get(f"{address}/sheet").text
    for _ in range(2):
        assert post(browser, f"{address}/closings").status_code == 302
    assert as_person(make_person(db)).get(f"/join/{word}").status_code == 404


def test_a_word_leads_in_from_its_page_whether_signed_in_or_not(
    db: Session, cohort: Cohort, client: FlaskClient, as_person: As
) -> None:
    make_word(db, cohort)
    db.commit()
    typed = client.get("/join/?word=BCDF-GHJK")
    assert typed.headers["Location"] == "/join/bcdfghjk"
    page = client.get("/join/bcdfghjk").text
    assert cohort.name in page
    faulty = post(client, "/join/bcdfghjk", {"name": "", "email": "amina"}, page="/join/bcdfghjk")
    assert faulty.status_code == 422
    assert 'value="amina"' in faulty.text
    known = make_person(db, email="amina@example.org")
    db.commit()
    told = []
    for email in ("amina@example.org", "new@example.org"):
        fields: dict[str, object] = {"name": "Amina", "email": email}
        answer = post(client, "/join/bcdfghjk", fields, page="/join/bcdfghjk")
        told.append((answer.status_code, answer.headers["Location"]))
    assert told[0] == told[1] == (302, "/join/bcdfghjk/letters")
    assert "A link is on its way" in client.get("/join/bcdfghjk/letters").text
    browser = as_person(known)
    for _ in range(2):
        assert post(browser, "/join/bcdfghjk").headers["Location"] == "/cohorts/riverside/"
    assert "You are in this group already." in browser.get("/join/bcdfghjk").text


def test_the_link_of_the_letter_leads_back_to_the_word_and_never_to_another_site(
    db: Session, client: FlaskClient, cohort: Cohort
) -> None:
    opened = client.get("/sign-in/link/word?next=/join/bcdfghjk").text
    assert '<input type="hidden" name="next" value="/join/bcdfghjk">' in opened
    away = client.get("/sign-in/link/word?next=//elsewhere.example/").text
    assert "elsewhere" not in away


def test_unknown_and_closed_words_look_alike_and_all_others_say_why(
    db: Session, cohort: Cohort, client: FlaskClient, clock: StoppedClock
) -> None:
    key = make_word(db, cohort, cap=1)
    key.used = 1
    closed = make_word(db, cohort, word="kkkkkkkk")
    closed.closed_at = NOON
    db.commit()
    full = client.get("/join/bcdfghjk")
    assert full.status_code == 409
    assert "All the places for this word have been taken." in full.text
    alike = [client.get(f"/join/{word}") for word in ("kkkkkkkk", "jjjjjjjj")]
    assert {answer.status_code for answer in alike} == {404}
    assert alike[0].text.count(cohort.name) == 0
    main = [answer.text.split("<main")[1].split("</main>")[0] for answer in alike]
    assert main[0].replace("kkkkkkkk", "jjjjjjjj") == main[1]
    clock.move(days=8)
    over = client.get("/join/bcdfghjk")
    assert over.status_code == 410
    assert "until a day that has passed" in over.text


def test_words_cannot_be_tried_out_one_after_another(client: FlaskClient) -> None:
    answers = [client.get(f"/join/{number:08}").status_code for number in range(61)]
    assert answers[:60] == [404] * 60
    assert answers[60] == 429
