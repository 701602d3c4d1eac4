"""What groups of the demo say together, and how some of its people say they are."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.gatherings.models import Gathering
from app.people.models import Person
from app.practice.actions.group_looks import SentLook, keep_group_look
from app.practice.actions.groups import NewGroup, begin_group, put_in_group
from app.practice.actions.wellbeing import enter_wellbeing, say_wellbeing
from app.practice.queries.groups import GroupLookPlace, GroupPlace, group_place
from app.practice.queries.questions import questions_of
from app.practice.rules.groups import APART, COHORT, GROUP, Said, SentItem
from app.practice.rules.looks import AFTER, BEFORE

NOTE = (
    "Those who live here said 3, those who work here said 7. We talked about who comes to the "
    "open morning and who does not, and left it at two numbers."
)
OTHER_NOTE = "Most of us said 5. One of us thinks of the back room, where nobody is asked."
# The questions of wellbeing that people in the demo answer; nobody has to answer all.
ASKED = ("satisfied", "worthwhile", "happy")


def hold_together(scene: Scene, demo: DemoCohort, past: Gathering, tried: Collection[UUID]) -> None:
    """A group at the first session, and one of a practice, which a facilitator typed in."""
    # The session was a week ago.
    db, began = scene.db, scene.ago(days=6)
    people = [one.person for one in demo.joined if one.person.id in tried]
    first = demo.joined[0].person
    at_session = _group(scene, demo, first, "The neighbourhood round the canal", past.id, COHORT)
    for person in people:
        put_in_group(db, at_session.group.id, person.id, now=began, is_named=person is people[-1])
    _together(scene, first, at_session, BEFORE, 9, days_ago=6)
    _together(scene, first, at_session, AFTER, 7, days_ago=1)
    told = _group(scene, demo, demo.facilitator, "Hilltop Surgery, the whole team", None, GROUP)
    _together(scene, demo.facilitator, told, BEFORE, 6, days_ago=5)


def say_how_they_are(scene: Scene, demo: DemoCohort, tried: Collection[UUID]) -> None:
    """Whoever is tried out answers the four questions, the second time on the phone."""
    for one in demo.joined:
        if one.person.id in tried:
            for days in (20, 1):
                sent = {key: str(scene.chance.randint(4, 8)) for key in ASKED}
                if days > 1:
                    say_wellbeing(
                        *(scene.db, one.person),
                        sent=sent,
                        form_key=scene.key(),
                        now=scene.ago(days=days),
                    )
                    continue
                enter_wellbeing(
                    *(scene.db, demo.facilitator, demo.cohort),
                    person_id=one.person.id,
                    sent=sent,
                    form_key=scene.key(),
                    now=scene.ago(days=days),
                )


def _group(
    scene: Scene,
    demo: DemoCohort,
    actor: Person,
    name: str,
    gathering_id: UUID | None,
    seen_by: str,
) -> GroupPlace:
    new = NewGroup(name, gathering_id, seen_by, scene.key())
    made = begin_group(scene.db, actor, demo.cohort, new, now=scene.ago(days=6))
    place = group_place(scene.db, actor, slug=demo.cohort.slug, group_id=made)
    assert place is not None  # noqa: S101 - it was made in the line before
    return place


def _together(
    scene: Scene, actor: Person, at: GroupPlace, moment: str, people: int, *, days_ago: int
) -> None:
    asked = questions_of(scene.db, at.cohort).asked
    items = {
        one.item: SentItem(Said(str(scene.chance.randint(3, 6) + (moment == AFTER) * 2)), 0)
        for one in asked
    }
    if moment == BEFORE:
        items[asked[0].item] = SentItem(Said(APART, NOTE), 0)
    else:
        items[asked[1].item] = SentItem(Said("5", OTHER_NOTE), 0)
    sent = SentLook(items, people, is_all=True)
    keep_group_look(scene.db, actor, GroupLookPlace(at, moment), sent, now=scene.ago(days=days_ago))
