"""Whoever is worried can say so from every page or by phone, and sees when it was opened."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.worry_handling import open_worry
from app.mentoring.models import Worry
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors
from tests.make.worries import WORDS, make_worry

NEW, OWN, BY_PHONE = (
    "/mentoring/worries/new",
    "/mentoring/worries/",
    "/mentoring/coordination/worries",
)


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)


def said(**more: object) -> dict[str, object]:
    facts = {"text": WORDS, "about": "Harry", "concerns": "somebody", "request_key": str(new_id())}
    return {**facts, **more}


def worries(db: Session) -> list[Worry]:
    return list(db.scalars(select(Worry).execution_options(populate_existing=True)))


@pytest.mark.parametrize(
    "address", ["/mentoring/", "/mentoring/pairings/{pair}", OWN, NEW, "/mentoring/safeguarding/"]
)
def test_the_way_to_say_it_is_on_every_page(mentors: Mentors, as_person: As, address: str) -> None:
    pair = mentors.pairing().pairing.id
    person = mentors.lead if "safeguarding" in address else mentors.joan
    page = as_person(person).get(address.format(pair=pair)).text
    # The form itself is the way.
    assert f'href="{NEW}"' in page or f'action="{OWN}"' in page
    assert "ring 999" in page


def test_it_says_who_reads_it_before_anything_is_written(mentors: Mentors, as_person: As) -> None:
    page = " ".join(as_person(mentors.joan).get(NEW).text.split())
    assert "Sam Safe reads it, as safeguarding lead." in page
    assert "within 24 hours, Dee Deputy can read it too" in page


def test_it_is_kept_once_and_its_words_are_not_shown_again(mentors: Mentors, as_person: As) -> None:
    client, form = as_person(mentors.joan), said()
    first, second = (client.post(OWN, data=form) for _ in range(2))
    assert first.location == second.location
    [kept] = worries(mentors.db)
    assert (kept.raised_by_id, kept.entered_by_id, kept.via) == (mentors.joan.id, None, "page")
    assert WORDS.encode() not in kept.sealed_words
    for address in (first.location, OWN):
        page = client.get(address).text
        assert "Wednesday 20 January 2027, 12pm" in page
        assert WORDS not in page
    assert "Not yet" in client.get(first.location).text


def test_who_raised_it_sees_when_it_was_opened(mentors: Mentors, as_person: As) -> None:
    place = make_worry(mentors.db, mentors.joan)
    open_worry(mentors.db, mentors.lead, place, now=NOON.replace(hour=15))
    page = as_person(mentors.joan).get(f"{OWN}{place.worry.id}").text
    assert "Wednesday 20 January 2027, 3pm" in page
    assert "Sam Safe" not in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": " "}, "Write what worries you."),
        ({"text": "x" * 5001}, "This is longer than 5,000 characters."),
        ({"about": "x" * 201}, "Say in up to 200 characters"),
        ({"concerns": ""}, "Choose whether it is about yourself"),
    ],
)
def test_what_was_written_is_given_back_with_what_to_put_right(
    mentors: Mentors, as_person: As, wrong: dict[str, str], says: str
) -> None:
    answer = as_person(mentors.joan).post(OWN, data=said(**wrong))
    assert answer.status_code == 422
    assert says in answer.text
    assert wrong.get("text", WORDS) in answer.text
    assert worries(mentors.db) == []


def test_a_coordinator_writes_it_down_for_whoever_rings_and_cannot_open_it(
    mentors: Mentors, as_person: As
) -> None:
    client = as_person(mentors.coordinator)
    found = client.get(BY_PHONE, query_string={"name": "joan"}).text
    assert f'value="{mentors.joan.id}"' in found
    done = client.post(BY_PHONE, data=said(caller=str(mentors.joan.id)))
    [kept] = worries(mentors.db)
    assert (kept.raised_by_id, kept.entered_by_id) == (mentors.joan.id, mentors.coordinator.id)
    assert kept.via == "phone"
    assert WORDS not in client.get(done.location).text
    assert client.get(f"{OWN}{kept.id}").status_code == 404
    # It is hers: she sees that it came.
    assert ", by phone" in as_person(mentors.joan).get(f"{OWN}{kept.id}").text


def test_whoever_rings_need_not_say_who_they_are(mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.coordinator)
    unsaid = client.post(BY_PHONE, data=said(name="nobody"))
    assert unsaid.status_code == 422
    assert "Choose who told you this" in unsaid.text
    assert WORDS in unsaid.text
    client.post(BY_PHONE, data=said(caller="not_known"))
    [kept] = worries(mentors.db)
    assert kept.raised_by_id is None


def test_what_is_sent_again_with_other_words_is_not_lost(mentors: Mentors, as_person: As) -> None:
    client, form = as_person(mentors.joan), said()
    changes: list[dict[str, object]] = [
        {},
        {"text": f"{WORDS} And his key."},
        {"about": "Hari"},
        {"kept_from_lead": "y"},
    ]
    found = {client.post(OWN, data={**form, **more}).location for more in changes * 2}
    assert len(found) == len(worries(mentors.db)) == len(changes)


def test_nobody_sends_again_what_somebody_else_sent(mentors: Mentors, as_person: As) -> None:
    form = said()
    joans = as_person(mentors.joan).post(OWN, data=form).location
    petras = as_person(mentors.petra).post(OWN, data=form).location
    assert petras != joans
    whose = {f"{OWN}{one.id}": one.raised_by_id for one in worries(mentors.db)}
    assert whose == {joans: mentors.joan.id, petras: mentors.petra.id}


@pytest.mark.parametrize(
    ("empty", "says"),
    [
        ("lead", "Nobody is safeguarding lead at the moment. Dee Deputy reads it instead"),
        ("deputy", "the deputy would be next, but nobody is deputy at the moment"),
        ("both", "nobody can read this yet."),
    ],
)
def test_an_empty_role_is_said_plainly_before_anything_is_written(
    mentors: Mentors, as_person: As, empty: str, says: str
) -> None:
    for role, person in (("lead", mentors.lead), ("deputy", mentors.deputy)):
        person.roles = [] if empty in (role, "both") else person.roles
    assert says in " ".join(as_person(mentors.joan).get(NEW).text.split())


def test_the_number_to_ring_is_on_the_page_when_there_is_one(
    mentors: Mentors, app: Flask, as_person: As
) -> None:
    platform = app.extensions["platform"]
    object.__setattr__(platform.settings, "safeguarding_phone", "0161 496 0123")
    assert "0161 496 0123" in as_person(mentors.joan).get("/mentoring/").text


def test_how_long_the_lead_has_is_for_a_deployment_to_say(
    mentors: Mentors, app: Flask, as_person: As
) -> None:
    object.__setattr__(app.extensions["platform"].settings, "worry_hours", 1)
    client = as_person(mentors.joan)
    assert "within 1 hour, Dee Deputy" in " ".join(client.get(NEW).text.split())
    client.post(OWN, data=said())
    assert [one.escalates_at for one in worries(mentors.db)] == [NOON + timedelta(hours=1)]


def test_what_is_written_after_the_visit_ended_is_given_back(app: Flask, mentors: Mentors) -> None:
    answer = app.test_client().post(OWN, data=said(about="Harry"))
    assert answer.status_code == 400
    assert WORDS in answer.text
    assert "Harry" in answer.text


def test_who_is_gone_leaves_the_worry_without_a_name(mentors: Mentors) -> None:
    db = mentors.db
    worry_id: UUID = make_worry(db, mentors.other).worry.id
    db.delete(mentors.other)
    db.commit()
    assert db.get_one(Worry, worry_id, populate_existing=True).raised_by_id is None
