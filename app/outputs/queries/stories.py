"""Stories that somebody may read, by what their authors allow today; nothing of them is copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.outputs.models import Contribution, StoryWord
from app.outputs.queries.voices import (
    LastConsent,
    Voice,
    in_force,
    is_for,
    read_voices,
    select_voices,
    voices_by_id,
)
from app.outputs.rules.consent import A_CONTRIBUTOR, ALLIANCE, COHORT, allows
from app.outputs.rules.gifts import STORY
from app.outputs.rules.stories import ELSEWHERE, HERE, TRAINING, fits
from app.people.models import Person

MOST_STORIES = 2_000
"""Stories that one shelf holds, the newest; what is searched is what is shown, so all are read."""


@dataclass(frozen=True)
class StoryPlace:
    """A story, and what the actor is to it.

    `is_here`: they are in its cohort; `runs_it`: they run that. `learns_at`, `trains_at`: the slug
    of any cohort that they are in, or run; None: of none.
    """

    voice: Voice
    is_here: bool
    runs_it: bool
    learns_at: str | None
    trains_at: str | None
    is_in_force: bool

    @property
    def learns(self) -> bool:
        """Whether they are in any cohort."""
        return self.learns_at is not None

    @property
    def facilitates(self) -> bool:
        """Whether they run any cohort."""
        return self.trains_at is not None

    @property
    def shelf(self) -> str:
        """The shelf on which the actor finds it."""
        if self.is_here:
            return HERE
        return ELSEWHERE if allows(self.voice.consent.audience, ALLIANCE) else TRAINING

    @property
    def bank(self) -> str | None:
        """The slug of a cohort in whose story bank the actor finds it; None: in none."""
        here = self.voice.cohort.slug
        return {HERE: here, ELSEWHERE: self.learns_at, TRAINING: self.trains_at}[self.shelf]

    @property
    def named(self) -> str:
        """The name under it."""
        return shown_name(self.voice)


@dataclass(frozen=True)
class WordLine:
    """A word that leads to a story, and who made it if its author did not."""

    row: StoryWord
    entered_by: str | None


@dataclass(frozen=True)
class WordSeat:
    """A word, and the story that it leads to."""

    row: StoryWord
    place: StoryPlace


def shown_name(voice: Voice) -> str:
    """The name under a story, as its author chose.

    Nobody's where few people fit what is said of its author, or what the name needs is not known.
    """
    return A_CONTRIBUTOR if voice.tells_who else voice.named or A_CONTRIBUTOR


def stories_page(
    db: Session, cohort_id: UUID, shelf: str, *, searched: str, number: int, now: datetime
) -> Page[Voice]:
    """The stories of a shelf in which the words stand, newest first, fifty at a time. One."""
    wanted = (
        select_voices()
        .where(Contribution.kind == STORY, _on(shelf, cohort_id, now))
        .order_by(None)
        .order_by(Contribution.given_at.desc(), Contribution.id.desc())
        .limit(MOST_STORIES)
    )
    # What is looked through is what is shown: neither words that were taken out can be found, nor
    # a name that is not shown.
    rows = [
        one
        for one in read_voices(db, wanted)
        if fits(searched, one.title, one.words, shown_name(one))
    ]
    number = nearest_page(number, len(rows))
    return Page(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(rows))


def story_place(
    db: Session, actor: Person, *, contribution_id: UUID, now: datetime
) -> StoryPlace | None:
    """The story of this address, and what the actor is to it. Two statements."""
    voices = voices_by_id(db, [contribution_id])
    if not voices or voices[0].kind != STORY:
        return None
    return _place(db, actor, voices[0], now)


def word_seat(db: Session, actor: Person, *, word_id: UUID, now: datetime) -> WordSeat | None:
    """A word that leads to a story, and what the actor is to that. Three statements."""
    row = db.get(StoryWord, word_id)
    place = story_place(db, actor, contribution_id=row.contribution_id, now=now) if row else None
    return WordSeat(row, place) if row and place else None


def words_to(db: Session, contribution_id: UUID, *, now: datetime) -> Sequence[WordLine]:
    """The words that lead to a story, then those that did, newest first; fifty. One statement."""
    is_open = and_(StoryWord.ended_at.is_(None), StoryWord.ends_at > now)
    rows = db.execute(
        select(StoryWord, Person.name)
        .outerjoin(Person, Person.id == StoryWord.entered_by_id)
        .where(StoryWord.contribution_id == contribution_id)
        .order_by(is_open.desc(), StoryWord.made_at.desc(), StoryWord.id.desc())
        .limit(PAGE_SIZE)
    )
    return [WordLine(*row) for row in rows]


def open_words_to(db: Session, contribution_id: UUID, *, now: datetime) -> list[WordLine]:
    """The words that lead to a story now, newest first. One statement."""
    return [line for line in words_to(db, contribution_id, now=now) if line.row.is_open(now)]


def story_in_force(db: Session, contribution_id: UUID, *, now: datetime) -> Voice | None:
    """A story, while its author allows it to be read at all. One statement."""
    voices = voices_by_id(db, [contribution_id])
    return voices[0] if voices and voices[0].is_in_force(now) else None


def _on(shelf: str, cohort_id: UUID, now: datetime) -> ColumnElement[bool]:
    if shelf == TRAINING:
        return and_(LastConsent.training, in_force(now))
    if shelf == HERE:
        return and_(Contribution.cohort_id == cohort_id, is_for(COHORT, now))
    return and_(Contribution.cohort_id != cohort_id, is_for(ALLIANCE, now))


def _place(db: Session, actor: Person, voice: Voice, now: datetime) -> StoryPlace:
    seats = db.execute(
        select(Cohort.slug, Enrolment.role)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.person_id == actor.id, Enrolment.state == JOINED)
        .order_by(Enrolment.id.desc())
    ).all()
    here = {role for slug, role in seats if slug == voice.cohort.slug}
    return StoryPlace(
        voice=voice,
        is_here=bool(here),
        runs_it=FACILITATOR in here,
        learns_at=next((slug for slug, _ in seats), None),
        trains_at=next((slug for slug, role in seats if role == FACILITATOR), None),
        is_in_force=voice.is_in_force(now),
    )
