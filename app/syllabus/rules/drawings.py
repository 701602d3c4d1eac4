"""Checks an SVG drawing: shapes and words only, nothing that acts or that comes from elsewhere."""

from __future__ import annotations

import re
from io import BytesIO
from xml.parsers import expat

from app.syllabus.rules.faults import UnreadableError

SHAPES = frozenset(
    {
        *("svg", "g", "defs", "use", "symbol", "title", "desc", "style", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    }
)
LEADING = frozenset({"href", "xlink:href", "src"})
OUTSIDE = re.compile(r"url\(\s*(?!['\"]?#)|@|\\|javascript:|expression\(", re.IGNORECASE)
NUMBERS = re.compile(r"[\s,]+")


def size_of_drawing(content: bytes) -> tuple[int, int]:
    """Width and height of the drawing, from its viewBox.

    Raises: UnreadableError with the line of what is not a drawing, or not safe.
    """
    reader = _Reader()
    try:
        reader.parser.ParseFile(BytesIO(content))
    except expat.ExpatError as error:
        what = f"This is not an SVG drawing that we can read: {expat.ErrorString(error.code)}."
        raise UnreadableError(error.lineno, what, "Save it again as plain SVG.") from None
    return reader.size


class _Reader:
    """Looks at one element after another."""

    def __init__(self) -> None:
        self.size = (0, 0)
        self.first = True
        self.in_style = False
        self.parser = expat.ParserCreate()
        # Words come whole, so that nothing hides between two pieces of them.
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def refuse(self, what: str, remedy: str) -> None:
        raise UnreadableError(self.parser.CurrentLineNumber, what, remedy)

    def doctype(self, *_: object) -> None:
        self.refuse("A drawing has no DOCTYPE here.", "Take the line out.")

    def instruction(self, target: str, _: str) -> None:
        self.refuse(f"A drawing has no <?{target}> here.", "Take the line out.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.first:
            self.root(name, attributes)
        if name not in SHAPES:
            remedy = "Draw with plain shapes and words only, and save it as plain SVG."
            self.refuse(f"'<{name}>' is not used in a drawing.", remedy)
        self.in_style = name == "style"
        for key, value in attributes.items():
            self.attribute(key, value)

    def root(self, name: str, attributes: dict[str, str]) -> None:
        self.first = False
        if name != "svg":
            self.refuse("This is not an SVG drawing.", "Save it again as plain SVG.")
        try:
            width, height = NUMBERS.split(attributes.get("viewBox", "").strip())[2:4]
            self.size = (round(float(width)), round(float(height)))
        except (ValueError, OverflowError):
            self.size = (0, 0)
        if min(self.size) < 1:
            remedy = 'Write it in the first line, as in viewBox="0 0 640 360".'
            self.refuse("The drawing has no size: its viewBox is missing.", remedy)

    def attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self.refuse(f"'{key}' makes a drawing act.", "Take it out.")
        outside = key in LEADING and not value.startswith("#")
        # Editors write where their own names come from, and nothing is fetched from there.
        named = key == "xmlns" or key.startswith("xmlns:")
        if outside or (not named and OUTSIDE.search(value)):
            self.refuse(f"'{key}' leads out of the drawing.", "Take it out.")

    def end(self, _: str) -> None:
        self.in_style = False

    def words(self, text: str) -> None:
        if self.in_style and OUTSIDE.search(text):
            self.refuse("A style leads out of the drawing.", "Take it out.")
