"""The page on which a facilitator chooses when people are reminded."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models.cohorts import REMINDERS
from app.gatherings.rules.reminders import NAMES
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person

START = NOON + timedelta(days=20)


def test_a_facilitator_chooses_the_rules_on_a_page(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    cohort = make_cohort(db, slug="riverside")
    facilitator = make_facilitator(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    db.commit()
    here = "/cohorts/riverside/reminders"
    browser = sign_in(client, facilitator)
    page = browser.get(here).text
    assert page.count('type="checkbox"') == len(NAMES)
    assert page.count(" checked") == len(REMINDERS)
    for words in ("Three days before", "In the morning of the day", "When a module opens"):
        assert words in page
    chosen = {"rule": ["day_before", "morning_of"]}
    assert post(browser, here, dict(chosen)).headers["Location"] == here
    page = browser.get(here).text
    assert "Saved. Letters that wait already follow what you chose." in page
    assert page.count(" checked") == 2
    waiting = set(db.scalars(select(Letter.occurrence).where(Letter.state == "due")))
    assert waiting == {"day_before", "morning_of"}
    post(browser, here, dict(chosen))
    assert "Nothing was changed" in browser.get(here).text
    post(browser, here, {})
    assert browser.get(here).text.count(" checked") == 0


def test_nobody_else_chooses_the_rules(db: Session, client: FlaskClient, sign_in: SignIn) -> None:
    cohort = make_cohort(db, slug="riverside")
    lead = make_person(db, roles=["programme_lead"])
    strangers = [make_member(db, cohort), lead, make_facilitator(db, make_cohort(db))]
    db.commit()
    here = "/cohorts/riverside/reminders"
    for stranger in strangers:
        browser = sign_in(client, stranger)
        assert browser.get(here).status_code == 404
        assert post(browser, here, {"rule": ["day_before"]}).status_code == 404
    db.expire_all()
    assert cohort.reminders == list(REMINDERS)
