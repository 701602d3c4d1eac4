"""How people are reached, and what they chose to get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

# The post stands below the room of people and knows no more of them than this.
RECIPIENTS = text(
    """
    SELECT person.id, person.name, person.email, person.phone, person.post_address,
           coalesce(person.letter_language, person.language) AS language,
           person.time_zone, person.quiet_from, person.quiet_until,
           (SELECT jsonb_object_agg(choice.topic, choice.choice)
            FROM letter_choice AS choice WHERE choice.person_id = person.id) AS choices
    FROM person WHERE person.id = ANY(CAST(:persons AS uuid[]))
    """
)


@dataclass(frozen=True)
class Recipient:
    """Whom a letter is for.

    Quiet hours are times of the wall clock in `time_zone`; `choices` is by topic, `weekly` or
    `none`. `language` is the one they would like letters in.
    """

    id: UUID
    name: str
    email: str | None
    phone: str | None
    post_address: str
    language: str
    time_zone: str
    quiet_from: time
    quiet_until: time
    choices: Mapping[str, str]

    def address(self, channel: str) -> str | None:
        """Where a letter of this channel goes; paper may have none, and is given by hand."""
        if channel == "email":
            return self.email
        return self.post_address if channel == "post" else self.phone


def recipients_of(db: Session, person_ids: Sequence[UUID]) -> dict[UUID, Recipient]:
    """How these people are reached, by their id; one statement."""
    rows = db.execute(RECIPIENTS, {"persons": list(set(person_ids))})
    return {
        row.id: Recipient(**{**row._mapping, "choices": row.choices or {}})  # noqa: SLF001
        for row in rows
    }
