"""What the demo offers people for sharing what they know: amounts, and offers in each state."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.demo.scene import Scene
from app.mentoring.actions.offers import NewOffer, offer_payment
from app.mentoring.actions.rates import NewRate, make_rate
from app.mentoring.actions.recognition import answer_offer, note_done, note_paid
from app.mentoring.models import MentoringProfile
from app.mentoring.queries.recognition import OfferPlace, all_rates, offer_place
from app.mentoring.rules.recognition import ACCEPTED, DATA, PAYMENT, TRAVEL
from app.people.models import Person

# What may be offered: its name, its kind, pence, and days to pay.
RATES = (
    ("An hour of sharing in a session", PAYMENT, 2500, 14),
    ("A day ticket for the bus", TRAVEL, 500, 7),
    ("Phone data for a month", DATA, 1000, 7),
)
TALK = "Tell the next session how the walking group began"
BUS = "Come to the circle of mentors by bus"
CALLS = "Video calls with the person you walk with"


def offer_something(scene: Scene, coordinator: Person, creator: Person) -> None:
    """One offer waits for an answer, one is owed, and one was paid; others than the first by name.

    In a demo of few people there are fewer.
    """
    for title, kind, pence, days in RATES:
        rate = NewRate(title, kind, pence, days, scene.ago(days=60).date(), None)
        make_rate(scene.db, coordinator, rate, request_key=scene.key(), now=scene.ago(days=60))
    talk, bus, data = _by_title(scene)
    _offer(scene, coordinator, creator, talk, TALK, days=2)
    others = _who_takes_part(scene, but={creator.id, coordinator.id})
    for person, rate_id, task in zip(others, (bus, data), (BUS, CALLS), strict=False):
        place = _offer(scene, coordinator, person, rate_id, task, days=9)
        answer_offer(scene.db, person, place, ACCEPTED, now=scene.ago(days=8))
        if rate_id == data:
            day = scene.ago(days=6)
            note_done(scene.db, coordinator, place, day.date(), now=day)
            note_paid(scene.db, coordinator, place, day=day.date(), pence=None, now=day)


def _offer(
    scene: Scene, coordinator: Person, person: Person, rate_id: UUID, task: str, *, days: int
) -> OfferPlace:
    made = offer_payment(
        scene.db,
        coordinator,
        NewOffer(person.id, rate_id, task, 1),
        request_key=scene.key(),
        now=scene.ago(days=days),
    )
    place = offer_place(scene.db, coordinator, recognition_id=made)
    if place is None:
        raise LookupError(made)
    return place


def _by_title(scene: Scene) -> Sequence[UUID]:
    """The amounts in the order of RATES."""
    ids = {one.title: one.id for one in all_rates(scene.db)}
    return [ids[title] for title, *_ in RATES]


def _who_takes_part(scene: Scene, *, but: set[UUID]) -> Sequence[Person]:
    """Two people who have a profile, by name."""
    return scene.db.scalars(
        select(Person)
        .join(MentoringProfile, MentoringProfile.person_id == Person.id)
        .where(Person.id.not_in(but))
        .order_by(Person.name, Person.id)
        .limit(2)
    ).all()
