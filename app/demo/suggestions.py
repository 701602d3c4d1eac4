"""What people of the demo would change about the course, and who was at its first session."""

from __future__ import annotations

from datetime import timedelta

from app.demo.scene import DemoCohort, Learner, Scene
from app.gatherings.actions.attendance import keep_register
from app.gatherings.models import Gathering
from app.gatherings.rules.attendance import NOT_NOTED, TOOK_PART, Noted
from app.progress.queries import Place
from app.progress.queries.courses import course_of
from app.suggestions.actions.answer import answer_suggestion
from app.suggestions.actions.suggest import Said, suggest
from app.suggestions.queries.lines import suggestions_page
from app.suggestions.rules import DONE, NEW, NOT_NOW, fingerprint

# What was said, whether with a name, and the answer if there is one.
TALK = (
    ("Please say what PCN stands for the first time you use it.", False, DONE,
     "It is spelled out in the first line now. Thank you."),
    ("Could we have this page as a recording? I listen while I drive.", True, NOT_NOW,
     "We have nobody to record it this spring. We will ask in the summer who would like to."),
    ("A picture from our own town would make this feel closer to home.", True, NEW, ""),
)  # fmt: skip
# Of each ten people so many missed the session, came online, and rang in; the others were there.
MISSED, ONLINE, RANG = 2, 3, 1
IN_THE_ROOM, ON_A_SCREEN, ON_THE_PHONE = TOOK_PART


def talk(scene: Scene, demo: DemoCohort) -> None:
    """A few people ask for changes in their first module, and the facilitator answers some."""
    for days, (words, is_named, state, answer) in zip((9, 6, 2), TALK, strict=True):
        author = demo.joined[(days * 3) % len(demo.joined)]
        _ask(scene, demo, author, Said(words, is_named, scene.key()), days)
        if state == NEW:
            continue
        newest = suggestions_page(
            scene.db, demo.facilitator, demo.cohort.id, state=NEW, total=1, number=1
        ).rows[0]
        answer_suggestion(
            scene.db,
            demo.facilitator,
            suggestion_id=newest.id,
            state=state,
            words=answer,
            seen=fingerprint(NEW, ""),
            now=scene.ago(days=days - 1),
        )


def _ask(scene: Scene, demo: DemoCohort, author: Learner, said: Said, days: int) -> None:
    moment = scene.ago(days=days)
    module = course_of(scene.db, author.enrolment.id, now=moment).modules[0]
    step = [step for step in module.steps if step.is_open][days % 3]
    at = Place(demo.cohort, author.enrolment, module.key, step.key)
    suggest(scene.db, author.person, at=at, said=said, now=moment)


def note_who_was_there(scene: Scene, demo: DemoCohort, past: Gathering) -> None:
    """The facilitator notes at the end of a session who took part."""
    rows = [
        Noted(one.enrolment.id, NOT_NOTED, _how(place)) for place, one in enumerate(demo.joined)
    ]
    ended = past.ends_at + timedelta(minutes=5)
    keep_register(scene.db, demo.facilitator, gathering=past, noted=rows, now=ended)


def _how(place: int) -> str:
    tenth = place % 10
    if tenth < MISSED:
        return NOT_NOTED
    if tenth < MISSED + ONLINE:
        return ON_A_SCREEN
    return ON_THE_PHONE if tenth < MISSED + ONLINE + RANG else IN_THE_ROOM
