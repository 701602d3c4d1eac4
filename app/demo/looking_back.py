"""Logs of the demo that go back over months: with features, a changed entry, one thrown away."""

from __future__ import annotations

from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.actions.restore import restore_version
from app.reflections.actions.thrown_away import throw_entry_away
from app.reflections.actions.versions import add_version
from app.reflections.actions.write import write_reflection

# Days ago, what it is about, and the words.
EARLIER = (
    (
        *(190, ("listening",)),
        (
            "First week in the new team. I sat in the waiting room for half an hour before I said "
            "anything. People talk to each other there. I had never heard it from behind the desk."
        ),
    ),
    (
        *(151, ("strengths", "reciprocity")),
        (
            "Mr Okoro's daughter mends bicycles. I asked if she would show somebody else how. She "
            "laughed and said nobody at a surgery had ever asked her for anything."
        ),
    ),
    (
        *(118, ("truth-telling",)),
        (
            "We told the group that the clinic may move. It was quiet. Then somebody thanked us "
            "for not dressing it up."
        ),
    ),
    (*(74, ()), "Tired. A cup of tea with the choir helped more than the training did."),
    (
        *(41, ("power", "self-organising")),
        "The walking group chose its own route and its own hour. All I did was open the gate.",
    ),
)
CHANGED = (
    "The walking group chose its own route and its own hour. All I did was open the gate. "
    "I found that harder than I thought."
)
NOT_WANTED = "A note that was only for today."


def write_before(scene: Scene, demo: DemoCohort, tried_as: set[UUID]) -> None:
    """Those whom people try the demo as have written for half a year."""
    for learner in demo.joined:
        if learner.person.id in tried_as:
            _write_all(scene, learner.person)


def _write_all(scene: Scene, person: Person) -> None:
    for days, about, text in EARLIER:
        last = _write(scene, person, text, days)
        for key in about:
            say_feature(scene.db, person, reflection_id=last, key=key)
    add_version(scene.db, person, reflection_id=last, text=CHANGED, seen=1, now=scene.ago(days=40))
    restore_version(scene.db, person, reflection_id=last, number=1, now=scene.ago(days=39))
    add_version(scene.db, person, reflection_id=last, text=CHANGED, seen=3, now=scene.ago(days=38))
    thrown = _write(scene, person, NOT_WANTED, 12)
    throw_entry_away(scene.db, person, reflection_id=thrown, now=scene.ago(days=3))


def _write(scene: Scene, person: Person, text: str, days: int) -> UUID:
    return write_reflection(
        scene.db, person, text=text, request_key=scene.key(), now=scene.ago(days=days, hours=3)
    )
