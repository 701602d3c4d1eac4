"""The list of people to ring, and one contact of it, for tests."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.models import FollowUp, Gathering
from tests.browser_like import hidden_fields, post
from tests.progress.reading import html_of

LIST = "/cohorts/riverside/follow-ups"


def note(browser: FlaskClient, meeting: Gathering, seat: Enrolment, before: str, how: str) -> None:
    """Save one row of the register."""
    fields: dict[str, object] = {"row": f"{seat.id} {before}", "how1": how}
    post(browser, f"/sessions/{meeting.id}/attendance", fields)


def the_one(db: Session) -> FollowUp:
    """The only follow-up, as it is kept now."""
    db.expire_all()
    db.commit()
    return db.scalars(select(FollowUp)).one()


def none_yet(db: Session) -> bool:
    """Whether there is no follow-up."""
    db.commit()
    return db.scalar(select(FollowUp.id)) is None


def page_of(follow_up: FollowUp) -> str:
    """The address of one."""
    return f"{LIST}/{follow_up.id}"


def tell(browser: FlaskClient, one: FollowUp, **fields: object) -> int:
    """Fill in the form of a follow-up and send it; the answer's status."""
    page = page_of(one)
    seen = hidden_fields_of_form(browser, page)
    return post(browser, page, {"seen": seen, **fields}).status_code


def hidden_fields_of_form(browser: FlaskClient, page: str) -> str:
    """Which change the form says it has seen."""
    return hidden_fields(html_of(browser, page)).get("seen", "")
