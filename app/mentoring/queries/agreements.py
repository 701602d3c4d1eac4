"""The versions of an agreement, who signed which, and to whom it was read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import Agreement, AgreementReading, AgreementSignature
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import BOUNDARIES
from app.people.models import Person

BOTH = 2


@dataclass(frozen=True)
class Signature:
    """That one of the two agreed: how, when (UTC), and who read it out or took the paper."""

    person_id: UUID | None
    how: str
    signed_at: datetime
    by: str | None


@dataclass(frozen=True)
class Reading:
    """That a version was opened to be read out: to whom, by whom, and when (UTC)."""

    to_id: UUID | None
    by: str | None
    read_at: datetime


@dataclass(frozen=True)
class Version:
    """One version, with all that was done with it."""

    row: Agreement
    signatures: Sequence[Signature]
    readings: Sequence[Reading]

    @property
    def is_signed(self) -> bool:
        """Whether both have signed it."""
        return len(self.signatures) >= BOTH

    def signature_of(self, person_id: UUID | None) -> Signature | None:
        """What this person said to it; None: nothing yet."""
        return next((one for one in self.signatures if one.person_id == person_id), None)


@dataclass(frozen=True)
class Agreements:
    """All versions of a pair, the newest first."""

    versions: Sequence[Version]

    @property
    def newest_number(self) -> int:
        """The number of the newest version; 0 when there is none."""
        return self.versions[0].row.number if self.versions else 0

    @property
    def in_force(self) -> Version | None:
        """The newest version that both have signed."""
        return next((one for one in self.versions if one.is_signed), None)

    @property
    def waiting(self) -> Version | None:
        """The newest version, while not both have signed it."""
        newest = self.versions[0] if self.versions else None
        return newest if newest and not newest.is_signed else None

    def version(self, number: int) -> Version | None:
        """The version with this number."""
        return next((one for one in self.versions if one.row.number == number), None)


def agreements_of(db: Session, place: PairingPlace) -> Agreements:
    """Every version of a pair, without what is sealed in it. Three statements."""
    rows = db.scalars(
        select(Agreement)
        .where(Agreement.pairing_id == place.pairing.id)
        .order_by(Agreement.number.desc())
    ).all()
    signed = _signatures(db, place.pairing.id)
    read = _readings(db, place.pairing.id)
    return Agreements([Version(row, signed.get(row.id, []), read.get(row.id, [])) for row in rows])


def newest_number(db: Session, pairing_id: UUID) -> int:
    """The number of the newest version of a pair; 0 when there is none. One statement."""
    newest = func.coalesce(func.max(Agreement.number), 0)
    return db.scalars(select(newest).where(Agreement.pairing_id == pairing_id)).one()


def boundaries_of(db: Session, actor: Person, place: PairingPlace, version: Agreement) -> str:
    """What stays out, in their words, for one of the two. One statement.

    Raises: LookupError for anybody else; CannotOpen.
    """
    key = key_to_read(db, actor, place)
    return key.open(version.sealed_boundaries, BOUNDARIES, version.id) if key else ""


def _signatures(db: Session, pairing_id: UUID) -> dict[UUID, list[Signature]]:
    by = aliased(Person)
    rows = db.execute(
        select(AgreementSignature, by.name)
        .join(Agreement, Agreement.id == AgreementSignature.agreement_id)
        .outerjoin(by, by.id == AgreementSignature.read_by_id)
        .where(Agreement.pairing_id == pairing_id)
        .order_by(AgreementSignature.signed_at, AgreementSignature.id)
    )
    found: dict[UUID, list[Signature]] = {}
    for row, name in rows:
        one = Signature(row.person_id, row.how, row.signed_at, name)
        found.setdefault(row.agreement_id, []).append(one)
    return found


def _readings(db: Session, pairing_id: UUID) -> dict[UUID, list[Reading]]:
    by = aliased(Person)
    rows = db.execute(
        select(AgreementReading, by.name)
        .join(Agreement, Agreement.id == AgreementReading.agreement_id)
        .outerjoin(by, by.id == AgreementReading.read_by_id)
        .where(Agreement.pairing_id == pairing_id)
        .order_by(AgreementReading.read_at, AgreementReading.id)
    )
    found: dict[UUID, list[Reading]] = {}
    for row, name in rows:
        one = Reading(row.person_id, name, row.read_at)
        found.setdefault(row.agreement_id, []).append(one)
    return found
