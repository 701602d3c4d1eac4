"""What the demo's people do about reports: until when they answer, what they wish, who has one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.scene import DemoCohort, Scene
from app.outputs.actions.answer import answer, ask_for_reading
from app.outputs.actions.answering_time import choose_last_day
from app.outputs.actions.recipients import Gift, note_recipient
from app.outputs.models import Output
from app.outputs.queries.approvals import asked_of_output
from app.outputs.rules.consent import WAITING, today_in
from app.outputs.rules.reading import CHANGE
from app.people.models import Person

GIVEN = (
    ("Practice manager, Harbour Surgery", "paper"),
    ("Health and wellbeing board", "email"),
    ("Everybody who came to the open evening", "in_person"),
)
WISH = "Please take out the name of the street."


def look_after_reports(scene: Scene, demo: DemoCohort, tried: set[UUID]) -> None:
    """The first report was given to some; the next waits for answers, wishes and a reading."""
    wanted = select(Output).where(Output.cohort_id == demo.cohort.id).order_by(Output.created_at)
    first, *others = scene.db.scalars(wanted).all()
    day = today_in(demo.cohort.time_zone, scene.ago(days=4))
    for to_whom, how in GIVEN:
        note_recipient(
            scene.db,
            demo.facilitator,
            output=first,
            cohort=demo.cohort,
            number=1,
            gift=Gift(to_whom, how, day),
            request_key=scene.key(),
            now=scene.ago(days=4),
        )
    for output in others:
        _ask_until(scene, demo, output, tried)


def _ask_until(scene: Scene, demo: DemoCohort, output: Output, tried: set[UUID]) -> None:
    """A last day for answers; two who are not for trying out say something already."""
    now = scene.ago(hours=3)
    last = today_in(demo.cohort.time_zone, now) + timedelta(days=7)
    choose_last_day(scene.db, output, cohort=demo.cohort, day=last, now=now)
    waiting = [
        asked
        for asked in asked_of_output(scene.db, output.id)
        if asked.selection.answer == WAITING and asked.author_id not in tried
    ]
    for asked in waiting[:1]:
        author = scene.db.get_one(Person, asked.author_id)
        shown = asked.voice.shown_sha256
        answer(scene.db, author, asked, says=CHANGE, shown=shown, wish=WISH, now=now)
    ask_for_reading(scene.db, waiting[1:2], now=now)
