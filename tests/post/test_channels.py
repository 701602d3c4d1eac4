"""How people are reached: by whichever channel is theirs, in their hours, and as they chose."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.actions.sign_in import make_link
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter, LetterChoice
from app.post.office import Office
from app.post.rules import IN_DIGEST, NO_PHONE, NOT_WANTED, QUIET, SIGN_IN_LINK
from app.post.rules.quiet import quiet_until
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.post import KeyKind, NoteKind, letter_of, make_letters
from tests.post.conftest import PostOffice
from tests.post.fake_carrier import FakeCarrier


class Polite(NoteKind):
    """A note that waits for the morning, and that people may do without."""

    name = "polite"
    topic = "reminders"
    waits = True


def send(office: PostOffice, **carriers: FakeCarrier) -> dict[str, FakeCarrier]:
    """Send what is due with these carriers and no others."""
    kinds = {"note": NoteKind(), "polite": Polite()}
    office.send_with(Office(carriers, kinds, office.platform.links, "http://learning.example"))
    return carriers


def plan(db: Session, channel: str, kind: str = "note", at: datetime = NOON) -> Letter:
    """One letter to a new person who is reached by this channel."""
    person = make_person(db, email=None, phone="+447700900123", channel=channel)
    plan_letters(db, [NewLetter(person.id, kind, new_id(), at)], now=at)
    db.commit()
    return letter_of(db, person)


def test_a_text_goes_to_the_phone_and_not_by_e_mail(db: Session, office: PostOffice) -> None:
    letter = plan(db, "text")
    went = send(office, email=FakeCarrier(), text=FakeCarrier())
    assert went["email"].taken == []
    assert [message.to_address for message in went["text"].taken] == ["+447700900123"]
    db.refresh(letter)
    assert letter.state == "sent"


@pytest.mark.parametrize("channel", ["call", "post"])
def test_what_people_bring_is_listed_with_its_text(
    db: Session, office: PostOffice, channel: str
) -> None:
    letter = plan(db, channel)
    send(office, email=FakeCarrier(), text=FakeCarrier())
    db.refresh(letter)
    assert (letter.state, letter.claim) == ("listed", None)
    assert "see you on Thursday" in (letter.body or "")


def test_texts_that_nobody_carries_are_listed_for_a_facilitator(
    db: Session, office: PostOffice
) -> None:
    letter = plan(db, "text")
    send(office, email=FakeCarrier())
    db.refresh(letter)
    assert letter.state == "listed"


def test_nobody_is_rung_without_a_number(db: Session, office: PostOffice) -> None:
    letter = plan(db, "call")
    letter.channel = "text"
    person = make_person(db, email=None)
    letter.person_id = person.id
    db.commit()
    send(office, text=FakeCarrier())
    db.refresh(letter)
    assert (letter.state, letter.reason) == ("lapsed", NO_PHONE)


@pytest.mark.parametrize(("choice", "reason"), [("none", NOT_WANTED), ("weekly", IN_DIGEST)])
def test_what_somebody_chose_not_to_get_at_once_lapses(
    db: Session, office: PostOffice, choice: str, reason: str
) -> None:
    [person] = make_letters(db, 1, kind="polite")
    db.add(LetterChoice(person_id=person.id, topic="reminders", choice=choice, chosen_at=NOON))
    db.commit()
    went = send(office, email=FakeCarrier())
    assert went["email"].taken == []
    letter = letter_of(db, person)
    assert (letter.state, letter.reason) == ("lapsed", reason)


def test_a_letter_waits_until_the_quiet_hours_end(db: Session, office: PostOffice) -> None:
    night = datetime(2027, 1, 11, 22, 30, tzinfo=UTC)
    [person] = make_letters(db, 1, kind="polite", due_at=night)
    office.clock.moment = night
    assert send(office, email=FakeCarrier())["email"].taken == []
    letter = letter_of(db, person)
    morning = datetime(2027, 1, 12, 8, tzinfo=UTC)
    assert (letter.state, letter.due_at, letter.reason, letter.tries) == ("due", morning, QUIET, 0)
    office.clock.moment = morning
    assert len(send(office, email=FakeCarrier())["email"].taken) == 1


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2027, 1, 11, 20, 59, tzinfo=UTC), None),
        (datetime(2027, 1, 11, 21, 0, tzinfo=UTC), datetime(2027, 1, 12, 8, tzinfo=UTC)),
        (datetime(2027, 1, 12, 7, 59, tzinfo=UTC), datetime(2027, 1, 12, 8, tzinfo=UTC)),
        (datetime(2027, 1, 12, 8, 0, tzinfo=UTC), None),
        # The night in which the clocks go forward: eight in the morning is seven in UTC.
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), datetime(2027, 3, 28, 7, tzinfo=UTC)),
        # The night in which they go back.
        (datetime(2027, 10, 30, 22, 0, tzinfo=UTC), datetime(2027, 10, 31, 8, tzinfo=UTC)),
    ],
)
def test_quiet_hours_are_of_the_persons_wall_clock(now: datetime, end: datetime | None) -> None:
    london = "Europe/London"
    assert quiet_until(now, zone=london, quiet_from=time(21), quiet_ends=time(8)) == end


def test_a_place_far_away_has_its_own_night() -> None:
    # Half past ten at night in Kolkata, and five in the afternoon in UTC.
    now = datetime(2027, 1, 11, 17, 0, tzinfo=UTC)
    end = quiet_until(now, zone="Asia/Kolkata", quiet_from=time(21), quiet_ends=time(8))
    assert end == datetime(2027, 1, 12, 2, 30, tzinfo=UTC)


def test_what_must_not_wait_and_what_people_bring_has_no_quiet_hours(
    db: Session, office: PostOffice
) -> None:
    night = datetime(2027, 1, 11, 22, 30, tzinfo=UTC)
    office.clock.moment = night
    make_letters(db, 1, due_at=night)
    listed = plan(db, "call", "polite", night)
    assert len(send(office, email=FakeCarrier())["email"].taken) == 1
    db.refresh(listed)
    assert listed.state == "listed"


def test_a_text_that_a_facilitator_brings_lets_nobody_sign_in(
    db: Session, office: PostOffice
) -> None:
    person = make_person(db, email=None, phone="+447700900123", channel="text")
    link = make_link(db, person.id, now=NOON)
    plan_letters(db, [NewLetter(person.id, "key", new_id(), NOON, link_id=link.id)], now=NOON)
    db.commit()
    site = "http://learning.example"
    office.send_with(Office({}, {"key": KeyKind()}, office.platform.links, site))
    letter = letter_of(db, person)
    assert letter.state == "listed"
    assert f"{site}/sign-in\n" in (letter.body or "")
    assert SIGN_IN_LINK not in (letter.body or "")


def test_equal_times_mean_no_quiet_hours() -> None:
    for hour in range(24):
        at = NOON + timedelta(hours=hour)
        assert quiet_until(at, zone="UTC", quiet_from=time(0), quiet_ends=time(0)) is None


def test_a_plan_by_another_channel_adds_no_second_letter(db: Session) -> None:
    person = make_person(db)
    letter = NewLetter(person.id, "note", new_id(), NOON)
    assert plan_letters(db, [letter], now=NOON) == 1
    person.phone, person.channel = "+447700900123", "text"
    db.flush()
    assert plan_letters(db, [letter], now=NOON) == 0
    assert list(db.scalars(select(Letter.channel))) == ["email"]
