"""A person's own certificates, and the one that a code names."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.people.models import Person


def own_certificate(db: Session, actor: Person, *, certificate_id: UUID) -> Certificate | None:
    """The actor's own certificate; None when it is not there or somebody else's. One statement."""
    return db.scalar(
        select(Certificate).where(
            Certificate.id == certificate_id, Certificate.person_id == actor.id
        )
    )


def own_certificates(db: Session, actor: Person) -> Sequence[Certificate]:
    """The actor's certificates, newest first; one statement."""
    return db.scalars(
        select(Certificate)
        .where(Certificate.person_id == actor.id)
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    ).all()


def newest_of(db: Session, certificate: Certificate) -> UUID:
    """The newest certificate of the same person and cohort; one statement."""
    return db.scalars(
        select(Certificate.id)
        .where(
            Certificate.person_id == certificate.person_id,
            Certificate.cohort_id == certificate.cohort_id,
        )
        .order_by(Certificate.number.desc())
        .limit(1)
    ).one()


def certificate_of_code(db: Session, code: str) -> Certificate | None:
    """The certificate with this code; one statement."""
    return db.scalar(select(Certificate).where(Certificate.code == code))


# A certificate that counts and its person has not looked at yet, for their first page.
NEW_CERTIFICATE = (
    select(Certificate.id)
    .where(
        Certificate.person_id == bindparam("person"),
        Certificate.seen_at.is_(None),
        Certificate.replaced_at.is_(None),
        Certificate.revoked_at.is_(None),
    )
    .order_by(Certificate.issued_at.desc())
    .limit(1)
    .scalar_subquery()
)
