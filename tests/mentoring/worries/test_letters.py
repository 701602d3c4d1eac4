"""Letters about worries say that there is one and no more, and whom none reaches is rung."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.mentoring.actions.escalation import escalate_worries
from app.mentoring.actions.unreached import raise_unreached
from app.mentoring.actions.worry_handling import open_worry
from app.mentoring.models import MentoringCall
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.mentoring import Mentors
from tests.make.worries import WORDS, make_worry

DAY = timedelta(days=1)


@pytest.mark.parametrize("kind", ["worry_waiting", "worry_escalated", "worry_opened"])
def test_letters_say_only_that_there_is_one_to_read(
    mentors: Mentors, platform: Platform, clock: StoppedClock, kind: str
) -> None:
    db = mentors.db
    place = make_worry(db, mentors.petra)
    if kind == "worry_escalated":
        escalate_worries(db, now=NOON + DAY)
    if kind == "worry_opened":
        open_worry(db, mentors.lead, place, now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    clock.move(days=1)
    send_due(platform.sessions, platform.office, clock=clock)
    of = select(Letter).where(Letter.kind == kind).order_by(Letter.occurrence)
    letter = db.scalars(of.execution_options(populate_existing=True)).first()
    assert letter is not None
    assert letter.state == "sent"
    said = f"{letter.subject} {letter.body}"
    for secret in (WORDS, "Harry", "Petra Nurse" if kind != "worry_opened" else "Sam", "worried"):
        assert secret not in said
    if kind == "worry_opened":
        # Whoever sees it on the raiser's phone does not learn what it is about.
        assert "safeguarding" not in said
        assert "/mentoring/" not in said


def test_a_letter_about_what_was_opened_meanwhile_does_not_go(
    mentors: Mentors, platform: Platform, clock: StoppedClock
) -> None:
    db = mentors.db
    place = make_worry(db, mentors.joan)
    open_worry(db, mentors.lead, place, now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    waiting = db.scalars(select(Letter).where(Letter.kind == "worry_waiting")).one()
    assert waiting.state == "lapsed"


def test_a_lead_whom_no_letter_reaches_is_rung_whether_anything_waits_or_not(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    for person in (mentors.lead, mentors.coordinator):
        person.email, person.channel, person.post_address = None, "post", "1 Mill Lane"
    db.commit()
    for hours in (0, 1):
        raise_unreached(db, now=NOON + timedelta(hours=hours))
    db.commit()
    page = as_person(mentors.coordinator).get("/mentoring/coordination/calls/").text
    assert page.count("They keep people in mentoring safe") == 2
    assert "Sam Safe" in page
    assert "worry" not in page.partition("They keep")[2].partition("</section>")[0]
    db.execute(update(MentoringCall).values(settled_at=NOON))
    assert raise_unreached(db, now=NOON + timedelta(hours=23)) == 0
    assert raise_unreached(db, now=NOON + timedelta(hours=25)) == 1
    mentors.lead.email = "sam@learning.example"
    db.execute(update(MentoringCall).values(settled_at=NOON))
    db.flush()
    assert raise_unreached(db, now=NOON + timedelta(days=9)) == 0
