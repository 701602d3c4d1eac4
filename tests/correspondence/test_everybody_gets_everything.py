"""A text and a paper person get everything that the e-mail person gets, seen in the lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.rules.reminders import WORDS
from app.post.models import ContactTry, Letter
from app.post.rules import BY_HAND
from app.post.rules.short import LONGEST_SHORT
from app.wiring import letter_kinds
from tests.clock import StoppedClock
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
from tests.make.cohorts import make_facilitator
from tests.make.outputs import Scene
from tests.outputs.taking_back import take_words_back

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def everybody(
    db: Session, platform: Platform, clock: StoppedClock, client: FlaskClient, sign_in: SignIn
) -> Everybody:
    """Four people after all that a cohort goes through."""
    story = Everybody(db, platform, clock, client)
    sign_in(client, story.farah)
    story.live()
    return story


def test_everybody_gets_everything(db: Session, everybody: Everybody) -> None:
    em = everybody.told(everybody.em)
    not_here = SIGN_IN | OF_LEADS | OF_MENTORING | OF_ACCOUNTS
    wanted = {kind.name for kind in letter_kinds()} - not_here
    assert {kind for kind, _, _ in em} - OF_MENTORING == wanted
    assert {rule.partition(".")[0] for kind, _, rule in em if kind == "reminder"} == set(WORDS)
    river = str(everybody.river.id)
    # A module that was opened early for them, and what to catch up on where nobody noted them.
    assert ("release", river, everybody.late.key) in em
    assert {("catch_up", str(one.id), "") for one in (everybody.first, everybody.unnoted)} <= em
    assert any(kind == "withdrawn" for kind, _, _ in em)
    for person in everybody.people:
        read_back = READ_BACK if person.channel in BY_HAND else set()
        sent = {(kind, *rest) for kind, *rest in em if kind not in read_back}
        assert everybody.told(person) == sent, person.name
        assert {letter.channel for letter in everybody.heard(person)} == {person.channel}
    _all_in_the_folders(everybody)
    for person in (everybody.cal, everybody.pia):
        tried = select(ContactTry.letter_id).where(ContactTry.outcome == "done")
        assert {one.id for one in everybody.heard(person)} <= set(db.scalars(tried))
    _does_not_guess(everybody)
    _reads_well(everybody)


def test_whoever_runs_a_cohort_hears_by_each_way_that_words_left_a_report(
    db: Session, platform: Platform, clock: StoppedClock, cohort: Cohort, send: Send
) -> None:
    for channel in ("email", "text", "call", "post"):
        runner = make_facilitator(db, cohort, name=f"Fay {channel.title()}")
        runner.channel, runner.phone = channel, PHONE
        runner.post_address = "1 High Street\nRiverside"
    db.commit()
    scene = Scene(platform.sessions, clock, cohort, runner)
    bea = scene.author("Bea Example")
    words = scene.offer(bea)
    scene.published(bea)
    take_words_back(scene, words)
    send()
    told = list(db.scalars(select(Letter).where(Letter.kind == "taken_down")))
    assert {one.channel: one.state for one in told} == {
        "email": "sent",
        "text": "sent",
        "call": "listed",
        "post": "listed",
    }
    for one in told:
        assert "Words were taken out of " in (one.body or "")
        assert ("http" in (one.body or "")) == (one.channel not in BY_HAND)


def _all_in_the_folders(everybody: Everybody) -> None:
    mails = [message for message, _ in everybody.mails() if ADDRESS in message["To"]]
    heard = {one.message_id for one in everybody.heard(everybody.em)}
    assert {message["Message-ID"] for message in mails} == heard
    assert len(mails) == len(heard)
    texts = [text for text in everybody.texts() if text["to"] == PHONE]
    assert len(texts) == len(everybody.heard(everybody.tess))


def _does_not_guess(everybody: Everybody) -> None:
    """Whoever nobody noted is not told that they were away, by any way."""
    for person in everybody.people:
        (letter,) = (
            one
            for one in everybody.heard(person)
            if one.about_id == everybody.unnoted.id and one.kind == "catch_up"
        )
        by_text = person.channel == "text"
        no_guess = "If you were not at " if by_text else "We have no note of whether you were"
        assert no_guess in (letter.body or ""), person.name


def _reads_well(everybody: Everybody) -> None:
    for page in everybody.pages:
        assert "/sign-in" not in page.partition("<main")[2]
    for text in everybody.texts():
        assert len(text["text"]) <= LONGEST_SHORT
        assert "\n" not in text["text"]
    bodies = [text for _, text in everybody.mails()]
    by_hand = [
        one.body or ""
        for person in (everybody.cal, everybody.pia)
        for one in everybody.heard(person)
    ]
    for body in [*bodies, *by_hand]:
        assert re.match(r"Hello \w+ \w+,\n\n[A-Z“0-9]", body)
        assert "\n\nThe Discovery Learning Programme\n" in body
        assert "\n\n\n" not in body
        assert not re.search(r"[ \t]\n|[<>]|None|\*\*", body)
    for body in by_hand:
        assert "http" not in body
        assert "open a file" not in body
