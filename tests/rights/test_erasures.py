"""Asking to be erased, thinking again, going on after a crash, and again after a restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.cli import dlp
from app.participation.models import DiscussionPost
from app.people.errors import NobodyCalledSo
from app.people.models import Person
from app.people.queries.called import one_called
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure, undo_erasure
from app.rights.actions.erase import (
    WORK,
    ClaimLost,
    _claim,
    _do,
    erase_due,
    reapply_erasures,
)
from app.rights.actions.erasing import Job
from app.rights.actions.ledger import ERASURES, note_erasures, read_ledger
from app.rights.errors import LastLead, TooLate
from app.rights.models import Erasure
from app.rights.queries.traces import marks_of
from app.rights.rules.erasing import SOMEONE, STEPS, Marks
from app.settings import Settings
from tests.clock import StoppedClock
from tests.make.cohorts import make_member
from tests.make.participation import make_post
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.stores import MASTER_KEY

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def mary(db: Session) -> Person:
    """Somebody who said something that another answered."""
    return make_person(db, name="Mary Leaves", email="mary@leaves.example", phone="+447700900555")


def test_nobody_is_erased_before_the_days_are_over_and_who_thinks_again_stays(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock
) -> None:
    ask_erasure(db, mary, mary, now=clock.now())
    ask_erasure(db, mary, mary, now=clock.now())
    db.commit()
    assert db.scalar(select(func.count()).select_from(Erasure)) == 1
    assert db.scalars(select(Letter.kind)).all() == ["erasure_asked"]
    clock.move(days=6)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 0
    undo_erasure(db, mary, now=clock.now())
    db.commit()
    clock.move(days=3)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 0
    db.refresh(mary)
    assert mary.name == "Mary Leaves"
    assert db.scalars(select(Letter.state)).all() == ["lapsed"]


def test_the_last_programme_lead_cannot_be_erased_and_one_of_two_can(
    db: Session, clock: StoppedClock
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    with pytest.raises(LastLead):
        ask_erasure(db, lead, lead, now=clock.now())
    other = make_person(db, roles=["programme_lead"])
    ask_erasure(db, lead, lead, now=clock.now())
    # Now the other is the last who stays.
    with pytest.raises(LastLead):
        ask_erasure(db, other, other, now=clock.now())


def test_it_cannot_be_undone_once_it_has_begun(
    db: Session, mary: Person, clock: StoppedClock
) -> None:
    kept = ask_erasure(db, mary, mary, now=clock.now())
    kept.state = "working"
    db.flush()
    with pytest.raises(TooLate):
        undo_erasure(db, mary, now=clock.now())


@pytest.mark.parametrize("steps", range(len(STEPS)), ids=STEPS)
def test_an_erasure_whose_worker_died_before_any_step_goes_on(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, steps: int
) -> None:
    ask_erasure(db, mary, mary, now=clock.now(), at_once=True)
    db.commit()
    held = _claim(platform.sessions, now=clock.now())
    assert held
    for _ in range(steps):
        held = _do(platform.sessions, held, platform.places, now=clock.now())
    # Whoever comes at once leaves it alone; after a while somebody goes on.
    assert erase_due(platform.sessions, platform.places, clock=clock) == 0
    clock.move(minutes=5)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    with pytest.raises(ClaimLost):
        _do(platform.sessions, held, platform.places, now=clock.now())
    db.refresh(mary)
    assert (mary.name, mary.email, mary.phone) == (SOMEONE, None, None)
    assert read_ledger(platform.settings.data_dir).keys() == {mary.id}
    # Each step can be done once more.
    for work in WORK.values():
        work(db, Job(mary, marks_of(mary), platform.places, clock.now()))


def test_what_others_answered_stays_and_the_words_go(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    way = make_way(db)
    other = make_member(db, way.cohort, name="Olive Stays")
    step = way.steps["welcome"].id
    said = make_post(db, way.cohort, way.person, step, words="I am the one who said it")
    answer = make_post(db, way.cohort, other, step, to=said, words="And I answer")
    ask_erasure(db, None, way.person, now=clock.now(), at_once=True)
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    db.expire_all()
    assert db.get_one(DiscussionPost, said).words == ""
    assert db.get_one(DiscussionPost, answer).words == "And I answer"


def test_a_backup_that_is_brought_back_is_erased_again(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock
) -> None:
    db.commit()
    folder = platform.settings.data_dir
    note_erasures(folder, {mary.id: clock.now()})
    note_erasures(folder, {mary.id: clock.now()})
    with (folder / ERASURES).open("a") as torn:
        torn.write('{"person": "')
    ids = read_ledger(folder)
    assert ids.keys() == {mary.id}
    assert "Mary" not in (folder / ERASURES).read_text()
    for erased in (1, 0):
        with platform.transaction() as again:
            assert reapply_erasures(again, ids, platform.places, now=clock.now()) == erased
    db.refresh(mary)
    assert mary.name == SOMEONE


def test_a_name_of_one_word_is_only_counted_and_others_words_are_not_torn() -> None:
    assert Marks("May").replaceable == Marks("").pattern
    assert Marks("May Bee").replaceable == Marks("May Bee").pattern
    assert "mary" in Marks("Mary Leaves", "mary@leaves.example").pattern.lower()


def test_the_command_says_what_goes_changes_nothing_in_a_dry_run_and_then_erases(
    db: Session, mary: Person, settings: Settings
) -> None:
    db.commit()
    env = {
        "DLP_DATA_DIR": str(settings.data_dir),
        "DLP_DATABASE_URL": settings.database_url,
        "DLP_REDIS_URL": settings.redis_url,
        "DLP_BASE_URL": settings.base_url,
        "DLP_SECRET_KEY": settings.secret_key,
        "DLP_VAULT_KEYS": MASTER_KEY,
    }
    run = CliRunner()
    said = run.invoke(dlp, ["person", "erase", "mary@leaves.example", "--dry-run"], env=env)
    assert "Nothing was changed." in said.output
    assert "Mary" not in said.output
    db.refresh(mary)
    assert mary.name == "Mary Leaves"
    said = run.invoke(dlp, ["person", "erase", "mary@leaves.example", "--yes"], env=env)
    assert "Erased." in said.output
    (told,) = db.scalars(select(Entry)).all()
    assert (told.deed, told.by, told.whom_id) == ("rights.person_erased", "command", mary.id)
    db.refresh(mary)
    assert mary.name == SOMEONE
    said = run.invoke(dlp, ["person", "erase", "mary@leaves.example", "--yes"], env=env)
    assert said.exit_code == 1


@pytest.mark.parametrize("called", ["nobody@leaves.example", "07700 900556"])
def test_who_has_an_address_or_a_number_for_a_name_is_not_erased_for_it(
    db: Session, mary: Person, called: str
) -> None:
    mary.name = called
    db.commit()
    with pytest.raises(NobodyCalledSo):
        one_called(db, called)
