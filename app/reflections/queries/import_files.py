"""Which pictures and recordings of a file would be added to a person's log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Attachment, Reflection
from app.reflections.queries.export.read_entries import ReadEntry, ReadFile
from app.reflections.rules.attachments import MOST_OF_PERSON, MOST_ON_ENTRY
from app.reflections.rules.export.parts import MOST_FILES


@dataclass(frozen=True)
class FilesPlan:
    """What would be added, by the key of its entry; and how many would not, and why."""

    new: Sequence[tuple[UUID, ReadFile]]
    known: int
    # Named by the log, and not in this file.
    elsewhere: int
    no_room: int
    # More than one go can clean: the same file sent again brings them.
    next_time: int


def plan_files(
    db: Session,
    actor: Person,
    entries: Sequence[ReadEntry],
    known: Mapping[UUID, UUID],
    names: Collection[str],
) -> FilesPlan:
    """Hold the files of these entries against the actor's; `known` are ids by keys.

    One statement.
    """
    rows = db.execute(
        select(Attachment.reflection_id, Attachment.request_key)
        .join(Reflection, Reflection.id == Attachment.reflection_id)
        .where(Reflection.person_id == actor.id)
    ).all()
    here = {(entry, key) for entry, key in rows}
    told = [
        (entry, file)
        for entry in entries
        if entry.key in known or entry.said
        for file in entry.attachments
    ]
    fresh = [
        (entry.key, file) for entry, file in told if (known.get(entry.key), file.key) not in here
    ]
    sent = [one for one in fresh if one[1].file in names]
    on_entry = Counter(entry for entry, _ in rows)
    counts = Counter({key: on_entry[id_] for key, id_ in known.items()})
    fit = list[tuple[UUID, ReadFile]]()
    for key, file in sent:
        if counts[key] < MOST_ON_ENTRY and len(rows) + len(fit) < MOST_OF_PERSON:
            counts[key] += 1
            fit.append((key, file))
    return FilesPlan(
        new=fit[:MOST_FILES],
        known=len(told) - len(fresh),
        elsewhere=len(fresh) - len(sent),
        no_room=len(sent) - len(fit),
        next_time=len(fit[MOST_FILES:]),
    )
