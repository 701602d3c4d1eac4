"""Reads YAML into plain data that remembers on which line each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.kit.later import Later
from app.syllabus.rules.faults import UnreadableError

if TYPE_CHECKING:
    from ruamel import yaml
    from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
else:
    yaml = Later("ruamel.yaml")

Path = tuple[str | int, ...]
TAG = "tag:yaml.org,2002:"
FENCE = "---"
# How the reader of YAML calls it.
TAB = r"'\t'"
# A whole number that is written back as it stands; 007, 1_000 and 0x1F are not.
PLAIN_NUMBER = re.compile(r"^(?:0|-?[1-9]\d{0,8})$", re.ASCII)
# More files than an edition has, and few enough to hold.
MOST_KEPT = 256
# Signs that start a text on lines of its own.
BLOCKS = frozenset({"|", ">"})


@dataclass(frozen=True)
class Located:
    """Plain data with the line (from 1) of each path in it.

    `written` holds each text as it stands in the file: its first line, and its lines.
    """

    data: dict[str, Any]
    lines: dict[Path, int]
    written: dict[Path, tuple[int, list[str]]] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def line_at(self, path: Path, offset: int) -> int:
        """The line on which the character at `offset` of the text at `path` stands.

        YAML folds lines but keeps words, so the word is looked for.
        """
        if path not in self.written:
            return self.line_of(path)
        text: Any = self.data
        for part in path:
            text = text[part]
        word = len(str(text)[: offset + 1].split())
        line, lines = self.written[path]
        for number, words in enumerate(lines, start=line):
            word -= len(words.split())
            if word <= 0:
                return number
        return self.line_of(path)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Each piece of text with its path, in the order of the file."""
        yield from _texts(self.data, ())


@dataclass(frozen=True)
class Page:
    """A Markdown file: its front matter, its text and the line on which the text starts."""

    front: Located
    body: str
    body_line: int

    def line_at(self, offset: int) -> int:
        """The line on which the character at `offset` of the body stands."""
        return self.body_line + self.body.count("\n", 0, offset)


def read_page(text: str) -> Page:
    """The front matter and the text of a Markdown file.

    Raises: UnreadableError when the front matter is not there, not closed or not YAML.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        what = "The file does not start with its front matter."
        raise UnreadableError(
            1, what, f"Put a line '{FENCE}', the keys, and a line '{FENCE}' first."
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            front = read_yaml("\n".join(lines[1:number]), first_line=2)
            return Page(front, "\n".join(lines[number + 1 :]), number + 2)
    what = "The front matter is not closed."
    raise UnreadableError(1, what, f"Put a line '{FENCE}' after its last key.")


@lru_cache(maxsize=MOST_KEPT)
def read_yaml(text: str, *, first_line: int = 1) -> Located:
    """The data of a YAML text that is a list of keys with their values; nobody may change them.

    Taking YAML apart is what reading a course costs, and most files are as they were the last time.
    Raises: UnreadableError with the line on which reading stopped.
    """
    try:
        node = yaml.YAML(typ="safe", pure=True).compose(text)
    except yaml.error.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        if TAB in str(error.problem):
            what = "Here is a tab, which means nothing in YAML."
            raise UnreadableError(line, what, "Use spaces at the start of the line.") from None
        what = f"This is not YAML that we can read: {error.problem or 'it stops too early'}."
        remedy = "Check the spaces at the start of the line, and put text with a colon in quotes."
        raise UnreadableError(line, what, remedy) from None
    except yaml.error.YAMLError as error:
        what = f"This is not YAML that we can read: {error}."
        raise UnreadableError(first_line, what, "Save the file as plain text (UTF-8).") from None
    except RecursionError:
        what = "There are too many brackets or lists within each other."
        raise UnreadableError(first_line, what, "Put text with brackets in quotes.") from None
    if not isinstance(node, yaml.nodes.MappingNode):
        what = "This is not a list of keys with values."
        raise UnreadableError(
            first_line, what, "Write each key on a line of its own, as in 'title: Welcome'."
        )
    reader = _Reader(text.split("\n"), first_line)
    data = reader.mapping(node, ())
    return Located(data, reader.lines | {(): first_line}, reader.written)


class _Reader:
    """Turns nodes into plain data and keeps where they stand."""

    def __init__(self, text: list[str], first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.lines: dict[Path, int] = {}
        self.written: dict[Path, tuple[int, list[str]]] = {}

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            key = str(key_node.value)
            if key in found:
                what = f"The key '{key}' is there twice."
                raise UnreadableError(line, what, "Keep one of the two.")
            found[key] = self.value(value_node, (*path, key))
            self.lines[*path, key] = line
        return found

    def value(self, node: Node, path: Path) -> Any:
        line = self.first_line + node.start_mark.line
        self.lines[path] = line
        if node.anchor:
            what = "A '&' in front of a value has a meaning of its own in YAML."
            raise UnreadableError(line, what, "Put the text in quotes.")
        if isinstance(node, yaml.nodes.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.nodes.SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        if isinstance(node, yaml.nodes.ScalarNode):
            self.keep(node, path)
        return _scalar(node)

    def keep(self, node: ScalarNode, path: Path) -> None:
        """Keep how a text is written, without the sign that a block starts with."""
        start, end = node.start_mark, node.end_mark
        lines = self.text[start.line : end.line + 1]
        if node.style in BLOCKS:
            lines = lines[1:]
        else:
            lines[0] = lines[0][start.column :]
        self.written[path] = self.first_line + start.line + (node.style in BLOCKS), lines


def _scalar(node: Node) -> str | int | bool | None:
    """The plain value; what would not be written back as it stands, such as 1.50, stays text."""
    text = str(node.value)
    kind = str(node.tag).removeprefix(TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    return int(text) if kind == "int" and PLAIN_NUMBER.match(text) else text


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))
