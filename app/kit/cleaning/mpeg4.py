"""M4A recordings (ISO/IEC 14496-12): every box that does not carry sound is blanked in its place.

Nothing is moved, so that what says where the sound lies stays right. Telephones write places, times
and names into boxes of many names; so the few that are needed are named here, and all others go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from mutagen import MutagenError
from mutagen.mp4 import MP4

from app.kit.cleaning.cleaned import SOUND, Cleaned
from app.kit.cleaning.refusals import AFilm, Broken, OtherSound

# Boxes that stay, by the box they are in; those named as keys are looked into.
_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
    b"stbl": frozenset({b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64"})
    | frozenset({b"stss", b"sgpd", b"sbgp"}),
    b"edts": frozenset({b"elst"}),
    b"mvex": frozenset({b"mehd", b"trex"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sgpd", b"sbgp"}),
}
# Boxes that begin with when they were made and last changed.
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_CODECS = ("mp4a.40", "alac")
_HEAD = 8
_LONG_HEAD = 16
_MOST_BOXES = 20_000


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def clean_m4a(content: bytes) -> Cleaned:
    """The sound, with every other box blanked.

    Raises: AFilm; OtherSound for sound that browsers do not play; Broken.
    """
    blanked = bytearray(content)
    _Blanking(blanked).blank(b"", 0, len(blanked))
    kept = bytes(blanked)
    try:
        codec = str(getattr(MP4(BytesIO(kept)).info, "codec", ""))
    except (MutagenError, ValueError, ArithmeticError, LookupError):
        raise Broken from None
    if not codec.startswith(_CODECS):
        raise OtherSound
    return Cleaned(SOUND, "audio/mp4", "m4a", kept)


class _Blanking:
    """Goes through the boxes of one file and blanks what is not needed."""

    def __init__(self, content: bytearray) -> None:
        self._content = content
        self._looked_at = 0

    def blank(self, within: bytes, start: int, end: int) -> None:
        """Blank the boxes from `start` to `end` that do not belong into this one.

        Raises: AFilm; Broken.
        """
        for box in self._boxes(start, end):
            if box.name not in _KEPT[within]:
                self._wipe(box)
            elif box.name in _KEPT:
                self.blank(box.name, box.body, box.end)
            else:
                self._tidy(box)

    def _boxes(self, start: int, end: int) -> Iterator[_Box]:
        while start < end:
            self._looked_at += 1
            box = self._box_at(start, end)
            if self._looked_at > _MOST_BOXES or not box.body <= box.end <= end:
                raise Broken
            yield box
            start = box.end

    def _box_at(self, start: int, end: int) -> _Box:
        head = bytes(self._content[start : min(start + _LONG_HEAD, end)])
        if len(head) < _HEAD:
            raise Broken
        size, body = int.from_bytes(head[:4], "big"), start + _HEAD
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), start + _LONG_HEAD
        return _Box(head[4:8], start, body, start + size if size else end)

    def _wipe(self, box: _Box) -> None:
        self._content[box.start + 4 : box.start + _HEAD] = b"free"
        self._content[box.body : box.end] = bytes(box.end - box.body)

    def _tidy(self, box: _Box) -> None:
        if box.name in _DATED:
            # One byte of version, three of flags; version 1 has times of eight bytes.
            first = box.body + 4
            last = min(
                first + (16 if self._content[box.body : box.body + 1] == b"\1" else 8), box.end
            )
            self._content[first:last] = bytes(max(0, last - first))
        if box.name == b"hdlr":
            self._tidy_handler(box)

    def _tidy_handler(self, box: _Box) -> None:
        """What a track is: sound, or we do not take it. The name it gives itself goes."""
        kind = bytes(self._content[box.body + 8 : box.body + 12])
        if kind != b"soun":
            raise AFilm
        named = min(box.body + 24, box.end)
        self._content[named : box.end] = bytes(box.end - named)
