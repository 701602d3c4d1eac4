"""The page of a log: whole in itself, readable by everybody, with nothing in it that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from app.kit.times import say_date
from app.reflections.rules.export import TakenRecord
from app.reflections.rules.export.belongings import TakenFile

STYLE = (
    "body{margin:2rem auto;max-width:44rem;padding:0 1rem;font:1.125rem/1.6 sans-serif;"
    "color:#1d1d1d;background:#fff}table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;"
    "border-bottom:1px solid #767676}.words{white-space:pre-wrap;overflow-wrap:anywhere}"
    "section{break-inside:avoid-page}dt{font-weight:bold}dd{margin:0 0 .5rem}"
    "@media print{body{margin:0;max-width:none;font-size:11pt}}"
)


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


OPEN = "<section>\n"
CLOSE = "</section>\n"
FOOT = "</main>\n</body>\n</html>\n"


def line(text: str) -> str:
    """A paragraph of ours."""
    return f"<p>{escape(text)}</p>\n"


def heading(level: int, text: str) -> str:
    """A heading."""
    return f'<h{level} dir="auto">{escape(text)}</h{level}>\n'


def words(text: str) -> str:
    """What somebody wrote, letter for letter."""
    return f'<div class="words" dir="auto">{escape(text)}</div>\n'


def table_of(records: Iterable[TakenRecord]) -> Iterator[str]:
    """Records of learning as a table without what was written about them."""
    yield "<table>\n<caption>Activities</caption>\n<thead><tr>"
    yield from (
        f'<th scope="col">{name}</th>' for name in ("Activity", "Day", "Minutes", "With others")
    )
    yield "</tr></thead>\n<tbody>\n"
    for one in records:
        others = "Yes" if one.with_others else "No"
        yield (
            f'<tr><th scope="row" dir="auto">{escape(one.title)}</th><td>{say_date(one.day)}</td>'
            f"<td>{one.minutes}</td><td>{others}</td></tr>\n"
        )
    yield "</tbody>\n</table>\n"


def files(files: Sequence[TakenFile]) -> str:
    """Links to pictures and recordings, with what is said of them."""
    return f"<ul>\n{''.join(_file(one) for one in files)}</ul>\n"


def _file(one: TakenFile) -> str:
    name = f'<span dir="auto">{escape(one.title)}</span>'
    if one.path:
        name = f'<a href="{quote(one.path)}">{name}</a>'
    left_out = "" if one.path else " (not in this file)"
    about = f'<div class="words" dir="auto">{escape(one.description)}</div>'
    return f"<li>{name}{left_out}{about if one.description else ''}</li>\n"
