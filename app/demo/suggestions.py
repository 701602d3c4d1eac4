"""What people of the demo would change about the course, and what came of it."""

from __future__ import annotations

from app.demo.scene import DemoCohort, Learner, Scene
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
