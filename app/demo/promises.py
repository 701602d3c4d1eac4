"""What people of the demo pledge, and how it goes: some in each state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from app.cohorts.queries import Seat
from app.cohorts.queries.seats import seat_by_slug
from app.demo.scene import DemoCohort, Learner, Scene
from app.practice.actions.pledge_answers import Told, keep_answer
from app.practice.actions.pledge_changes import amend_words
from app.practice.actions.pledge_questions import ask_pledges
from app.practice.actions.pledges import Promise, make_pledge
from app.practice.actions.pledges_told import Sending, enter_answer, enter_pledge
from app.practice.queries.pledges import pledge_place
from app.practice.rules.pledges import (
    BLOCKED,
    CALL,
    CHANGED,
    COHORT,
    DONE,
    GOING,
    HELPERS,
    ME,
    Wording,
)

# How big, what, when, where and with whom; who reads it; and what is said about it later.
PLEDGES: tuple[tuple[Promise, Sequence[Told]], ...] = (
    (
        Promise(
            "adapt",
            Wording("I will ask the last patient before lunch what matters to them.", "every day"),
            COHORT,
            "gp-what-matters",
        ),
        (Told(GOING, words="Three times this week."),),
    ),
    (
        Promise(
            "adopt",
            Wording("I will go along to the Tuesday walk.", "Tuesdays", "the canal", "Bola"),
            COHORT,
        ),
        (Told(BLOCKED, "time", "Clinic runs late on Tuesdays."),),
    ),
    (
        Promise("disrupt", Wording("I will leave one chair at our meeting to a neighbour."), ME),
        (Told(BLOCKED, "say", "My manager decides who comes."), Told(GOING, words="She said yes!")),
    ),
    (
        Promise("adapt", Wording("I will put the kettle on before the notes come out."), HELPERS),
        (Told(DONE, words="It changed the whole hour."),),
    ),
    (
        Promise("adopt", Wording("I will start a list of what people here are good at."), ME),
        (Told(CHANGED, words="The street has one already. I will add to theirs."),),
    ),
    (Promise("adapt", Wording("I will ring instead of writing.", "from Monday on"), COHORT), ()),
)


def make_promises(scene: Scene, demo: DemoCohort, tried: Collection[UUID]) -> None:
    """Whoever is tried out has one that was asked about; others have one in each state."""
    others = [one for one in demo.joined if one.person.id not in tried]
    for one in demo.joined:
        if one.person.id in tried:
            _asked_about(scene, demo, one)
    for number, one in enumerate(others[1:]):
        _promise(scene, demo, one, number)
    ask_pledges(scene.db, now=scene.ago(days=3))
    for one in others[:1]:
        _tell(scene, demo, one)


def _asked_about(scene: Scene, demo: DemoCohort, one: Learner) -> None:
    """Made before the course, asked about three days ago, and not answered yet."""
    promise, _ = PLEDGES[0]
    made = _make(scene, demo, one, promise, days=34)
    at = pledge_place(scene.db, one.person, pledge_id=made)
    assert at is not None  # noqa: S101 - it was made in the line before
    words = Wording("I will ask the last patient of the day what matters to them.", "every day")
    amend_words(scene.db, one.person, at, words, now=scene.ago(days=2))


def _promise(scene: Scene, demo: DemoCohort, one: Learner, number: int) -> None:
    promise, answers = PLEDGES[number % len(PLEDGES)]
    made = _make(scene, demo, one, promise, days=18)
    for days, told in enumerate(answers):
        now = scene.ago(days=6 - days, minutes=number)
        keep_answer(scene.db, made, told, by=None, form=scene.key(), now=now)


def _make(scene: Scene, demo: DemoCohort, one: Learner, promise: Promise, *, days: int) -> UUID:
    now, slug = scene.ago(days=days), demo.cohort.slug
    return make_pledge(
        scene.db, one.person, slug=slug, promise=promise, form_key=scene.key(), now=now
    )


def _tell(scene: Scene, demo: DemoCohort, one: Learner) -> None:
    """Somebody told the facilitator on the phone, who entered it."""
    seat = seat_by_slug(scene.db, demo.facilitator, slug=demo.cohort.slug)
    assert isinstance(seat, Seat)  # noqa: S101 - the facilitator runs this cohort
    told = Promise("adapt", Wording("I will knock next door once a week.", "Sundays"), HELPERS)
    sending = Sending(one.person.id, scene.key())
    number = enter_pledge(scene.db, demo.facilitator, seat, sending, told, now=scene.ago(days=10))
    answer = Told(GOING, words="We had tea.", via=CALL)
    sending = Sending(one.person.id, scene.key(), number)
    enter_answer(scene.db, demo.facilitator, seat, sending, answer, now=scene.ago(days=2))
