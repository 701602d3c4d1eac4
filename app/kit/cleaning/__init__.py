"""Pictures and sound as they may be kept: nothing in them says who made them, where or when.

What somebody sends is at most `LARGEST` bytes, which the asking room checks before it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.kit.cleaning.cleaned import PICTURE, SOUND, Cleaned
from app.kit.cleaning.mpeg import clean_mp3
from app.kit.cleaning.mpeg4 import clean_m4a
from app.kit.cleaning.pictures import clean_picture
from app.kit.cleaning.refusals import Broken, NotTaken, Unclean
from app.kit.cleaning.streams import clean_flac, clean_ogg
from app.kit.cleaning.telling import kind_of
from app.kit.cleaning.waves import clean_wave

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

_WAYS: Mapping[str, Callable[[bytes], Cleaned]] = {
    "jpeg": clean_picture,
    "png": clean_picture,
    "webp": clean_picture,
    "mp3": clean_mp3,
    "m4a": clean_m4a,
    "ogg": clean_ogg,
    "flac": clean_flac,
    "wave": clean_wave,
}


def cleaned(content: bytes) -> Cleaned:
    """The picture or sound alone; whatever the file was called, its content decides.

    Raises: Unclean, with a sentence that says what to do instead.
    """
    return _WAYS[kind_of(content)](content)
