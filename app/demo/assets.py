"""What people of the demo know of their place, and what they offer."""

from __future__ import annotations

from uuid import UUID

from app.cohorts.queries import Seat
from app.cohorts.queries.seats import seat_by_slug
from app.demo.scene import DemoCohort, Learner, Scene
from app.participation.actions.ask_assets import ask_assets
from app.participation.actions.asset_answers import say_gone, suggest_change
from app.participation.actions.assets import AssetWords, Source, add_asset
from app.participation.actions.skills import SkillWords, offer_skill
from app.participation.rules.assets import GROUP, PHONE, PLACE, SERVICE
from app.people.models import Person

# What there is, and how many days ago somebody told it.
THERE: tuple[tuple[AssetWords, int], ...] = (
    (
        AssetWords(
            *(GROUP, "The Canal Choir", "Forty people who sing. Nobody can read music."),
            offers="Singing on Tuesdays at 7pm, and tea after it.",
            for_whom="Everybody, and children with a grown-up",
            reach="The side door of the mill, any Tuesday",
            step_free="yes",
            cost="free",
            languages="English, Polish, Urdu",
            access="Somebody meets you at the door the first time. A hearing loop.",
            area="By the canal",
            position="53.402, -2.236",
        ),
        200,
    ),
    (
        AssetWords(
            *(PLACE, "St Mark’s Hall", "A warm room with a kitchen."),
            offers="Soup on Fridays. The hall can be had for nothing by neighbours’ groups.",
            for_whom="Everybody",
            reach="The board outside has the number",
            step_free="partly",
            cost="free",
            access="The kitchen has two steps; the hall has none.",
            area="Behind the mill",
            position="53.406, -2.231",
        ),
        40,
    ),
    (
        AssetWords(
            *(SERVICE, "The library", "Books, and people who know where to ask."),
            offers="Help with forms on Wednesday mornings. Computers.",
            reach="At the desk, every day but Sunday",
            step_free="yes",
            cost="free",
            languages="English, Welsh, Bengali",
            area="High Street",
            position="53.399, -2.244",
        ),
        30,
    ),
    (
        AssetWords(
            *(GROUP, "Shed on the allotments", "Old and young who mend things."),
            offers="Tools to borrow, and somebody to show you how.",
            step_free="no",
            cost="some",
            area="Top of the hill",
            position="53.410, -2.247",
        ),
        300,
    ),
    (
        AssetWords(
            *(PLACE, "The long bench", "Where people sit and talk after school."),
            cost="free",
            step_free="yes",
            position="53.402, -2.237",
        ),
        20,
    ),
    (AssetWords(GROUP, "Sunday walkers", offers="A slow walk, two miles, dogs too."), 60),
)
OFFERS = (
    "I can read a long letter with you and say it in plain words.",
    "I have a van and Saturday mornings.",
    "I cut hair, at your kitchen table if you like.",
    "Bread. I bake it, and I can show you how.",
)


def map_what_is_there(scene: Scene, demo: DemoCohort, tried: set[UUID]) -> None:
    """Some of it is fresh, some has to be asked about, and one thing is gone."""
    own = [one for one in demo.joined if one.person.id in tried]
    others = [one for one in demo.joined if one.person.id not in tried]
    tellers = [*own[:1], *others]
    for place, (words, days) in enumerate(THERE):
        _add(scene, demo, tellers[place % len(tellers)].person, words, days)
    # In the smallest demo there is nobody but those one tries it as.
    teller = (others or own)[0].person
    gone = _add(scene, demo, teller, AssetWords(PLACE, "The corner café"), 90)
    seat = _seat(scene, demo, demo.facilitator)
    told = Source(teller.id, PHONE)
    say_gone(scene.db, demo.facilitator, seat, asset_id=gone, source=told, now=scene.ago(days=3))
    ask_assets(scene.db, now=scene.ago(days=2))
    _offer(scene, demo, others)


def _add(scene: Scene, demo: DemoCohort, person: Person, words: AssetWords, days: int) -> UUID:
    seat = _seat(scene, demo, person)
    now = scene.ago(days=days)
    made = add_asset(scene.db, person, seat, words, Source(), form=scene.key(), now=now)
    if words.name == "The library":
        suggest_change(
            *(scene.db, demo.joined[-1].person),
            asset_id=made,
            words="The help with forms is on Thursdays now.",
            form=scene.key(),
            now=scene.ago(days=1),
        )
    return made


def _offer(scene: Scene, demo: DemoCohort, others: list[Learner]) -> None:
    """Most say it themselves; one rang."""
    for one, words in zip(others, OFFERS, strict=False):
        is_told = words is OFFERS[-1]
        actor = demo.facilitator if is_told else one.person
        offer_skill(
            *(scene.db, actor, _seat(scene, demo, actor), SkillWords(words, says_yes=True)),
            Source(one.person.id, PHONE) if is_told else Source(),
            form=scene.key(),
            now=scene.ago(days=12),
        )


def _seat(scene: Scene, demo: DemoCohort, person: Person) -> Seat:
    seat = seat_by_slug(scene.db, person, slug=demo.cohort.slug)
    assert seat is not None  # noqa: S101 - they are in this cohort
    return seat
