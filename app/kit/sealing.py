"""Sealing of private writing: a key for each owner, and master keys that lock those keys.

Everything sealed starts with one byte that names its format, so that another can follow one day.
The algorithm is AES-256-GCM from the library `cryptography`. What each thing is sealed for (its
place) is part of the seal: bytes that are moved to another row do not open.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kit.errors import Refusal

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
MARK_BYTES = 8


class CannotOpen(Refusal):
    """Something sealed that these keys do not open, or that somebody has changed."""

    status = 503
    sentence = (
        "We cannot open this writing at the moment. It is kept, and nobody can read it. Please "
        "tell the people who run the platform."
    )


class DataKey:
    """The key of one owner, with which their writing is sealed and opened."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._cipher = AESGCM(secret)

    def derived(self, purpose: str, length: int = KEY_BYTES) -> bytes:
        """Bytes that follow from this key for a purpose, and from which it cannot be found.

        Source: HKDF with SHA-256 (RFC 5869).
        """
        return HKDF(SHA256(), length, salt=None, info=purpose.encode()).derive(self._secret)

    def seal(self, text: str, place: str, row: UUID) -> bytes:
        """Seal a text for one column (`place`) of one row."""
        return self.seal_bytes(text.encode(), place, row)

    def open(self, sealed: bytes, place: str, row: UUID) -> str:
        """The text that was sealed for this column of this row.

        Raises: CannotOpen.
        """
        return self.open_bytes(sealed, place, row).decode()

    def open_all(self, rows: Iterable[tuple[bytes, bytes]], place: str) -> Iterator[bytes]:
        """Open many things of one column: each with the id of its row as bytes.

        Raises: CannotOpen, at the first that does not open.
        """
        decrypt, beginning, start = self._cipher.decrypt, _purpose(place), 1 + NONCE_BYTES
        for sealed, row in rows:
            try:
                if sealed[:1] != FORMAT:
                    raise CannotOpen
                yield decrypt(sealed[1:start], sealed[start:], beginning + row)
            except (InvalidTag, ValueError):
                raise CannotOpen from None

    def seal_bytes(self, plain: bytes, place: str, row: UUID) -> bytes:
        """Seal bytes for one column of one row."""
        return _seal(self._cipher, plain, _purpose(place, row))

    def open_bytes(self, sealed: bytes, place: str, row: UUID) -> bytes:
        """The bytes that were sealed for this column of this row.

        Raises: CannotOpen.
        """
        return _open(self._cipher, sealed, _purpose(place, row))


class MasterKeys:
    """The keys that lock owners' keys: the newest locks, each of them can unlock.

    `read` gives the keys as texts (32 bytes in URL-safe base64), newest first. It is asked again
    when a key turns up that is not known, since another process may have made a new one.
    """

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read
        self._take()

    @property
    def newest(self) -> bytes:
        """The mark of the key that locks; it tells nothing about the key."""
        return next(iter(self._ciphers))

    def reread(self) -> None:
        """Look again at where the keys are kept."""
        self._take()

    def lock(self, secret: bytes, owner: UUID) -> bytes:
        """An owner's key, locked with the newest master key."""
        mark, cipher = next(iter(self._ciphers.items()))
        return mark + _seal(cipher, secret, _purpose("vault_key", owner))

    def new_locked(self, owner: UUID) -> bytes:
        """A new key for an owner, locked."""
        return self.lock(AESGCM.generate_key(KEY_BYTES * 8), owner)

    def unlock(self, locked: bytes, owner: UUID) -> DataKey:
        """An owner's key.

        Raises: CannotOpen.
        """
        return DataKey(self._secret(locked, owner))

    def relock(self, locked: bytes, owner: UUID) -> bytes:
        """The same key of the owner, locked with the newest master key.

        Raises: CannotOpen.
        """
        return self.lock(self._secret(locked, owner), owner)

    def _secret(self, locked: bytes, owner: UUID) -> bytes:
        mark = locked[:MARK_BYTES]
        if mark not in self._ciphers:
            self._take()
        cipher = self._ciphers.get(mark)
        if cipher is None:
            raise CannotOpen
        return _open(cipher, locked[MARK_BYTES:], _purpose("vault_key", owner))

    def _take(self) -> None:
        secrets = [master_secret(text) for text in self._read()]
        self._ciphers = {mark_of(secret): AESGCM(secret) for secret in secrets}


def new_master_key() -> str:
    """A new master key as it is kept: 32 random bytes in URL-safe base64."""
    return urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def master_secret(text: str) -> bytes:
    """The bytes of a master key.

    Raises: ValueError when the text is no such key.
    """
    try:
        secret = urlsafe_b64decode(text)
    except (NotBase64, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        message = "a master key is 32 bytes in URL-safe base64"
        raise ValueError(message)
    return secret


def mark_of(secret: bytes) -> bytes:
    """The mark by which what a master key locked is known."""
    return sha256(b"master key mark" + secret).digest()[:MARK_BYTES]


def _purpose(place: str, row: UUID | None = None) -> bytes:
    return place.encode() + b"\0" + (row.bytes if row else b"")


def _seal(cipher: AESGCM, plain: bytes, purpose: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + cipher.encrypt(nonce, plain, purpose)


def _open(cipher: AESGCM, sealed: bytes, purpose: bytes) -> bytes:
    if sealed[:1] != FORMAT:
        raise CannotOpen
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, rest, purpose)
    except (InvalidTag, ValueError):
        raise CannotOpen from None
