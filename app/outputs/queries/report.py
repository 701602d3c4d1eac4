"""Reads all that a report is made of at this moment, for the rules that write it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.document import Chart
from app.kit.times import say_short_date
from app.outputs.models import KeyMessage, Output, OutputBuild, OutputEdition
from app.outputs.queries.layouts import Layout, NoteLine
from app.outputs.queries.making import priorities_of, told_votes
from app.outputs.queries.voices import Voice
from app.outputs.rules.consent import today_in
from app.outputs.rules.report import LookedAt, Message, Note, Report, Told, Votes
from app.outputs.rules.stages import PRIORITIES


@dataclass(frozen=True)
class Made:
    """What a build has found before its page is written."""

    output: Output
    cohort: Cohort
    is_draft: bool
    people: int
    charts: Sequence[Chart]
    voices: Sequence[Voice]
    layout: Layout
    looked_at: Sequence[LookedAt] = ()


def report_of(db: Session, made: Made, *, now: datetime) -> Report:
    """All that the report is made of. Two statements.

    A message that is somebody's own words is there only with them; what stood under it, or under
    what this report does not have, stands under nothing.
    """
    by_priority = made.output.template == PRIORITIES
    priorities = priorities_of(db, made.cohort) if by_priority else None
    listed = priorities.listed if priorities else []
    here = {voice.contribution.id for voice in made.voices}
    there = [one for one in made.layout.messages if _stands(one, here)]
    votes = told_votes(db, [one.poll_id for one in there if one.poll_id])
    known = {str(one.id) for one in there} | {one.key for one in listed}
    return Report(
        title=made.output.title,
        cohort=made.cohort.name,
        day=today_in(made.cohort.time_zone, now),
        is_draft=made.is_draft,
        people=made.people,
        charts=made.charts,
        told=[_told(voice, made.layout, known) for voice in made.voices],
        messages=[_message(one, votes) for one in there],
        notes=[_note(line) for line in made.layout.notes],
        priorities=listed,
        priorities_from=priorities.told_from if priorities else "",
        looked_at=made.looked_at,
    )


def told_behind(db: Session, output_id: UUID) -> Sequence[Mapping[str, int]]:
    """The exact numbers of people behind words in each edition that was published, newest last.

    One statement.
    """
    counted = db.scalars(
        select(OutputBuild.work["counted"])
        .join(OutputEdition, OutputEdition.build_id == OutputBuild.id)
        .where(OutputEdition.output_id == output_id, OutputEdition.published_at.is_not(None))
        .order_by(OutputEdition.published_at, OutputEdition.id)
    )
    return [(one or {}).get("told", {}) for one in counted]


def _stands(message: KeyMessage, here: Collection[UUID]) -> bool:
    return message.contribution_id is None or message.contribution_id in here


def _told(voice: Voice, layout: Layout, known: Collection[str]) -> Told:
    under = layout.under(voice.contribution.id)
    return Told(
        key=str(voice.contribution.id),
        author=str(voice.author_id),
        kind=voice.kind,
        words=voice.words,
        named=voice.named,
        under=under if under in known else "",
        title=voice.title,
        has_brackets=voice.words != voice.contribution.text,
        picture=voice.given,
    )


def _message(message: KeyMessage, votes: Mapping[UUID, Votes]) -> Message:
    return Message(
        key=str(message.id),
        text=message.words,
        stands_on=message.stands_on,
        note=str(message.note_id) if message.note_id else "",
        votes=votes.get(message.poll_id) if message.poll_id else None,
        priority=message.priority,
        told=str(message.contribution_id) if message.contribution_id else "",
    )


def _note(line: NoteLine) -> Note:
    note = line.note
    return Note(
        key=str(note.id),
        title=line.title or "",
        day=say_short_date(note.held_on),
        people=note.people,
        said=note.said,
        differed=note.differed,
    )
