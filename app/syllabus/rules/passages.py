"""The pieces of text in a file, each of which knows on which line its characters stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.syllabus.rules.located import Located, Page

BODY = "body"
# Values that are no text for readers: keys, and pieces copied from a document.
NOT_READ = frozenset(
    {
        *(
            "key",
            "kind",
            "source",
            "sources",
            "as_written",
            "framework",
            "recording",
            "as_of",
            "review_by",
        ),
        *("valid_from", "valid_to", "looked_up", "counts"),
        *(
            "opens",
            "needs",
            "done_by",
            "modules",
            "module",
            "item",
            "shows",
            "group",
            "role",
            "who",
        ),
    }
)
MARKDOWN = frozenset(
    {"without_a_computer", "transcript", "sheet", "how", "meaning", "intro", "story", BODY}
)
# In this file `text` is Markdown; in all others it is plain.
POLICY = "policy.yaml"
# Shown where a citation could not lead anywhere.
UNCITED = frozenset({"title", "summary", "aims", "term", "label"})


@dataclass(frozen=True)
class Passage:
    """A text under the name of its key; `line_at` tells the line of a place in it."""

    name: str
    text: str
    markdown: bool
    line_at: Callable[[int], int]

    @property
    def is_read(self) -> bool:
        """Whether people read it, rather than our code."""
        return self.name not in NOT_READ

    @property
    def may_cite(self) -> bool:
        """Whether a citation can be shown in it."""
        return self.name not in UNCITED


def passages_of(located: Located, file: str) -> Iterator[Passage]:
    """The texts of a YAML file or of a front matter, in order."""
    for path, text in located.texts():
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        markdown = name in MARKDOWN or (name == "text" and file.endswith(POLICY))
        yield Passage(name, text, markdown, partial(located.line_at, path))


def passages_on(page: Page, file: str) -> Iterator[Passage]:
    """The texts of a page: those of its front matter, and the main text."""
    yield from passages_of(page.front, file)
    yield Passage(BODY, page.body, markdown=True, line_at=page.line_at)
