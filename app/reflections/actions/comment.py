"""Saying something about a share, answering, and taking a comment back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.rules.sharing import LONGEST_COMMENT
from app.people.models import Person
from app.people.rules import clean_lines
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import cohort_of_letter
from app.reflections.actions.open_share import held_share
from app.reflections.errors.sharing import CommentNeeded, CommentTooLong
from app.reflections.letters.shares import COMMENTED
from app.reflections.models import COMMENT, Share, ShareComment
from app.reflections.policy.shares import may_comment
from app.reflections.queries.shares import SharePlace
from app.vault.queries import opened


def comment_on(
    db: Session, actor: Person, *, share_id: UUID, text: str, request_key: UUID, now: datetime
) -> None:
    """Keep what the actor says about a share, sealed with its author's key.

    The author gets a letter without a word of it, at most one an hour for each share. The same
    form sent again is one comment; with other words it is another. At most four statements.
    Raises: CommentNeeded, CommentTooLong, NotFound, CannotOpen.
    """
    words = clean_lines(text, LONGEST_COMMENT)
    if words is None:
        raise CommentTooLong
    if not words:
        raise CommentNeeded
    place = held_share(db, actor, share_id=share_id, now=now)
    if not may_comment(actor, place):
        raise NotFound
    share, comment_id = place.share, new_id()
    key = opened(db, place.locked, share.author_id)
    is_new = changed(
        db,
        insert(ShareComment)
        .values(
            id=comment_id,
            share_id=share.id,
            writer_id=actor.id,
            sealed=key.seal(words, COMMENT, comment_id),
            written_at=now,
            request_key=sending_key(request_key, words),
        )
        .on_conflict_do_nothing(index_elements=["share_id", "writer_id", "request_key"]),
    )
    if is_new and actor.id != share.author_id:
        _tell(db, share, now=now)


def take_comment_back(db: Session, actor: Person, place: SharePlace, *, comment_id: UUID) -> None:
    """Remove a comment: whoever wrote it may, and the author of what it is about.

    A second time changes nothing. One statement.
    """
    mine = or_(ShareComment.writer_id == actor.id, Share.author_id == actor.id)
    db.execute(
        delete(ShareComment).where(
            ShareComment.id == comment_id,
            ShareComment.share_id == place.share.id,
            Share.id == ShareComment.share_id,
            mine,
        ),
        execution_options={"synchronize_session": False},
    )


def _tell(db: Session, share: Share, *, now: datetime) -> None:
    author = db.get_one(Person, share.author_id)
    letter = NewLetter(
        person_id=share.author_id,
        kind=COMMENTED,
        about_id=share.id,
        due_at=now,
        occurrence=f"{now:%Y%m%dT%H}",
        cohort_id=cohort_of_letter(author.channel, share.cohort_id),
    )
    plan_letters(db, [letter], now=now)
