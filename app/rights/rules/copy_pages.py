"""The pages of a copy: whole in themselves, readable by everybody, nothing in them runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from app.kit.times import say_date, say_moment

STYLE = (
    "body{margin:2rem auto;max-width:46rem;padding:0 1rem;font:1.125rem/1.6 sans-serif;"
    "color:#212b32;background:#fff;overflow-wrap:anywhere}a{color:#005eb8}"
    "h1,h2{line-height:1.25}section{border-top:1px solid #768692;padding:.5rem 0;"
    "break-inside:avoid-page}dl{margin:.5rem 0}dt{font-weight:bold}"
    "dd{margin:0 0 .5rem;white-space:pre-wrap}ul{margin:.25rem 0;padding-left:1.25rem}"
    "@media(min-width:40rem){section>dl{display:grid;grid-template-columns:14rem 1fr;gap:0 1rem}}"
    "@media print{body{margin:0;max-width:none;font-size:11pt}}"
)
FOOT = "</main>\n</body>\n</html>\n"
BACK = '<p><a href="../index.html">Back to the first page</a></p>\n'


def head(title: str) -> str:
    """The beginning of a page. No program runs in it, and it asks no other address for anything."""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n"
    )


def page_of(title: str, rows: Iterable[Mapping[str, Any]], *, zone: str) -> Iterator[str]:
    """A page of rows; each is what to call something and what it is. Empty things are left out."""
    yield head(title) + BACK
    for number, row in enumerate(rows, start=1):
        yield f"<section>\n<h2>Number {number}</h2>\n<dl>\n"
        for label, value in row.items():
            if label and value not in (None, "", [], {}):
                yield f"<dt>{escape(label)}</dt><dd>{shown(value, zone)}</dd>\n"
        yield "</dl>\n</section>\n"
    yield FOOT


def index_of(
    name: str,
    made: str,
    listed: Sequence[tuple[str, str, int]],
    left_out: Sequence[tuple[str, str]],
) -> str:
    """The first page: what there is, with how many, and what was left out and why."""
    items = "".join(
        f'<li><a href="{escape(path)}">{escape(title)}</a>: {count}</li>\n'
        for path, title, count in listed
    )
    why = "".join(
        f"<dt>{escape(what)}</dt><dd>{escape(reason)}</dd>\n" for what, reason in left_out
    )
    return (
        head("Everything we keep about you")
        + f"<p>For {escape(name)}. Made on {escape(made)}.</p>\n"
        + "<p>Each line opens a page. The folder “data” holds the same for computers, as JSON. "
        "Pictures and recordings are in the folder “files”.</p>\n"
        + f"<h2>What there is</h2>\n<ul>\n{items}</ul>\n"
        + "<h2>What is not in here, and why</h2>\n<p>If you think that something is missing, "
        f"please ask your facilitator.</p>\n<dl>\n{why}</dl>\n" + FOOT
    )


def shown(value: Any, zone: str) -> str:
    """A value as people read it; what holds others is shown as a list."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        parts = ((_said(key), one) for key, one in value.items() if one not in (None, "", [], {}))
        items = "".join(f"<li>{escape(key)}: {shown(one, zone)}</li>" for key, one in parts)
        return f"<ul>{items}</ul>"
    if isinstance(value, list):
        return f"<ul>{''.join(f'<li>{shown(one, zone)}</li>' for one in value)}</ul>"
    return escape(_when(str(value), zone))


def _said(key: object) -> str:
    return str(key).replace("_", " ").capitalize()


def _when(text: str, zone: str) -> str:
    """A moment or a day in words; any other text as it is."""
    try:
        if len(text) == len("2027-01-31"):
            return say_date(date.fromisoformat(text))
        moment = datetime.fromisoformat(text) if "T" in text[:11] else None
    except ValueError:
        return text
    return say_moment(moment, zone) if moment and moment.tzinfo else text
