"""Stories that people of the demo tell, and a word that leads to one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.demo.scene import DemoCohort, Learner, Scene
from app.outputs.actions.contribute import Picked, offer_words
from app.outputs.actions.stories import make_story_word
from app.outputs.queries.stories import story_place
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import ALLIANCE, COHORT
from app.outputs.rules.gifts import STORY
from app.reflections.actions.write import write_reflection


@dataclass(frozen=True)
class Tale:
    """What is told, who may read it, under which name, and whether it is for training too."""

    words: str
    audience: str
    named_as: str
    for_training: bool = False


TALES = (
    Tale(
        "After the floods nobody on our stairs had met. Mrs Okafor put a table on the landing, "
        "with a kettle and six cups. By Friday there were twelve of us. We still do it.",
        ALLIANCE,
        "first_name",
        for_training=True,
    ),
    Tale(
        "For two years I was the man with the knee. Then a new nurse asked me what I would do if "
        "it did not hurt. I said, walk to the allotment. She said, show me. We went together.",
        COHORT,
        "full_name",
        for_training=True,
    ),
    Tale(
        "I did not want to come to the group. My neighbour said, come for the soup. I came for "
        "the soup for a month. Now I cook it.",
        COHORT,
        "nobody",
    ),
)


def tell_tales(scene: Scene, demo: DemoCohort, tried: Collection[UUID]) -> None:
    """Whoever is tried out has told one and given a word for it; others have told theirs."""
    own = [one for one in demo.joined if one.person.id in tried]
    others = [one for one in demo.joined if one.person.id not in tried]
    for one, tale in zip([*own[:1], *others[2:]], TALES, strict=False):
        told = _tell(scene, demo, one, tale)
        if one in own:
            _give(scene, one, told)


def _tell(scene: Scene, demo: DemoCohort, one: Learner, tale: Tale) -> UUID:
    now = scene.ago(days=9)
    entry = write_reflection(
        scene.db, one.person, text=tale.words, request_key=scene.key(), begun_at=None, now=now
    )
    allowed = Allowed(
        tale.audience, tale.named_as, None, training=tale.for_training, few_known=True
    )
    return offer_words(
        scene.db,
        one.person,
        picked=Picked(entry, 1, range(tale.words.count("."))),
        cohort_id=demo.cohort.id,
        allowed=allowed,
        request_key=scene.key(),
        now=now,
        kind=STORY,
    )


def _give(scene: Scene, one: Learner, told: UUID) -> None:
    now = scene.ago(days=3)
    place = story_place(scene.db, one.person, contribution_id=told, now=now)
    if place is not None:
        last_day = (now + timedelta(days=28)).date()
        make_story_word(scene.db, one.person, place, last_day, form=scene.key(), now=now)
