"""What people choose to get, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.post.errors import ChoiceUnknown
from app.post.models import LetterChoice
from app.post.rules.topics import CHOICES, NOW, TOPICS

KEEP = text(
    """
    INSERT INTO letter_choice (id, person_id, topic, choice, chosen_at, chosen_by_id)
    SELECT new.id, :person, new.topic, new.choice, :now, :actor
    FROM unnest(CAST(:ids AS uuid[]), CAST(:topics AS text[]), CAST(:choices AS text[]))
        AS new (id, topic, choice)
    ON CONFLICT (person_id, topic) DO UPDATE
    SET choice = excluded.choice, chosen_at = excluded.chosen_at,
        chosen_by_id = excluded.chosen_by_id
    WHERE letter_choice.choice <> excluded.choice
    """
)


def choose_letters(
    db: Session, person_id: UUID, choices: Mapping[str, str], *, by_id: UUID, now: datetime
) -> None:
    """Keep what a person chose for some topics; `by_id` is who entered it.

    What is as it was keeps its record of who entered it. Two statements.
    Raises: ChoiceUnknown.
    """
    if not (choices.keys() <= TOPICS.keys() and set(choices.values()) <= CHOICES.keys()):
        raise ChoiceUnknown
    at_once = [topic for topic, choice in choices.items() if choice == NOW]
    others = {topic: choice for topic, choice in choices.items() if choice != NOW}
    db.execute(
        delete(LetterChoice).where(
            LetterChoice.person_id == person_id, LetterChoice.topic.in_(at_once)
        )
    )
    db.execute(
        KEEP,
        {
            "ids": [new_id() for _ in others],
            "person": person_id,
            "topics": list(others),
            "choices": list(others.values()),
            "now": now,
            "actor": by_id,
        },
    )
