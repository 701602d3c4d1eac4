"""Letters about certificates as the post sees them: looked at again when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.letters import CERTIFICATE, CertificateFacts, certificate_letter
from app.certificates.models import Certificate
from app.certificates.rules.states import TAKEN_BACK
from app.cohorts.models import Cohort
from app.people.models import Person
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

GONE = "The certificate is not there any more."
NOT_SO = "Something else has happened to the certificate since."


class CertificateKind:
    """Letters about one certificate: that it is there, or that it was taken back."""

    name = CERTIFICATE
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        rows = db.execute(
            select(Certificate, Person.name)
            .join(Person, Person.id == Certificate.person_id)
            .where(Certificate.id.in_({letter.about_id for letter in letters}))
        )
        found = {row[0].id: (row[0], row[1]) for row in rows}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            certificate, name = found.get(letter.about_id, (None, ""))
            if certificate is None:
                answers[letter.id] = Lapse(GONE)
            elif _still_so(letter, certificate):
                answers[letter.id] = certificate_letter(_facts(letter, certificate, name, desk))
            else:
                answers[letter.id] = Lapse(NOT_SO)
        return answers


def _still_so(letter: Letter, certificate: Certificate) -> bool:
    was_taken_back = certificate.revoked_at is not None
    return was_taken_back if letter.occurrence == TAKEN_BACK else certificate.is_valid


def _facts(letter: Letter, certificate: Certificate, name: str, desk: Desk) -> CertificateFacts:
    return CertificateFacts(
        name=name,
        course=certificate.course,
        cohort=certificate.cohort_name,
        address=f"{desk.site}/account/certificates/{certificate.id}",
        tongue=desk.tongue,
        what=letter.occurrence,
        reason=certificate.revoked_reason,
        by_hand=letter.channel in BY_HAND,
    )


def sample_certificate(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up person is told; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return certificate_letter(
        CertificateFacts(
            name=SAMPLE_NAME,
            course=desk.tongue.say("A made-up course"),
            cohort=cohort,
            address=f"{desk.site}/account/certificates/…",
            tongue=desk.tongue,
            by_hand=channel in BY_HAND,
        )
    )
