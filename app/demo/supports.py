"""Who and what supports people of the demo; one map is shared, and one was told by phone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from app.cohorts.queries.seats import seat_by_slug
from app.demo.scene import DemoCohort, Learner, Scene
from app.mentoring.actions.audience import Audience
from app.mentoring.rules.sharing import FACILITATOR
from app.participation.actions.support import (
    SupportWords,
    enter_support,
    put_support,
    say_strengths,
)
from app.participation.actions.support_shares import MapSharing, open_map, share_map
from app.participation.queries.support import own_map
from app.participation.rules.support import DOING, GROUP, PERSON, PLACE

STRENGTHS = "I keep going. People say that I listen well, and I can laugh about myself."
SUPPORTS = (
    SupportWords(PERSON, "My sister", 1, "She rings every Sunday, whatever happens."),
    SupportWords(PERSON, "Bola from the canal walk", 2, "We say what we think."),
    SupportWords(PERSON, "The nurse on Tuesdays", 3, "She asks what matters to me."),
    SupportWords(GROUP, "The choir", 1, "I come home lighter than I went."),
    SupportWords(GROUP, "Neighbours on the stairs", 2),
    SupportWords(PLACE, "The long bench", 2, "Somebody always sits down beside me."),
    SupportWords(PLACE, "The library", 3),
    SupportWords(DOING, "Baking bread", 1, "My hands think for me."),
    SupportWords(DOING, "Walking before work", 2),
)


def map_supports(scene: Scene, demo: DemoCohort, tried: Collection[UUID]) -> None:
    """Whoever is tried out has a map; one of the others shared theirs with the facilitator."""
    own = [one for one in demo.joined if one.person.id in tried]
    others = [one for one in demo.joined if one.person.id not in tried]
    for one in own:
        _write(scene, one, SUPPORTS)
    for one in others[:1]:
        _write(scene, one, SUPPORTS[1:6])
        _share(scene, demo, one)
    for one in others[1:2]:
        _tell(scene, demo, one)


def _write(scene: Scene, one: Learner, supports: Sequence[SupportWords]) -> None:
    db, person = scene.db, one.person
    say_strengths(db, person, STRENGTHS, form=scene.key(), now=scene.ago(days=8))
    for place, words in enumerate(supports):
        now = scene.ago(days=8, minutes=-place)
        put_support(db, person, words, key="", form=scene.key(), now=now)


def _share(scene: Scene, demo: DemoCohort, one: Learner) -> None:
    mine = own_map(scene.db, one.person)
    if mine is None:
        return
    audience = Audience(FACILITATOR, demo.cohort.id, demo.facilitator.id)
    last_day = (scene.now + timedelta(days=20)).date()
    purpose = "So that you know whom to ask when I am quiet for a while."
    sharing = MapSharing(mine.number, audience, purpose, last_day)
    made = share_map(scene.db, one.person, sharing, form=scene.key(), now=scene.ago(days=6))
    open_map(scene.db, demo.facilitator, share_id=made, now=scene.ago(days=5))


def _tell(scene: Scene, demo: DemoCohort, one: Learner) -> None:
    seat = seat_by_slug(scene.db, demo.facilitator, slug=demo.cohort.slug)
    assert seat is not None  # noqa: S101 - the facilitator runs this cohort
    for words in SUPPORTS[3:5]:
        enter_support(
            *(scene.db, demo.facilitator, seat, one.person.id, words, ""),
            form=scene.key(),
            now=scene.ago(days=4),
        )
