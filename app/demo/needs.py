"""What the demo's facilitator did about people who need somebody, and who said what they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.demo.people import ZONE
from app.demo.scene import DemoCohort, Scene
from app.demo.sessions import say_one_comes
from app.insights.actions.tell import Told, tell
from app.insights.queries.needs.groups import runs_of
from app.insights.queries.needs.pages import need_seat, needs_page, person_needs
from app.insights.rules.needs.keeping import OPEN, SNOOZED
from app.insights.rules.needs.listing import Wanted
from app.kit.times import in_zone

# Somebody who has not answered is put off; a question is looked after, with a call.
PUT_OFF, LOOKED_AFTER = "invited", "question"


def be_in_touch(scene: Scene, demo: DemoCohort) -> None:
    """Somebody says what they need to come; one is put off, and one was rung."""
    one = demo.joined[-1]
    needs = "A seat near the door, please."
    say_one_comes(scene, demo, one, by=one.person, needs=needs, at=scene.ago(hours=20))
    today = in_zone(scene.now, ZONE).date()
    later = today + timedelta(days=5)
    _tell(scene, demo, PUT_OFF, Told((), "", None, "", "", SNOOZED, later, None))
    words = "Rang to say thank you for the question. We look at it together on Friday."
    me = str(demo.facilitator.id)
    _tell(scene, demo, LOOKED_AFTER, Told((), "call", today, words, me, OPEN, None, None))


def _tell(scene: Scene, demo: DemoCohort, reason: str, told: Told) -> None:
    """Say this about the first of those who are on the list for a reason, if there is one."""
    db, me, now = scene.db, demo.facilitator, scene.now
    db.flush()
    runs = [run for run in runs_of(db, me) if run.id == demo.cohort.id]
    found = needs_page(db, me, runs, Wanted(reason=reason), number=1, now=now).page.rows
    seat = need_seat(db, me, enrolment_id=found[0].one.enrolment_id) if found else None
    about = person_needs(db, me, seat, now) if seat else None
    if about:
        chosen = [need.value for need in about.needs if need.rule.key == reason]
        tell(db, me, replace(told, chosen=chosen), about, form=scene.key(), now=now)
