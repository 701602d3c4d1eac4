"""The page of a log: whole in itself, readable by everybody, with nothing in it that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from app.kit.times import say_date
from app.reflections.rules.export import TakenDraft, TakenEntry, TakenRecord, TakenShare
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


def record(one: TakenRecord, level: int = 2) -> Iterator[str]:
    """A record of learning with what was written about it."""
    yield heading(level, one.title)
    yield line(facts_of(one))
    for title, text in (("What I learned", one.learned), ("What has changed", one.changed)):
        if text:
            yield heading(level + 1, title) + words(text)


def facts_of(one: TakenRecord) -> str:
    """Day, minutes and whether others took part, in a line."""
    others = "with others" if one.with_others else "on my own"
    return f"{say_date(one.day)}, {one.minutes} minutes, {others}"


def entry(one: TakenEntry, zone: str) -> Iterator[str]:
    """An entry as it is now, and each version before."""
    newest, *older = reversed(one.versions)
    yield "<section>\n" + heading(3, f"{moment(one.written_at, zone)}")
    yield from facts(one)
    if newest.restored_from:
        yield line(f"These are the words of version {newest.restored_from} again.")
    yield words(newest.text) if newest.text else ""
    yield from attached(one)
    for version in older:
        when = moment(version.written_at, zone)
        yield heading(4, f"Version {version.number}, {when}")
        yield words(version.text) if version.text else line("No words were written yet.")
    yield "</section>\n"


def facts(one: TakenEntry) -> Iterator[str]:
    """Where an entry began, that it was said, and what it is about."""
    yield from (line(text) for text in one.facts)


def attached(one: TakenEntry) -> Iterator[str]:
    """Links to its pictures and recordings, with what is said of them."""
    if one.files:
        yield "<ul>\n"
        yield from (_file(file) for file in one.files)
        yield "</ul>\n"


def _file(one: TakenFile) -> str:
    name = f'<span dir="auto">{escape(one.title)}</span>'
    if one.path:
        name = f'<a href="{quote(one.path)}">{name}</a>'
    left_out = "" if one.path else " (not in this file)"
    about = f'<div class="words" dir="auto">{escape(one.description)}</div>'
    return f"<li>{name}{left_out}{about if one.description else ''}</li>\n"


def share(one: TakenShare, zone: str) -> Iterator[str]:
    """A share with what was said about it."""
    yield heading(3, f"Shared with {one.shared_with}, {moment(one.shared_at, zone)}")
    ended = f" I ended it on {moment(one.ended_at, zone)}." if one.ended_at else ""
    yield line(f"Version {one.number}, until {say_date(one.last_day)}.{ended}")
    yield words(one.purpose)
    if one.files:
        yield line(f"Pictures and voice notes that went along: {len(one.files)}.")
    for opening in one.openings:
        yield line(f"Opened by {opening.by} on {moment(opening.opened_at, zone)}.")
    for said in one.comments:
        yield heading(4, f"{said.by}, {moment(said.written_at, zone)}") + words(said.text)


def draft(one: TakenDraft, zone: str) -> Iterator[str]:
    """Writing that was not saved as an entry."""
    yield heading(3, moment(one.saved_at, zone)) + words(one.text)


def moment(when: datetime, zone: str) -> str:
    """A moment as somebody wrote it down there."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{say_day_of(local.date())}, {local:%H:%M}"


def say_day_of(day: date) -> str:
    """A day in words."""
    return say_date(day)
