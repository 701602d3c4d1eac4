"""What a file is, by its first bytes."""

from __future__ import annotations

from app.kit.cleaning.refusals import ApplePicture, NotTaken, OtherSound

# Brands of ISO media files (ISO/IEC 14496-12) that hold pictures.
_PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_BEGINNINGS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"OggS": "ogg",
    b"fLaC": "flac",
}
_OTHER_SOUND = (b"#!AMR", b"caff", b"FORM", b"\x30\x26\xb2\x75", b"\x1a\x45\xdf\xa3")
_ID3_HEADER = 10


def kind_of(content: bytes) -> str:
    """The name of the format.

    Raises: Unclean for what we do not take.
    """
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return _kind_in_a_box(content) or _kind_of_mpeg(content)


def _kind_in_a_box(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] in {b"WEBP", b"WAVE"}:
        return content[8:12].decode().lower()
    if content[4:8] != b"ftyp":
        return None
    if content[8:12] in _PICTURE_BRANDS:
        raise ApplePicture
    return "m4a"


def _kind_of_mpeg(content: bytes) -> str:
    """MP3, with or without tags before it; a FLAC file may have the same tags."""
    start = past_tags(content)
    if start and content.startswith(b"fLaC", start):
        return "flac"
    if start or _is_mp3_frame(content):
        return "mp3"
    # AAC without a box around it has layer nought where MP3 has layer three.
    if content.startswith(_OTHER_SOUND) or content[:2] in {b"\xff\xf1", b"\xff\xf9"}:
        raise OtherSound
    raise NotTaken


def _is_mp3_frame(content: bytes) -> bool:
    return content[:1] == b"\xff" and content[1:2] in {b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xe3"}


def past_tags(content: bytes) -> int:
    """Where the ID3v2 tags at the beginning end; nought when there are none."""
    at = 0
    while content.startswith(b"ID3", at) and len(content) >= at + _ID3_HEADER:
        size = 0
        for byte in content[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        has_footer = content[at + 5] & 0x10
        at += size + (2 * _ID3_HEADER if has_footer else _ID3_HEADER)
    return at
