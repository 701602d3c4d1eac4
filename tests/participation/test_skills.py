"""What people offer: by their own yes, in their words, and taken back at any time."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import LEFT
from app.participation.models import OfferedSkill
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As
from tests.make.assets import make_skill
from tests.progress.reading import html_of, words_of


def there(db: Session) -> int:
    """How many offers are kept."""
    return db.scalar(select(func.count()).select_from(OfferedSkill)) or 0


def test_nothing_is_kept_without_a_yes_and_all_goes_when_it_is_taken_back(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    browser, here = as_person(asker), f"/cohorts/{cohort.slug}/skills"
    told: dict[str, object] = {"words": "I can mend bikes & chairs."}
    answer = post(browser, here, told)
    assert answer.status_code == 422
    assert "I can mend bikes &amp; chairs." in answer.text
    assert there(db) == 0
    post(browser, here, {**told, "says_yes": "yes"})
    assert "I can mend bikes & chairs." in words_of(browser, here)
    # It is for the cohort: on no sheet and in no file.
    for page in ("sheet", "file"):
        assert "mend bikes" not in browser.get(f"/cohorts/{cohort.slug}/assets/{page}").text
    skill = db.scalars(select(OfferedSkill)).one()
    post(browser, f"/skills/{skill.id}/removals")
    assert there(db) == 0
    assert browser.get(here).status_code == 200


def test_what_somebody_told_by_phone_is_entered_and_taken_back_for_them(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    browser, here = as_person(helper), f"/cohorts/{cohort.slug}/skills"
    told: dict[str, object] = {"words": "I speak Urdu.", "says_yes": "yes"}
    told |= {"person": str(asker.id), "how": "phone"}
    assert post(browser, here, told).status_code == 302
    page = words_of(as_person(asker), here)
    assert "Told by phone, entered by Farah Facilitator" in page
    assert "Ada Asker" in page
    skill = db.scalars(select(OfferedSkill)).one()
    post(as_person(helper), f"/skills/{skill.id}/removals")
    assert there(db) == 0


def test_who_has_left_is_not_shown(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    skill = make_skill(db, cohort, asker, "I knit.")
    make_skill(db, cohort, helper, "I listen.")
    db.get_one(Enrolment, skill.enrolment_id).state = LEFT
    db.commit()
    page = html_of(as_person(helper), f"/cohorts/{cohort.slug}/skills")
    assert "I listen." in page
    assert "I knit." not in page
