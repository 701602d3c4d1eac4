"""Who opens what of the asset map; what people offer is for their cohort alone."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import INVITED, LEFT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.conftest import As
from tests.make.assets import make_asset, make_skill, make_suggested
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person


def statuses(db: Session, cohort: Cohort, owner: Person, as_person: As, actor: Person) -> set[str]:
    """What of all there is answers anything else than that it is not there."""
    asset, skill = make_asset(db, cohort, owner), make_skill(db, cohort, owner)
    suggested = make_suggested(db, asset, owner)
    db.commit()
    browser, of, one = as_person(actor), f"/cohorts/{cohort.slug}", f"/assets/{asset.id}"
    gets = {
        "list": f"{of}/assets",
        "sheet": f"{of}/assets/sheet",
        "file": f"{of}/assets/file",
        "questions": f"{of}/assets/questions",
        "new": f"{of}/assets/new",
        "one": one,
        "changing": f"{one}/changes/new",
        "skills": f"{of}/skills",
        "new skill": f"{of}/skills/new",
    }
    posts = {
        "add": f"{of}/assets",
        "suggest": f"{one}/suggestions",
        "answer": f"{one}/answers",
        "change": f"{one}/changes",
        "answer suggested": f"/assets/suggestions/{suggested}/answers",
        "offer": f"{of}/skills",
        "still offered": f"/skills/{skill.id}/answers",
        "take back": f"/skills/{skill.id}/removals",
        "erase": f"{one}/removals",
    }
    found = {name for name, address in gets.items() if browser.get(address).status_code != 404}
    return found | {
        name for name, address in posts.items() if post(browser, address).status_code != 404
    }


SEES = {"list", "sheet", "file", "questions", "one", "skills"}
MEMBERS = SEES | {"new", "new skill", "add", "suggest", "answer", "offer"}
TENDS = {"changing", "change", "answer suggested", "still offered", "take back", "erase"}


@pytest.mark.parametrize("state", [INVITED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_nothing(
    db: Session, cohort: Cohort, asker: Person, as_person: As, state: str | None
) -> None:
    person = (
        make_member(db, cohort, state=state) if state else make_facilitator(db, make_cohort(db))
    )
    assert statuses(db, cohort, asker, as_person, person) == set()


def test_who_opens_what(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    expected = {
        make_member(db, cohort): MEMBERS,
        lead: SEES,
        asker: MEMBERS | TENDS,
        helper: MEMBERS | TENDS,
    }
    for person, may in expected.items():
        assert statuses(db, cohort, asker, as_person, person) == may


def test_only_who_looks_after_it_says_that_it_is_gone(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    asset, other = make_asset(db, cohort, asker), make_member(db, cohort)
    post(as_person(other), f"/assets/{asset.id}/answers", {"answer": "gone"})
    db.refresh(asset)
    assert asset.gone_at is None
