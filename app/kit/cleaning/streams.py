"""Ogg and FLAC recordings, without their comments and pictures."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from mutagen import MutagenError
from mutagen.flac import FLAC, SeekTable, StreamInfo
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from app.kit.cleaning.cleaned import SOUND, Cleaned
from app.kit.cleaning.refusals import AFilm, Broken, OtherSound

# What a damaged file makes these readers say.
_FAULTS = (MutagenError, EOFError, ValueError, IndexError, KeyError, ArithmeticError)


def clean_ogg(content: bytes) -> Cleaned:
    """One stream of Opus or Vorbis, without comments.

    Raises: AFilm when there is another stream; OtherSound; Broken.
    """
    first = content[:512]
    reader = OggOpus if b"OpusHead" in first else OggVorbis if b"\x01vorbis" in first else None
    if reader is None:
        raise OtherSound
    file = BytesIO(content)
    try:
        _check_one_stream(file)
        file.seek(0)
        sound = reader(file)
        tags = cast("Any", sound.tags)
        # What Opus keeps behind its comments, on purpose or by hiding it there.
        tags._pad_data = b""  # noqa: SLF001 - mutagen has no other way to drop it
        tags.vendor = ""
        file.seek(0)
        sound.delete(file)
    except AFilm:
        raise
    except _FAULTS:
        raise Broken from None
    return Cleaned(SOUND, "audio/ogg", "ogg", file.getvalue())


def _check_one_stream(file: BytesIO) -> None:
    size = len(file.getbuffer())
    serials = set[int]()
    while file.tell() < size:
        serials.add(OggPage(file).serial)
    if len(serials) != 1:
        raise AFilm


def clean_flac(content: bytes) -> Cleaned:
    """The sound with what is needed to play it and to move about in it.

    Raises: Broken.
    """
    file = BytesIO(content)
    try:
        sound = FLAC(file)
        kinds = (StreamInfo, SeekTable)
        sound.metadata_blocks = [one for one in sound.metadata_blocks if isinstance(one, kinds)]
        sound.tags = sound.cuesheet = cast("Any", None)
        file.seek(0)
        sound.save(file, deleteid3=True, padding=lambda _info: 0)
    except _FAULTS:
        raise Broken from None
    return Cleaned(SOUND, "audio/flac", "flac", file.getvalue())
