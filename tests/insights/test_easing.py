"""Making something easier for one person: opening early, leaving out, and giving time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, LEFT
from app.insights.queries.chosen import chosen_people
from app.insights.rules.filters import FINISHED, Filters
from app.kit.times import say_date
from app.people.rules import PROGRAMME_LEAD
from app.progress.actions.carry import carry_person
from app.progress.actions.complete import mark_step_done
from app.progress.models import Excuse, MoreTime, StepProgress, Unlock
from app.progress.queries import StepAddress
from app.progress.queries.courses import course_of
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.insights.people import Town, make_town, read
from tests.insights.test_progress_grid import DAN, cells
from tests.make.people import make_person
from tests.make.progress import make_seat

WHY = "You told me about it at length."


@pytest.fixture
def town(db: Session) -> Town:
    """A cohort with people on their way."""
    return make_town(db)


def count(db: Session, table: type[Excuse | MoreTime | Unlock]) -> int:
    """How many rows there are."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_step_that_is_left_out_is_not_counted_and_never_done(
    db: Session, town: Town, as_person: As
) -> None:
    client = as_person(town.farah)
    here = town.cell(town.dan, "story")
    for _ in range(2):
        assert post(client, f"{here}/excuses", {"reason": WHY}, page=here).status_code == 302
    assert count(db, Excuse) == 1
    assert count(db, Excuse) == 1
    assert cells(read(client, f"{town.here}?module=module-1"), DAN)[1] == "Not needed"
    assert cells(read(client, town.here), DAN)[1] == "1 of 4 done"
    page = read(client, here)
    assert "Farah Facilitator said on" in page
    assert WHY in page
    kept = db.scalars(select(StepProgress.done_at).where(StepProgress.done_at.is_not(None))).all()
    assert len(kept) == 2


def test_the_person_reads_it_in_kind_words_and_may_do_it_all_the_same(
    town: Town, as_person: As
) -> None:
    here = town.cell(town.nia, "welcome")
    post(as_person(town.farah), f"{here}/excuses", {"reason": WHY}, page=here)
    client = as_person(town.way.person)
    module = read(client, town.way.address())
    assert "You do not need to do “Step welcome”. Farah Facilitator said so." in module
    assert WHY in module
    assert "You do not need to do this one" in read(client, town.way.address("welcome"))
    done = post(client, town.way.address("welcome/completions"), page=town.way.address("welcome"))
    assert done.status_code == 302
    assert "You do not need to do" not in read(client, town.way.address())
    facilitator = as_person(town.farah)
    assert cells(read(facilitator, f"{town.here}?module=module-1"), "Nia New")[0].startswith("Done")


def test_an_excuse_is_taken_back_and_both_stay_on_record(
    db: Session, town: Town, as_person: As
) -> None:
    client = as_person(town.farah)
    here = town.cell(town.dan, "story")
    post(client, f"{here}/excuses", page=here)
    for _ in range(2):
        assert post(client, f"{here}/excuses/removals", page=here).status_code == 302
    assert cells(read(client, f"{town.here}?module=module-1"), DAN)[1].startswith("Begun")
    page = read(client, here)
    assert "that it is not needed" in page
    assert "took that back" in page
    post(client, f"{here}/excuses", page=here)
    assert count(db, Excuse) == 2


def test_what_is_done_cannot_be_left_out(db: Session, town: Town, as_person: As) -> None:
    here = town.cell(town.dan, "welcome")
    answer = post(as_person(town.farah), f"{here}/excuses", page=here)
    assert answer.status_code == 409
    assert count(db, Excuse) == 0


def test_who_did_all_that_is_asked_has_finished_and_goes_on(
    db: Session, town: Town, as_person: As
) -> None:
    town.way.modules[1].needs = ["module-1"]
    client = as_person(town.farah)
    for key in ("check", "reflect", "act"):
        here = town.cell(town.dan, key)
        assert post(client, f"{here}/excuses", page=here).status_code == 302
    dan = StepAddress(town.dan.id, "module-1", "story")
    assert not course_of(db, town.dan.id, now=NOON).module("module-2").is_open
    mark_step_done(db, town.farah, at=dan, now=NOON)
    db.commit()
    way = course_of(db, town.dan.id, now=NOON)
    assert way.module("module-1").is_finished
    assert (way.module("module-1").done, way.module("module-1").total) == (2, 2)
    assert way.module("module-2").is_open
    assert cells(read(client, f"{town.here}?module=module-2"), DAN) == ["To do"] * 5
    finished = Filters(module="module-1", how_far=FINISHED)
    people = chosen_people(db, town.way.cohort, finished, now=NOON)
    assert [person.enrolment_id for person in people] == [town.dan.id]


def test_more_time_is_seen_by_both_until_it_is_over(db: Session, town: Town, as_person: As) -> None:
    client = as_person(town.farah)
    here, until = town.cell(town.nia, "welcome"), NOON.date() + timedelta(days=20)
    for _ in range(2):
        answer = post(client, f"{here}/times", {"until": until.isoformat()}, page=here)
        assert answer.status_code == 302
    assert count(db, MoreTime) == 1
    words = f"To do by {until.day} {until:%b}"
    assert cells(read(client, f"{town.here}?module=module-1"), "Nia New") == [words] * 5
    assert f"gave time until {say_date(until)}" in read(client, here)
    own = read(as_person(town.way.person), town.way.address())
    assert f"You have time for this module until {say_date(until)}." in own
    assert "Farah Facilitator agreed it with you." in own
    for row in db.scalars(select(MoreTime)):
        row.until = NOON.date() - timedelta(days=1)
    db.commit()
    assert "You have time" not in read(as_person(town.way.person), town.way.address())


@pytest.mark.parametrize("until", ["", "soon", "2027-01-19", "2099-01-01", "0000-00-00", "9" * 99])
def test_a_day_that_cannot_be_is_refused_in_words(
    db: Session, town: Town, as_person: As, until: str
) -> None:
    here = town.cell(town.nia, "welcome")
    answer = post(as_person(town.farah), f"{here}/times", {"until": until}, page=here)
    assert answer.status_code == 422
    assert "Choose a day" in answer.text
    assert count(db, MoreTime) == 0


def test_a_reason_has_a_length(db: Session, town: Town, as_person: As) -> None:
    here = town.cell(town.nia, "welcome")
    answer = post(as_person(town.farah), f"{here}/excuses", {"reason": "x" * 301}, page=here)
    assert answer.status_code == 422
    assert "at most 300 letters" in answer.text
    assert count(db, Excuse) == 0


def test_a_module_is_opened_from_the_cell(db: Session, town: Town, as_person: As) -> None:
    town.way.modules[1].opens_days = 400
    client = as_person(town.farah)
    here = town.cell(town.nia, "welcome", "module-2")
    assert "Open module 2 for Nia New" in read(client, here)
    assert post(client, f"{here}/unlocks", page=here).status_code == 302
    assert count(db, Unlock) == 1
    assert "opened early for this person by Farah Facilitator" in read(client, here)


WAYS = ("unlocks", "excuses", "excuses/removals", "times")


@pytest.mark.parametrize("end", WAYS)
def test_nobody_else_makes_anything_easier(
    db: Session, town: Town, as_person: As, end: str
) -> None:
    here = town.cell(town.nia, "welcome")
    elsewhere = make_town(db)
    gone = make_seat(db, town.way.cohort, make_person(db, name="Gone"), state=LEFT)
    lead_seat = make_seat(db, town.way.cohort, make_person(db, roles=[PROGRAMME_LEAD]))
    own = db.scalars(
        select(Enrolment).where(
            Enrolment.cohort_id == town.way.cohort.id, Enrolment.role == FACILITATOR
        )
    ).one()
    db.commit()
    fields: dict[str, object] = {"until": "2027-02-01"}
    for person in (town.way.person, elsewhere.farah):
        assert post(as_person(person), f"{here}/{end}", fields).status_code == 404
    farah = as_person(town.farah)
    for whose in (gone, own, elsewhere.nia):
        address = f"{town.cell(whose, 'welcome')}/{end}"
        assert post(farah, address, fields).status_code == 404
    lead = db.get_one(type(town.farah), lead_seat.person_id)
    assert post(as_person(lead), f"{town.cell(lead_seat, 'welcome')}/{end}").status_code == 404
    assert count(db, Excuse) + count(db, MoreTime) + count(db, Unlock) == 0


def test_what_was_made_easier_goes_along_to_another_cohort(
    db: Session, town: Town, as_person: As
) -> None:
    client = as_person(town.farah)
    here = town.cell(town.dan, "story")
    post(client, f"{here}/excuses", {"reason": WHY}, page=here)
    post(client, f"{here}/times", {"until": "2027-03-01"}, page=here)
    there = make_town(db)
    for _ in range(2):
        carry_person(db, town.dan, there.nia, edition_id=there.way.cohort.edition_id)
    db.commit()
    rows = db.scalars(select(Excuse.reason).where(Excuse.enrolment_id == there.nia.id)).all()
    assert rows == [WHY]
    assert course_of(db, there.nia.id, now=NOON).module("module-1").total == 4
