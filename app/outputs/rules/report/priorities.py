"""A report by priority: for each of them what people said, beside its numbers."""

from __future__ import annotations

from collections.abc import Mapping

from app.kit.small_numbers import Shown
from app.outputs.rules.report.closing import write_course, write_how_to_read
from app.outputs.rules.report.facts import Priority, Report
from app.outputs.rules.report.looked_at import write_looked_at
from app.outputs.rules.report.messages import write_rest, write_sessions
from app.outputs.rules.report.opening import write_opening
from app.outputs.rules.report.sections import (
    NUMBERS,
    WORDS,
    write_message,
    write_numbers,
    write_words,
)
from app.outputs.rules.report.sheet import Sheet


def write_priorities(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """Each priority in turn, then messages and words that are under none, then the course."""
    write_opening(sheet, report, f"It is sorted by {report.priorities_from}.")
    for number, priority in enumerate(report.priorities, start=1):
        sheet.head(1, f"{number}. {priority.title}")
        sheet.say(priority.text)
        _write_priority(sheet, report, priority, shown)
    known = {priority.key for priority in report.priorities}
    others = [message for message in report.messages if message.priority not in known]
    if others:
        sheet.head(1, "What else we want to tell")
    for message in others:
        write_message(sheet, report, message, shown)
    write_rest(sheet, report)
    write_sessions(sheet, report, shown)
    write_looked_at(sheet, report)
    write_course(sheet, report, shown)
    write_how_to_read(sheet)


def _write_priority(
    sheet: Sheet, report: Report, priority: Priority, shown: Mapping[str, Shown]
) -> None:
    """Its messages, and what people said on it without a message; always words and numbers."""
    messages = [one for one in report.messages if one.priority == priority.key]
    for message in messages:
        write_message(sheet, report, message, shown)
    direct = report.under(priority.key)
    if direct or not messages:
        sheet.head(2, WORDS)
        write_words(sheet, direct, "Nobody has given words on this.")
        sheet.head(2, NUMBERS)
        write_numbers(sheet, priority.title, shown[priority.key], [], None, shown)
