"""What a certificate says, for paper and pages; no statement."""

from __future__ import annotations

from app.certificates.models import Certificate
from app.certificates.rules.sheet import Facts
from app.kit.times import in_zone

HOME_ZONE = "Europe/London"


def facts_of(certificate: Certificate) -> Facts:
    """What a certificate says; the day of issue is by the programme's clock."""
    return Facts(
        code=certificate.code,
        name=certificate.name,
        course=certificate.course,
        cohort=certificate.cohort_name,
        started_on=certificate.started_on,
        completed_on=certificate.completed_on,
        issued_on=in_zone(certificate.issued_at, HOME_ZONE).date(),
        sessions=certificate.sessions,
        session_minutes=certificate.session_minutes,
        modules=certificate.modules,
        module_minutes=certificate.module_minutes,
        state=certificate.state,
    )
