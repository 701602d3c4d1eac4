"""Turns Markdown into HTML that is always sanitised and fits a page with its own main heading."""

from __future__ import annotations

import re

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

TOP = 2
DEEPEST = 6
HEADINGS = {f"h{level}" for level in range(TOP, DEEPEST + 1)}
TAGS = HEADINGS | {
    *("p", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr", "code", "pre", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "th": {"scope", "align"},
    "td": {"align"},
    **{heading: {"id"} for heading in HEADINGS},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def render(text: str, *, top: int = TOP) -> str:
    """Markdown as safe HTML whose `##` is a heading of level `top`, each heading with an id.

    Raw HTML in the text is left out. The page gives the `h1`; a `#` is shown as `top` too.
    """
    html = cmarkgfm.markdown_to_html_with_extensions(
        text, options=Options.CMARK_OPT_DEFAULT, extensions=["table"]
    )
    # A corner of a table that heads nothing is no heading.
    html = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", html)
    html = re.sub(r"<(th|img)\b", _complete, html)
    return sanitise(_place_headings(html, top))


def sanitise(html: str) -> str:
    """The HTML with everything taken out that a text has no need of: scripts, styles, events."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def slug(words: str) -> str:
    """The words as an anchor: small letters, digits and hyphens."""
    plain = re.sub(r"<[^>]+>|&#?\w+;|['\N{RIGHT SINGLE QUOTATION MARK}]", "", words)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "part"


def _complete(match: re.Match[str]) -> str:
    """A table heading says what it heads; a picture waits until it is scrolled to."""
    return '<th scope="col"' if match[1] == "th" else '<img loading="lazy"'


def _place_headings(html: str, top: int) -> str:
    seen: dict[str, int] = {}

    def place(match: re.Match[str]) -> str:
        level = min(DEEPEST, max(TOP, int(match[1])) - TOP + top)
        anchor = slug(match[2])
        seen[anchor] = seen.get(anchor, 0) + 1
        if seen[anchor] > 1:
            anchor = f"{anchor}-{seen[anchor]}"
        return f'<h{level} id="{anchor}">{match[2]}</h{level}>'

    return re.sub(r"<h([1-6])>(.*?)</h\1>", place, html, flags=re.DOTALL)
