"""Pictures and sound as they may be kept: nothing in them says who made them, where or when.

What somebody sends is at most `LARGEST` bytes, which the asking room checks before it reads.
"""

from __future__ import annotations

from app.kit.cleaning.cleaned import PICTURE, SOUND, Cleaned
from app.kit.cleaning.refusals import Broken, NotTaken, Unclean
from app.kit.cleaning.telling import kind_of

__all__ = [
    "LARGEST",
    "PICTURE",
    "READ_TO_REFUSE",
    "SOUND",
    "Broken",
    "Cleaned",
    "NotTaken",
    "Unclean",
    "cleaned",
]

LARGEST = 10 * 1024 * 1024
"""Bytes of one file, as it is sent and as it is kept."""

READ_TO_REFUSE = 20 * LARGEST
"""Bytes that somebody who is signed in may send, such as a film picked in place of a picture.

It is read to its end, so that the form comes back with its words; what is too much of it is
dropped as it comes, and takes neither memory nor disk.
"""


def cleaned(content: bytes) -> Cleaned:
    """The picture or sound alone; whatever the file was called, its content decides.

    Raises: Unclean, with a sentence that says what to do instead.
    """
    kind = kind_of(content)
    # Most processes are never sent a file, and the libraries that take files apart are heavy.
    from app.kit.cleaning.ways import WAYS  # noqa: PLC0415

    return WAYS[kind](content)
