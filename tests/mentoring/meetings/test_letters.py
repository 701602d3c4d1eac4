"""Letters about meetings reach each of the two by their own way, and say what is true then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.models import MentoringMeeting
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import ACTIVE, CLOSED, FINISHED, MEMBER, PAUSED
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.post.rules.short import LONGEST_SHORT
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.gatherings.calendar_client import READERS, CalendarProgram, Reader, offered
from tests.gatherings.calendars.ticks import letters as send
from tests.make.mentoring import Mentors

if TYPE_CHECKING:
    from app.wiring import Platform

FORM = {"day": "2027-01-27", "clock": "14:30", "minutes": "45", "mode": "phone", "place": ""}


@pytest.fixture
def here(pair: PairingPlace) -> str:
    """The address of their meetings."""
    return f"/mentoring/pairings/{pair.pairing.id}/meetings/"


def told(db: Session, person: Person) -> list[tuple[str, str, str]]:
    """The letters of a person: kind, channel and state, as they are planned."""
    db.commit()
    rows = db.execute(
        select(Letter.kind, Letter.channel, Letter.state)
        .where(Letter.person_id == person.id)
        .order_by(Letter.due_at, Letter.kind)
    )
    return [(kind, channel, state) for kind, channel, state in rows]


def the_meeting(db: Session) -> MentoringMeeting:
    db.expire_all()
    return db.scalars(select(MentoringMeeting)).one()


def bodies(db: Session, person: Person) -> Sequence[str]:
    """What was sent to a person, oldest first."""
    db.commit()
    found = select(Letter.body).where(Letter.person_id == person.id, Letter.state == "sent")
    return [body or "" for body in db.scalars(found.order_by(Letter.sent_at, Letter.id))]


def test_the_other_is_told_and_both_are_reminded_each_by_their_own_way(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    here: str,
    as_person: As,
    clock: StoppedClock,
) -> None:
    assert mentors.petra.channel == "email"
    as_person(mentors.petra).post(here, data=FORM)
    send(platform)
    assert told(db, mentors.joan) == [
        ("meeting_planned", "text", "sent"),
        ("meeting_reminder", "text", "due"),
        ("meeting_reminder", "text", "due"),
    ]
    assert [kind for kind, _, _ in told(db, mentors.petra)] == ["meeting_reminder"] * 2
    [text] = bodies(db, mentors.joan)
    assert text.startswith(
        "Petra Nurse has planned a meeting with you: Wednesday 27 January 2027, 2:30pm (UK time). "
        "By phone. All about it: http://learning.example/mentoring/pairings/"
    )
    assert len(text) <= LONGEST_SHORT
    clock.moment = datetime(2027, 1, 26, 14, 31, tzinfo=UTC)
    send(platform)
    assert bodies(db, mentors.joan)[-1].startswith("Tomorrow at 2:30pm: your meeting with Petra")
    assert "reminder of your meeting with Joan Longstreet" in bodies(db, mentors.petra)[-1]


def test_a_meeting_that_moves_takes_its_reminders_along(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    here: str,
    as_person: As,
    clock: StoppedClock,
) -> None:
    client = as_person(mentors.petra)
    client.post(here, data=FORM)
    send(platform)
    at = f"{here}{the_meeting(db).id}"
    client.post(f"{at}/changes", data={**FORM, "day": "2027-02-03", "sequence": "0"})
    send(platform)
    assert "changed your meeting. It is now: Wednesday 3 February" in bodies(db, mentors.joan)[-1]
    clock.moment = datetime(2027, 1, 27, 12, 31, tzinfo=UTC)
    assert send(platform) == []
    clock.moment = datetime(2027, 2, 3, 12, 31, tzinfo=UTC)
    send(platform)
    assert bodies(db, mentors.joan)[-1].startswith("Today at 2:30pm: your meeting with Petra")


def test_what_is_called_off_is_told_once_and_reminds_nobody(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    here: str,
    as_person: As,
    clock: StoppedClock,
) -> None:
    client = as_person(mentors.joan)
    client.post(here, data=FORM)
    send(platform)
    at = f"{here}{the_meeting(db).id}"
    for _ in range(2):
        client.post(f"{at}/cancellations")
    [letter] = send(platform)
    assert letter["Subject"] == "Called off: meeting with Joan Longstreet"
    clock.move(days=10)
    assert send(platform) == []
    assert {state for _, _, state in told(db, mentors.joan)} == {"lapsed"}


def test_whoever_had_not_heard_of_a_meeting_is_not_told_that_it_is_off(
    db: Session, platform: Platform, mentors: Mentors, here: str, as_person: As
) -> None:
    client = as_person(mentors.joan)
    client.post(here, data=FORM)
    client.post(f"{here}{the_meeting(db).id}/cancellations")
    assert send(platform) == []


@pytest.mark.parametrize("reader", READERS)
def test_letters_bring_a_meeting_into_a_calendar_move_it_and_take_it_out(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    here: str,
    as_person: As,
    reader: Reader,
) -> None:
    program = CalendarProgram(reader)
    client = as_person(mentors.joan)
    client.post(here, data={**FORM, "place": "01632 960 001"})
    program.take(offered(send(platform)[0]) or "")
    [held] = program.held.values()
    assert (held.title, held.sequence) == ("Meeting with Joan Longstreet", 0)
    assert held.starts_at == datetime(2027, 1, 27, 14, 30, tzinfo=UTC)
    at = f"{here}{the_meeting(db).id}"
    client.post(f"{at}/changes", data={**FORM, "clock": "16:00", "sequence": "0"})
    program.take(offered(send(platform)[0]) or "")
    [moved] = program.held.values()
    assert (moved.uid, moved.sequence) == (held.uid, 1)
    client.post(f"{at}/cancellations")
    program.take(offered(send(platform)[0]) or "")
    assert program.held == {}


def test_reminders_rest_in_a_break_and_after_the_end(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    pair: PairingPlace,
    here: str,
    as_person: As,
    clock: StoppedClock,
) -> None:
    as_person(mentors.petra).post(here, data=FORM)
    send(platform)
    by = By(MEMBER, mentors.joan)
    move_pairing(db, pair.pairing.id, PAUSED, by=by, now=NOON)
    db.commit()
    clock.moment = datetime(2027, 1, 26, 14, 31, tzinfo=UTC)
    assert send(platform) == []
    move_pairing(db, pair.pairing.id, ACTIVE, by=by, now=NOON)
    db.commit()
    clock.moment = datetime(2027, 1, 27, 12, 31, tzinfo=UTC)
    assert len(send(platform)) == 1
    move_pairing(db, pair.pairing.id, CLOSED, by=by, reason=FINISHED, now=NOON)
    db.execute(update(Letter).values(state="due"))
    db.commit()
    assert send(platform) == []


def test_what_is_brought_by_hand_has_no_address_in_it(
    db: Session, platform: Platform, mentors: Mentors, here: str, as_person: As
) -> None:
    mentors.joan.channel = "call"
    as_person(mentors.petra).post(here, data=FORM)
    send(platform)
    db.commit()
    [letter] = db.scalars(select(Letter).where(Letter.state == "listed"))
    assert (letter.person_id, letter.cohort_id) == (mentors.joan.id, None)
    assert "http" not in (letter.body or "")
    assert "Tell whoever brings you this what you would like." in (letter.body or "")


def test_letters_cost_the_same_for_many(
    db: Session,
    platform: Platform,
    mentors: Mentors,
    here: str,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    counts = []
    for many in (1, 4):
        for number in range(many):
            as_person(mentors.joan).post(here, data={**FORM, "minutes": str(30 + number)})
        with count_statements() as sent:
            send_due(platform.sessions, platform.office, clock=platform.clock)
        counts.append(sum("mentoring_meeting" in one for one in sent))
    assert counts == [1, 1]


def test_a_letter_in_welsh_is_welsh(
    db: Session, platform: Platform, mentors: Mentors, here: str, as_person: As
) -> None:
    mentors.petra.letter_language = "cy"
    as_person(mentors.joan).post(here, data=FORM)
    send(platform)
    [body] = bodies(db, mentors.petra)
    assert "Mae Joan Longstreet wedi trefnu cyfarfod gyda chi." in body
    assert "dydd Mercher 27 Ionawr 2027" in body
    assert "Dros y ffôn" in body


def test_a_meeting_that_is_soon_reminds_nobody_of_what_has_passed(
    db: Session, mentors: Mentors, here: str, as_person: As
) -> None:
    soon = NOON + timedelta(hours=1)
    form = {**FORM, "day": "2027-01-20", "clock": f"{soon:%H:%M}"}
    as_person(mentors.joan).post(here, data=form)
    assert [kind for kind, _, _ in told(db, mentors.petra)] == ["meeting_planned"]
    assert told(db, mentors.joan) == []
