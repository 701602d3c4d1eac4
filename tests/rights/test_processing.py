"""The record of processing says all that the tables declare, once, and follows the settings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.provider_settings import ProviderSettings
from app.rights.declared import ROOMS, declared
from app.rights.processing import headings, helpers, record_of_processing
from app.rights.rules.processing import ELSEWHERE, GOES_BY_ITSELF, HEADINGS, OF_ROOM, say_days
from app.settings import Settings
from tests.conftest import SignIn
from tests.make.people import make_person


def test_every_declared_table_falls_under_exactly_one_heading() -> None:
    placed = Counter(one.name for _, one in headings())
    assert placed == Counter(declared().keys())
    known = {heading.key for heading in HEADINGS}
    assert {key for key, _ in headings()} == known
    assert set(OF_ROOM) == {room.__name__.split(".")[1] for room in ROOMS}
    assert set(ELSEWHERE) | GOES_BY_ITSELF <= set(declared())


def test_each_thing_that_is_somebodys_is_said_with_what_stays_and_why() -> None:
    said = {line.about: line for section in record_of_processing() for line in section.theirs}
    assert set(said) == {one.about for one in declared().values() if one.owner}
    assert "law on accounts" in said["Payments and thanks for your time"].stays
    assert said["Entries of your log"].stays == ""


def test_whoever_helps_is_named_as_the_settings_say_and_no_password_is(
    settings: Settings,
) -> None:
    here = [one.who for one in helpers(settings)]
    assert here == [
        "Nobody: letters stay in a folder of this server",
        "Nobody: texts stay in a folder of this server",
    ]
    there = replace(
        settings,
        mail_url="smtp://someone:secret-word@mail.example:587",
        text_url="notify:secret-key?template=1",
        provider=ProviderSettings("https://login.example", "us", "secret-word", "Riverside"),
    )
    named = [one.who for one in helpers(there)]
    assert named == [
        "The mail server mail.example",
        "GOV.UK Notify, which the UK government runs",
        "Riverside (login.example)",
    ]
    assert [one.is_outside for one in (*helpers(settings), *helpers(there))] == [False] * 2 + [
        True
    ] * 3
    assert "rings" in helpers(replace(settings, text_url=""))[1].who


def test_a_lead_reads_the_record_and_everybody_reads_why_and_who_helps(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    privacy = client.get("/privacy").text
    assert "The law on accounts asks for it." in privacy
    assert "letters stay in a folder" in privacy
    lead = make_person(db, roles=["programme_lead"])
    db.commit()
    page = sign_in(client, lead).get("/admin/processing").text
    assert all(heading.title in page for heading in HEADINGS)
    assert "has used for 3 years" in page
    # The record of deeds is about nobody, and goes by itself.
    assert "each person reads theirs. We keep it for 6 years." in page


def test_lengths_of_time_are_said_as_people_say_them() -> None:
    assert [say_days(days) for days in (1, 7, 365, 2190, 6 * 365 + 2, 400)] == [
        "1 day",
        "7 days",
        "1 year",
        "6 years",
        "6 years",
        "400 days",
    ]
