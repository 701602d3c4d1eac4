"""Those who handle a worry open it, tell who is concerned and close it; each leaves a line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.mentoring.actions.worry_handling import open_worry
from app.mentoring.errors.worries import TellingNeeded
from app.mentoring.models import Worry, WorryChange
from app.mentoring.queries.worries import WorryPlace, words_of
from app.mentoring.rules.worries import CHANGES
from app.people.models import Person
from app.people.rules import SAFEGUARDING_LEAD
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors
from tests.make.people import make_person
from tests.make.worries import WORDS, make_worry, place_again

LIST = "/mentoring/safeguarding/"


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)


@pytest.fixture
def place(mentors: Mentors) -> WorryPlace:
    made = make_worry(mentors.db, mentors.joan)
    mentors.db.commit()
    return made


def address(place: WorryPlace, noun: str = "") -> str:
    return f"{LIST}worries/{place.worry.id}{noun}"


def log_of(db: Session, place: WorryPlace) -> list[str]:
    """What stands in it; the clock stands still here, so that no line is before another."""
    of = select(WorryChange.what).where(WorryChange.worry_id == place.worry.id)
    return sorted(db.scalars(of), key=list(CHANGES).index)


def test_the_words_show_only_after_it_was_opened_and_that_is_in_the_log(
    mentors: Mentors, as_person: As, place: WorryPlace
) -> None:
    client = as_person(mentors.lead)
    assert "Joan Longstreet" in client.get(LIST).text
    before = client.get(address(place)).text
    assert WORDS not in before
    assert log_of(mentors.db, place) == ["raised"]
    for _ in range(2):
        client.post(address(place, "/openings"))
    after = client.get(address(place)).text
    assert WORDS in after
    assert "Harry Heron" in after
    assert WORDS not in client.get(LIST).text
    assert log_of(mentors.db, place) == ["raised", "opened"]


def test_of_two_leads_who_open_at_once_one_is_the_first_and_one_letter_goes(
    mentors: Mentors, place: WorryPlace, sessions: sessionmaker[Session]
) -> None:
    db = mentors.db
    other = make_person(db, name="Ola Lead", roles=[SAFEGUARDING_LEAD])
    db.commit()

    def open_it(person_id: object) -> bool:
        with sessions() as mine, mine.begin():
            person = mine.get_one(Person, person_id)
            found = place_again(mine, person, place.worry.id)
            return open_worry(mine, person, found, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        firsts = list(pool.map(open_it, (mentors.lead.id, other.id)))
    assert sorted(firsts) == [False, True]
    assert log_of(db, place) == ["raised", "opened", "opened"]
    told = select(Letter).where(Letter.kind == "worry_opened")
    assert [one.person_id for one in db.scalars(told)] == [mentors.joan.id]


def test_a_note_is_kept_once_and_sealed(mentors: Mentors, as_person: As, place: WorryPlace) -> None:
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    note = {"text": "Rang the practice.", "request_key": str(new_id())}
    for _ in range(2):
        client.post(address(place, "/notes"), data=note)
    assert client.get(address(place)).text.count("Rang the practice.") == 1
    # Going back to write on, and the other form of the same page, are other notes.
    for _ in range(2):
        client.post(address(place, "/notes"), data={**note, "text": "Rang again."})
        client.post(address(place, "/tellings"), data={**note, "answer": "told"})
    assert sorted(log_of(mentors.db, place)[2:]) == ["noted", "noted", "told"]
    assert client.post(address(place, "/notes"), data={"text": ""}).status_code == 422
    too_long = client.post(address(place, "/notes"), data={"text": "n" * 3001})
    assert too_long.status_code == 422
    assert "n" * 3001 in too_long.text
    rows = mentors.db.scalars(select(WorryChange).where(WorryChange.what == "noted"))
    sealed = [row.sealed_words or b"" for row in rows]
    assert all(one and b"practice" not in one for one in sealed)


def test_it_is_closed_only_when_the_person_concerned_was_told(
    mentors: Mentors, as_person: As, place: WorryPlace, clock: StoppedClock
) -> None:
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    refused = client.post(address(place, "/closings"))
    assert refused.status_code == 409
    assert "Say first that the person concerned was told" in refused.text
    for _ in range(2):
        client.post(address(place, "/tellings"), data={"answer": "told"})
    clock.move(minutes=1)
    for _ in range(2):
        assert client.post(address(place, "/closings")).status_code == 302
    assert log_of(mentors.db, place) == ["raised", "opened", "told", "closed"]


@pytest.mark.parametrize("said", [{}, {"answer": ""}, {"answer": "perhaps"}])
def test_nobody_counts_as_told_unless_a_button_says_so(
    mentors: Mentors, as_person: As, place: WorryPlace, said: dict[str, str]
) -> None:
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    answer = client.post(address(place, "/tellings"), data={**said, "text": "We talked about it."})
    assert answer.status_code == 422
    assert TellingNeeded.sentence in answer.text
    assert "We talked about it." in answer.text
    mentors.db.refresh(place.worry)
    assert place.worry.told_at is None
    assert log_of(mentors.db, place) == ["raised", "opened"]


def test_what_a_second_handler_says_of_telling_is_kept_too(
    mentors: Mentors, as_person: As, place: WorryPlace
) -> None:
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    form = {"request_key": str(new_id()), "answer": "told"}
    for words in ("By phone.", "By phone.", "I saw them too."):
        client.post(address(place, "/tellings"), data={**form, "text": words})
    client.post(address(place, "/tellings"), data={"answer": "told"})
    assert log_of(mentors.db, place) == ["raised", "opened", "told", "told"]
    page = client.get(address(place)).text
    assert page.count("By phone.") == page.count("I saw them too.") == 1


def test_what_somebody_is_worried_about_for_themselves_needs_no_telling(
    mentors: Mentors, as_person: As
) -> None:
    place = make_worry(mentors.db, mentors.joan, concerns="myself")
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    assert client.post(address(place, "/closings")).status_code == 302
    assert log_of(mentors.db, place) == ["raised", "opened", "closed"]


def test_telling_is_refused_where_it_is_marked_as_unsafe(mentors: Mentors, as_person: As) -> None:
    place = make_worry(mentors.db, mentors.joan, unsafe_to_tell=True)
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    assert "would not be safe" in client.get(address(place)).text
    assert client.post(address(place, "/tellings"), data={"answer": "told"}).status_code == 409
    assert client.post(address(place, "/closings")).status_code == 302


def test_the_lead_says_why_telling_is_not_safe(
    mentors: Mentors, as_person: As, place: WorryPlace
) -> None:
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    unsaid = client.post(address(place, "/tellings"), data={"answer": "unsafe", "text": ""})
    assert unsaid.status_code == 422
    client.post(address(place, "/tellings"), data={"answer": "unsafe", "text": "He has a key."})
    assert "He has a key." in client.get(address(place)).text
    assert client.post(address(place, "/closings")).status_code == 302


def test_what_is_about_the_lead_is_for_the_deputy_alone(mentors: Mentors, as_person: As) -> None:
    place = make_worry(mentors.db, mentors.joan, kept_from_lead=True)
    lead = as_person(mentors.lead)
    assert lead.get(address(place)).status_code == 404
    assert "Joan Longstreet" not in lead.get(LIST).text
    deputy = as_person(mentors.deputy)
    deputy.post(address(place, "/openings"))
    assert WORDS in deputy.get(address(place)).text


def test_the_words_are_refused_to_whoever_has_not_opened_it(
    mentors: Mentors, place: WorryPlace
) -> None:
    for person in mentors.everybody.values():
        with pytest.raises(LookupError):
            words_of(mentors.db, person, place)


def test_the_log_cannot_be_changed(mentors: Mentors, place: WorryPlace) -> None:
    db = mentors.db
    row = db.scalars(select(WorryChange).where(WorryChange.worry_id == place.worry.id)).one()
    row.what = "closed"
    with pytest.raises(DBAPIError, match="never changed"):
        db.flush()


def test_who_is_reached_by_hand_is_told_by_the_lead_and_not_by_a_letter(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    mentors.joan.channel = "call"
    place = make_worry(db, mentors.joan)
    client = as_person(mentors.lead)
    client.post(address(place, "/openings"))
    assert "Please tell them yourself" in client.get(address(place)).text
    assert list(db.scalars(select(Letter).where(Letter.kind == "worry_opened"))) == []


def test_the_list_costs_the_same_however_many_wait(
    mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(mentors.lead)
    costs = []
    for _ in range(2):
        make_worry(mentors.db, mentors.joan)
        mentors.db.commit()
        with count_statements() as sent:
            client.get(LIST)
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 4
    assert len(list(mentors.db.scalars(select(Worry)))) == 2
