"""The first page of mentoring says what it is, and how things stand for whoever opens it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import MatchingRun
from app.mentoring.rules.states import ACTIVE, CLOSED, PROPOSED
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_call, make_check_in, make_offer


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


def test_whoever_has_no_profile_is_asked_what_they_bring(mentors: Mentors, as_person: As) -> None:
    page = as_person(mentors.other).get("/mentoring/").text
    assert "What do you bring?" in page
    assert "Mina Mentoring" in page
    assert "ring 999" in page


def test_whoever_is_in_no_cohort_is_told_whom_it_is_for(mentors: Mentors, as_person: As) -> None:
    page = as_person(mentors.outsider).get("/mentoring/").text
    assert "Mentoring is for the people in a cohort" in page


def test_whoever_waits_is_told_what_comes(mentors: Mentors, as_person: As) -> None:
    page = as_person(mentors.joan).get("/mentoring/").text
    assert "Nobody has been found for you yet" in page


@pytest.mark.parametrize(
    ("state", "says"),
    [(PROPOSED, "Petra Nurse</a>: waits for your answer"), (ACTIVE, "Petra Nurse</a>: under way")],
)
def test_a_pair_shows_with_how_it_stands(
    mentors: Mentors, as_person: As, state: str, says: str
) -> None:
    mentors.pairing(state)
    client = as_person(mentors.joan)
    assert says in " ".join(client.get("/mentoring/").text.split())
    assert "Petra Nurse" not in as_person(mentors.other).get("/mentoring/").text


def test_what_is_over_is_not_among_those_with_whom_one_walks(
    mentors: Mentors, as_person: As
) -> None:
    mentors.pairing(CLOSED)
    page = as_person(mentors.joan).get("/mentoring/").text
    assert "With whom you walk<" not in page
    assert page.index("With whom you walked<") < page.index("Petra Nurse")


def test_the_way_here_is_on_every_page(mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.joan)
    assert 'href="/mentoring/"' in client.get("/home").text
    assert client.get("/mentoring/", headers={}).status_code == 200


@pytest.mark.parametrize(
    ("who", "finds"),
    [
        ("member", set()),
        ("facilitator", set()),
        ("programme lead", {"finance/"}),
        ("safeguarding lead", {"safeguarding/", "safeguarding/pairings/"}),
        ("safeguarding deputy", {"safeguarding/", "safeguarding/pairings/"}),
        (
            "coordinator",
            {
                *("coordination/", "coordination/runs/", "coordination/calls/"),
                *("coordination/people/", "coordination/worries", "coordination/recognition/"),
            },
        ),
    ],
)
def test_each_role_finds_the_way_to_its_own_pages(
    mentors: Mentors, as_person: As, who: str, finds: set[str]
) -> None:
    page = as_person(mentors.everybody[who]).get("/mentoring/").text
    led = set(re.findall(r'href="/mentoring/((?:coord|safe|fin)[^"]*)"', page))
    assert led == finds


def test_it_costs_the_same_however_many_pairs(
    mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(mentors.joan)
    with count_statements() as none:
        client.get("/mentoring/")
    mentors.pairing(ACTIVE)
    with count_statements() as one:
        client.get("/mentoring/")
    assert len(none) == len(one) <= 6


def test_a_coordinator_reads_first_what_waits_for_them(mentors: Mentors, as_person: As) -> None:
    db, client = mentors.db, as_person(mentors.coordinator)
    assert "Nothing at the moment." in client.get("/mentoring/").text
    run = MatchingRun(state="proposed", asked_at=NOON, request_key=new_id())
    db.add(run)
    make_call(db, mentors.joan)
    make_offer(db, mentors.petra, state="accepted", answered_at=NOON)
    db.commit()
    page = client.get("/mentoring/").text
    assert "Mentoring is for the people in a cohort" not in page
    waits = page.partition("What waits for you in mentoring")[2].partition("</section>")[0]
    for words in (
        "A proposal of pairs waits",
        "One person waits for a call",
        "One payment is owed",
    ):
        assert words in waits
    assert f'href="/mentoring/coordination/runs/{run.id}"' in waits
    assert waits.count("nhsuk-button--secondary") == 2


def test_whoever_was_asked_reads_it_first_and_only_they(mentors: Mentors, as_person: As) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    asked = make_check_in(db, place.pairing, mentors.joan)
    make_offer(db, mentors.joan)
    db.commit()
    page = as_person(mentors.joan).get("/mentoring/").text
    waits = page.partition("What waits for you")[2].partition("</section>")[0]
    assert f'href="/mentoring/check-ins/{asked.id}"' in waits
    assert "You are offered something for a task." in waits
    assert page.index("What waits for you") < page.index("With whom you walk")
    assert "What waits for you" not in as_person(mentors.petra).get("/mentoring/").text
    asked.state, asked.answer, asked.answered_at, asked.via = "answered", "well", NOON, "page"
    db.commit()
    assert "Say how it goes" not in as_person(mentors.joan).get("/mentoring/").text
