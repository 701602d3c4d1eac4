"""Pictures are told by their content, turned upright, made smaller, and know nothing any more."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app.kit.cleaning import PICTURE, Broken, NotTaken, Unclean, cleaned
from app.kit.cleaning.pictures import LONGEST_SIDE
from app.kit.cleaning.refusals import ApplePicture, TooManyPoints
from tests.make.files import SECRET, make_picture, make_points


def opened(content: bytes) -> Image.Image:
    """The picture, with its points read."""
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_who_where_and_with_what_is_gone(kind: str) -> None:
    sent = make_picture(kind)
    assert SECRET.encode() in sent
    assert opened(sent).getexif().get_ifd(0x8825)
    kept = cleaned(sent)
    assert kept.kind == PICTURE
    assert SECRET.encode() not in kept.content
    for name in (b"Exif", b"GPS", b"xmp", b"ICC", b"iCCP", b"eXIf", b"tEXt", b"iTXt"):
        assert name not in kept.content
    left = opened(kept.content)
    assert dict(left.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "Comment"} & set(left.info)
    assert left.size == (60, 40)
    assert kept.media_type == ("image/png" if kind == "PNG" else "image/jpeg")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_however_the_camera_was_held(orientation: int) -> None:
    kept = opened(cleaned(make_picture("PNG", orientation=orientation)).content)
    assert kept.size == ((60, 40) if orientation < 5 else (40, 60))
    # Where the red half of the picture comes to lie: left, right, right, left, top, top, ...
    corner = [(0, 0), (59, 0), (59, 0), (0, 0), (0, 0), (0, 0), (0, 59), (0, 59)][orientation - 1]
    red, _, blue = kept.convert("RGB").getpixel(corner)  # type: ignore[misc]
    assert red > blue


def test_a_large_picture_becomes_smaller_and_keeps_its_shape() -> None:
    kept = opened(cleaned(make_picture("JPEG", width=6000, height=4000)).content)
    assert kept.size == (LONGEST_SIDE, LONGEST_SIDE * 2 // 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK", "YCbCr"])
def test_pictures_of_every_make_are_kept(mode: str) -> None:
    file = BytesIO()
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    points = make_points() if mode != "I;16" else Image.new("I;16", (60, 40))
    (points if mode == "I;16" else points.convert(mode)).save(file, kind)
    assert opened(cleaned(file.getvalue()).content).size == (60, 40)


def test_what_shines_through_a_picture_is_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(file, "WEBP", lossless=True)
    kept = opened(cleaned(file.getvalue()).content)
    assert kept.getpixel((0, 0)) == (255, 255, 255)


def test_more_than_one_picture_in_a_file_leaves_the_first() -> None:
    file = BytesIO()
    make_points().save(file, "MPO", save_all=True, append_images=[make_points(30, 30)])
    assert opened(cleaned(file.getvalue()).content).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_follows_a_picture_is_not_kept(kind: str) -> None:
    page = f"<html><script>{SECRET}</script>PK\3\4".encode()
    assert SECRET.encode() not in cleaned(make_picture(kind) + page).content


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few thousand bytes that says it is enormous."""

    def part(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", points) + part(b"IEND", b"")


@pytest.mark.parametrize(
    ("width", "height"), [(6000, 6000), (10_000, 10_000), (65_000, 65_000), (2**31 - 1, 1)]
)
def test_a_picture_that_would_fill_the_memory_is_not_opened(width: int, height: int) -> None:
    with pytest.raises(TooManyPoints):
        cleaned(bomb(width, height))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [12, 0.3, 0.7])
def test_half_a_picture_is_refused(kind: str, part: float) -> None:
    file = BytesIO()
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    noise.save(file, kind)
    whole = file.getvalue()
    with pytest.raises(Broken):
        cleaned(whole[: int(part if part > 1 else len(whole) * part)])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"just words",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"PK\3\4" + bytes(100),
        b"GIF89a" + bytes(100),
        b"BM" + bytes(100),
        b"II*\0" + bytes(100),
        b"\x7fELF" + bytes(100),
    ],
)
def test_other_files_are_refused_whatever_they_are_called(content: bytes) -> None:
    with pytest.raises(NotTaken, match="JPEG, PNG or WebP"):
        cleaned(content)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_picture_in_apples_format_is_refused_with_what_to_do(brand: bytes) -> None:
    with pytest.raises(ApplePicture, match="screenshot"):
        cleaned(b"\0\0\0\x18ftyp" + brand + bytes(100))


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
def test_a_page_behind_the_beginning_of_a_picture_is_refused(beginning: bytes) -> None:
    with pytest.raises(Unclean):
        cleaned(beginning + b"<html><script>alert(1)</script>" * 40)
