"""The progress grid: who has done what and when, and nothing that they wrote."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.kit.times import say_day
from app.progress.models import SessionEnd, StepProgress, Unlock
from app.progress.rules import MARKED, WROTE
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.insights.people import Town, make_town, read
from tests.make.cohorts import make_member
from tests.make.progress import make_way

LINKED = "?module=module-1"
DAN = "Dan &lt;Done&gt; &amp; Co"


@pytest.fixture
def town(db: Session) -> Town:
    """A cohort with people on their way."""
    return make_town(db)


def cells(page: str, name: str) -> list[str]:
    """What the cells of a person say, links and hidden words as they are read out."""
    row = re.split(r"<tr><th scope=row>", page.split("</tbody>", maxsplit=1)[0])
    found = next(one for one in row if f">{name}</a>" in one)
    texts = [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.split(r"<td[^>]*>", found)[1:]]
    return [text.strip() for text in texts]


def test_modules_are_counted_at_first(town: Town, as_person: As) -> None:
    page = read(as_person(town.farah), town.here)
    assert cells(page, DAN) == ["1 of 10 done", "1 of 5 done", "To do"]
    assert cells(page, "Nia New") == ["To do"] * 3
    assert cells(page, "Petra Paper") == ["1 of 10 done", "1 of 5 done", "To do"]
    assert "Farah Facilitator" not in page.split("<tbody>")[1].split("</tbody>")[0]
    assert "days are in UK time" in page


def test_a_module_is_shown_step_by_step(town: Town, as_person: As) -> None:
    page = read(as_person(town.farah), town.here + LINKED)
    day = f"{NOON.day} {NOON:%b}"
    dan = [f"Done {day}", f"Begun {day}", "To do", "To do", "To do"]
    assert cells(page, DAN) == dan
    told = [f"Told {day}, typed in by Farah Facilitator", *["To do"] * 4]
    assert cells(page, "Petra Paper") == told
    assert f"<a href=progress/{town.dan.id}/module-1/story>" in page


@pytest.mark.parametrize("rule", [WROTE, MARKED])
def test_of_a_reflection_only_that_it_is_done_is_told(
    db: Session, town: Town, as_person: As, rule: str
) -> None:
    client = as_person(town.farah)
    assert "Opened on" not in read(client, town.cell(town.dan, "reflect"))
    kept = db.scalars(
        select(StepProgress).where(StepProgress.step_id == town.way.steps["reflect"].id)
    ).one()
    kept.done_at, kept.done_by_rule, kept.rule_version = NOON, rule, 1
    kept.evidence = {"happened": "secret grounds"}
    db.commit()
    day = f"{NOON.day} {NOON:%b}"
    assert cells(read(client, town.here + LINKED), DAN)[3] == f"Done {day}"
    page = read(client, town.cell(town.dan, "reflect"))
    assert f"Done on {say_day(NOON, 'Europe/London')}." in page
    assert "secret" not in page


def test_all_steps_of_the_whole_cohort_stand_on_one_page(town: Town, as_person: As) -> None:
    page = read(as_person(town.farah), f"{town.here}?show=steps&all=yes")
    assert len(cells(page, "Nia New")) == 10
    assert f"progress/{town.nia.id}/module-1" not in page
    assert f"<a href=progress/{town.nia.id}>" in page


def test_what_opens_later_says_when(db: Session, town: Town, as_person: As) -> None:
    first, second = town.way.modules
    first.opens_days = 400
    second.opens_after_session = True
    db.commit()
    client = as_person(town.farah)
    opens = NOON + timedelta(days=400)
    page = read(client, f"{town.here}?show=steps")
    words = f"Opens {opens.day} {opens:%b} {opens.year}"
    assert cells(page, "Nia New") == [words] * 5 + ["Locked until its session"] * 5
    # What somebody has seen is never locked again, nor is the module that it is in.
    assert cells(page, DAN)[2:5] == ["To do"] * 3
    db.add(
        SessionEnd(
            cohort_id=town.way.cohort.id, module_key="module-2", ends_at=NOON - timedelta(hours=1)
        )
    )
    db.commit()
    assert cells(read(client, f"{town.here}?show=steps"), "Nia New")[5:] == ["To do"] * 5


def test_a_module_that_was_opened_early_says_so(db: Session, town: Town, as_person: As) -> None:
    town.way.modules[1].opens_days = 400
    db.add(
        Unlock(
            cohort_id=town.way.cohort.id,
            module_key="module-2",
            enrolment_id=town.nia.id,
            unlocked_at=NOON,
        )
    )
    page = read(as_person(town.farah), f"{town.here}?module=module-2")
    assert cells(page, "Nia New") == ["To do, opened early"] * 5
    assert cells(page, "Petra Paper")[0].startswith("Opens")


def test_a_module_that_needs_another_opens_when_that_is_done(town: Town, as_person: As) -> None:
    town.way.modules[1].needs = ["module-1"]
    page = read(as_person(town.farah), f"{town.here}?module=module-2")
    assert cells(page, "Petra Paper") == ["Locked until others are done"] * 5


def test_what_was_done_in_another_cohort_says_so(db: Session, town: Town, as_person: As) -> None:
    before = make_way(db, person=town.way.person)
    before.enrolment.moved_to_id = town.dan.id
    town.dan.joined_at = NOON + timedelta(days=1)
    page = read(as_person(town.farah), town.here + LINKED)
    assert cells(page, DAN)[0].endswith(", in another cohort")


def test_filters_and_pages_choose_the_people(db: Session, town: Town, as_person: As) -> None:
    for number in range(60):
        make_member(db, town.way.cohort, name=f"Person {number:02}", state=JOINED)
    client = as_person(town.farah)
    first = read(client, town.here)
    assert "Person 47" in first
    assert "Person 50" not in first
    second = read(client, f"{town.here}?page=2")
    assert "Person 50" in second
    assert "page 2 of 2" in second
    assert read(client, f"{town.here}?page=99").count("page 2 of 2") == 1
    only = read(client, f"{town.here}?name=petra&far=on-the-way")
    assert "1 person" in only
    assert "Nobody is found" in read(client, f"{town.here}?far=finished")
    assert "63 people" in read(client, f"{town.here}?all=yes")


def test_the_page_of_a_step_tells_what_became_of_it(town: Town, as_person: As) -> None:
    client = as_person(town.farah)
    page = read(client, town.cell(town.dan, "welcome"))
    assert "they said so themselves" in page
    told = read(client, town.cell(town.petra, "welcome"))
    assert "Farah Facilitator entered this" in told
    way = read(client, f"{town.here}/{town.petra.id}")
    assert "typed in by Farah Facilitator" in way


def test_a_step_or_person_of_elsewhere_is_not_there(db: Session, town: Town, as_person: As) -> None:
    other = make_way(db).enrolment.id
    client = as_person(town.farah)
    for address in (
        f"{town.here}/{other}",
        f"{town.here}/{new_id()}/module-1/welcome",
        town.cell(town.dan, "nothing"),
        town.cell(town.dan, "welcome", "nothing"),
    ):
        assert client.get(address).status_code == 404


def test_pages_cost_few_statements_whatever_is_shown(
    db: Session, town: Town, as_person: As, count_statements: CountStatements
) -> None:
    for number in range(60):
        make_member(db, town.way.cohort, name=f"Person {number:02}")
    client = as_person(town.farah)
    most = {
        town.here: 9,
        f"{town.here}?page=2&far=on-the-way&call=yes": 9,
        f"{town.here}?show=steps&all=yes": 8,
        f"{town.here}.csv?all=yes": 8,
        f"{town.here}/{town.petra.id}": 7,
        town.cell(town.petra, "welcome"): 12,
    }
    for address, number in most.items():
        with count_statements() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= number, (address, sent)
