"""Makes certificates, one A4 page each."""

from __future__ import annotations

from dataclasses import asdict

from app.gateways.ports.certificates import Sheet
from app.gateways.ports.press import PressJam
from app.gateways.press.typesetter import Copy, Typesetter

# These are read by machines, or hold no letter that a font could lack.
_NOT_TEXT = frozenset({"language", "dated", "mark", "address", "code"})


class TypstCertificatePress:
    """A press for certificates; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("certificate.typ")

    def certificate(self, sheet: Sheet) -> bytes:
        """A tagged PDF/UA-1; the same sheet gives the same bytes.

        Raises: PressJam when it cannot be made at all.
        """
        tree = {**asdict(sheet), "dated": sheet.dated.isoformat()}
        tree["facts"] = [list(pair) for pair in sheet.facts]
        proof = self._setter.pdf(Copy(tree, sheet.dated, _NOT_TEXT))
        if len(proof.pages) != 1:
            raise PressJam("the press gave no file")
        return proof.pages[0]
