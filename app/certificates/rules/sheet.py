"""What stands on a certificate, in plain words; and its QR code as a drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.certificates.rules.codes import said
from app.certificates.rules.states import ISSUER, REPLACED, REVOKED
from app.gateways.ports.certificates import Sheet
from app.kit.later import Later
from app.kit.times import say_length, say_short_date

if TYPE_CHECKING:
    import segno
else:
    segno = Later("segno")

NOT_SAID = (
    "This certificate says that somebody went through all of the course. It is no exam and no "
    "licence, and it says nothing about what they wrote, thought or said."
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        REPLACED: "This certificate was replaced by a newer one. It does not count any more.",
        REVOKED: "This certificate was taken back. It does not count any more.",
    }
)


@dataclass(frozen=True)
class Facts:
    """What a certificate says, as it was on the day when it was issued."""

    code: str
    name: str
    course: str
    cohort: str
    started_on: date
    completed_on: date
    issued_on: date
    sessions: int
    session_minutes: int
    modules: int
    module_minutes: int
    state: str


def sheet_of(facts: Facts, site: str) -> Sheet:
    """The certificate for the press; `site` is the platform's address without a slash at its end.

    Whoever checks it finds its page by the QR code, or types the code.
    """
    address = f"{site}/certificates/{said(facts.code)}"
    return Sheet(
        title=f"Certificate of {facts.name}: {facts.course}",
        heading="Certificate",
        said="This is to say that",
        name=facts.name,
        did="went through all of the course",
        course=facts.course,
        facts=figures(facts),
        publisher=ISSUER,
        check="Anyone who has this paper can check it: scan the square, or open this address.",
        address=address,
        code=f"Code: {said(facts.code)}",
        note=NOT_SAID,
        mark=qr_code(address),
        mark_says=f"QR code that opens {address}",
        dated=facts.issued_on,
        state=STATES.get(facts.state, ""),
    )


def figures(facts: Facts) -> tuple[tuple[str, str], ...]:
    """What and how much, as pairs."""
    return (
        ("With", facts.cohort),
        ("From", f"{say_short_date(facts.started_on)} to {say_short_date(facts.completed_on)}"),
        ("Modules", f"{facts.modules}, which take {say_length(facts.module_minutes)}"),
        ("Live sessions", _sessions(facts)),
        ("Learning time (CPD)", say_length(facts.module_minutes + facts.session_minutes)),
        ("Issued", say_short_date(facts.issued_on)),
    )


def _sessions(facts: Facts) -> str:
    if not facts.sessions:
        return "None noted"
    return f"{facts.sessions}, which took {say_length(facts.session_minutes)}"


def qr_code(address: str) -> str:
    """A QR code as SVG; a quarter of it may be dirty or torn, and it still reads."""
    drawing = BytesIO()
    made = segno.make(address, error="q", boost_error=False, micro=False)
    made.save(drawing, kind="svg", border=2, xmldecl=False, dark="#212b32", light="#ffffff")
    return drawing.getvalue().decode()
