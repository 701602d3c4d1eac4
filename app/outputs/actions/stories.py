"""Words that lead to a story: making one, counting who opens it, and ending it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.outputs.errors.stories import StoryDayWrong, TooManyStoryWords
from app.outputs.models import Contribution, StoryWord
from app.outputs.queries.stories import StoryPlace
from app.outputs.rules.stories import MOST_WORDS, last_day_fits, new_story_word, word_ends_at
from app.people.models import Person


def make_story_word(
    db: Session,
    actor: Person,
    place: StoryPlace,
    last_day: date | None,
    *,
    form: UUID,
    now: datetime,
) -> None:
    """Make a word that leads to a story until a day. Four statements.

    Its author makes it, or whoever runs the cohort at the author's wish; the record says who did.
    The same form makes one, however often it is sent.
    Raises: StoryDayWrong, TooManyStoryWords.
    """
    voice = place.voice
    zone = voice.cohort.time_zone
    if last_day is None or not last_day_fits(last_day, zone, now):
        raise StoryDayWrong
    key = sending_key(form, actor.id, voice.contribution.id, last_day)
    # Two forms wait for each other, and for the author who takes the story back.
    db.execute(
        select(Contribution.id).where(Contribution.id == voice.contribution.id).with_for_update()
    )
    if db.scalar(select(StoryWord.id).where(StoryWord.request_key == key)):
        return
    live = select(func.count()).where(
        StoryWord.contribution_id == voice.contribution.id,
        StoryWord.ended_at.is_(None),
        StoryWord.ends_at > now,
    )
    if (db.scalar(live) or 0) >= MOST_WORDS:
        raise TooManyStoryWords
    db.add(
        StoryWord(
            id=new_id(),
            contribution_id=voice.contribution.id,
            word=new_story_word(),
            made_at=now,
            entered_by_id=None if actor.id == voice.author_id else actor.id,
            last_day=last_day,
            ends_at=word_ends_at(last_day, zone),
            request_key=key,
        )
    )
    db.flush()


def end_story_word(db: Session, *, word_id: UUID, now: datetime) -> None:
    """End a word for good; a second time changes nothing. One statement."""
    live = update(StoryWord).where(StoryWord.id == word_id, StoryWord.ended_at.is_(None))
    db.execute(live.values(ended_at=now))


def end_story_words(db: Session, *, contribution_id: UUID, now: datetime) -> None:
    """End every word that leads to a story, for good. One statement."""
    of_it = update(StoryWord).where(StoryWord.contribution_id == contribution_id)
    db.execute(
        of_it.where(StoryWord.ended_at.is_(None), StoryWord.ends_at > now).values(ended_at=now)
    )


def count_opening(db: Session, word: str, *, now: datetime) -> UUID | None:
    """Count that somebody opened a word that leads somewhere now, and say to which story. One.

    None for any other word.
    """
    opened = (
        update(StoryWord)
        .where(StoryWord.word == word, StoryWord.ended_at.is_(None), StoryWord.ends_at > now)
        .values(opened=StoryWord.opened + 1, opened_at=now)
        .returning(StoryWord.contribution_id)
    )
    return db.scalar(opened)
