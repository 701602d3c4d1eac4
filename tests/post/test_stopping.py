"""Letters on a topic stop with one click, by mail programs and by people, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import LetterChoice
from tests.browser_like import post
from tests.clock import NOON
from tests.mail_server import Arrival, MailServer
from tests.make.post import NoteKind, letter_of, make_letters
from tests.post.conftest import PostOffice


class TopicKind(NoteKind):
    """A note that people may choose not to get."""

    name = "reminder"
    topic = "reminders"


@pytest.fixture
def topical(office: PostOffice) -> PostOffice:
    """A post office with letters on a topic."""
    kinds: Mapping[str, NoteKind] = {"note": NoteKind(), "reminder": TopicKind()}
    office.kinds = kinds
    return office


def arrived(db: Session, office: PostOffice, server: MailServer) -> tuple[Person, Arrival]:
    """Somebody, and a letter on a topic that came to them."""
    [person] = make_letters(db, 1, kind="reminder")
    assert office.send().sent == 1
    return person, server.arrivals[-1]


def stop_path(arrival: Arrival) -> str:
    """The address in the letter's header, without its host."""
    header = str(arrival.message["List-Unsubscribe"])
    return urlsplit(header.strip("<>")).path


def choices(db: Session) -> list[tuple[str, str]]:
    """What people chose, by topic."""
    db.commit()
    return [(row.topic, row.choice) for row in db.scalars(select(LetterChoice))]


def test_a_letter_tells_how_to_stop_it_in_its_head_and_its_last_line(
    db: Session, topical: PostOffice, server: MailServer
) -> None:
    person, arrival = arrived(db, topical, server)
    address = str(arrival.message["List-Unsubscribe"]).strip("<>")
    assert arrival.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith("http://learning.example/letters/stop/")
    assert arrival.text.endswith(f"If you do not want letters like this one:\n{address}\n")
    kept = letter_of(db, person)
    assert address not in (kept.body or "")


def test_a_letter_that_is_always_sent_cannot_be_stopped(
    db: Session, topical: PostOffice, server: MailServer, app: Flask, client: FlaskClient
) -> None:
    [person] = make_letters(db, 1)
    topical.send()
    assert server.arrivals[-1].message["List-Unsubscribe"] is None
    word = app.extensions["platform"].links.sign("stop", letter_of(db, person).id)
    assert client.get(f"/letters/stop/{word}").status_code == 404


def test_one_click_of_a_mail_program_stops_what_would_come(
    db: Session, topical: PostOffice, server: MailServer, client: FlaskClient
) -> None:
    person, arrival = arrived(db, topical, server)
    for _ in range(2):
        answer = client.post(stop_path(arrival), data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert choices(db) == [("reminders", "none")]
    [chosen] = db.scalars(select(LetterChoice))
    assert (chosen.person_id, chosen.chosen_by_id) == (person.id, person.id)


def test_a_scanner_that_opens_the_address_stops_nothing(
    db: Session, topical: PostOffice, server: MailServer, client: FlaskClient
) -> None:
    _, arrival = arrived(db, topical, server)
    assert client.head(stop_path(arrival)).status_code == 200
    page = client.get(stop_path(arrival))
    assert "Reminders of sessions and meetings" in page.text
    assert "Stop these letters" in page.text
    assert choices(db) == []


def test_a_slip_is_undone_from_the_answer(
    db: Session, topical: PostOffice, server: MailServer, client: FlaskClient
) -> None:
    _, arrival = arrived(db, topical, server)
    page = client.post(stop_path(arrival)).text
    back = stop_path(arrival).replace("/stop/", "/start/")
    assert back in page
    assert "/account/letters" in page
    answer = post(client, back, page="/sign-in")
    assert "You get these letters again" in answer.text
    assert choices(db) == []


@pytest.mark.parametrize("word", ["nothing", "Ijk.x"])
def test_a_word_that_is_not_ours_stops_nothing(client: FlaskClient, word: str) -> None:
    assert client.get(f"/letters/stop/{word}").status_code == 404
    assert client.post(f"/letters/stop/{word}").status_code == 404


def test_a_word_of_another_purpose_stops_nothing(
    db: Session, topical: PostOffice, server: MailServer, app: Flask, client: FlaskClient
) -> None:
    person, _ = arrived(db, topical, server)
    word = app.extensions["platform"].links.sign("sign-in", letter_of(db, person).id)
    assert client.post(f"/letters/stop/{word}").status_code == 404
    assert choices(db) == []


def test_once_stopped_the_next_letter_does_not_go(
    db: Session, topical: PostOffice, server: MailServer, client: FlaskClient
) -> None:
    person, arrival = arrived(db, topical, server)
    client.post(stop_path(arrival))
    letter = NewLetter(person.id, "reminder", new_id(), NOON)
    plan_letters(db, [letter], now=NOON)
    db.commit()
    assert topical.send().lapsed == 1
    assert len(server.arrivals) == 1


def test_the_page_is_in_the_language_of_the_letter(
    db: Session, topical: PostOffice, server: MailServer, client: FlaskClient
) -> None:
    person, arrival = arrived(db, topical, server)
    letter_of(db, person).language = "cy"
    db.commit()
    asked, stopped = client.get(stop_path(arrival)).text, client.post(stop_path(arrival)).text
    assert ' lang="cy">' in asked
    assert "Maent yn ymwneud â: Nodiadau atgoffa am sesiynau a chyfarfodydd." in asked
    assert "Nid ydych yn cael y llythyrau hyn mwyach" in stopped
    for english in ("letters", "Nothing has changed", "Reminders"):
        assert english not in asked.partition('lang="cy">')[2].partition("<form")[0], english
