"""Pictures in a DOCX: the drawings of charts, and pictures that people gave."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.gateways.press import word_parts
from app.gateways.press.typesetter import PIXELS_AN_INCH
from app.gateways.press.word_paragraphs import attribute
from app.kit.prints import Print

# Lengths in the units of the format: there are 914,400 in an inch, and 360,000 in a centimetre.
IN_AN_INCH, IN_A_CENTIMETRE = 914_400, 360_000
TALLEST, WIDEST = 21 * IN_A_CENTIMETRE, 16 * IN_A_CENTIMETRE
TALLEST_GIVEN = 14 * IN_A_CENTIMETRE
# Points of a picture that somebody gave, for an inch of paper, when it is small.
POINTS_AN_INCH = 96
NO_GAP = 'distT="0" distB="0" distL="0" distR="0"'


@dataclass(frozen=True)
class Placed:
    """A picture as it lies in the file: its bytes, how its name ends, and its size on paper."""

    content: bytes
    ending: str
    width: int
    height: int

    @classmethod
    def drawn(cls, drawing: bytes) -> Placed:
        """A chart, drawn as PNG."""
        across, down = struct.unpack_from(">LL", drawing, 16)
        sides = (side * IN_AN_INCH // PIXELS_AN_INCH for side in (across, down))
        return cls(drawing, "png", *_fitted(*sides, tallest=TALLEST))

    @classmethod
    def given(cls, made: Print) -> Placed:
        """A picture that somebody gave."""
        sides = (side * IN_AN_INCH // POINTS_AN_INCH for side in (made.width, made.height))
        return cls(made.content, "jpg", *_fitted(*sides, tallest=TALLEST_GIVEN))


def placed(picture: Placed, told: str, number: int) -> str:
    """The paragraph of the picture with this number, with what people hear who cannot see it."""
    size = f'cx="{picture.width}" cy="{picture.height}"'
    name = f'id="{number}" name="Picture {number}" descr="{attribute(told)}"'
    return (
        "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>"
        f"<wp:inline {NO_GAP}><wp:extent {size}/>"
        f"<wp:docPr {name}/><a:graphic {word_parts.DRAWING_NAMES}><a:graphicData "
        f'uri="{word_parts.PICTURE}"><pic:pic {word_parts.PICTURE_NAMES}><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{word_parts.link_name(number)}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _fitted(width: int, height: int, *, tallest: int) -> tuple[int, int]:
    """The size on paper, made smaller where it would not fit, in the same shape."""
    if width > WIDEST:
        width, height = WIDEST, height * WIDEST // width
    if height > tallest:
        width, height = width * tallest // height, tallest
    return max(width, 1), max(height, 1)
