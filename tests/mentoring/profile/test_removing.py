"""Deleting what one said for the matching: what it means is said first, and it is really gone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import Base
from app.mentoring.actions.apart import keep_apart
from app.mentoring.actions.choices import keep_choices
from app.mentoring.actions.profile_removals import remove_profile
from app.mentoring.models import (
    MatchingLine,
    MentoringApart,
    MentoringChoice,
    MentoringProfile,
    ProfileChange,
)
from app.mentoring.rules.states import ACTIVE, PROPOSED, WITHDRAWN
from app.people.models import Person
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.mentoring import Mentors, make_call, make_profile
from tests.make.runs import Matchmaking
from tests.mentoring.pairings.test_answers import letters
from tests.mentoring.pairings.test_clock import calls, last_move

OWN = "/mentoring/profile/removals"
GONE = "The person with whom they would have walked does not take part any more."


def kept_of(db: Session, person: Person) -> Mapping[str, int]:
    """How many rows there are of each kind that hang on a profile."""

    def number(model: type[Base], *columns: str) -> int:
        rows = [getattr(model, one) == person.id for one in columns]
        found = 0
        for row in rows:
            found += db.scalar(select(func.count()).select_from(model).where(row)) or 0
        return found

    return {
        "profile": number(MentoringProfile, "person_id"),
        "choices": number(MentoringChoice, "person_id", "chosen_id"),
        "lines": number(MatchingLine, "person_id", "other_id"),
        "apart": number(MentoringApart, "person_id"),
    }


def test_all_that_was_said_goes_and_who_is_kept_apart_stays_said(mentors: Mentors) -> None:
    db, joan, petra = mentors.db, mentors.joan, mentors.petra
    make_profile(db, mentors.other)
    for one, chosen in ((joan, petra), (petra, joan)):
        keep_choices(db, one, one, [chosen.id], now=NOON)
    keep_apart(db, joan, joan.id, mentors.other.id, now=NOON)
    make_call(db, joan, why="more_than_room")
    bring = joan.what_i_bring
    assert remove_profile(db, joan, joan, now=NOON) == 0
    kept = {"profile": 0, "choices": 0, "lines": 0, "apart": 1}
    assert kept_of(db, joan) == kept
    assert calls(db) == set()
    assert joan.what_i_bring == bring
    log = db.scalars(select(ProfileChange.what).where(ProfileChange.person_id == joan.id)).all()
    assert log.count("deleted") == 1
    # Sent twice it is done once, and whoever begins anew has nothing of before.
    assert remove_profile(db, joan, joan, now=NOON) is None
    make_profile(db, joan)
    assert kept_of(db, joan) == {**kept, "profile": 1}


@pytest.mark.usefixtures("no_form_tokens")
def test_a_proposal_is_taken_back_and_both_are_told_not_why(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(PROPOSED)
    joan = as_person(mentors.joan)
    page = joan.get(OWN).text
    assert "What you were asked about Petra Nurse: taken back." in " ".join(page.split())
    assert "Rest for a while" in page
    answer = joan.post(OWN, follow_redirects=True).text
    assert "Your mentoring profile is deleted." in answer
    assert "What do you bring?" in answer
    mentors.db.refresh(place.pairing)
    assert place.pairing.state == WITHDRAWN
    assert last_move(mentors.db) == (WITHDRAWN, "clock", "no_room")
    assert letters(mentors.db) == {("pair_not_now", "Joan"), ("pair_not_now", "Petra")}
    assert "There is no mentoring profile to delete." in joan.get(OWN).text


@pytest.mark.usefixtures("no_form_tokens")
def test_a_pair_under_way_goes_on(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(ACTIVE)
    joan = as_person(mentors.joan)
    page = " ".join(joan.get(OWN).text.split())
    assert (
        f'href="/mentoring/pairings/{place.pairing.id}" dir="auto">Petra Nurse</a>: goes on' in page
    )
    # Whoever walks with somebody finds the way to begin anew.
    assert 'href="/mentoring/profile"' in joan.post(OWN, follow_redirects=True).text
    mentors.db.refresh(place.pairing)
    assert place.pairing.state == ACTIVE
    assert joan.get(f"/mentoring/pairings/{place.pairing.id}").status_code == 200
    mina = as_person(mentors.coordinator)
    assert mina.get(f"/mentoring/coordination/pairings/{place.pairing.id}").status_code == 200
    assert "Joan Longstreet" in mina.get("/mentoring/coordination/").text


@pytest.mark.usefixtures("no_form_tokens")
def test_a_coordinator_deletes_it_for_who_asks_and_reads_no_names_of_their_pairs(
    mentors: Mentors, as_person: As
) -> None:
    mentors.pairing(PROPOSED)
    address = f"/mentoring/coordination/people/{mentors.joan.id}/profile/removals"
    mina = as_person(mentors.coordinator)
    page = mina.get(address).text
    assert "Do this only when Joan Longstreet asks for it." in page
    assert "The proposal that waits" in page
    assert "Petra" not in page
    answer = mina.post(address, follow_redirects=True).text
    assert "The mentoring profile of Joan Longstreet is deleted." in answer
    assert mentors.db.get(MentoringProfile, mentors.joan.id) is None


def test_a_proposal_of_pairs_loses_them_and_says_who_is_left(
    sessions: sessionmaker[Session], db: Session, clock: StoppedClock, as_person: As
) -> None:
    making = Matchmaking(sessions, db, clock)
    ana, _, cy, _ = making.four()
    run = making.proposed()
    before = run.revision
    remove_profile(db, ana, ana, now=NOON)
    db.commit()
    run = making.run(run.id)
    assert making.standing(run) == {frozenset(("Bo", "Di"))}
    assert making.left(run) == {"Cy": ["gone"]}
    assert making.line(run, cy).taken_out_at is None
    assert kept_of(db, ana)["lines"] == 0
    # Whoever looked before and approves now is told that it has changed.
    assert run.revision == before + 1
    page = as_person(making.mina).get(f"/mentoring/coordination/runs/{run.id}?part=left").text
    assert GONE in page
    assert "Ana Ash" not in page
