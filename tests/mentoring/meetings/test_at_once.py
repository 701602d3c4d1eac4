"""Both press at the same moment, and it is one meeting and one entry."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.mentoring.actions.happenings import Told, note_meeting
from app.mentoring.actions.notebook import write_note
from app.mentoring.models import MentoringMeeting, NotebookEntry, Pairing
from app.mentoring.queries.pairings import place_of
from app.mentoring.rules.states import ACTIVE
from app.people.models import Person
from tests.clock import NOON
from tests.make.mentoring import Mentors


def both(press: Callable[[int], None]) -> None:
    """Two presses that begin together."""
    together = Barrier(2)

    def wait(number: int) -> None:
        together.wait(10)
        press(number)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(wait, range(2)))


def test_the_taps_of_both_are_one_meeting(sessions: sessionmaker[Session]) -> None:
    with sessions() as db:
        mentors = Mentors(db)
        pairing = mentors.pairing(ACTIVE).pairing.id
        people = [mentors.joan.id, mentors.petra.id]

    def press(number: int) -> None:
        with sessions.begin() as db:
            place, who = place_of(db, pairing), db.get_one(Person, people[number])
            assert place is not None
            note_meeting(
                *(db, place, Told(who, who)),
                mode="phone",
                day=NOON.date(),
                now=NOON,
            )

    both(press)
    with sessions() as db:
        assert db.scalar(select(func.count(MentoringMeeting.id))) == 1
        assert db.get_one(Pairing, pairing).last_met_on == NOON.date()


def test_one_form_sent_twice_at_once_is_one_entry(sessions: sessionmaker[Session]) -> None:
    with sessions() as db:
        mentors = Mentors(db)
        pairing, joan = mentors.pairing(ACTIVE).pairing.id, mentors.joan.id
    key = new_id()

    def press(_number: int) -> None:
        with sessions.begin() as db:
            place, who = place_of(db, pairing), db.get_one(Person, joan)
            assert place is not None
            write_note(db, place, who, "The heron.", request_key=key, now=NOON)

    both(press)
    with sessions() as db:
        assert db.scalar(select(func.count(NotebookEntry.id))) == 1
