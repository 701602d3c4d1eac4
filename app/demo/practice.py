"""What people of the demo hold their plumbline to, and the numbers that they give."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from app.demo.scene import DemoCohort, Learner, Scene
from app.practice.actions.counting import count_plumbline
from app.practice.actions.plumblines import begin_plumbline, give_scores
from app.practice.queries.plumblines import look_place
from app.practice.queries.questions import questions_of
from app.practice.rules.looks import AFTER, BACK, BEFORE, HIGHEST, LOWEST, UNSURE

PLACES = ("Hilltop Surgery", "The drop-in at St Mark's", "Our diabetes clinic", "The front desk")
# How far the numbers of each look lie above or below what somebody feels all in all.
SHIFTS = {BEFORE: 0, AFTER: 2, BACK: -1}


def hold_plumblines(scene: Scene, demo: DemoCohort, tried: Collection[UUID]) -> None:
    """Whoever is tried out has all three looks; others have some of them."""
    for number, one in enumerate(demo.joined):
        is_tried = one.person.id in tried
        if is_tried or number % 3:
            looks = (BEFORE, AFTER, BACK) if is_tried or number % 2 else (BEFORE,)
            _hold(scene, demo, one, number, looks)


def _hold(
    scene: Scene, demo: DemoCohort, one: Learner, number: int, looks: Collection[str]
) -> None:
    began = scene.ago(days=20, minutes=number)
    made = begin_plumbline(
        scene.db,
        one.person,
        slug=demo.cohort.slug,
        name=PLACES[number % len(PLACES)],
        form_key=scene.key(),
        now=began,
    )
    feels = scene.chance.randint(3, 6)
    for moment in looks:
        days = 20 if moment == BEFORE else 1
        _look(scene, one, made, moment, feels, scene.ago(days=days, minutes=number))


def _look(scene: Scene, one: Learner, made: UUID, moment: str, feels: int, now: datetime) -> None:
    at = look_place(scene.db, one.person, plumbline_id=made, moment=moment)
    assert at is not None  # noqa: S101 - it was made in the line before
    middle = feels + SHIFTS[moment]
    sent = {
        asked.item: str(min(HIGHEST, max(LOWEST, middle + scene.chance.randint(-2, 2))))
        for asked in questions_of(scene.db, at.place.cohort).asked
    }
    unsure = scene.chance.choice(list(sent))
    give_scores(scene.db, at, sent=sent | {unsure: UNSURE}, is_all=True, now=now)
    count_plumbline(scene.db, at.place.plumbline, is_counted=True)
