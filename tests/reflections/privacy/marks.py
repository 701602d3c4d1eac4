"""Words that stand nowhere but in private writing, and finding them in whatever can hold words."""

from __future__ import annotations

import binascii
import gzip
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from html import unescape
from io import BytesIO
from urllib.parse import unquote_to_bytes
from zipfile import ZipFile

import pikepdf

from tests.gateways.pdf_words import words_by_page

# Each place where somebody writes has a word of its own that begins like this.
STEM = b"quoxel"
# An ordinary word that stands beside each of them, to search for.
SEARCHED = "heron"
MARK = re.compile(STEM + rb"([a-z]+)")
HIDDEN_IN_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
HIDDEN_IN_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
# What lines of letters, of calendars and of tags put between the letters of a word.
BETWEEN = re.compile(rb"=\r?\n|\r?\n[ \t]|<[^<>]*>|\0")


def sentence(place: str) -> str:
    """What is written at this place."""
    return f"The {STEM.decode()}{place} {SEARCHED} on the canal listened better than I did."


def marks_in(content: bytes) -> set[str]:
    """The places whose words stand in this, however it is packed."""
    found: set[str] = set()
    for part in _unpacked(content):
        for plain in _read(part):
            found.update(mark.decode() for mark in MARK.findall(plain.lower()))
    return found


def in_letter(content: bytes) -> set[str]:
    """The places whose words stand in an e-mail or in anything that hangs on it."""
    found = marks_in(content)
    for part in message_from_bytes(content).walk():
        if isinstance(payload := part.get_payload(decode=True), bytes):
            found |= marks_in(payload)
    return found


def in_cookie(value: str) -> set[str]:
    """The places whose words stand in a signed cookie, packed or not."""
    word = value.lstrip(".").split(".", 1)[0]
    try:
        plain = b64decode(word + "=" * (-len(word) % 4), altchars=b"-_")
    except binascii.Error:
        return marks_in(value.encode())
    return marks_in(value.encode()) | marks_in(plain)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The content itself, and what is in it if it is a file of files, a PDF or squeezed."""
    yield content
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(content)) as file:
            for name in file.namelist():
                yield name.encode()
                yield from _unpacked(file.read(name))
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    elif content.startswith(b"\x1f\x8b"):
        yield from _unpacked(gzip.decompress(content))
    elif content.startswith((b"\x78\x9c", b"\x78\xda", b"\x78\x01")):
        # A file of numbers may begin like that too, and holds nothing squeezed.
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content)


def _in_pdf(content: bytes) -> Iterator[bytes]:
    try:
        file = pikepdf.open(BytesIO(content))
    except pikepdf.PdfError:
        # The press of tests only says that it is one.
        return
    with file as pdf:
        yield " ".join(words_by_page(pdf)).encode()
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and "/Image" not in str(one.get("/Subtype")):
                yield one.read_bytes()
            elif isinstance(one, pikepdf.Dictionary):
                yield repr(one).encode()


def _read(part: bytes) -> Iterator[bytes]:
    """The same bytes as they are, and as somebody could read them."""
    yield part
    if STEM in (together := BETWEEN.sub(b"", part)).lower():
        yield together
    if b"%" in part:
        yield unquote_to_bytes(part)
    if b"&#" in part:
        yield unescape(part.decode("utf-8", "replace")).encode()
    # Looked at as one, since a page has thousands of them; no word can begin in one and end in the
    # next.
    yield b"\n".join(_from_base64(part))
    yield b"\n".join(binascii.unhexlify(run) for run in set(HIDDEN_IN_HEX.findall(part)))


def _from_base64(part: bytes) -> Iterator[bytes]:
    for run in set(HIDDEN_IN_BASE64.findall(part)):
        with suppress(binascii.Error):
            yield b64decode(
                run + b"=" * (-len(run) % 4), altchars=b"-_" if b"/" not in run else None
            )


def squeezed(content: bytes) -> bytes:
    """As a cookie holds what is long."""
    return b64encode(zlib.compress(content), altchars=b"-_").rstrip(b"=")
