"""Whoever told it on paper or by phone has a pledge too, and the record says who entered it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.practice.actions.pledge_answers import Told
from app.practice.actions.pledges import Promise
from app.practice.actions.pledges_told import Sending, enter_answer, enter_pledge
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeAnswer
from app.practice.queries.pledge_counts import pledge_counts
from app.practice.rules.pledges import Wording
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import Way
from tests.progress.reading import html_of, words_of

WHAT = "I will ring my neighbour each week."


def test_a_facilitator_enters_a_pledge_and_how_it_goes(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    client, here = as_person(helper), f"/cohorts/{way.cohort.slug}/pledges"
    fields = hidden_fields(html_of(client, f"{here}/new"))
    told = {"person": str(way.person.id), "what": WHAT, "kind": "adopt", "seen_by": "me"}
    for _ in range(2):
        assert client.post(here, data={**fields, **told}).location == here
    assert "this is their pledge number 1" in html_of(client, here)
    # It is not theirs to read again.
    assert WHAT not in html_of(client, here)
    row = db.scalars(select(Pledge)).one()
    assert (row.person_id, row.entered_by_id) == (way.person.id, helper.id)
    fields = hidden_fields(html_of(client, f"{here}/answers/new"))
    answer = {"person": str(way.person.id), "number": "1", "via": "call", "said": "blocked"}
    answer |= {"block": "people", "words": "She moved away."}
    assert client.post(f"{here}/answers", data={**fields, **answer}).location == here
    assert "She moved" not in html_of(client, here)
    page = words_of(as_person(way.person), f"/practice/pledges/{row.id}")
    assert "entered for you by Farah Facilitator" in page
    assert "by phone, entered for you by Farah Facilitator" in page
    assert "She moved away." in page
    assert "It needs other people" in page


def test_what_is_missing_is_said_beside_its_field(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    make_pledge(db, way.person, way.cohort)
    db.commit()
    client, here = as_person(helper), f"/cohorts/{way.cohort.slug}/pledges"
    filled = {"person": str(way.person.id), "number": "1", "via": "call", "said": "done"}
    for change, sentence in (
        ({"person": str(new_id())}, "Choose who told you."),
        ({"person": str(helper.id)}, "Choose who told you."),
        ({"via": "page"}, "by phone or on paper"),
        ({"number": "7"}, "no pledge with this number"),
        ({"number": "1 OR 1=1"}, "no pledge with this number"),
        ({"said": ""}, "Each of the four is a good answer"),
    ):
        answer = post(client, f"{here}/answers", {**filled, **change})
        assert answer.status_code == 422
        assert sentence in answer.get_data(as_text=True)
    answer = post(client, here, {"person": "", "what": WHAT, "kind": "adapt", "seen_by": "me"})
    assert answer.status_code == 422
    assert WHAT in answer.get_data(as_text=True)
    assert db.scalars(select(PledgeAnswer)).all() == []


def test_all_that_is_missing_is_said_in_one_round(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    here = f"/cohorts/{way.cohort.slug}/pledges"
    pledge = (errors.WhatNeeded, errors.KindNeeded, errors.ReadersNeeded)
    answer = (errors.NoSuchPledge, errors.WayNeeded, errors.SaidNeeded)
    at = make_pledge(db, way.person, way.cohort)
    db.commit()
    for person, address, sent, refusals in (
        (helper, here, {"seen_by": "x"}, (errors.PersonNeeded, *pledge)),
        (helper, f"{here}/answers", {}, (errors.PersonNeeded, *answer)),
        (way.person, "/practice/pledges", {"seen_by": "x"}, (errors.PledgeCohortNeeded, *pledge)),
        (
            way.person,
            f"/practice/pledges/{at.pledge.id}/answers",
            {"words": "x" * 2001},
            (errors.SaidNeeded, errors.AnswerTooLong),
        ),
    ):
        page = post(as_person(person), address, dict(sent))
        assert page.status_code == 422
        missing = [one.sentence for one in refusals if one.sentence not in page.text]
        assert missing == []


def test_only_whoever_runs_the_cohort_enters_anything(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    make_pledge(db, helper, way.cohort)
    elsewhere = make_facilitator(db, make_cohort(db))
    other = make_member(db, way.cohort, name="Omar Other")
    lead = make_member(db, make_cohort(db), name="Lou Lead")
    lead.roles = ["programme_lead"]
    db.commit()
    here = f"/cohorts/{way.cohort.slug}/pledges"
    for who in (elsewhere, other, lead):
        client = as_person(who)
        for end in ("/new", "/answers/new", "/changes/new"):
            assert client.get(f"{here}{end}").status_code == 404
        for end in ("", "/answers", "/changes"):
            assert post(client, f"{here}{end}").status_code == 404
    assert as_person(elsewhere).get(here).status_code == 404
    seat = Seat(way.cohort, way.enrolment)
    sending = Sending(helper.id, new_id(), 1)
    with pytest.raises(NotFound):
        enter_answer(db, way.person, seat, sending, Told("done", via="call"), now=NOON)
    with pytest.raises(NotFound):
        enter_pledge(db, way.person, seat, sending, Promise("adapt", Wording("x")), now=NOON)


def test_a_pledge_of_another_cohort_is_not_answered_from_here(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    make_pledge(db, way.person, make_cohort(db))
    db.commit()
    filled = {"person": str(way.person.id), "number": "1", "via": "paper", "said": "done"}
    answer = post(as_person(helper), f"/cohorts/{way.cohort.slug}/pledges/answers", {**filled})
    assert answer.status_code == errors.NoSuchPledge.status


def test_words_readers_and_questions_are_changed_for_whoever_asks_by_phone(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    at = make_pledge(db, way.person, way.cohort, WHAT, seen_by="cohort")
    db.commit()
    here = f"/cohorts/{way.cohort.slug}/pledges"
    of: dict[str, object] = {"person": str(way.person.id), "number": "1"}
    client = as_person(helper)
    assert "New words for all of it" in words_of(client, f"{here}/changes/new")
    told = {**of, "what": "Each month.", "seen_by": "me", "is_asked": "no"}
    assert post(client, f"{here}/changes", told).location == here
    db.refresh(at.pledge)
    assert (at.pledge.seen_by, at.pledge.is_asked) == ("me", False)
    assert at.pledge.chosen_by_id == helper.id
    page = words_of(as_person(way.person), f"/practice/pledges/{at.pledge.id}")
    assert "Each month." in page
    assert WHAT in page
    assert "was last entered for you by Farah Facilitator" in page
    assert "words of today were entered for you by Farah Facilitator" in page
    assert "We do not ask you about this pledge" in page
    post(as_person(way.person), f"/practice/pledges/{at.pledge.id}/questions", {"ask": "yes"})
    # Nobody entered it for her.
    assert db.scalars(select(Pledge.is_asked).where(Pledge.chosen_by_id.is_(None))).all() == [True]


def test_a_change_by_phone_says_what_is_missing(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    make_pledge(db, way.person, way.cohort, WHAT)
    here = f"/cohorts/{way.cohort.slug}/pledges"
    of: dict[str, object] = {"person": str(way.person.id), "number": "1"}
    client = as_person(helper)
    for change, sentence in (
        ({}, "what they would like to be different"),
        ({"seen_by": "everybody"}, "Choose who may read it."),
        ({"when": "Now"}, "Write what you want to do."),
        ({"number": "2", "is_asked": "yes"}, "no pledge with this number"),
        ({"person": "", "is_asked": "yes"}, "Choose who told you."),
    ):
        answer = post(client, f"{here}/changes", {**of, **change})
        assert answer.status_code == 422
        assert sentence in answer.get_data(as_text=True)


def test_numbers_tell_of_nobody(
    db: Session, way: Way, helper: Person, as_person: As, count_statements: CountStatements
) -> None:
    people = [make_member(db, way.cohort, name=f"Person {number}") for number in range(11)]
    for number, person in enumerate(people):
        at = make_pledge(db, person, way.cohort)
        if number < 8:
            make_answer(db, at.pledge.id, "blocked", block="money", words="Private.")
            # What is said last counts, and several pledges of one person are one person.
            make_answer(db, at.pledge.id, "blocked", block="time")
            make_answer(db, make_pledge(db, person, way.cohort).pledge.id, "blocked", block="time")
        elif number < 10:
            make_answer(db, at.pledge.id, "done")
    gone = make_member(db, way.cohort, state="left")
    make_answer(db, make_pledge(db, gone, way.cohort).pledge.id, "done")
    db.commit()
    with count_statements() as statements:
        counts = pledge_counts(db, way.cohort.id)
    assert len(statements) == 1
    assert counts.people.text == "10"
    # None reads like few: nobody is found to be the first.
    assert {word: one.text for word, one in counts.said.items()} == {
        "done": "fewer than 8",
        "going": "fewer than 8",
        "blocked": "10",
        "changed": "fewer than 8",
    }
    assert counts.blocks["time"].text == "10"
    assert counts.blocks["money"].text == "fewer than 8"
    page = html_of(as_person(helper), f"/cohorts/{way.cohort.slug}/pledges")
    assert "fewer than 8" in page
    for secret in ("Person 1", "Private."):
        assert secret not in page
    assert "In numbers" not in html_of(as_person(people[0]), f"/cohorts/{way.cohort.slug}/pledges")
