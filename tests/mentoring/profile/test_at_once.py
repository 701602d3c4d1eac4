"""Two windows at the same moment: one thing is done, and the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.mentoring.actions.profile_removals import remove_profile
from app.mentoring.actions.profiles import keep_profile
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.actions.rests import rest
from app.mentoring.errors.pairings import NoRoom
from app.mentoring.errors.profiles import ChangedMeanwhile, NoProfileYet
from app.mentoring.models import MentoringProfile, Pairing, ProfileChange
from app.people.models import Person
from tests.clock import NOON
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.mentoring import Mentors
from tests.mentoring.profile.test_keeping import SAID


def test_whoever_is_asked_while_they_make_no_room_is_not_asked(
    db: Session, sessions: sessionmaker[Session], mentors: Mentors
) -> None:
    """Petra makes no room and has not saved yet; the proposal waits, and finds none."""
    proposal = Proposal(mentors.joan.id, mentors.petra.id, "by_hand")

    def ask() -> None:
        with sessions.begin() as own:
            by = own.get_one(Person, mentors.coordinator.id)
            propose_pairing(own, proposal, by=by, request_key=new_id(), now=NOON)

    said = replace(SAID, capacity=0)
    keep_profile(db, mentors.petra, mentors.petra, said, seen=NOON, now=NOON)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask)
        db.commit()
        with pytest.raises(NoRoom):
            asked.result()
    assert db.query(Pairing).count() == 0


def test_two_who_write_the_first_profile_at_once_make_one(
    db: Session, sessions: sessionmaker[Session], mentors: Mentors
) -> None:
    def say(words: str) -> str:
        with sessions.begin() as own:
            person = own.get_one(Person, mentors.other.id)
            said = replace(SAID, offer_words=words)
            try:
                keep_profile(own, person, person, said, seen=None, now=NOON)
            except ChangedMeanwhile:
                return "changed meanwhile"
            return words

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(say, ("beans", "beetroot")))
    assert said[1] == "changed meanwhile"
    assert db.get_one(MentoringProfile, mentors.other.id).offer_words == said[0]
    assert db.query(ProfileChange).count() == 1


def test_what_else_is_pressed_while_a_profile_is_deleted_finds_none(
    db: Session, sessions: sessionmaker[Session], mentors: Mentors
) -> None:
    """The second press of a double click, a rest, and a save from another window."""

    def press(what: str) -> str:
        with sessions.begin() as own:
            joan = own.get_one(Person, mentors.joan.id)
            try:
                if what == "delete":
                    return "deleted" if remove_profile(own, joan, joan, now=NOON) else "no profile"
                if what == "rest":
                    rest(own, joan, joan, until=None, now=NOON)
                keep_profile(own, joan, joan, SAID, seen=NOON, now=NOON)
            except (ChangedMeanwhile, NoProfileYet) as refusal:
                return type(refusal).__name__
            return "saved"

    remove_profile(db, mentors.joan, mentors.joan, now=NOON)
    with ThreadPoolExecutor(3) as pool:
        pressed = [pool.submit(press, what) for what in ("delete", "rest", "save")]
        until(lambda: how_many_wait(sessions) == len(pressed), "all three to wait")
        db.commit()
        told = [one.result() for one in pressed]
    # Whoever saves when it is gone writes a new one.
    assert told == ["no profile", "NoProfileYet", "saved"]
