"""Makes stories for tests, as their authors offer them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.outputs.actions.contribute import Picked, offer_words
from app.outputs.actions.stories import make_story_word
from app.outputs.models import StoryWord
from app.outputs.queries.stories import story_place
from app.outputs.rules.allowed import Entered
from app.outputs.rules.consent import COHORT
from app.outputs.rules.gifts import STORY
from app.outputs.rules.stories import usual_story_day
from app.people.models import Person
from tests.clock import NOON
from tests.make.outputs import ALLOWED, Scene
from tests.make.reflections import make_reflection

TOLD = "We sat on the bench, and somebody asked me how I was."


def make_story(
    db: Session,
    cohort: Cohort,
    author: Person,
    words: str = TOLD,
    *,
    audience: str = COHORT,
    training: bool = False,
    named_as: str = "full_name",
) -> UUID:
    """A story that its author offers, flushed."""
    entry = make_reflection(db, author, words)
    allowed = replace(ALLOWED, audience=audience, training=training, named_as=named_as)
    return offer_words(
        db,
        author,
        picked=Picked(entry, 1, (0,)),
        cohort_id=cohort.id,
        allowed=allowed,
        request_key=new_id(),
        now=NOON,
        kind=STORY,
    )


def make_word_to(db: Session, author: Person, story_id: UUID) -> StoryWord:
    """A word that leads to a story, flushed."""
    place = story_place(db, author, contribution_id=story_id, now=NOON)
    assert place is not None
    day = usual_story_day(place.voice.cohort.time_zone, NOON)
    make_story_word(db, author, place, day, form=new_id(), now=NOON)
    return db.query(StoryWord).filter_by(contribution_id=story_id).one()


def tell_by_phone(scene: Scene, author: Person, title: str = "Weir", **allowed: Any) -> UUID:
    """A story that the facilitator wrote down for its author, who told it by phone; committed."""
    entered = Entered(scene.facilitator.id, "phone")
    return scene.give(author, title=title, entered=entered, **allowed)


def open_by_word(scene: Scene, author: Person, story_id: UUID) -> StoryWord:
    """A word that leads to a story; committed."""
    with scene.sessions.begin() as db:
        return make_word_to(db, author, story_id)
