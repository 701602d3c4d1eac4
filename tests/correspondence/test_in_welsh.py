"""Every kind of letter reads whole in Welsh, by each way; what is said by phone is in English."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.correspondence.kinds.samples import SAMPLERS
from app.people.actions.send_link import ask_for_link
from app.people.models import Person
from app.post.kinds import Desk, Draft
from app.post.languages import FOLDER, TEMPLATE, read_catalogue
from app.post.rules import BY_HAND, SIGN_IN_LINK
from app.post.rules.short import LONGEST_SHORT
from app.wiring import letter_kinds
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.correspondence.conftest import (
    OF_ACCOUNTS,
    OF_LEADS,
    OF_MENTORING,
    PHONE,
    READ_BACK,
    SIGN_IN,
    Send,
)
from tests.correspondence.everybody.crew import ADDRESS
from tests.correspondence.everybody.story import Everybody
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.post import letter_of

if TYPE_CHECKING:
    from app.wiring import Platform

SITE = "https://a-rather-long-name-of-a-learning-platform.example"
ENGLISH_DAYS = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d(am|pm)\b|UK time")
# The name of a page, which is in English.
ON_A_PAGE = "Reports that ask for your yes"
A_PHRASE = 3


def english_phrases() -> list[str]:
    """What letters say in English: every sentence, or the longer parts of it between the values."""
    found: set[str] = set()
    for message in read_catalogue(FOLDER / TEMPLATE):
        for form in [message.id] if isinstance(message.id, str) else message.id:
            parts = (part.strip() for part, *_ in Formatter().parse(form))
            found.update(part for part in parts if len(part.split()) >= A_PHRASE)
    return sorted(found)


PHRASES = english_phrases()


def english_in(text: str) -> list[str]:
    """The English that is left in a text."""
    plain = text.replace(ON_A_PAGE, "")
    return [phrase for phrase in PHRASES if phrase in plain] + [
        found.group() for found in ENGLISH_DAYS.finditer(plain)
    ]


def test_english_is_seen_where_it_is_left() -> None:
    assert english_in("Helo Ann, You do not need to get anything ready. Hwyl") != []
    assert english_in("Tuesday 2 Chwefror") == ["Tuesday"]
    assert english_in("Helo Ann") == []


def test_all_that_a_cohort_writes_reaches_its_people_in_welsh(
    db: Session, platform: Platform, clock: StoppedClock, client: FlaskClient, sign_in: SignIn
) -> None:
    story = Everybody(db, platform, clock, client)
    for person in story.people:
        person.letter_language = "cy"
    db.commit()
    sign_in(client, story.farah)
    story.live()
    not_here = SIGN_IN | OF_LEADS | OF_MENTORING | OF_ACCOUNTS
    wanted = {kind.name for kind in letter_kinds()} - not_here
    for person in (story.em, story.tess, story.pia):
        heard = story.heard(person)
        read_back = READ_BACK if person.channel in BY_HAND else set()
        assert {letter.kind for letter in heard} - OF_MENTORING == wanted - read_back
        for letter in heard:
            assert letter.language == "cy"
            assert english_in(f"{letter.subject}\n{letter.body}") == [], letter.kind
            if letter.channel != "text":
                assert re.match(r"Helo \w+ \w+,\n\n[A-Z“0-9]", letter.body or ""), letter.body
                assert "\n\nY Rhaglen Dysgu trwy Ddarganfod\n" in (letter.body or "")
    _carried_in_welsh(story)
    for letter in story.heard(story.cal):
        assert letter.language == "en"
        assert (letter.body or "").startswith("Hello Cal Call,\n\n")


def _carried_in_welsh(story: Everybody) -> None:
    ours = [(mail, text) for mail, text in story.mails() if ADDRESS in mail["To"]]
    assert ours
    for mail, text in ours:
        assert mail["Content-Language"] == "cy"
        assert english_in(str(make_header(decode_header(mail["Subject"])))) == []
        assert english_in(text) == []
        if mail["List-Unsubscribe"]:
            assert "Os nad ydych am gael llythyrau fel hwn:\n" in text
    texts = [text["text"] for text in story.texts() if text["to"] == PHONE]
    assert texts
    for text in texts:
        assert len(text) <= LONGEST_SHORT
        assert english_in(text) == []


@pytest.mark.parametrize("channel", ["email", "text", "call", "post"])
def test_each_kind_differs_from_the_english_in_every_line_that_is_ours(
    db: Session, platform: Platform, cohort: Cohort, farah: Person, channel: str
) -> None:
    cohort.name = "Xyzzy " * 12
    cohort.phone = PHONE
    session = make_gathering(db, cohort, title="Quux " * 20, how="blended", place="Plugh")
    session.access = "Hearing loop\nQuiet room"
    session.phone, session.link = PHONE, "https://meet.example/1"
    db.flush()
    for kind, sample in SAMPLERS.items():
        english, welsh = (
            sample(
                db,
                cohort.id,
                channel=channel,
                desk=Desk(SITE, NOON, platform.office.tongues.of(code)),
            )
            for code in ("en", "cy")
        )
        assert _ours(english) & _ours(welsh) == set(), kind
        assert english_in(f"{welsh.subject}\n{welsh.body}\n{welsh.short}") == [], kind
        assert "{" not in welsh.body, kind
        assert len(welsh.short.replace(SIGN_IN_LINK, "x" * 130)) <= LONGEST_SHORT, kind
        assert bool(welsh.calendar) == bool(english.calendar), kind
        assert english_in((welsh.calendar or "").replace("\r\n ", "")) == [], kind


def _ours(draft: Draft) -> set[str]:
    """The lines of a letter in which there are words of ours."""
    theirs = re.compile(r"^(\S*://\S+|.*@\S+|Quux.*|\S*\x02.*|Sam Sample)$")
    lines = {draft.subject, *draft.body.split("\n"), draft.short} - {""}
    return {line for line in lines if not theirs.match(line)}


def test_a_language_chosen_after_a_letter_was_planned_counts(
    db: Session, cohort: Cohort, send: Send
) -> None:
    reader, other = make_person(db, name="Ann Reader"), make_person(db, name="Bo Reader")
    for person in (reader, other):
        ask_for_link(db, email=person.email or "", now=NOON)
    db.commit()
    reader.letter_language = "cy"
    carried = send()["email"].taken
    said = {message.to_name: (message.language, message.subject) for message in carried}
    assert said["Ann Reader"] == ("cy", "Eich dolen i fewngofnodi")
    assert said["Bo Reader"] == ("en", "Your link to sign in")
    assert letter_of(db, reader).language == "cy"


@pytest.mark.parametrize(
    ("reads", "chosen", "subject"),
    [
        ("cy", None, "Eich dolen i fewngofnodi"),
        ("cy", "en", "Your link to sign in"),
        ("pl", None, "Your link to sign in"),
        ("en", "tlh", "Your link to sign in"),
    ],
)
def test_letters_follow_the_language_of_pages_unless_chosen_and_are_else_in_english(
    db: Session, send: Send, reads: str, chosen: str | None, subject: str
) -> None:
    person = make_person(db)
    person.language, person.letter_language = reads, chosen
    ask_for_link(db, email=person.email or "", now=NOON)
    assert [message.subject for message in send()["email"].taken] == [subject]


def test_a_letter_in_doubt_goes_again_in_the_language_in_which_it_went(
    db: Session, send: Send
) -> None:
    person = make_person(db)
    person.letter_language = "cy"
    ask_for_link(db, email=person.email or "", now=NOON)
    send()
    letter = letter_of(db, person)
    letter.state, letter.doubts = "due", 1
    person.letter_language = "en"
    (again,) = send()["email"].taken
    assert (again.language, again.subject) == ("cy", "Eich dolen i fewngofnodi")
