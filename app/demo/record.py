"""What the record says of the demo: its actions come by no address, so that is said here."""

from __future__ import annotations

from typing import cast

from app.audit.models import Entry
from app.audit.rules.entries import PERSON
from app.deeds import BY_ADDRESS
from app.demo.scene import DemoCohort, Scene
from app.kit.deeds import Deed
from app.people.models import Person

# How many days ago, and which deed.
BY_FACILITATOR = (
    (27, "cohorts.add_batch"),
    (21, "gatherings.plan_many"),
    (9, "outputs.ask_output"),
    (7, "gatherings.keep"),
    (6, "insights.send"),
    (5, "outputs.publish"),
    (3, "insights.send"),
)
BY_LEAD = ((28, "cohorts.make_facilitator"),)
BY_EACH = ((20, "cohorts.answer"),)


def say_what_was_done(scene: Scene, demo: DemoCohort, lead: Person) -> None:
    """Who invited, planned, wrote and noted, and that people said yes."""
    who = ((lead, BY_LEAD), (demo.facilitator, BY_FACILITATOR))
    for person, deeds in (*who, *((one.person, BY_EACH) for one in demo.joined)):
        for days, key in deeds:
            _say(scene, demo, person, key, days)
    _say(scene, demo, demo.facilitator, "insights.tell_of", 1, whom=demo.joined[0].person)


def _say(
    scene: Scene,
    demo: DemoCohort,
    person: Person,
    key: str,
    days: int,
    whom: Person | None = None,
) -> None:
    scene.db.add(
        Entry(
            at=scene.ago(days=days),
            by=PERSON,
            actor_id=person.id,
            whom_id=whom.id if whom else None,
            deed=key,
            readers=cast("Deed", BY_ADDRESS[key]).readers,
            cohort_id=demo.cohort.id,
        )
    )
