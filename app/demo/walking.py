"""People of the demo who walk together: how they came to it, and what only they can read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from itertools import islice
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.mentoring.actions.agreements import Wording, sign_agreement, write_agreement
from app.mentoring.actions.answers import answer_proposal
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.goals import set_goal
from app.mentoring.actions.happenings import Told, note_meeting
from app.mentoring.actions.meetings import MeetingPlan, plan_meeting
from app.mentoring.actions.notebook import write_note
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.queries.pairings import PairingPlace, place_of
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.agreements import PAPER
from app.mentoring.rules.runs import BY_HAND
from app.people.models import Person

# So many days ago they were asked: before their first check-in, in the cohort that came before.
ASKED = 36
# So many pairs besides those to try the platform as: one of each is reached by no e-mail.
OTHER_PAIRS = 2
BOUNDARIES = "We leave our families out of it. Either of us can say: not today."
NOTES = (
    "You said the group will come if nobody stands at the front. I would like to try that.",
    "I rang three people instead of writing to them. Two of them rang me back.",
)
GOAL = (
    "Open the walking group to the next street",
    "Ask who walks there already\nOne walk with them",
)


def walk_together(scene: Scene, demo: DemoCohort, coordinator: Person, tried: set[UUID]) -> None:
    """Those to try the platform as have met and will meet again; so have a few others."""
    two = [one.person for one in demo.joined if one.person.id in tried]
    if len(two) > 1 and not partners_of(scene.db, two[0].id):
        one, other = two[:2]
        place = _brought_together(scene, coordinator, one, other)
        _agree(scene, place, one, other, coordinator)
        _meet(scene, place, one, other, zone=demo.cohort.time_zone)
        for one, other in _others(demo, tried):
            place = _brought_together(scene, coordinator, one, other)
            _agree(scene, place, one, other, coordinator)
            _met(scene, place, one, days=17)


def _others(demo: DemoCohort, tried: set[UUID]) -> Iterable[tuple[Person, Person]]:
    """Who walks with whom: somebody with e-mail, and somebody without."""
    people = [one.person for one in demo.joined if one.person.id not in tried]
    reached = [one for one in people if one.email]
    by_hand = [one for one in people if not one.email]
    return islice(zip(reached, by_hand, strict=False), OTHER_PAIRS)


def _brought_together(
    scene: Scene, coordinator: Person, one: Person, other: Person
) -> PairingPlace:
    made = propose_pairing(
        scene.db,
        Proposal(one.id, other.id, BY_HAND),
        by=coordinator,
        request_key=scene.key(),
        now=scene.ago(days=ASKED),
    )
    place = place_of(scene.db, made.id)
    if place is None:
        raise LookupError(made.id)
    for person, days in ((one, 1), (other, 1.5)):
        own = Entry(person, person.id)
        answer_proposal(scene.db, place, own, says_yes=True, now=scene.ago(days=ASKED - days))
    return place


def _agree(
    scene: Scene, place: PairingPlace, one: Person, other: Person, coordinator: Person
) -> None:
    wording = Wording(["phone"], "fortnightly", scene.ago(days=-180).date(), BOUNDARIES)
    moment = scene.ago(days=ASKED - 1.75)
    own = Entry(one, one.id)
    write_agreement(scene.db, place, own, wording, seen=0, request_key=scene.key(), now=moment)
    theirs = Entry(other, other.id) if other.email else Entry(coordinator, other.id, PAPER)
    sign_agreement(scene.db, place, theirs, number=1, now=scene.ago(days=ASKED - 2))


def _met(scene: Scene, place: PairingPlace, one: Person, *, days: float) -> None:
    moment = scene.ago(days=days)
    note_meeting(
        scene.db,
        place,
        Told(one, one),
        mode="phone",
        day=moment.date(),
        now=moment,
    )


def _meet(scene: Scene, place: PairingPlace, one: Person, other: Person, *, zone: str) -> None:
    for days in (20, 2):
        _met(scene, place, one, days=days)
    plan = MeetingPlan(scene.ago(days=-12).date(), time(14), 45, "phone", "", zone)
    plan_meeting(
        scene.db, place, one, plan, request_key=scene.key(), now=scene.ago(days=1, hours=20)
    )
    for writer, words, hours in zip((one, other), NOTES, (20, 4), strict=True):
        write_note(
            scene.db, place, writer, words, request_key=scene.key(), now=scene.ago(hours=hours)
        )
    title, steps = GOAL
    set_goal(
        *(scene.db, place, other),
        title=title,
        steps=steps,
        request_key=scene.key(),
        now=scene.ago(hours=3),
    )
