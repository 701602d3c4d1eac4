"""Checks that links lead somewhere and that pictures are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.kit.markdown import render
from app.syllabus.rules.citations import cited
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Page
from app.syllabus.rules.passages import Passage, passages_on
from app.syllabus.rules.prose import without_code

TARGET = re.compile(r"\]\(([^)]*)\)|<((?:https?|mailto|tel):[^>]*)>")
APART = re.compile(r"^ {0,3}\[[^\]@]+\]:\s*\S+", re.MULTILINE)
ID = re.compile(r' id="([^"]+)"')
STEP = re.compile(r"^step:([a-z0-9-]+)/([a-z0-9-]+)$")
MAIL = re.compile(r"^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$")
PHONE = re.compile(r"^tel:\+?\d[\d-]*$")
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", re.IGNORECASE)
PICTURES = "pictures/"
# What is wrong with an address, and how to mend it.
Wrong = tuple[str, str]


@dataclass(frozen=True)
class Targets:
    """Where a link within an edition may lead: steps by module, glossary words, and pictures."""

    steps: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Collection[str] = ()
    pictures: Collection[str] = ()


def anchors_on(page: Page) -> set[str]:
    """The places on a page that a link may lead to: its headings and its documents."""
    if "](#" not in page.body and not any("](#" in text for _, text in page.front.texts()):
        return set()
    keys = {key for passage in passages_on(page, "") for key in cited(passage.text)}
    return {*ID.findall(render(page.body)), "sources", *(f"source-{key}" for key in keys)}


def remarks_on_links(
    passage: Passage, targets: Targets, anchors: Collection[str] = ()
) -> Iterator[Remark]:
    """Links and pictures of a Markdown text that lead nowhere."""
    if not passage.markdown:
        return
    text = without_code(passage.text)
    for match in APART.finditer(text):
        what = "The address of a link stands apart from its words."
        remedy = "Write both together, as in [words](https://example.org)."
        yield Remark(passage.line_at(match.start()), what, remedy)
    for match in TARGET.finditer(text):
        address = (match[1] if match[1] is not None else match[2]).strip()
        opened = text.rfind("[", 0, match.start() + 1)
        is_picture = match[1] is not None and opened > 0 and text[opened - 1] == "!"
        found = _picture(address, targets) if is_picture else _link(address, targets, anchors)
        if found:
            yield Remark(passage.line_at(match.start()), *found)


def _picture(address: str, targets: Targets) -> Wrong | None:
    name = address.removeprefix(PICTURES)
    if name == address:
        what = f"The picture '{address}' is not one of the edition's own."
        return what, f"Put it into the folder 'pictures', and write ({PICTURES}NAME)."
    if name not in targets.pictures:
        remedy = "Put it there, or correct its name."
        return f"There is no picture '{name}' in the folder 'pictures'.", remedy
    return None


def _link(address: str, targets: Targets, anchors: Collection[str]) -> Wrong | None:
    scheme = address.partition(":")[0] if ":" in address else address[:1]
    if scheme in LEADING:
        return LEADING[scheme](address, targets, anchors)
    what = f"We do not know where '{address}' leads."
    return what, "Write https://..., step:MODULE/STEP, word:KEY, or # and a heading of this text."


def _step(address: str, targets: Targets, _: Collection[str]) -> Wrong | None:
    match = STEP.match(address)
    if not match:
        return f"'{address}' does not name a step.", "Write step:MODULE/STEP, with their keys."
    module, step = match[1], match[2]
    if module not in targets.steps:
        return f"There is no module '{module}'.", f"Write one of: {', '.join(targets.steps)}."
    if step not in targets.steps[module]:
        remedy = f"Write one of: {', '.join(targets.steps[module])}."
        return f"The module '{module}' has no step '{step}'.", remedy
    return None


def _word(address: str, targets: Targets, _: Collection[str]) -> Wrong | None:
    key = address.removeprefix("word:")
    if key in targets.words:
        return None
    return f"The glossary has no word '{key}'.", "Add it to library/glossary.yaml, or correct it."


def _anchor(address: str, _: Targets, anchors: Collection[str]) -> Wrong | None:
    if address[1:] in anchors:
        return None
    remedy = "Write the heading in small letters with hyphens, as in #how-it-began."
    return f"There is no heading '{address}' in this text.", remedy


def _web(address: str, *_: object) -> Wrong | None:
    if is_web_address(address):
        return None
    remedy = "Copy it again from the page that it leads to, without spaces."
    return f"'{address}' is not an address of a page.", remedy


def _unsafe(*_: object) -> Wrong | None:
    return "The link is not safe to follow.", "Write https:// at its start."


def _person(address: str, *_: object) -> Wrong | None:
    if MAIL.match(address) or PHONE.match(address):
        return None
    remedy = "Write mailto:name@example.org, or tel: and digits."
    return f"'{address}' is not an address that one can write to or ring.", remedy


LEADING: dict[str, Callable[[str, Targets, Collection[str]], Wrong | None]] = {
    "step": _step,
    "word": _word,
    "#": _anchor,
    "https": _web,
    "http": _unsafe,
    "mailto": _person,
    "tel": _person,
}


def is_web_address(address: str) -> bool:
    """Whether this is a whole address that starts with https."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return False
    plain = not any(sign.isspace() for sign in address) and "@" not in parts.netloc
    return parts.scheme == "https" and plain and bool(HOST.match(host))
