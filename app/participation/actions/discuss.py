"""Saying something about a page of the course, answering, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from app.kit.db import changed, new_id
from app.kit.sendings import sending_key
from app.participation import errors
from app.participation.actions.held import joined_place
from app.participation.models import DiscussionPost
from app.participation.rules.discussions import LONGEST_POST
from app.people.models import Person
from app.progress.queries import Place
from app.progress.queries.courses import course_of
from app.progress.queries.steps import open_step_on
from app.suggestions.rules import clean_words


@dataclass(frozen=True)
class Words:
    """What somebody says, the form's key, and whose words were typed in (None: one's own)."""

    words: str
    is_question: bool
    key: UUID
    person_id: UUID | None = None


def say(db: Session, actor: Person, said: Words, *, at: Place, now: datetime) -> None:
    """Say something about a step that is open to the actor; two statements, three for another.

    The same form sent twice says it once; with other words it says two things.
    Raises: WordsNeeded, PostTooLong, AuthorNeeded; NotOpenYet; NotFound when there is no such step.
    """
    words = _checked(said.words)
    step = open_step_on(course_of(db, at.enrolment.id, now=now), at.step)
    post = DiscussionPost(
        cohort_id=at.cohort.id, step_id=step.id, words=words, is_question=said.is_question
    )
    _keep(db, actor, at.enrolment.id, said, post, now)


def answer_post(
    db: Session, actor: Person, said: Words, *, to: DiscussionPost, own: UUID, now: datetime
) -> None:
    """Answer what somebody said; `own` is the actor's place in the cohort. One or two statements.

    Raises: WordsNeeded, PostTooLong, AuthorNeeded.
    """
    post = DiscussionPost(
        cohort_id=to.cohort_id,
        step_id=to.step_id,
        words=_checked(said.words),
        is_question=False,
        parent_id=to.parent_id or to.id,
    )
    _keep(db, actor, own, said, post, now)


def take_back_post(db: Session, *, post_id: UUID) -> None:
    """Take back what one said; where others have answered, only its words go. Two statements.

    A second time changes nothing.
    """
    answer = aliased(DiscussionPost)
    alone = ~exists(select(answer.id).where(answer.parent_id == post_id))
    gone = delete(DiscussionPost).where(DiscussionPost.id == post_id, alone)
    if not changed(db, gone):
        emptied = update(DiscussionPost).where(DiscussionPost.id == post_id)
        db.execute(emptied.values(words="", is_question=False))


def _keep(
    db: Session, actor: Person, own: UUID, said: Words, post: DiscussionPost, now: datetime
) -> None:
    author, entered_by_id = own, None
    if said.person_id is not None:
        place = joined_place(db, post.cohort_id, said.person_id)
        if place is None or said.person_id == actor.id:
            raise errors.AuthorNeeded
        author, entered_by_id = place, actor.id
    about = f"{post.step_id} {post.parent_id} {author} {post.words}"
    db.execute(
        insert(DiscussionPost)
        .values(
            id=new_id(),
            cohort_id=post.cohort_id,
            step_id=post.step_id,
            enrolment_id=author,
            parent_id=post.parent_id,
            words=post.words,
            is_question=post.is_question,
            entered_by_id=entered_by_id,
            created_at=now,
            request_key=sending_key(said.key, own, about),
        )
        .on_conflict_do_nothing(index_elements=[DiscussionPost.request_key])
    )


def _checked(text: str) -> str:
    words = clean_words(text)
    if not words:
        raise errors.WordsNeeded
    if len(words) > LONGEST_POST:
        raise errors.PostTooLong
    return words
