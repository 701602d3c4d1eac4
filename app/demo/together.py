"""What the people of the demo's cohort do with each other, besides the course."""

from __future__ import annotations

from uuid import UUID

from app.demo import (
    assets,
    completing,
    deciding,
    groups,
    indicators,
    looking_back,
    mentors,
    needs,
    practice,
    promises,
    sharing,
    supports,
    tales,
    walking,
)
from app.demo.scene import DemoCohort, Scene
from app.gatherings.models import Gathering
from app.people.models import Person


def live_together(scene: Scene, demo: DemoCohort, coordinator: Person, tried_as: set[UUID]) -> None:
    """What they decide, whom they walk with, and what they let each other read."""
    deciding.decide(scene, demo, tried_as)
    looking_back.write_before(scene, demo, tried_as)
    mentors.say_what_they_bring(scene, demo, coordinator, tried_as)
    walking.walk_together(scene, demo, coordinator, tried_as)
    sharing.let_read(scene, demo, tried_as)


def practise(scene: Scene, demo: DemoCohort, past: Gathering, tried_as: set[UUID]) -> None:
    """How they find a practice, what they promise, what is good here, and who needs somebody."""
    practice.hold_plumblines(scene, demo, tried_as)
    groups.hold_together(scene, demo, past, tried_as)
    groups.say_how_they_are(scene, demo, tried_as)
    indicators.look_at_something(scene, demo)
    promises.make_promises(scene, demo, tried_as)
    assets.map_what_is_there(scene, demo, tried_as)
    supports.map_supports(scene, demo, tried_as)
    tales.tell_tales(scene, demo, tried_as)
    needs.be_in_touch(scene, demo)
    completing.go_through_all(scene, demo, tried_as)
