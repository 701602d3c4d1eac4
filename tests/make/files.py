"""Makes small real pictures and recordings for tests, full of what should not be kept."""

from __future__ import annotations

import wave
from io import BytesIO
from typing import Any, cast

from mutagen.flac import FLAC
from mutagen.flac import Picture as Cover
from mutagen.id3 import APIC, ID3, TIT2
from mutagen.ogg import OggPage
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

SECRET = "Ottoline-Vane-was-here"
"""Stands in every tag, comment and cover that these files have."""

_GPS, _ORIENTATION, _MAKER, _ARTIST = 0x8825, 0x0112, 0x010F, 0x013B
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()


def make_points(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red; the right half is blue."""
    picture = Image.new(mode, (width, height), (200, 20, 20, 255)[: len(mode)])
    picture.paste((20, 20, 200, 255)[: len(mode)], (width // 2, 0, width, height))
    return picture


def make_exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: who, with what, how it was held, and where."""
    exif = Image.Exif()
    exif[_MAKER] = exif[_ARTIST] = SECRET
    exif[_ORIENTATION] = orientation
    place = exif.get_ifd(_GPS)
    degrees = tuple(IFDRational(number) for number in (53, 29, 15))
    place.update({1: "N", 2: degrees, 3: "W", 4: degrees, 29: SECRET})
    return exif


def make_picture(kind: str = "JPEG", *, orientation: int = 1, **points: Any) -> bytes:
    """A picture with Exif, GPS, XMP, a colour profile and a comment."""
    more: dict[str, Any] = {"exif": make_exif(orientation), "icc_profile": SECRET.encode()}
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Comment", SECRET)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more["pnginfo"] = texts
    else:
        more |= {"xmp": XMP}
    if kind == "JPEG":
        more |= {"comment": SECRET}
    file = BytesIO()
    make_points(**points).save(file, kind, **more)
    return file.getvalue()


def make_wave(seconds: float = 0.1, *, told: bool = True) -> bytes:
    """Silence, with a LIST and a bext part when `told`."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(8000 * seconds) * 2))
    plain = file.getvalue()
    if not told:
        return plain
    secret = SECRET.encode()
    art = _little(b"IART", secret)
    body = plain[8:] + _little(b"LIST", b"INFO" + art) + _little(b"bext", secret * 20)
    return _little(b"RIFF", body)


def make_mp3(frames: int = 20) -> bytes:
    """Silent frames with tags before, between and behind them."""
    tags, cover = ID3(), BytesIO()
    tags.add(TIT2(encoding=3, text=SECRET))
    tags.add(APIC(encoding=3, mime="image/jpeg", type=3, desc=SECRET, data=make_picture()))
    tags.save(cover, v1=0)
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    between = f"<html><script>{SECRET}</script></html>".encode()
    last = b"TAG" + SECRET.encode().ljust(125, b"\0")
    return cover.getvalue() + frame * (frames // 2) + between + frame * (frames // 2) + last


def make_flac() -> bytes:
    """A recording of almost nothing, with comments, a cover and a part of a program's own."""
    facts = (8000 << 44) | (0 << 41) | (15 << 36) | 800
    info = (4096).to_bytes(2, "big") * 2 + bytes(6) + facts.to_bytes(8, "big") + bytes(16)
    own = b"riff" + SECRET.encode()
    plain = b"fLaC" + _flac_part(0, info) + _flac_part(0x82, own) + b"\xff\xf8\x69\x08" + bytes(60)
    file = BytesIO(plain)
    sound = FLAC(file)
    sound.add_tags()
    cast("Any", sound.tags)["ARTIST"] = SECRET
    cover = Cover()
    cover.data, cover.desc = make_picture(), SECRET
    sound.add_picture(cover)
    file.seek(0)
    sound.save(file)
    return file.getvalue()


def make_opus(*, serials: tuple[int, ...] = (7,)) -> bytes:
    """A recording with comments, and more that hides behind them; a stream for each serial."""
    head = b"OpusHead\x01\x01" + bytes(2) + (48000).to_bytes(4, "little") + bytes(3)
    secret = SECRET.encode()
    comment = b"ARTIST=" + secret
    tags = b"OpusTags" + _counted(b"maker " + secret) + (1).to_bytes(4, "little")
    tags += _counted(comment) + b"\1" + secret
    made = b""
    for serial in serials:
        for number, packet in enumerate((head, tags, b"\xf8\xff\xfe" * 20)):
            page = OggPage()
            page.serial, page.sequence, page.packets = serial, number, [packet]
            page.first, page.last = number == 0, number == 2
            page.position = 960 * 50 if page.last else 0
            made += page.write()
    return made


def make_m4a(*, track: bytes = b"soun", codec: bytes = b"mp4a") -> bytes:
    """A recording with the time it was made, the place in two boxes, and boxes of other makers."""
    secret = SECRET.encode()
    dated = bytes(4) + b"\xe0\x01\x02\x03" * 2
    handler = _box(b"hdlr", bytes(8) + track + bytes(12) + secret + b"\0")
    described = _box(
        b"esds", bytes(4) + b"\x03\x16\0\1\0\x04\x11\x40\x15" + bytes(11) + b"\x05\2\x12\x10"
    )
    entry = _box(
        codec,
        bytes(6) + b"\0\1" + bytes(8) + b"\0\1\0\x10" + bytes(4) + b"\x1f\x40\0\0" + described,
    )
    samples = b"".join(_box(name, bytes(8)) for name in (b"stts", b"stsc", b"stco"))
    table = _box(b"stbl", _box(b"stsd", bytes(4) + b"\0\0\0\1" + entry) + samples)
    media = _box(b"mdhd", dated + b"\0\0\x1f\x40\0\0\x3e\x80" + bytes(4)) + handler
    media = _box(b"mdia", media + _box(b"minf", _box(b"smhd", bytes(8)) + table))
    place = _box(b"\xa9xyz", b"\0\x1a\x15\xc7+53.4875-002.2901/" + secret)
    tracks = _box(b"trak", _box(b"tkhd", dated + bytes(72)) + media + _box(b"udta", place))
    known = _box(b"meta", bytes(4) + _box(b"keys", secret) + _box(b"ilst", secret))
    movie = _box(b"mvhd", dated + b"\0\0\x03\xe8\0\0\x07\xd0" + bytes(80)) + tracks
    movie = _box(b"moov", movie + _box(b"udta", place) + known)
    own = _box(b"uuid", secret) + _box(b"free", secret)
    return _box(b"ftyp", b"M4A \0\0\0\0M4A isom") + movie + own + _box(b"mdat", bytes(400))


def _box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


def _little(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _flac_part(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + len(content).to_bytes(3, "big") + content


def _counted(content: bytes) -> bytes:
    return len(content).to_bytes(4, "little") + content
