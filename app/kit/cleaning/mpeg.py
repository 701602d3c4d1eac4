"""MP3 recordings: the frames of sound, one after the other, and nothing between them.

Tags (ID3 at the beginning and end, APE, Lyrics3), covers, and whatever else hides in the file stand
outside of the frames.
"""

from __future__ import annotations

from io import BytesIO

from mutagen import MutagenError
from mutagen.mp3 import MP3

from app.kit.cleaning.cleaned import SOUND, Cleaned
from app.kit.cleaning.refusals import Broken, OtherSound
from app.kit.cleaning.telling import past_tags

# Kilobits a second by the header's number, for layer III of MPEG 1, and of MPEG 2 and 2.5.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
# Samples a second by version (2.5, none, 2, 1) and the header's number.
_SPEEDS = ((11025, 12000, 8000), (), (22050, 24000, 16000), (44100, 48000, 32000))
_MPEG_1 = 3
_LAYER_3 = 1
_SYNC = 0xFFE
_HEADER = 4
_FEWEST = 3


def clean_mp3(content: bytes) -> Cleaned:
    """The frames alone.

    Raises: Broken; OtherSound for what has frames of another layer, or none of a stated length.
    """
    frames = list[bytes]()
    at = past_tags(content)
    while (at := content.find(b"\xff", at)) >= 0:
        size = _length_of_frame(content[at : at + _HEADER])
        # Two frames in a row are sound; one alone could be anything.
        follows = content[at + size : at + size + _HEADER]
        if size and at + size <= len(content) and (frames or _length_of_frame(follows)):
            frames.append(content[at : at + size])
            at += size
        else:
            at += 1
    if len(frames) < _FEWEST:
        raise OtherSound
    kept = b"".join(frames)
    try:
        MP3(BytesIO(kept))
    except (MutagenError, ValueError, ArithmeticError):
        raise Broken from None
    return Cleaned(SOUND, "audio/mpeg", "mp3", kept)


def _length_of_frame(header: bytes) -> int:
    """How many bytes a frame with this header has; nought when this is no header."""
    if len(header) < _HEADER:
        return 0
    bits = int.from_bytes(header, "big")
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    rate, speed, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    rates = _RATES_1 if version == _MPEG_1 else _RATES_2
    if bits >> 20 & 0xFFE != _SYNC or layer != _LAYER_3 or not 0 < rate < len(rates):
        return 0
    if speed >= len(_SPEEDS[version]):
        return 0
    samples = 144 if version == _MPEG_1 else 72
    return samples * 1000 * rates[rate] // _SPEEDS[version][speed] + padding
