"""Who may do what with a reflection: its author, and nobody else in any role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.people.models import Person

if TYPE_CHECKING:
    from app.reflections.queries import Attached, AttachedFile, Entry
    from app.reflections.queries.cpd.records import CpdLine


def may_read(actor: Person, entry: Entry) -> bool:
    """Only the author; roles give no right here."""
    return entry.reflection.person_id == actor.id


def may_add_version(actor: Person, entry: Entry) -> bool:
    """Only the author."""
    return entry.reflection.person_id == actor.id


def may_open_record(actor: Person, line: CpdLine) -> bool:
    """Only whoever wrote the record of learning."""
    return line.record.person_id == actor.id


def may_attach(actor: Person, entry: Entry) -> bool:
    """Only the author."""
    return entry.reflection.person_id == actor.id


def may_throw_away(actor: Person, entry: Entry) -> bool:
    """Only the author."""
    return entry.reflection.person_id == actor.id


def may_open_attachment(actor: Person, attached: AttachedFile) -> bool:
    """Only the author of the entry that the file is on."""
    return attached.about.person_id == actor.id


def may_remove_attachment(actor: Person, attached: Attached) -> bool:
    """Only the author of the entry that the file is on."""
    return attached.person_id == actor.id
