"""A session digest: on a page or two, what was heard, what people take from it, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from app.kit.document import Table
from app.kit.small_numbers import Shown
from app.outputs.rules.gifts import STEP
from app.outputs.rules.report.closing import write_counted, write_how_to_read
from app.outputs.rules.report.facts import Report, Told
from app.outputs.rules.report.figures import draw_votes
from app.outputs.rules.report.opening import no_words, write_opening
from app.outputs.rules.report.sections import (
    AS_SAID,
    NUMBERS,
    WORDS,
    write_attested,
    write_notes,
)
from app.outputs.rules.report.sheet import Sheet


def write_digest(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """What was heard, words for it, messages, steps and votes; the course is not counted."""
    write_opening(sheet, report)
    sheet.head(1, "What was heard")
    write_notes(sheet, report, shown, level=2)
    if not report.notes:
        sheet.say("The notes of the session are not written yet.")
    as_messages = {message.told for message in report.messages}
    rest = [one for one in report.told if one.key not in as_messages]
    _write_words(sheet, report, [one for one in rest if one.kind != STEP])
    _write_messages(sheet, report, shown)
    _write_steps(sheet, [one for one in rest if one.kind == STEP])
    sheet.head(1, NUMBERS)
    write_counted(sheet, report, shown)
    for votes in [message.votes for message in report.messages if message.votes]:
        sheet.add(draw_votes(votes))
        sheet.lead_back("poll", votes.key)
    write_how_to_read(sheet)


def _write_words(sheet: Sheet, report: Report, told: list[Told]) -> None:
    sheet.head(1, WORDS)
    for one in told:
        sheet.tell(one)
    if not told:
        sheet.say(no_words(report))


def _write_messages(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    if not report.messages:
        return
    sheet.head(1, "What we take from it")
    for message in report.messages:
        voice = report.voice_of(message)
        sheet.head(2, AS_SAID if voice else message.text)
        sheet.lead_back("message", message.key)
        if voice:
            sheet.tell(voice)
        write_attested(sheet, report, message, shown)
    behind = [one for one in report.messages if shown[one.key].text != "0"]
    if behind:
        rows = tuple((one.text or AS_SAID, shown[one.key].text) for one in behind)
        caption = "People whose words stand behind a message"
        sheet.add(Table(caption=caption, header=("Message", "n"), rows=rows))


def _write_steps(sheet: Sheet, steps: list[Told]) -> None:
    sheet.head(1, "Practical steps")
    for one in steps:
        sheet.tell(one)
    if not steps:
        sheet.say("Nobody has named a practical step yet.")
