"""The list and the page of one person, as Farah reads and fills them in, for tests."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Enrolment
from app.insights.queries.needs.groups import runs_of
from app.insights.queries.needs.pages import needs_page
from app.insights.rules.needs.listing import EVERYTHING, Wanted
from app.kit.db import new_id
from app.people.models import Person
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step
from tests.browser_like import post
from tests.clock import NOON

LIST = "/needs/"


def reasons(
    db: Session, farah: Person, *, wanted: Wanted = EVERYTHING, slug: str = "", now: datetime = NOON
) -> dict[str, list[str]]:
    """The keys of the rules that bring people onto Farah's list, by name."""
    db.commit()
    runs = runs_of(db, farah)
    page = needs_page(db, farah, runs, wanted, slug=slug, number=1, now=now).page
    return {line.one.name: sorted(need.rule.key for need in line.needs) for line in page.rows}


def visit(
    db: Session,
    enrolment: Enrolment,
    module: CourseModule,
    *,
    key: str = "welcome",
    at: datetime = NOON - timedelta(days=1),
    since: datetime | None = None,
    done: bool = True,
) -> None:
    """Somebody opened a step, and finished it; flushed."""
    step = db.query(Step).filter_by(module_id=module.id, key=key).one()
    ends = {"done_at": at, "done_by_rule": "marked", "rule_version": 1} if done else {}
    db.add(
        StepProgress(
            enrolment_id=enrolment.id,
            step_id=step.id,
            seen_at=since or at,
            visited_at=at,
            **ends,
        )
    )
    db.flush()


def page_of(enrolment: Enrolment) -> str:
    """The address of one person."""
    return f"/needs/{enrolment.id}"


def values_on(browser: FlaskClient, enrolment: Enrolment) -> list[str]:
    """The reasons that can be ticked on their page."""
    html = browser.get(page_of(enrolment)).text
    return re.findall(r'name="need" value="([^"]+)"', html)


def seen_on(browser: FlaskClient, enrolment: Enrolment) -> str:
    """Which change their page shows as the newest."""
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(page_of(enrolment)).text)
    return found.group(1) if found else ""


def tell(browser: FlaskClient, enrolment: Enrolment, **said: object) -> TestResponse:
    """Fill in the form about all that can be ticked, unless something else is said."""
    fields: dict[str, object] = {
        "need": values_on(browser, enrolment),
        "seen": seen_on(browser, enrolment),
        "request_key": str(new_id()),
        **said,
    }
    return post(browser, page_of(enrolment), fields)
