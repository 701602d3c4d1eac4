"""The forms that propose a series of sessions, by itself or when a cohort is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from app.cohorts.forms.opening import OpenCohortForm
from app.cohorts.models import Cohort
from app.gatherings.errors.series import RhythmUnknown
from app.gatherings.forms import (
    ClockField,
    as_before,
)
from app.gatherings.forms.rows import Row
from app.gatherings.forms.together import TogetherForm
from app.gatherings.models import Gathering
from app.gatherings.rules.series import MOST_SESSIONS, RHYTHMS, WEEKDAYS, proposed_days
from app.syllabus.models import CourseModule
from app.web.forms import DayField

# The choice to open a cohort without sessions.
LATER = "0"
# What a cohort that opens without sessions is not asked for.
FOR_SESSIONS = (
    *("weeks", "weekday", "clock", "minutes", "how", "place", "link"),
    *("dial", "access", "more_access", "seats"),
)
RHYTHM_CHOICES = {str(weeks): words for weeks, words in RHYTHMS.items()}
WEEKDAY_CHOICES = {str(day): name for day, name in enumerate(WEEKDAYS)}


class RhythmForm(TogetherForm):
    """How often a cohort meets, and when."""

    weeks = RadioField(
        "How often you meet",
        choices=RHYTHM_CHOICES,
        validate_choice=False,
    )
    weekday = SelectField("Day of the week", choices=WEEKDAY_CHOICES, coerce=int)
    clock = ClockField("Start")

    def validate_weeks(self, field: RadioField) -> None:
        """Check that a rhythm was chosen.

        Raises: ValidationError.
        """
        if field.data not in {str(weeks) for weeks in RHYTHMS}:
            raise ValidationError(RhythmUnknown.sentence)

    def rows(
        self, modules: Sequence[CourseModule], first: date, zone: str, now: datetime
    ) -> list[Row]:
        """A session for each module, in the rhythm that was chosen."""
        clock = self.clock.data
        if clock is None:
            return []
        days = proposed_days(
            first,
            self.weekday.data,
            clock,
            weeks=int(self.weeks.data),
            number=min(len(modules), MOST_SESSIONS),
            zone=zone,
            now=now,
        )
        return [
            Row(
                number=number,
                title=module.title,
                day=day.isoformat(),
                clock=f"{clock:%H:%M}",
                module=str(module.id),
            )
            for number, (module, day) in enumerate(zip(modules, days, strict=False))
        ]


class SeriesForm(RhythmForm):
    """A series for a cohort that is there already."""

    first = DayField("First day")

    @classmethod
    def fresh(cls, cohort: Cohort, today: date, before: Gathering | None = None) -> SeriesForm:
        """The form with what can be guessed; how and where are as at the session `before`."""
        first = max(cohort.starts_on, today)
        guessed = {"first": first, "weekday": first.weekday(), "weeks": "2", "how": "blended"}
        last = as_before(before)
        if last:
            last |= {"access": last["offers"], "seats": last["capacity"], "dial": last["phone"]}
        return cls(data={**guessed, **last})


class OpeningForm(RhythmForm, OpenCohortForm):
    """A cohort to open and, unless that is for later, how often it meets."""

    def __init__(self, **options: Any) -> None:
        """The same rhythms, and none."""
        super().__init__(**options)
        self.weeks.choices = {**RHYTHM_CHOICES, LATER: "Not now, I will plan sessions later"}

    @property
    def for_later(self) -> bool:
        """Whether the cohort opens without sessions."""
        return (self.weeks.data or LATER) == LATER

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the form; what only sessions need is not asked for when they come later."""
        super().validate(extra_validators)
        if self.for_later:
            for name in FOR_SESSIONS:
                self[name].errors = []
        return not self.errors
