"""Who may do what with a certificate; whoever has its code may check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.policy import may_look_after
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD

if TYPE_CHECKING:
    from app.certificates.models import Certificate
    from app.certificates.queries.cohort import CertificateSeat
    from app.cohorts.queries import Seat


def may_have(actor: Person, certificate: Certificate) -> bool:
    """Only the person whose certificate it is."""
    return certificate.person_id == actor.id


def may_see_certificates(actor: Person, seat: Seat) -> bool:
    """Whoever looks after the cohort sees who has a certificate, and prints them."""
    return may_look_after(actor, seat)


def may_see_certificate(actor: Person, facts: CertificateSeat) -> bool:
    """Whoever looks after its cohort."""
    return may_look_after(actor, facts.seat)


def may_put_name_right(actor: Person, facts: CertificateSeat) -> bool:
    """Whoever looks after its cohort, though nobody their own.

    For somebody who has left the cohort, only once they ask for it; leads also without.
    """
    own = facts.certificate.person_id == actor.id
    is_wanted = facts.is_in or facts.certificate.asked_at is not None
    may = may_look_after(actor, facts.seat) and not own
    return may and (is_wanted or actor.has_role(PROGRAMME_LEAD))


def may_take_back(actor: Person, facts: CertificateSeat) -> bool:
    """Programme leads take one back, and issue one anew; nobody their own."""
    return actor.has_role(PROGRAMME_LEAD) and facts.certificate.person_id != actor.id
