"""Signed links: an id that only this platform can have put into an address."""

from __future__ import annotations

from hashlib import sha256
from hmac import digest
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer


class LinkSigner:
    """Turns ids into signed words and back; the secret never enters the database."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def sign(self, purpose: str, row_id: UUID) -> str:
        """A word for an address that carries `row_id` and is good for one purpose."""
        return URLSafeSerializer(self._secret, salt=purpose).dumps(row_id.hex)

    def figures(self, purpose: str, row_id: UUID) -> str:
        """Six figures that follow from `row_id`, good for one purpose; only we can tell them."""
        made = digest(self._secret.encode(), f"{purpose} {row_id.hex}".encode(), sha256)
        return f"{int.from_bytes(made) % 1_000_000:06}"

    def mark(self, purpose: str, text: str) -> str:
        """What is kept of a text to know it again; without the secret nobody can try texts."""
        return digest(self._secret.encode(), f"{purpose} {text}".encode(), sha256).hex()

    def read(self, purpose: str, word: str) -> UUID | None:
        """The id inside a signed word, or None when it is not ours."""
        try:
            return UUID(hex=URLSafeSerializer(self._secret, salt=purpose).loads(word))
        except (BadSignature, ValueError, TypeError, AttributeError):
            return None
