"""What badges are made of; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.certificates.rules.badge import LIST_BITS, BadgeFacts
from app.syllabus.models import Edition


def badge_facts(db: Session, certificate: Certificate) -> BadgeFacts:
    """What the badge of a certificate says; one statement."""
    key = db.scalars(select(Edition.key).where(Edition.id == certificate.edition_id)).one()
    return BadgeFacts(
        code=certificate.code,
        name=certificate.name,
        hides_name=certificate.hides_name,
        course=certificate.course,
        edition_key=key,
        modules=certificate.modules,
        minutes=certificate.minutes,
        issued_at=certificate.issued_at,
        place=certificate.place,
    )


def course_of_key(db: Session, key: str) -> str | None:
    """The title of the edition with this key, if anybody has a certificate of it; one statement."""
    return db.scalar(
        select(Edition.title)
        .join(Certificate, Certificate.edition_id == Edition.id)
        .where(Edition.key == key)
        .limit(1)
    )


def valid_places(db: Session, number: int) -> Sequence[int]:
    """The places in a list of badges that count; one statement."""
    first = (number - 1) * LIST_BITS
    return db.scalars(
        select(Certificate.place).where(
            Certificate.place > first,
            Certificate.place <= first + LIST_BITS,
            Certificate.replaced_at.is_(None),
            Certificate.revoked_at.is_(None),
        )
    ).all()
