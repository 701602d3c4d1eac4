"""The form that runs a cohort again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import ValidationError

from app.cohorts.errors import CohortNameNeeded
from app.cohorts.models import Cohort
from app.gatherings.actions.rerun import NewDay, RerunPlan
from app.gatherings.forms.rows import Row, id_in, read_days
from app.gatherings.models import Gathering
from app.gatherings.queries.reruns import Source
from app.gatherings.rules.roles import by_role
from app.gatherings.rules.series import moved, next_first_day, weeks_between
from app.kit.times import in_zone, say_clock, say_day
from app.people.rules import clean_name
from app.syllabus.models import Edition
from app.web.forms import DayField, WebForm

NO_ID = UUID(int=0)


class RerunForm(WebForm):
    """What is new about a cohort that is run again."""

    name = StringField("Name of the new cohort", render_kw={"autocomplete": "off"})
    starts_on = DayField("New first day")
    edition = RadioField("Course")
    runners = BooleanField("Ask the same people to run it")

    @classmethod
    def fresh(cls, cohort: Cohort, today: date) -> RerunForm:
        """The form with what can be guessed."""
        first = next_first_day(cohort.starts_on, today)
        return cls(data={"starts_on": first, "runners": True})

    def offer(self, editions: Sequence[tuple[Edition, str]]) -> None:
        """Set the editions to choose from, each with a word about it."""
        self.edition.choices = {
            edition.key: f"{edition.title} ({words})" for edition, words in editions
        }

    def validate_name(self, field: StringField) -> None:
        """Check the name of the new cohort.

        Raises: ValidationError.
        """
        if clean_name(field.data or "") is None:
            raise ValidationError(CohortNameNeeded.sentence)

    def plan(self, rows: Sequence[Row], today: date, request_key: UUID | None = None) -> RerunPlan:
        """The new cohort, with the sessions of these rows."""
        read = read_days(rows)
        return RerunPlan(
            name=self.name.data or "",
            edition_key=self.edition.data,
            starts_on=self.starts_on.data or today,
            sessions={
                number: NewDay(
                    id_in(row.source) or NO_ID, row.title, day, clock, with_task=row.with_task
                )
                for number, (row, day, clock) in read.rows.items()
            },
            with_runners=self.runners.data,
            request_key=request_key,
            unread=read.unread,
        )


def proposed_rows(sessions: Sequence[Gathering], cohort: Cohort, starts_on: date) -> list[Row]:
    """The sessions of a cohort as they would be from another first day: whole weeks later."""
    weeks = weeks_between(cohort.starts_on, starts_on)
    return [_row(number, session, cohort, weeks) for number, session in enumerate(sessions)]


def _row(number: int, session: Gathering, cohort: Cohort, weeks: int) -> Row:
    local = in_zone(session.starts_at, cohort.time_zone)
    day = moved(local.date(), weeks)
    return Row(
        number=number,
        title=session.title,
        day=day.isoformat() if day else "",
        clock=f"{local:%H:%M}",
        source=str(session.id),
        with_task=bool(session.catch_up),
    )


def with_sources(
    rows: Sequence[Row],
    sources: Mapping[UUID, Source],
    cohort: Cohort,
    modules: Mapping[UUID, UUID],
) -> list[Row]:
    """The rows, each with what its session was and when, and what of it comes along."""
    found = {str(session_id): source for session_id, source in sources.items()}
    return [
        _with_source(row, source, cohort, modules) if (source := found.get(row.source)) else row
        for row in rows
    ]


def _with_source(row: Row, source: Source, cohort: Cohort, modules: Mapping[UUID, UUID]) -> Row:
    session = source.session
    roles = by_role(source.roles)
    stays = [
        f"{what} stays behind, since it leads to a page of this cohort."
        for is_left, what in (
            (source.is_about_left, "What you did together"),
            (source.is_task_left, "The task for whoever misses it"),
        )
        if is_left
    ]
    return replace(
        row,
        named=session.title,
        was=_was(session, cohort.time_zone),
        lost_module=session.module_id is not None and session.module_id not in modules,
        task=source.task,
        roles="; ".join(f"{words}: {' and '.join(names)}" for words, names in roles),
        stays=" ".join(stays),
    )


def _was(session: Gathering, zone: str) -> str:
    return f"{say_day(session.starts_at, zone)}, {say_clock(session.starts_at, zone)}"
