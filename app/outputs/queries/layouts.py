"""Reads of how an output is arranged: its messages, its notes, and where words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.gatherings.models import Gathering
from app.outputs.models import KeyMessage, Output, Placement, SessionNote
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.rules.making import OUT, UNDER_MESSAGE, UNDER_PRIORITY
from app.outputs.rules.words import hash_of
from app.people.models import Person


@dataclass(frozen=True)
class NoteLine:
    """Notes of a session, the session's title if the platform knows it, and who wrote them."""

    note: SessionNote
    title: str | None
    by: str | None


@dataclass(frozen=True)
class Layout:
    """How an output is arranged: messages in order, notes by day, and places of contributions."""

    messages: Sequence[KeyMessage]
    notes: Sequence[NoteLine]
    placed: Mapping[UUID, Placement]

    @property
    def left_out(self) -> frozenset[UUID]:
        """The contributions that facilitators do not want in it."""
        return frozenset(each for each, where in self.placed.items() if where.left_out)

    @property
    def taken(self) -> Mapping[UUID, KeyMessage]:
        """The contributions that are messages themselves."""
        return {one.contribution_id: one for one in self.messages if one.contribution_id}

    def under(self, contribution_id: UUID) -> str:
        """The message or priority under which words stand, as its id or key; empty: none."""
        where = self.placed.get(contribution_id)
        if where is None or where.left_out:
            return ""
        return str(where.message_id) if where.message_id else where.priority

    def place(self, contribution_id: UUID) -> str:
        """The same as a form has it."""
        where = self.placed.get(contribution_id)
        if where is not None and where.left_out:
            return OUT
        if where is not None and where.message_id:
            return f"{UNDER_MESSAGE}{where.message_id}"
        return f"{UNDER_PRIORITY}{where.priority}" if where and where.priority else ""

    def beside_sha256(self, contribution_id: UUID) -> str:
        """What stands over somebody's words, hashed; empty where nothing does.

        A message that is somebody's own words stands for itself.
        """
        taken = self.taken.get(contribution_id)
        if taken is not None:
            return hash_of(f"taken\n{taken.stands_on}")
        under = self.under(contribution_id)
        message = next((one for one in self.messages if str(one.id) == under), None)
        if message is not None:
            return hash_of(f"{message.contribution_id or message.words}\n{message.stands_on}")
        return hash_of(under) if under else ""


@dataclass(frozen=True)
class MessageDesk:
    """A message of an output, as facilitators come to it."""

    desk: Desk
    message: KeyMessage

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


@dataclass(frozen=True)
class NoteDesk:
    """Notes of a session of an output, as facilitators come to them."""

    desk: Desk
    line: NoteLine

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def layout_of(db: Session, output: Output) -> Layout:
    """How an output is arranged now. Three statements."""
    messages = db.scalars(
        select(KeyMessage)
        .where(KeyMessage.output_id == output.id)
        .order_by(KeyMessage.position)
        .execution_options(populate_existing=True)
    ).all()
    notes = db.execute(
        _select_notes()
        .where(SessionNote.output_id == output.id)
        .order_by(SessionNote.held_on, SessionNote.id)
    )
    placed = db.scalars(
        select(Placement)
        .where(Placement.output_id == output.id)
        .execution_options(populate_existing=True)
    )
    return Layout(
        messages,
        [NoteLine(*row) for row in notes],
        {where.contribution_id: where for where in placed},
    )


def message_desk(
    db: Session, actor: Person, *, slug: str, output_id: UUID, message_id: UUID
) -> MessageDesk | None:
    """The message of this address. Two statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    message = desk and db.scalar(
        select(KeyMessage).where(KeyMessage.id == message_id, KeyMessage.output_id == output_id)
    )
    return MessageDesk(desk, message) if desk and message else None


def note_desk(
    db: Session, actor: Person, *, slug: str, output_id: UUID, note_id: UUID
) -> NoteDesk | None:
    """The notes of this address. Two statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    row = (
        desk
        and db.execute(
            _select_notes().where(SessionNote.id == note_id, SessionNote.output_id == output_id)
        ).one_or_none()
    )
    return NoteDesk(desk, NoteLine(*row)) if desk and row else None


def _select_notes() -> Select[SessionNote, str, str]:
    return (
        select(SessionNote, Gathering.title, Person.name)
        .outerjoin(Gathering, Gathering.id == SessionNote.gathering_id)
        .outerjoin(Person, Person.id == SessionNote.written_by_id)
        .execution_options(populate_existing=True)
    )
