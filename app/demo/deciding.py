"""What people of the demo ask each other, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.participation.actions.close import close_due
from app.participation.actions.propose import PollIdea, start_poll
from app.participation.actions.vote import enter_vote, vote
from app.participation.rules import CHOICE, DOTS, NAMES_HIDDEN, SECRET

WALK = (
    "A walk from the surgery, each Tuesday",
    "A shared meal each month",
    "A garden behind the hall",
)
MATTERS = (
    *("Being listened to", "Somebody to talk to nearby", "A place to meet", "Time outdoors"),
    *("Help with forms", "Learning something new"),
)
DAYS = ("Tuesday at 10am", "Wednesday at 2pm", "Thursday at 6pm", "None of these")


def decide(scene: Scene, demo: DemoCohort, tried: set[UUID]) -> None:
    """A secret poll that has closed, a vote with dots that is open, and one with names hidden.

    People whose accounts are tried have not voted in the open ones.
    """
    first = _ask(
        *(scene, demo, "What shall we try first together?", WALK, CHOICE, SECRET),
        closes_at=scene.ago(days=1),
    )
    for place, one in enumerate(demo.joined):
        dots = [int(answer == int(place % 5 > 2)) for answer in range(len(WALK))]  # noqa: PLR2004
        vote(
            scene.db,
            poll_id=first,
            enrolment_id=one.enrolment.id,
            dots=dots,
            now=scene.ago(days=6),
        )
    close_due(scene.db, now=scene.ago(days=1))
    ahead = (scene.now + timedelta(days=6)).replace(hour=17, minute=0, second=0, microsecond=0)
    matters = _ask(
        *(scene, demo, "What matters most for a good life here?", MATTERS, DOTS, SECRET),
        closes_at=ahead,
    )
    suits = _ask(
        *(scene, demo, "When could you come to a walk?", DAYS, CHOICE, NAMES_HIDDEN),
        closes_at=ahead,
    )
    others = [one for one in demo.joined if one.person.id not in tried]
    for place, one in enumerate(others):
        given = [0] * len(MATTERS)
        given[place % len(MATTERS)], given[(place * 2 + 1) % len(MATTERS)] = 2, 1
        own = scene.ago(days=2)
        seat = one.enrolment.id
        if place % 3:
            vote(scene.db, poll_id=matters, enrolment_id=seat, dots=given, now=own)
            dots = [int(answer == place % 3) for answer in range(len(DAYS))]
            vote(scene.db, poll_id=suits, enrolment_id=seat, dots=dots, now=own)
        elif place < 7:  # noqa: PLR2004 - a few rang
            enter_vote(
                *(scene.db, demo.facilitator),
                poll_id=matters,
                person_id=one.person.id,
                dots=given,
                now=own,
            )


def _ask(
    scene: Scene,
    demo: DemoCohort,
    question: str,
    options: Sequence[str],
    kind: str,
    secrecy: str,
    *,
    closes_at: datetime,
) -> UUID:
    asker = demo.joined[len(options) % len(demo.joined)]
    idea = PollIdea(
        *(question, "", "\n".join(options), kind, secrecy),
        dots=3,
        most=2,
        closes_at=closes_at,
        request_key=scene.key(),
    )
    return start_poll(scene.db, asker.person, idea, cohort=demo.cohort, now=scene.ago(days=7))
