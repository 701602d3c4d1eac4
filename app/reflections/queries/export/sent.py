"""A file that somebody sends to be brought in: JSON by itself, or a ZIP with more beside it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from app.kit.cleaning import LARGEST as LARGEST_FILE
from app.reflections.errors.imports import FileTooLarge, NotOurFile

LARGEST = 40 * 1024 * 1024
"""Bytes of JSON, unpacked."""

MOST_FILES = 5_000
# What we and nearly every program pack with; the others need as much memory as the file likes.
KINDS_OF_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)


def unpack(content: bytes) -> bytes:
    """The JSON in a file that somebody sent: the file itself, or the only JSON of a ZIP.

    Raises: NotOurFile, FileTooLarge.
    """
    if not _is_zip(content):
        return content
    try:
        with _opened(content) as packed:
            [name] = [one for one in packed.namelist() if one.endswith(".json")]
            return _read(packed, name, LARGEST)
    except UNSOUND:
        raise NotOurFile from None


def names_in(content: bytes) -> frozenset[str]:
    """The names of what lies beside the JSON.

    Raises: NotOurFile, FileTooLarge.
    """
    if not _is_zip(content):
        return frozenset()
    try:
        with _opened(content) as packed:
            return frozenset(packed.namelist())
    except UNSOUND:
        raise NotOurFile from None


def file_in(content: bytes, name: str) -> bytes | None:
    """One of them, at most 10 MiB; None where it cannot be read or is larger."""
    try:
        with _opened(content) as packed:
            return _read(packed, name, LARGEST_FILE)
    except (FileTooLarge, NotOurFile, KeyError, *UNSOUND):
        return None


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if len(packed.infolist()) > MOST_FILES:
            raise FileTooLarge
        yield packed


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK")


def _read(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    if packed.getinfo(name).compress_type not in KINDS_OF_PACKING:
        raise NotOurFile
    # The size that a file states may be a lie, so no more than that much is read.
    with packed.open(name) as file:
        found = file.read(most + 1)
    if len(found) > most:
        raise FileTooLarge
    return found
