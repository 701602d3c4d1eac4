"""WAV recordings: the format and the samples, and no other part."""

from __future__ import annotations

from io import BytesIO

from mutagen import MutagenError
from mutagen.wave import WAVE

from app.kit.cleaning.cleaned import SOUND, Cleaned
from app.kit.cleaning.refusals import Broken

# Times, places, names and pictures stand in parts of their own (LIST, bext, iXML, id3, cart).
_KEPT = (b"fmt ", b"fact", b"data")
_HEAD = 8


def clean_wave(content: bytes) -> Cleaned:
    """The recording without what it tells about itself.

    Raises: Broken.
    """
    parts = dict[bytes, bytes]()
    at = 12
    while at + _HEAD <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        part = content[at + _HEAD : at + _HEAD + size]
        if name in _KEPT:
            if len(part) != size or name in parts:
                raise Broken
            parts[name] = part
        at += _HEAD + size + size % 2
    if not parts.get(b"fmt ") or not parts.get(b"data"):
        raise Broken
    body = b"WAVE" + b"".join(_part(name, parts[name]) for name in _KEPT if name in parts)
    return Cleaned(SOUND, "audio/wav", "wav", _checked(_part(b"RIFF", body)))


def _part(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _checked(content: bytes) -> bytes:
    try:
        WAVE(BytesIO(content))
    except (MutagenError, ValueError, ArithmeticError):
        raise Broken from None
    return content
