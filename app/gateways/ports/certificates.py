"""What makes a certificate that can be printed, hung on a wall and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Sheet:
    """The words of a certificate, all of them plain text; `mark` is a drawing (SVG) of its QR code.

    `facts` are pairs of a heading and what stands under it.
    """

    title: str
    heading: str
    said: str
    name: str
    did: str
    course: str
    facts: tuple[tuple[str, str], ...]
    publisher: str
    check: str
    address: str
    code: str
    note: str
    mark: str
    mark_says: str
    dated: date
    # Empty, or in large letters across the page that it does not count.
    state: str = ""
    language: str = "en-GB"


class CertificatePress(Protocol):
    """Makes certificates."""

    def certificate(self, sheet: Sheet) -> bytes:
        """A tagged PDF/UA-1 of one A4 page; the same sheet gives the same bytes.

        Raises: PressJam (of `app.gateways.ports.press`) when it cannot be made at all.
        """
        ...
