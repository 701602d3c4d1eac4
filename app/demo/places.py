"""The demo's places: each cohort comes from a network and from a neighbourhood in it."""

from __future__ import annotations

from uuid import UUID

from app.cohorts.actions.places import PlaceFacts, add_place
from app.demo.scene import Scene
from app.people.models import Person

NAMES = ("Riverside", "Hilltop", "Harbour", "Meadow", "Canalside", "Orchard")
FIRST_CODE = 90001
# The middle of the first place; each that follows lies a little further north.
NORTH, EAST, STEP = 53.4, -2.25, 0.03


def name_of(number: int) -> str:
    """Where the cohort with this number (from 0) comes from, such as `Riverside`."""
    again = f" {number // len(NAMES) + 1}" if number >= len(NAMES) else ""
    return f"{NAMES[number % len(NAMES)]}{again}"


def make_places(scene: Scene, lead: Person, number: int) -> list[UUID]:
    """The two places of the cohort with this number."""
    name = name_of(number)
    middle = f"{NORTH + number * STEP:.3f}, {EAST}"
    facts = (
        PlaceFacts(f"{name} Primary Care Network", "pcn", f"U{FIRST_CODE + number}", middle),
        PlaceFacts(f"{name} estate", "neighbourhood", position=middle),
    )
    at = scene.ago(days=28)
    return [add_place(scene.db, lead, place, now=at).id for place in facts]
