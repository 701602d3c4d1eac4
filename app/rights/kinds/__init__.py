"""The room's letters as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.rights.kinds.merging import MergeAskedKind, MergeDoneKind
from app.rights.letters import (
    ACCOUNT_ENDING,
    COPY_READY,
    ERASURE_ASKED,
    ERASURE_UNDONE,
    copy_letter,
    ending_letter,
    erasure_letter,
    undone_letter,
)
from app.rights.models import AccessCopy, Erasure, RetentionNotice
from app.rights.rules.copies import READY
from app.rights.rules.erasing import OPEN, UNDONE, WAITING

__all__ = ["RIGHTS_KINDS"]
Write = Callable[..., Draft]


class CopyReadyKind:
    """Letters that say that a copy can be fetched."""

    name = COPY_READY
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a copy that is gone needs no letter."""
        wanted = (
            select(AccessCopy.id, Person, AccessCopy.ends_at)
            .join(Person, Person.id == AccessCopy.person_id)
            .where(AccessCopy.state == READY, AccessCopy.ends_at > desk.now)
        )
        gone = Lapse("The copy is not kept any more.")
        return _written(db, letters, desk, wanted, lambda _: copy_letter, gone)


class ErasureAskedKind:
    """Letters that say that an account will be erased; they go at once, also at night."""

    name = ERASURE_ASKED
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was undone needs no letter."""
        wanted = (
            select(Erasure.id, Person, Erasure.due_at)
            .join(Person, Person.id == Erasure.person_id)
            .where(Erasure.state == WAITING)
        )
        gone = Lapse("The person is not erased after all.")
        return _written(db, letters, desk, wanted, lambda _: erasure_letter, gone)


class ErasureUndoneKind:
    """Letters that say that a lead kept an account whose person had asked to be erased."""

    name = ERASURE_UNDONE
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; whoever asked anew meanwhile needs no letter that says the opposite."""
        anew = aliased(Erasure)
        open_again = exists().where(anew.person_id == Erasure.person_id, anew.state.in_(OPEN))
        wanted = (
            select(Erasure.id, Person, Erasure.undone_at)
            .join(Person, Person.id == Erasure.person_id)
            .where(Erasure.state == UNDONE, ~open_again)
        )
        gone = Lapse("The person asked anew to be erased.")
        return _written(db, letters, desk, wanted, lambda _: undone_letter, gone)


class AccountEndingKind:
    """Letters that say that an account ends because nobody uses it."""

    name = ACCOUNT_ENDING
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; whoever came in needs no letter."""
        wanted = (
            select(RetentionNotice.id, Person, RetentionNotice.due_at)
            .join(Person, Person.id == RetentionNotice.person_id)
            .where(RetentionNotice.kept_at.is_(None), RetentionNotice.due_at > desk.now)
        )

        def write(letter: Letter) -> Write:
            return partial(ending_letter, channel=letter.channel)

        return _written(db, letters, desk, wanted, write, Lapse("The account stays."))


def _written(
    db: Session,
    letters: Sequence[Letter],
    desk: Desk,
    wanted: Select[*tuple[Any, ...]],
    write: Callable[[Letter], Write],
    gone: Lapse,
) -> dict[UUID, Draft | Lapse]:
    """`wanted`: ids of what letters are about, whose it is, and a moment; the others are `gone`."""
    about = wanted.selected_columns[0].in_([letter.about_id for letter in letters])
    found = {row[0]: (row[1], row[2]) for row in db.execute(wanted.where(about))}
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in letters:
        if letter.about_id not in found:
            answers[letter.id] = gone
            continue
        person, moment = found[letter.about_id]
        answers[letter.id] = write(letter)(
            person.name,
            moment,
            zone=person.time_zone,
            site=desk.site,
            tongue=desk.tongue,
        )
    return answers


# Every kind of letter of the room.
RIGHTS_KINDS = (
    *(CopyReadyKind(), ErasureAskedKind(), ErasureUndoneKind(), AccountEndingKind()),
    *(MergeAskedKind(), MergeDoneKind()),
)
