"""What people of the demo say for mentoring, so that a matching has somebody to bring together."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.cohorts.queries.places import places_of
from app.demo.scene import DemoCohort, Learner, Scene
from app.demo.words import MENTORING
from app.mentoring.actions.choices import keep_choices
from app.mentoring.actions.profiles import keep_profile
from app.mentoring.actions.runs import ask_for_run
from app.mentoring.rules.profiles import Said, side_for
from app.mentoring.rules.topics import CHARACTERISTICS, TIMES, TOPICS
from app.people.models import Person

# So many besides those to try the platform as.
OTHERS = 12
WAYS = (("phone", "text"), ("in_person", "phone"), ("video", "phone"), ("in_person", "phone"))
# Of so many, one says what they may share.
ONE_SHARES_IN = 3


def say_what_they_bring(
    scene: Scene, demo: DemoCohort, coordinator: Person, tried: set[UUID]
) -> None:
    """A dozen people have a profile; the coordinator filled in those of people without e-mail."""
    first = [one for one in demo.joined if one.person.id in tried or one.person.email is None]
    others = [one for one in demo.joined if one not in first]
    mentors = [*first, *others[:OTHERS]]
    place = places_of(scene.db, demo.cohort.id)[-1].id
    for number, one in enumerate(mentors):
        _say(scene, coordinator, one, place, number)
    for one, named in zip(mentors[::2], mentors[1::2], strict=False):
        actor = one.person if one.person.email else coordinator
        keep_choices(scene.db, actor, one.person, [named.person.id], now=scene.ago(days=3))


def ask_for_matching(scene: Scene, coordinator: Person) -> None:
    """A matching waits for the coordinator to decide on it."""
    ask_for_run(scene.db, coordinator, request_key=scene.key(), now=scene.ago(hours=1))


def _say(scene: Scene, coordinator: Person, one: Learner, place: UUID, number: int) -> None:
    # Earlier parts of the demo made them in a session of their own.
    person, chance = scene.db.get_one(Person, one.person.id), scene.chance
    offer_words, wish_words = MENTORING[number % len(MENTORING)]
    said = Said(
        side=side_for([one.enrolment.standing]),
        what_i_bring=person.what_i_bring,
        offers=_some(scene, list(TOPICS), 4),
        offer_words=offer_words,
        wishes=_some(scene, list(TOPICS), 3),
        wish_words=wish_words,
        contact_modes=WAYS[number % len(WAYS)],
        languages=["en", *(["pl"] if number % 5 == 0 else [])],
        place_id=place,
        furthest_km=16,
        times=_some(scene, list(TIMES), 7),
        capacity=chance.choice((1, 1, 2)),
        characteristics=_some(scene, list(CHARACTERISTICS)[:6], 2)
        if number % ONE_SHARES_IN == 0
        else [],
        characteristics_as_reason=number % ONE_SHARES_IN == 0,
    )
    actor = person if person.email else coordinator
    keep_profile(scene.db, actor, person, said, seen=None, now=scene.ago(days=5))


def _some(scene: Scene, words: Sequence[str], number: int) -> list[str]:
    return scene.chance.sample(words, number)
