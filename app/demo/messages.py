"""What the facilitator of the demo wrote to some of the people."""

from __future__ import annotations

from app.demo.scene import DemoCohort, Scene
from app.insights.actions.messages import Written, send_message
from app.insights.queries.messages import group_of, say_group
from app.insights.rules.filters import Filters

TEA = (
    "Next time there is tea from half past nine, in the room beside the hall. Come early if you "
    "like to talk first, or bring somebody along who has never been."
)
TOGETHER = (
    "Would you like somebody beside you for the first module? Ring us, and we do it together, on "
    "the phone or over a cup of tea."
)
WRITTEN = (
    ("Tea before we start", TEA, Filters(), 6),
    (
        "Somebody to go through it with",
        TOGETHER,
        Filters(standing="community_health_creator"),
        3,
    ),
)


def write_to_some(scene: Scene, demo: DemoCohort) -> None:
    """One message to everybody, and one to some."""
    for subject, words, filters, days in WRITTEN:
        now = scene.ago(days=days)
        group = group_of(scene.db, demo.facilitator, demo.cohort, filters, runs=True, now=now)
        if not group.people:
            continue
        send_message(
            *(scene.db, demo.facilitator, Written(subject, words, scene.key()), group),
            cohort=demo.cohort,
            to_whom=say_group(scene.db, demo.cohort, filters),
            now=now,
        )
