"""Pictures, drawn anew from their points: nothing else of the file is kept."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from app.kit.cleaning.cleaned import PICTURE, Cleaned
from app.kit.cleaning.refusals import Broken, TooManyPoints, Unclean

# These readers alone; each is named, so that it is there before the first picture comes.
FORMATS = [
    reader.format
    for reader in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
    )
]
MOST_POINTS = {"JPEG": 50_500_000, "MPO": 50_500_000, "PNG": 25_000_000, "WEBP": 16_000_000}
"""What is opened with up to 250 MB; a telephone's largest ordinary picture has 50 million."""

LONGEST_SIDE = 2400
"""Points; enough to read a page of handwriting."""

LARGEST_PNG = 2 * 1024 * 1024
QUALITY = 85

_READY = ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr")
_ORIENTATION = 0x0112
# How to turn a picture that was taken with the camera held another way (Exif 2.3, tag 0x0112).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# However many are sent at once, each process opens one at a time.
_one_at_a_time = Lock()


def clean_picture(content: bytes) -> Cleaned:
    """The first picture of the file, upright and at most 2,400 points wide or high, in sRGB.

    Drawings and screenshots stay PNG while they are small; everything else becomes JPEG.
    Raises: TooManyPoints, Broken.
    """
    with _one_at_a_time:
        try:
            return _drawn_anew(content)
        except Unclean:
            raise
        except Image.DecompressionBombError:
            raise TooManyPoints from None
        except Exception:  # noqa: BLE001 - a broken picture fails in any of many ways
            raise Broken from None


def _drawn_anew(content: bytes) -> Cleaned:
    with Image.open(BytesIO(content), formats=FORMATS) as found:
        if found.width * found.height > MOST_POINTS[found.format or ""]:
            raise TooManyPoints
        is_png = found.format == "PNG"
        # JPEG can be read at a half, a quarter or an eighth of its size.
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = _upright(found)
    if is_png:
        kept = BytesIO()
        upright.save(kept, "PNG", optimize=True)
        if kept.tell() <= LARGEST_PNG:
            return Cleaned(PICTURE, "image/png", "png", kept.getvalue())
    kept = BytesIO()
    _on_white(upright).save(kept, "JPEG", quality=QUALITY, optimize=True)
    return Cleaned(PICTURE, "image/jpeg", "jpg", kept.getvalue())


def _upright(found: Image.Image) -> Image.Image:
    """The points alone, in a picture that never knew the file."""
    turn = _TURNS.get(found.getexif().get(_ORIENTATION, 1))
    # Made smaller before anything is copied, where that can be done.
    points = found if found.mode in _READY else found.convert(_mode_for(found))
    points.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    points = points.convert(_mode_for(points))
    bare = Image.new(points.mode, points.size)
    bare.paste(points)
    return bare if turn is None else bare.transpose(turn)


def _mode_for(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
