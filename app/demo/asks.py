"""What the demo's published report asks of others, and what came of it so far."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.scene import DemoCohort, Scene
from app.kit.times import in_zone
from app.outputs.actions.ask_answers import Said, answer_ask
from app.outputs.actions.asks import Wording, propose_ask, put_ask
from app.outputs.models import Ask, Output
from app.outputs.rules.asks import AGAIN, DONE, WILL_DO

SURGERY, COUNCIL = "the practice managers of our surgeries", "the district council"
PUT = (
    (Wording("Keep one room free for talking, one afternoon a month.", SURGERY), 33),
    (Wording("Put the bench back beside the surgery.", COUNCIL), 26),
    (Wording("Tell us who can use the hall in the evenings.", COUNCIL), 40),
)
CAME = (
    (DONE, "The meeting room is free on the first Tuesday of each month, from two.", SURGERY, 9),
    (WILL_DO, "It is on the list of repairs, and will be back before the spring.", COUNCIL, 6),
    (AGAIN, "We wrote to them again, and left a message.", COUNCIL, 12),
)
IDEA = Wording("Show the walking map in the waiting room.", SURGERY)


def say_what_came(scene: Scene, demo: DemoCohort, output_id: UUID) -> None:
    """One thing is done, one is promised, one waits, and somebody proposes another."""
    output = scene.db.get_one(Output, output_id)
    today = in_zone(scene.now, demo.cohort.time_zone).date()
    for wording, days in PUT:
        put_ask(
            scene.db,
            demo.facilitator,
            output=output,
            wording=wording,
            asked_on=today - timedelta(days=days),
            request_key=scene.key(),
            today=today,
            now=scene.ago(days=4),
        )
    for ask, (kind, text, by_whom, days) in zip(_asks(scene, output), CAME, strict=True):
        on_day = today - timedelta(days=days)
        by_when = today + timedelta(days=90) if kind == WILL_DO else None
        answer_ask(
            scene.db,
            demo.facilitator,
            ask,
            cohort=demo.cohort,
            said=Said(kind, text, by_whom, on_day, by_when),
            request_key=scene.key(),
            now=scene.ago(days=2),
        )
    whose = demo.joined[0].person
    propose_ask(
        scene.db,
        whose,
        output=output,
        wording=IDEA,
        whose_id=whose.id,
        request_key=scene.key(),
        today=today,
        now=scene.ago(days=1),
    )


def _asks(scene: Scene, output: Output) -> list[Ask]:
    """What was put, in the order of `PUT`."""
    rows = scene.db.scalars(select(Ask).where(Ask.output_id == output.id))
    found = {ask.text: ask for ask in rows}
    return [found[wording.text] for wording, _ in PUT]
