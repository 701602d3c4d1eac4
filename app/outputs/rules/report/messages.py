"""A report by key message: what the cohort wants to tell, with words and numbers for each."""

from __future__ import annotations

from collections.abc import Mapping

from app.kit.small_numbers import Shown
from app.outputs.rules.gifts import STEP
from app.outputs.rules.report.closing import write_course, write_how_to_read
from app.outputs.rules.report.facts import Report
from app.outputs.rules.report.looked_at import write_looked_at
from app.outputs.rules.report.opening import no_words, write_opening
from app.outputs.rules.report.sections import WORDS, write_message, write_notes
from app.outputs.rules.report.sheet import Sheet


def write_messages(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """Each message with its words and numbers, then what stands under none, then the course."""
    write_opening(sheet, report)
    if report.messages:
        sheet.head(1, "What we want to tell")
    for message in report.messages:
        write_message(sheet, report, message, shown)
    write_rest(sheet, report)
    write_sessions(sheet, report, shown)
    write_looked_at(sheet, report)
    write_course(sheet, report, shown)
    write_how_to_read(sheet)


def write_rest(sheet: Sheet, report: Report) -> None:
    """What stands under no message: practical steps, and what else people said."""
    rest = report.under("")
    steps = [one for one in rest if one.kind == STEP]
    others = [one for one in rest if one.kind != STEP]
    if others or not report.told:
        sheet.head(1, "What else people said" if report.messages and others else WORDS)
    for one in others:
        sheet.tell(one)
    if not report.told:
        sheet.say(no_words(report))
    if steps:
        sheet.head(1, "What others could do")
    for one in steps:
        sheet.tell(one)


def write_sessions(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """How people made sense of the words, where that was written down."""
    if report.notes:
        sheet.head(1, "How we made sense of this together")
        write_notes(sheet, report, shown, level=2)
