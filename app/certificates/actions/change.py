"""Putting a certificate right: with another name, taken back, or issued anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Update, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit.actions.record import note
from app.certificates.actions.issue import Told, tell
from app.certificates.errors import NameChanged, NotTakenBack, NotValid, ReasonNeeded
from app.certificates.letters import CERTIFICATE
from app.certificates.models import Certificate
from app.certificates.queries.cohort import CertificateSeat
from app.certificates.rules.codes import new_code
from app.certificates.rules.states import ISSUED_AGAIN, TAKEN_BACK, clean_reason
from app.kit.db import changed, new_id
from app.people.models import Person
from app.post.actions.plan import lapse_letters

# What a certificate issued again takes from the one before: all but its name, code and number.
KEPT = (
    *("person_id", "cohort_id", "edition_id", "course", "cohort_name", "started_on"),
    *("completed_on", "sessions", "session_minutes", "modules", "module_minutes", "hides_name"),
)
REPLACED_LETTER = "There is a newer certificate."
TAKEN_BACK_LETTER = "The certificate was taken back."


def replace_certificate(
    db: Session, actor: Person, facts: CertificateSeat, *, shown_name: str, now: datetime
) -> Certificate:
    """Issue the same certificate again with the person's name as it is now.

    `shown_name` is the name that the page showed. Of two at once one makes it.
    Raises: NameChanged, NotValid.
    """
    if shown_name != facts.person.name:
        raise NameChanged
    if not changed(db, _if_valid(facts.certificate).values(replaced_at=now, asked_at=None)):
        raise NotValid
    lapse_letters(db, facts.certificate.id, [CERTIFICATE], REPLACED_LETTER)
    return _issue_again(db, actor, facts, now=now)


def take_back(
    db: Session, actor: Person, facts: CertificateSeat, *, reason: str, now: datetime
) -> None:
    """Say for good that a certificate does not count; its person is told why, by one letter.

    Raises: ReasonNeeded, NotValid.
    """
    clean = clean_reason(reason)
    if clean is None:
        raise ReasonNeeded
    values = {"revoked_at": now, "revoked_reason": clean, "revoked_by_id": actor.id}
    if not changed(db, _if_valid(facts.certificate).values(**values, asked_at=None)):
        raise NotValid
    note(db, whom_id=facts.certificate.person_id)
    lapse_letters(db, facts.certificate.id, [CERTIFICATE], TAKEN_BACK_LETTER)
    _tell(db, facts.certificate, TAKEN_BACK, now=now)


def issue_anew(
    db: Session, actor: Person, facts: CertificateSeat, *, shown_name: str, now: datetime
) -> Certificate:
    """Issue another after one was taken back; that one stays as it is.

    `shown_name` is the name that the page showed. Of two at once one makes it.
    Raises: NameChanged; NotTakenBack when it counts, or there is a newer one.
    """
    if shown_name != facts.person.name:
        raise NameChanged
    if facts.certificate.revoked_at is None:
        raise NotTakenBack
    return _issue_again(db, actor, facts, now=now)


def _if_valid(certificate: Certificate) -> Update:
    return update(Certificate).where(
        Certificate.id == certificate.id,
        Certificate.replaced_at.is_(None),
        Certificate.revoked_at.is_(None),
    )


def _issue_again(
    db: Session, actor: Person, facts: CertificateSeat, *, now: datetime
) -> Certificate:
    note(db, whom_id=facts.certificate.person_id)
    fresh = Certificate.__table__.c
    values = {
        "id": new_id(),
        "code": new_code(),
        "name": facts.person.name,
        "number": facts.certificate.number + 1,
        "issued_at": now,
        "issued_by_id": actor.id,
    }
    row = select(
        *(literal(value, fresh[name].type) for name, value in values.items()),
        *(fresh[name] for name in KEPT),
    ).where(fresh.id == facts.certificate.id)
    # Only one can be the next: whoever comes second makes nothing.
    made = db.scalars(
        insert(Certificate)
        .from_select([*values, *KEPT], row)
        .on_conflict_do_nothing()
        .returning(Certificate)
    ).one_or_none()
    if made is None:
        raise NotTakenBack
    _tell(db, made, ISSUED_AGAIN, now=now)
    return made


def _tell(db: Session, one: Certificate, what: str, *, now: datetime) -> None:
    tell(db, [Told(one.id, one.person_id, one.cohort_id)], what, now=now)
