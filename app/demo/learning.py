"""What the demo's people count as learning for their own appraisal."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.scene import DemoCohort, Scene
from app.gatherings.models import Gathering
from app.people.models import Person
from app.reflections.actions.cpd.records import Belongs, Learning, count_learning
from app.reflections.models import Reflection
from app.reflections.queries.cpd.prefill import from_reflection, from_session
from app.reflections.rules.cpd import Words

LEARNED = "What people do for each other counts for more than I had thought."
CHANGED = "I ask who else is there for somebody, before I ask what is wrong."
ALONE = (
    Words("Read the manifesto on the train", "Control, contact and confidence are one story."),
    Words("A talk over tea with the link worker", "She knows who opens the hall on Sundays."),
)


def count_some(scene: Scene, demo: DemoCohort, past: Gathering, *, tried: set[UUID]) -> None:
    """One in ten, and whoever can be tried, has some lines in their own CPD record."""
    for place, learner in enumerate(demo.joined):
        if place % 10 == 0 or learner.person.id in tried:
            _lines_of(scene, learner.person, past)


def _lines_of(scene: Scene, person: Person, past: Gathering) -> None:
    then = scene.ago(hours=5)
    came = from_session(scene.db, person, past.id)
    if came and came.day and came.minutes:
        words = Words(came.title, LEARNED, CHANGED)
        whole = Learning(words, came.day, came.minutes, came.participatory)
        _count(scene, person, whole, Belongs(gathering_id=past.id))
    wrote = scene.db.scalar(
        select(Reflection.id)
        .where(Reflection.person_id == person.id)
        .order_by(Reflection.created_at, Reflection.id)
        .limit(1)
    )
    begun = from_reflection(scene.db, person, wrote) if wrote else None
    if begun and begun.day:
        words = Words(begun.title)
        _count(scene, person, Learning(words, begun.day, 25, participatory=False), Belongs(wrote))
    for weeks, words in enumerate(ALONE, start=1):
        day = (then - timedelta(weeks=weeks)).date()
        learning = Learning(words, day, 20 * weeks, participatory=weeks > 1)
        _count(scene, person, learning, Belongs())


def _count(scene: Scene, person: Person, learning: Learning, belongs: Belongs) -> None:
    count_learning(
        scene.db,
        person,
        learning,
        request_key=scene.key(),
        belongs=belongs,
        now=scene.ago(hours=5),
    )
