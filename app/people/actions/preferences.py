"""How a person is reached and what they like to get, kept together from one form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.people.actions.contact import Contact, change_contact
from app.people.models import Person
from app.post.actions.choices import choose_letters


def keep_preferences(
    db: Session,
    actor: Person,
    person: Person,
    contact: Contact,
    choices: Mapping[str, str],
    *,
    may_open_doors: bool,
    now: datetime,
) -> None:
    """Keep how a person is reached and what they chose for each topic; at most seven statements.

    The record says that it was the actor who entered it. `may_open_doors` as for `change_contact`.
    Raises: what `change_contact` and `choose_letters` raise.
    """
    change_contact(db, actor, person, contact, may_open_doors=may_open_doors, now=now)
    choose_letters(db, person.id, choices, by_id=actor.id, now=now)
