"""What cleans each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.kit.cleaning.cleaned import Cleaned
from app.kit.cleaning.mpeg import clean_mp3
from app.kit.cleaning.mpeg4 import clean_m4a
from app.kit.cleaning.pictures import clean_picture
from app.kit.cleaning.streams import clean_flac, clean_ogg
from app.kit.cleaning.waves import clean_wave

WAYS: Mapping[str, Callable[[bytes], Cleaned]] = {
    "jpeg": clean_picture,
    "png": clean_picture,
    "webp": clean_picture,
    "mp3": clean_mp3,
    "m4a": clean_m4a,
    "ogg": clean_ogg,
    "flac": clean_flac,
    "wave": clean_wave,
}
"""By the words of `kind_of`."""
