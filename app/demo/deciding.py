"""What people of the demo ask each other and say about pages, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.participation.actions.close import close_due
from app.participation.actions.discuss import Words, answer_post, say
from app.participation.actions.propose import PollIdea, start_poll
from app.participation.actions.vote import enter_vote, vote
from app.participation.queries.discussions import discussions_page
from app.participation.rules import CHOICE, DOTS, NAMES_HIDDEN, SECRET
from app.progress.queries import Place
from app.progress.queries.courses import course_of

WALK = (
    "A walk from the surgery, each Tuesday",
    "A shared meal each month",
    "A garden behind the hall",
)
MATTERS = (
    *("Being listened to", "Somebody to talk to nearby", "A place to meet", "Time outdoors"),
    *("Help with forms", "Learning something new"),
)
# What is said, whether it is a question, and the answer if there is one.
TALK = (
    ("I have lived here for twenty years and nobody has ever asked me this.", False, ""),
    ("Who has tried this in a practice with only two doctors?", True,
     "We have. We began with one Tuesday afternoon a month, and it was enough."),
    ("How do you begin when people are too tired to come?", True, ""),
)  # fmt: skip
DAYS = ("Tuesday at 10am", "Wednesday at 2pm", "Thursday at 6pm", "None of these")


def decide(scene: Scene, demo: DemoCohort, tried: set[UUID]) -> None:
    """A talk about pages; a poll that has closed, an open vote with dots, and one not secret.

    People whose accounts are tried have not voted in the open ones.
    """
    _talk_about_pages(scene, demo)
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


def _talk_about_pages(scene: Scene, demo: DemoCohort) -> None:
    """A thought, a question with an answer, and one that waits, about the first open pages."""
    for place, (words, is_question, answer) in enumerate(TALK):
        author = demo.joined[(place * 5 + 1) % len(demo.joined)]
        moment = scene.ago(days=5 - place)
        module = course_of(scene.db, author.enrolment.id, now=moment).modules[0]
        step = [step for step in module.steps if step.is_open][place]
        said = Words(words, is_question, scene.key())
        at = Place(demo.cohort, author.enrolment, module.key, step.key)
        say(scene.db, author.person, said, at=at, now=moment)
        if answer:
            other = demo.joined[(place * 5 + 2) % len(demo.joined)]
            post = discussions_page(scene.db, demo.cohort.id, unanswered=True, number=1).rows[0]
            answer_post(
                *(scene.db, other.person, Words(answer, is_question=False, key=scene.key())),
                to=post.post,
                own=other.enrolment.id,
                now=scene.ago(days=4 - place),
            )
