"""What people do with their own certificates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.certificates.errors import NotValid, SameName
from app.certificates.models import Certificate
from app.kit.db import changed
from app.people.models import Person


def note_seen(db: Session, certificate: Certificate, *, now: datetime) -> None:
    """Its person has looked at it; the first time stays. One statement, or none."""
    if certificate.seen_at is None:
        db.execute(
            update(Certificate)
            .where(Certificate.id == certificate.id, Certificate.seen_at.is_(None))
            .values(seen_at=now)
        )


def hide_name(db: Session, certificate: Certificate, *, hidden: bool) -> None:
    """Say whether the public page shows the name; pressing twice does it once. Two statements.

    It holds for all that this person got in this cohort: there may be a newer one by now.
    """
    own = (
        Certificate.person_id == certificate.person_id,
        Certificate.cohort_id == certificate.cohort_id,
    )
    # Whoever issues one anew at this moment is waited for, so that theirs is among them.
    db.execute(select(Certificate.id).where(*own).order_by(Certificate.id).with_for_update())
    db.execute(update(Certificate).where(*own).values(hides_name=hidden))


def ask_for_new_name(
    db: Session, actor: Person, certificate: Certificate, *, now: datetime
) -> None:
    """Ask those who look after the cohort for one with the name as it is now; once is enough.

    Raises: SameName, NotValid.
    """
    if actor.name == certificate.name:
        raise SameName
    wanted = update(Certificate).where(
        Certificate.id == certificate.id,
        Certificate.replaced_at.is_(None),
        Certificate.revoked_at.is_(None),
    )
    if not changed(db, wanted.values(asked_at=now)):
        raise NotValid
