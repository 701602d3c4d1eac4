"""What a page is made of, so that pages made of the same parts need not be examined twice."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

# How many elements around an element count as its surroundings.
AROUND = 3
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FIELDS = {"input", "select", "textarea"}
EMPTY = {"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "col", "area"}
POINTERS = {"for", "aria-describedby", "aria-labelledby", "aria-controls"}
# Attributes whose value is a name, an address or a measure: only whether there is one counts.
NAMES = POINTERS | {
    *("href", "src", "action", "content", "nonce", "id", "name", "value", "alt", "title"),
    *("aria-label", "datetime", "d", "transform", "viewbox", "points", "width", "height"),
    *("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "integrity", "maxlength", "property"),
}


@dataclass
class Bone:
    """An element that is open: what it is, and whether anybody can read something in it."""

    tag: str
    told: str
    has_words: bool = False


class Bones(HTMLParser):
    """Reads a page and gathers its parts; `parts_of` tells what they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: set[str] = set()
        self._open: list[Bone] = []
        self._level = ""
        self._ids: set[str] = set()
        self._pointed_at: set[str] = set()
        self._labels: set[str] = set()
        self._fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = {name: value or "" for name, value in attrs}
        told = " ".join([tag, *(_attribute(*one) for one in sorted(given.items()))])
        self.parts.add(">".join([*(bone.told for bone in self._open[-AROUND:]), told]))
        self._note_names(tag, told, given)
        if tag in HEADINGS and tag != self._level:
            self.parts.add(f"{self._level} then {tag}")
            self._level = tag
        if given.get("alt") or given.get("aria-label"):
            self._words()
        if tag not in EMPTY:
            self._open.append(Bone(tag, told))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it those inside that HTML lets stand open."""
        if any(bone.tag == tag for bone in self._open):
            while self._close().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Words: that there are some counts, not which."""
        if data.strip():
            self._words()

    def close(self) -> None:
        """The page ends."""
        super().close()
        while self._open:
            self._close()
        self.parts |= {f"points nowhere: {name}" for name in self._pointed_at - self._ids}
        self.parts |= {
            f"no label: {told}" for name, told in self._fields.items() if name not in self._labels
        }

    def _close(self) -> Bone:
        bone = self._open.pop()
        if not bone.has_words:
            self.parts.add(f"{bone.told} is empty")
        return bone

    def _words(self) -> None:
        for bone in self._open:
            bone.has_words = True

    def _note_names(self, tag: str, told: str, given: dict[str, str]) -> None:
        name = given.get("id", "")
        if name in self._ids:
            self.parts.add(f"twice: {name}")
        if name:
            self._ids.add(name)
        for pointer in POINTERS & set(given):
            self._pointed_at |= set(given[pointer].split())
        self._labels |= {given["for"]} if "for" in given else set()
        is_inside = any(bone.tag == "label" for bone in self._open)
        if tag in FIELDS and given.get("type") not in {"hidden", "submit"} and not is_inside:
            self._fields[name] = told


def parts_of(html: str) -> set[str]:
    """The parts of a page.

    Each element with its classes, attributes and surroundings; which are empty; each step from a
    level of heading to the next; and every name that comes twice, points nowhere or has no label.
    """
    reader = Bones()
    reader.feed(html)
    reader.close()
    return reader.parts


def _attribute(name: str, value: str) -> str:
    return f"{name}={bool(value)}" if name in NAMES else f"{name}={value}"
