"""Letters about a break: the other learns of it by their own way, while it is so."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.mentoring.actions.entries import Entry
from app.mentoring.actions.in_time import move_in_time
from app.mentoring.actions.pauses import come_back, pause
from app.mentoring.letters.pauses import pair_back_letter, pair_paused_letter
from app.mentoring.letters.proposals import PairFacts
from app.mentoring.rules.states import ACTIVE
from app.post.kinds import Draft, Lapse, LetterKind
from app.post.languages import read_tongues
from app.post.models import Letter
from app.post.rules.short import LONGEST_SHORT
from app.wiring import letter_kinds
from tests.clock import NOON
from tests.conftest import As
from tests.make.desks import desk_at
from tests.make.mentoring import Mentors
from tests.mentoring.pairings.test_answers import letters

KINDS: dict[str, LetterKind] = {kind.name: kind for kind in letter_kinds()}
BACK_ON = date(2027, 3, 1)


def said(mentors: Mentors, kind: str) -> Draft | Lapse:
    """What the newest letter of a kind says at the moment of sending."""
    wanted = select(Letter).where(Letter.kind == kind).order_by(Letter.occurrence.desc()).limit(1)
    letter = mentors.db.scalars(wanted).one()
    return KINDS[kind].prepare(mentors.db, [letter], desk_at(NOON))[letter.id]


def due(mentors: Mentors) -> list[tuple[str, str]]:
    """Which letters wait to leave, and for whom."""
    rows = mentors.db.execute(
        select(Letter.kind, Letter.person_id).where(Letter.state == "due").order_by(Letter.kind)
    )
    names = {mentors.joan.id: "Joan", mentors.petra.id: "Petra"}
    return [(kind, names[person_id]) for kind, person_id in rows]


def test_the_other_is_told_of_a_break_once_and_of_its_end(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    joan = Entry(mentors.joan, mentors.joan.id)
    for _ in range(2):
        pause(db, place, joan, back_on=BACK_ON, now=NOON)
    assert due(mentors) == [("pair_paused", "Petra")]
    draft = said(mentors, "pair_paused")
    assert isinstance(draft, Draft)
    assert "The break ends by itself on Monday 1 March 2027." in draft.body
    assert "Joan Longstreet are having a break" in draft.short
    petra = Entry(mentors.petra, mentors.petra.id)
    for _ in range(2):
        come_back(db, place, petra, now=NOON + timedelta(hours=1))
    # That there is a break needs no letter any more.
    assert due(mentors) == [("pair_back", "Joan")]
    assert isinstance(said(mentors, "pair_paused"), Lapse)


def test_both_are_told_when_a_break_ends_by_itself(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    pause(db, place, Entry(mentors.joan, mentors.joan.id), back_on=BACK_ON, now=NOON)
    assert move_in_time(db, now=NOON + timedelta(days=60)) == 1
    assert sorted(due(mentors)) == [("pair_back", "Joan"), ("pair_back", "Petra")]
    draft = said(mentors, "pair_back")
    assert isinstance(draft, Draft)
    assert "are back from your break in mentoring" in draft.body


def test_a_second_break_is_told_of_too(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    joan = Entry(mentors.joan, mentors.joan.id)
    for day in range(2):
        at = NOON + timedelta(days=day)
        pause(db, place, joan, back_on=None, now=at)
        draft = said(mentors, "pair_paused")
        assert isinstance(draft, Draft)
        assert "The break is over when one of you says so." in draft.body
        if day == 0:
            come_back(db, place, joan, now=at + timedelta(hours=1))
    assert due(mentors) == [("pair_paused", "Petra")]
    assert isinstance(said(mentors, "pair_back"), Lapse)


def test_a_break_that_a_coordinator_enters_is_told_to_the_other(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    mina = as_person(mentors.coordinator)
    mina.post(f"{address}/pauses", data={"person": mentors.petra.id})
    assert letters(mentors.db) == {("pair_paused", "Joan")}
    assert "The other is told by their own way." in mina.get(address).text


@pytest.mark.parametrize("channel", ["email", "text", "call", "post"])
def test_each_way_says_how_to_come_back(mentors: Mentors, channel: str) -> None:
    mentors.petra.phone, mentors.petra.channel = "+447700900102", channel
    place = mentors.pairing(ACTIVE)
    pause(mentors.db, place, Entry(mentors.joan, mentors.joan.id), back_on=None, now=NOON)
    draft = said(mentors, "pair_paused")
    assert isinstance(draft, Draft)
    assert ("http" in draft.body) == (channel in ("email", "text"))
    assert ("tell whoever brings you this" in draft.body) == (channel in ("call", "post"))


@pytest.mark.parametrize("tongue", ["en", "cy"])
def test_long_names_fit_in_one_text(tongue: str) -> None:
    told = PairFacts(
        *("Joan", "Blodeuwedd " * 12, UUID(int=1), NOON, "Europe/London"),
        "https://a-rather-long-name-of-a-learning-platform.example",
        read_tongues().of(tongue),
    )
    drafts = [pair_paused_letter(told, back_on=day) for day in (None, BACK_ON)]
    for draft in (*drafts, pair_back_letter(told)):
        assert len(draft.short) <= LONGEST_SHORT
        assert draft.short.endswith(str(UUID(int=1)))
