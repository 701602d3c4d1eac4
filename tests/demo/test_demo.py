"""The demo is repeatable, whole, and gives everybody something to do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.cohorts.models import Cohort
from app.demo.accounts import ACCOUNTS, greeting, is_half_loaded, password_for
from app.demo.load import load_demo
from app.helping.models import Helping
from app.mentoring.models import (
    CheckIn,
    MatchingLine,
    MatchingRun,
    MentoringCall,
    MentoringProfile,
    Pairing,
    Recognition,
)
from app.mentoring.rules.sharing import MENTOR
from app.mentoring.rules.states import ACTIVE
from app.outputs.models import OutputBuild, OutputEdition
from app.people.models import Person
from app.post.models import Letter
from app.practice.models import Pledge
from app.reflections.models import Share
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.make.people import make_person
from tests.make.reflections import kept_texts


def _load(platform: Platform, participants: int = 12, seed: int = 7) -> None:
    with platform.transaction() as db:
        load_curriculum(db, CURRICULUM, now=platform.clock.now())
    load_demo(platform, participants=participants, seed=seed)


def _words(db: Session) -> list[str]:
    return sorted(kept_texts(db))


def _names(db: Session) -> list[str]:
    return sorted(db.scalars(select(Person.name)))


def test_the_demo_is_whole(platform: Platform, db: Session, client: FlaskClient) -> None:
    # Loaded once for all that is looked at: it takes as long as fifty other tests.
    _load(platform)
    each_account_has_something_to_do(platform, db, client)
    some_look_for_a_mentor_and_others_walk_together(db)
    no_page_of_mentoring_is_empty_for_whom_it_is_made(platform, db, client)
    a_draft_tells_what_the_cohort_looks_at(db)
    last_year_is_over_and_has_certificates(db)
    some_help_and_some_are_asked(db)


def last_year_is_over_and_has_certificates(db: Session) -> None:
    (earlier,) = db.scalars(select(Cohort).where(Cohort.name.endswith(", last year")))
    certified = select(func.count(Certificate.id)).where(Certificate.cohort_id == earlier.id)
    assert (db.scalar(certified) or 0) >= 5


def some_help_and_some_are_asked(db: Session) -> None:
    both = Helping.person_yes_at.is_not(None) & Helping.helper_yes_at.is_not(None)
    assert sorted(db.scalars(select(both)).all()) == [False, True]


def a_draft_tells_what_the_cohort_looks_at(db: Session) -> None:
    drafts = [str(tree) for tree in db.scalars(select(OutputBuild.document))]
    found = [tree for tree in drafts if "What we look at here" in tree]
    assert found
    assert all("plan the open morning with us" in tree for tree in found)


def each_account_has_something_to_do(platform: Platform, db: Session, client: FlaskClient) -> None:
    assert not is_half_loaded(db)
    seen = {}
    for account in ACCOUNTS:
        visitor = client.application.test_client()
        password = password_for(account, platform.settings.secret_key)
        fields: dict[str, object] = {"email": account.email, "password": password}
        assert post(visitor, "/sign-in", fields, page="/sign-in").location == "/home"
        seen[account.role] = visitor.get("/home").get_data(as_text=True)
    assert "Carry on where you were" in seen["participant"]
    assert "Your words are waiting for your yes" in seen["health_creator"]
    assert "You facilitate this cohort" in seen["facilitator"]
    assert "Your next session" in seen["facilitator"]
    assert 'href="/admin/"' in seen["programme_lead"]
    assert "safeguarding lead" in seen["safeguarding_lead"]
    published = db.scalars(select(OutputEdition.published_at)).all()
    assert [moment is not None for moment in published] == [True]
    told = "\n".join(greeting(platform))
    assert all(account.email in told for account in ACCOUNTS)


def some_look_for_a_mentor_and_others_walk_together(db: Session) -> None:
    # Enough people have said what they bring that a matching shows something; those without
    # e-mail told it to the coordinator.
    profiles = db.scalars(select(MentoringProfile)).all()
    entered = [one for one in profiles if one.entered_by_id]
    assert (len(profiles), len(entered)) == (11, 2)
    assert all(one.contact_modes and one.times and one.languages for one in profiles)
    # What a matching would make of them waits for the coordinator.
    pairs = select(MatchingRun.state).join(MatchingLine, MatchingLine.run_id == MatchingRun.id)
    assert set(db.scalars(pairs.where(MatchingLine.other_id.is_not(None)))) == {"proposed"}
    # Two of them walk together already, and one lets the other read something.
    walking = db.scalars(select(Pairing.state).where(Pairing.origin == "by_hand")).all()
    assert list(walking) == [ACTIVE, ACTIVE, ACTIVE]
    assert db.scalar(select(func.count()).where(Share.audience == MENTOR)) == 1


def no_page_of_mentoring_is_empty_for_whom_it_is_made(
    platform: Platform, db: Session, client: FlaskClient
) -> None:
    states = Counter(db.scalars(select(CheckIn.state)))
    assert states == {"answered": 4, "asked": 2}
    assert set(db.scalars(select(MentoringCall.why))) == {"low", "wants_call"}
    offered = db.scalars(select(Recognition.state).order_by(Recognition.state)).all()
    assert list(offered) == ["accepted", "offered", "paid"]
    finds = {
        "mentoring@demo.example": {
            "/mentoring/": "A proposal of pairs waits for your decision",
            "/mentoring/coordination/": "It is not going well",
            "/mentoring/coordination/calls/": "They would like a call",
            "/mentoring/coordination/recognition/": "Come to the circle of mentors by bus",
        },
        "creator@demo.example": {"/mentoring/recognition/": "how the walking group began"},
    }
    for email, pages in finds.items():
        visitor = client.application.test_client()
        account = next(one for one in ACCOUNTS if one.email == email)
        password = password_for(account, platform.settings.secret_key)
        fields: dict[str, object] = {"email": email, "password": password}
        post(visitor, "/sign-in", fields, page="/sign-in")
        for address, words in pages.items():
            assert words in visitor.get(address).get_data(as_text=True)


@pytest.mark.parametrize(("hour", "minute"), [(0, 7), (9, 1), (10, 1), (11, 1), (12, 7), (23, 1)])
def test_a_reminder_leaves_and_a_pledge_is_asked_about_at_any_time_of_day(
    platform: Platform, db: Session, clock: StoppedClock, hour: int, minute: int
) -> None:
    clock.moment = clock.moment.replace(hour=hour, minute=minute)
    _load(platform, participants=2)
    due = select(Letter).where(
        Letter.kind == "reminder", Letter.state == "due", Letter.due_at <= clock.now()
    )
    assert len(db.scalars(due).all()) == 3
    asked = select(func.count(Pledge.id)).where(Pledge.asked > 0)
    assert db.scalar(asked) == 2


def test_a_load_that_was_broken_off_is_noticed_only_among_demo_people(
    platform: Platform, db: Session
) -> None:
    assert not is_half_loaded(db)
    make_person(db, name="Lowri Lead", email="lead@demo.example")
    assert is_half_loaded(db)
    make_person(db, name="Somebody real")
    assert not is_half_loaded(db)


def test_the_same_seed_gives_the_same_people_and_words(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    _load(platform, participants=6, seed=3)
    first = _names(db), _words(db)
    db.connection().exec_driver_sql(
        "TRUNCATE person, edition, cohort, letter, output RESTART IDENTITY CASCADE"
    )
    db.commit()
    _load(platform, participants=6, seed=3)
    assert (_names(db), _words(db)) == first
