"""Citations in the text, written [@key], and the list of documents that they lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from app.syllabus.rules.content import Source

CITATION = re.compile(r"\[@([^\]\n]*)\]")


def cited(text: str) -> list[str]:
    """The keys that the text cites, in order, each once."""
    return list(dict.fromkeys(CITATION.findall(text)))


def as_links(text: str, sources: Mapping[str, Source]) -> str:
    """Markdown in which each citation leads to its place in the list of documents."""
    return CITATION.sub(lambda match: f"[({sources[match[1]].short})](#source-{match[1]})", text)


def in_words(text: str, sources: Mapping[str, Source]) -> str:
    """Plain text in which each citation is the short name of its document, in brackets."""
    return CITATION.sub(lambda match: f"({sources[match[1]].short})", text)


def listed(keys: list[str], sources: Mapping[str, Source]) -> str:
    """The list of the documents, as HTML under a heading of its own; nothing for no keys."""
    if not keys:
        return ""
    items = "\n".join(f'<li id="source-{key}">{escape(_entry(sources[key]))}</li>' for key in keys)
    return f'<h2 id="sources">Where this comes from</h2>\n<ul>\n{items}\n</ul>\n'


def documents(keys: list[str], sources: Mapping[str, Source]) -> list[dict[str, str]]:
    """The same documents as data, for pages that list those of several texts together."""
    return [{"key": key, "words": _entry(sources[key])} for key in dict.fromkeys(keys)]


def _entry(source: Source) -> str:
    stop = "" if source.title.endswith(("?", "!", ".")) else "."
    words = f"{source.title}{stop} {source.publisher}, {source.year}."
    return f"{words} {source.note}" if source.note else words
