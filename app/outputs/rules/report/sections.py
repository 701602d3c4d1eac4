"""Parts in which words and numbers stand side by side, with as much room for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.kit.document import Table
from app.kit.small_numbers import Shown
from app.outputs.rules.making import attested
from app.outputs.rules.report.facts import Message, Note, Report, Told
from app.outputs.rules.report.figures import draw_votes
from app.outputs.rules.report.sheet import Sheet

WORDS = "In people's own words"
NUMBERS = "In numbers"
AS_SAID = "A message as somebody said it"


def write_message(
    sheet: Sheet, report: Report, message: Message, shown: Mapping[str, Shown]
) -> None:
    """A key message of level 2: how the cohort stands behind it, words for it, and its numbers."""
    voice = report.voice_of(message)
    sheet.head(2, AS_SAID if voice else message.text)
    sheet.lead_back("message", message.key)
    if voice:
        sheet.tell(voice)
    write_attested(sheet, report, message, shown)
    sheet.head(3, WORDS)
    write_words(sheet, report.under(message.key), "Nobody has given more words for this message.")
    sheet.head(3, NUMBERS)
    note = report.note_of(message)
    write_numbers(sheet, message.text or AS_SAID, shown[message.key], [message], note, shown)


def write_attested(
    sheet: Sheet, report: Report, message: Message, shown: Mapping[str, Shown]
) -> None:
    """How the cohort stands behind a message."""
    note = report.note_of(message)
    day = note.day if note else ""
    sheet.say(attested(message.stands_on, day=day, people=shown[message.key].text))
    if note:
        sheet.lead_back("note", note.key)


def write_words(sheet: Sheet, told: Sequence[Told], nobody: str) -> None:
    """What people gave, or that nobody did."""
    for one in told:
        sheet.tell(one)
    if not told:
        sheet.say(nobody)


def write_numbers(
    sheet: Sheet,
    about: str,
    people: Shown,
    messages: Sequence[Message],
    note: Note | None,
    shown: Mapping[str, Shown],
) -> None:
    """How many people stand behind something, and the votes on it."""
    rows = [("People whose words stand here", people.text)]
    if note:
        rows.append((f"People in the session on {note.day}", shown[note.key].text))
    sheet.add(Table(caption=f"Behind “{about}”", header=("What", "n"), rows=tuple(rows)))
    voted = [message.votes for message in messages if message.votes]
    for votes in voted:
        sheet.add(draw_votes(votes))
        sheet.lead_back("poll", votes.key)
    if not voted:
        sheet.say("There was no vote on this.")


def write_notes(sheet: Sheet, report: Report, shown: Mapping[str, Shown], *, level: int) -> None:
    """What was said where people made sense of the words together, session by session."""
    for note in report.notes:
        sheet.head(level, f"{note.title}, {note.day}" if note.title else note.day)
        sheet.lead_back("note", note.key)
        sheet.say(f"n = {shown[note.key].text} people took part.")
        sheet.say(note.said)
        sheet.lead_back("note", note.key)
        if note.differed:
            sheet.head(level + 1, "Where people did not agree")
            sheet.say(note.differed)
            sheet.lead_back("note", note.key)
